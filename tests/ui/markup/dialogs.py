"""Dialogs that Qt makes itself, with their labels."""

from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QColorDialog,
    QFileDialog,
    QFontDialog,
    QFormLayout,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QProgressDialog,
    QPushButton,
    QWidget,
)

from mcsys_desktop.ui import plain_text
from tests.ui.markup.names import Maker


def _message(text: str) -> QWidget:
    return QMessageBox(QMessageBox.Icon.Warning, text, text)


def _message_informing(text: str) -> QWidget:
    box = QMessageBox()
    box.setText("x")
    box.setInformativeText(text)
    return box


def _message_detailed(text: str) -> QWidget:
    box = QMessageBox()
    box.setText(text)
    box.setDetailedText(text)
    box.setCheckBox(QCheckBox(text))
    box.addButton(text, QMessageBox.ButtonRole.AcceptRole)
    for button in box.buttons():
        if box.buttonRole(button) == QMessageBox.ButtonRole.ActionRole:
            button.click()  # show the details
    return box


def _own_message(text: str) -> QWidget:
    box = plain_text.message_box()
    box.setText(text)
    box.setInformativeText(text)
    return box


def _message_twice(text: str) -> QWidget:
    box = QMessageBox()
    box.setText("x")
    box.show()
    QApplication.processEvents()
    box.setText(text)
    box.setInformativeText(text)
    return box


def _form(text: str) -> QWidget:
    widget = QWidget()
    form = QFormLayout(widget)
    form.addRow(text, QPushButton(text))
    form.addRow(text, QLineEdit(text))
    return widget


def _ask_text(text: str) -> QWidget:
    dialog = QInputDialog()
    dialog.setLabelText(text)
    dialog.setTextValue("x")
    return dialog


def _ask_item(text: str) -> QWidget:
    dialog = QInputDialog()
    dialog.setLabelText(text)
    dialog.setComboBoxItems(["x", "y"])
    return dialog


def _ask_number(text: str) -> QWidget:
    dialog = QInputDialog()
    dialog.setInputMode(QInputDialog.InputMode.IntInput)
    dialog.setLabelText(text)
    return dialog


def _progress(text: str) -> QWidget:
    dialog = QProgressDialog(text, text, 0, 10)
    dialog.setMinimumDuration(0)
    dialog.setValue(1)
    return dialog


def _progress_label(text: str) -> QWidget:
    dialog = QProgressDialog("x", "x", 0, 10)
    dialog.setLabel(QLabel(text))
    return dialog


def _file_dialog(text: str) -> QWidget:
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setLabelText(QFileDialog.DialogLabel.FileName, text)
    dialog.setLabelText(QFileDialog.DialogLabel.LookIn, text)
    dialog.setNameFilter(text.replace("(", "").replace("\x00", ""))
    return dialog


def _colour_dialog(text: str) -> QWidget:
    dialog = QColorDialog()
    dialog.setOption(QColorDialog.ColorDialogOption.DontUseNativeDialog)
    dialog.layout().addWidget(QLabel(text))  # type: ignore[union-attr]  # it has one
    return dialog


def _font_dialog(text: str) -> QWidget:
    dialog = QFontDialog()
    dialog.setOption(QFontDialog.FontDialogOption.DontUseNativeDialog)
    dialog.layout().addWidget(QLabel(text))  # type: ignore[union-attr]  # it has one
    return dialog


KINDS: dict[str, Maker] = {
    "message": _message,
    "message that informs": _message_informing,
    "message with details": _message_detailed,
    "message of ours": _own_message,
    "message changed": _message_twice,
    "form": _form,
    "asks for text": _ask_text,
    "asks for a choice": _ask_item,
    "asks for a number": _ask_number,
    "progress": _progress,
    "progress with a label": _progress_label,
    "files": _file_dialog,
    "colours": _colour_dialog,
    "fonts": _font_dialog,
}
