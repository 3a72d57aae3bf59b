"""The sheet of keys: what F1 shows. It lists what works now, never what is planned."""

from itertools import groupby

from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui import shortcuts
from mcsys_desktop.ui.buttons import Button
from mcsys_desktop.ui.labels import Chip, Label
from mcsys_desktop.ui.layouts import column, row
from mcsys_desktop.ui.shortcuts import Action


class KeySheet(QDialog):
    """All keys that some screen has bound, by where they work."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setWindowTitle(_("Keys"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        line = 0
        for context, actions in groupby(shortcuts.working(), key=lambda action: action.context):
            grid.addWidget(Label(_(context.value), "caption"), line, 0, 1, 2)
            grid.setRowMinimumHeight(line, 28)
            line += 1
            for action in actions:
                self._add(grid, line, action)
                line += 1
        done = Button(_("Close"), kind="primary")
        done.clicked.connect(self.accept)
        self.setLayout(
            column(
                Label(_("Keys"), "section"),
                grid,
                8,
                row(None, done),
                margins=(24, 20, 24, 20),
                gap=8,
            )
        )
        done.setFocus()

    @staticmethod
    def _add(grid: QGridLayout, line: int, action: Action) -> None:
        keys = row(*(Chip(shortcuts.spelled(key)) for key in action.keys), None, gap=4)
        grid.addWidget(Label(_(action.text)), line, 0)
        grid.addLayout(keys, line, 1)
