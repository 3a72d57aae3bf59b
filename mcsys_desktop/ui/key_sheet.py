"""The sheet of keys: what F1 shows. It lists what works now, never what is planned."""

from itertools import groupby

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui import painting, shortcuts
from mcsys_desktop.ui.buttons import Button
from mcsys_desktop.ui.labels import Label
from mcsys_desktop.ui.layouts import column, row
from mcsys_desktop.ui.shortcuts import Action, Context
from mcsys_desktop.ui.style import style

_MANY = 3  # more keys than this are said by the first and the last
_LEFT = (Context.EVERYWHERE,)  # the rest stands at the right, so that a low screen holds it all


class KeyCap(QWidget):
    """A key as it looks on a button."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key
        self.setAccessibleName(key)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def restyle(self) -> None:
        """Take the present text size."""
        self.updateGeometry()

    # Qt's own names from here.

    def sizeHint(self) -> QSize:
        return QSize(painting.key_width(self.key), style().px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painting.draw_key(painter, self.width(), self.height() // 2, self.key)
        painter.end()


class KeySheet(QDialog):
    """All keys that some screen has bound, by where they work."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setWindowTitle(_("Keys"))
        left, right = QVBoxLayout(), QVBoxLayout()
        for context, actions in groupby(shortcuts.working(), key=lambda action: action.context):
            side = left if context in _LEFT else right
            if side.count():
                side.addSpacing(16)
            side.addWidget(Label(_(context.value), "caption"))
            side.addSpacing(8)
            side.addLayout(_grid(list(actions)))
        for side in (left, right):
            side.setSpacing(0)
            side.addStretch(1)
        done = Button(_("Close"), kind="primary", key="Esc")
        done.clicked.connect(self.accept)
        both = row(left, right, gap=32)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        self.setLayout(
            column(
                Label(_("Keys"), "section"),
                both,
                row(None, done),
                margins=(24, 20, 24, 20),
                gap=16,
            )
        )
        done.setFocus()


def _grid(actions: list[Action]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(0, 1)
    for line, action in enumerate(actions):
        grid.addWidget(Label(_(action.text)), line, 0)
        grid.addLayout(row(None, *_caps(action), gap=4), line, 1)
    return grid


def _caps(action: Action) -> list[QWidget]:
    """The keys of an action: each once, of many the first and the last."""
    keys = list(dict.fromkeys(shortcuts.spelled(key) for key in action.keys))
    if len(keys) > _MANY:
        return [KeyCap(keys[0]), Label("–", "small"), KeyCap(keys[-1])]
    return [KeyCap(key) for key in keys]
