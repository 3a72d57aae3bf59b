"""Widgets that draw text without a label, ours among them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCommandLinkButton,
    QDialogButtonBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMdiArea,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QToolBox,
    QToolButton,
    QTreeView,
    QWidget,
)

from mcsys_desktop.ui import widgets
from mcsys_desktop.ui.banner import Banner
from mcsys_desktop.ui.crash import CrashDialog
from tests.ui.markup.names import Maker, inside


def _group(text: str) -> QWidget:
    return QGroupBox(text)


def _combo(text: str) -> QWidget:
    combo = QComboBox()
    combo.addItem(text)
    combo.setItemData(0, text, Qt.ItemDataRole.ToolTipRole)
    return combo


def _editable(text: str) -> QWidget:
    combo = QComboBox()
    combo.setEditable(True)
    combo.setEditText(text)
    return combo


def _placeholder(text: str) -> QWidget:
    field = QLineEdit()
    field.setPlaceholderText(text)
    return field


def _lines_placeholder(text: str) -> QWidget:
    field = QPlainTextEdit()
    field.setPlaceholderText(text)
    return field


def _list(text: str) -> QWidget:
    made = QListWidget()
    made.addItem(text)
    made.item(0).setToolTip(text)
    return made


def _tree(text: str) -> QWidget:
    tree = QTreeView()
    model = QStandardItemModel(tree)
    model.appendRow(QStandardItem(text))
    model.setHorizontalHeaderLabels([text])
    tree.setModel(model)
    return tree


def _table(text: str) -> QWidget:
    table = QTableWidget(2, 2)
    table.setHorizontalHeaderLabels([text, "x"])
    table.setVerticalHeaderLabels([text, "x"])
    table.setItem(0, 0, QTableWidgetItem(text))
    table.setCellWidget(1, 1, QLabel(text))
    return table


def _tool_box(text: str) -> QWidget:
    box = QToolBox()
    box.addItem(QLabel(text), text)
    return box


def _progress_bar(text: str) -> QWidget:
    bar = QProgressBar()
    bar.setRange(0, 10)
    bar.setValue(5)
    bar.setFormat(text)
    return bar


def _spin(text: str) -> QWidget:
    spin = QSpinBox()
    spin.setPrefix(text)
    return spin


def _mdi(text: str) -> QWidget:
    area = QMdiArea()
    inner = area.addSubWindow(QLabel(text))
    inner.setWindowTitle(text)
    return area


def _tool_button(text: str) -> QWidget:
    button = QToolButton()
    button.setText(text)
    return button


def _buttons(text: str) -> QWidget:
    box = QDialogButtonBox()
    box.addButton(text, QDialogButtonBox.ButtonRole.AcceptRole)
    return box


def _fact(text: str) -> QWidget:
    fact = widgets.FactRow()
    fact.show_fact(text, text)
    return fact


def _banner(text: str) -> QWidget:
    banner = Banner()
    banner.say("accent", "clock", text)
    return banner


def _complaint(text: str) -> QWidget:
    field = widgets.Labelled(text, widgets.LineField(), text)
    field.show_error(text)
    return field


def _note(text: str) -> QWidget:
    note = widgets.NoteField(text)
    note.show_text(text)
    return note


KINDS: dict[str, Maker] = {
    "group": _group,
    "choice": _combo,
    "editable choice": _editable,
    "line": QLineEdit,
    "placeholder": _placeholder,
    "lines": QPlainTextEdit,
    "placeholder of lines": _lines_placeholder,
    "list": _list,
    "tree": _tree,
    "table": _table,
    "tool box": _tool_box,
    "progress bar": _progress_bar,
    "number": _spin,
    "windows": _mdi,
    "button": lambda text: QPushButton(text),
    "check box": lambda text: QCheckBox(text),
    "radio button": lambda text: QRadioButton(text),
    "link button": lambda text: QCommandLinkButton(text, text),
    "tool button": _tool_button,
    "buttons": _buttons,
    "our label": lambda text: inside(widgets.Label(text)),
    "our elided label": lambda text: inside(widgets.ElidedLabel(text)),
    "our chip": lambda text: inside(widgets.Chip(text)),
    "our button": lambda text: widgets.Button(text),
    "our line": widgets.LineField,
    "our note": _note,
    "our fact": _fact,
    "our banner": _banner,
    "our complaint": _complaint,
    "our crash": lambda text: CrashDialog(text, text, text),
}
