"""Labels wherever Qt or we put them in a window."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QGraphicsScene,
    QGraphicsView,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMenu,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QToolBar,
    QToolTip,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from tests.ui.markup.names import Maker, inside


def _wrapped(text: str) -> QWidget:
    label = QLabel(text)
    label.setWordWrap(True)
    return inside(label)


def _selectable(text: str) -> QWidget:
    label = QLabel(text)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
    return inside(label)


def _own_sheet(text: str) -> QWidget:
    label = QLabel(text)
    label.setStyleSheet("color: blue")
    return inside(label)


def _buddy(text: str) -> QWidget:
    holder = QWidget()
    layout = QVBoxLayout(holder)
    label, field = QLabel(text), QLineEdit()
    label.setBuddy(field)
    layout.addWidget(label)
    layout.addWidget(field)
    return holder


def _scrolled(text: str) -> QWidget:
    area = QScrollArea()
    area.setWidget(QLabel(text))
    return area


def _stacked(text: str) -> QWidget:
    stack = QStackedWidget()
    stack.addWidget(QLabel(text))
    return stack


def _split(text: str) -> QWidget:
    splitter = QSplitter()
    splitter.addWidget(QLabel(text))
    splitter.addWidget(QLabel(text))
    return splitter


def _tabs(text: str) -> QWidget:
    tabs = QTabWidget()
    tabs.addTab(QLabel(text), text)
    tabs.setTabToolTip(0, text)
    return tabs


def _window(text: str) -> QMainWindow:
    window = QMainWindow()
    window.setCentralWidget(QWidget())
    window.setWindowTitle(text)
    return window


def _status_label(text: str) -> QWidget:
    window = _window(text)
    window.statusBar().addPermanentWidget(QLabel(text))
    return window


def _status_message(text: str) -> QWidget:
    window = _window(text)
    window.statusBar().showMessage(text)
    return window


def _dock(text: str) -> QWidget:
    window = _window(text)
    dock = QDockWidget(text)
    dock.setWidget(QLabel(text))
    window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, dock)
    return window


def _tool_bar(text: str) -> QWidget:
    window = _window(text)
    bar = QToolBar(text)
    bar.addWidget(QLabel(text))
    window.addToolBar(bar)
    return window


def _menu_bar(text: str) -> QWidget:
    window = _window(text)
    window.menuBar().addMenu(text)
    return window


def _graphics(text: str) -> QWidget:
    scene = QGraphicsScene()
    scene.addWidget(QLabel(text))
    scene.addSimpleText(text)
    view = QGraphicsView(scene)
    scene.setParent(view)
    return view


def _menu(text: str) -> QWidget:
    menu = QMenu(text)
    menu.setToolTipsVisible(True)
    menu.addAction(text)
    action = QWidgetAction(menu)
    action.setDefaultWidget(QLabel(text))
    menu.addAction(action)
    return menu


def _tool_tip(text: str) -> QWidget:
    owner = QPushButton("x")
    owner.setToolTip(text)
    owner.show()
    QToolTip.showText(owner.mapToGlobal(QPoint(5, 5)), text, owner)
    tips = [w for w in QApplication.topLevelWidgets() if w.metaObject().className() == "QTipLabel"]
    tip = tips[-1]
    tip.owner = owner  # type: ignore[attr-defined]  # a tip goes away with what it is about
    return tip


KINDS: dict[str, Maker] = {
    "label": lambda text: inside(QLabel(text)),
    "label alone": QLabel,
    "label wrapped": _wrapped,
    "label selectable": _selectable,
    "label with its own sheet": _own_sheet,
    "label with a buddy": _buddy,
    "label scrolled": _scrolled,
    "label stacked": _stacked,
    "labels split": _split,
    "tabs": _tabs,
    "status bar label": _status_label,
    "status bar": _status_message,
    "dock": _dock,
    "tool bar": _tool_bar,
    "menu bar": _menu_bar,
    "menu": _menu,
    "graphics": _graphics,
    "tooltip": _tool_tip,
}
