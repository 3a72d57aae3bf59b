"""The first question: which phone system the office has, by the names that people know."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.services.phone_setup import System
from mcsys_desktop.ui.phone_setup.step import Step
from mcsys_desktop.ui.texts import WrappedLabel
from mcsys_desktop.ui.widgets import Button, row


class SystemStep(Step):
    """``chosen`` carries the key of a system; ``later`` leaves it, ``back_wanted`` goes back."""

    chosen = Signal(str)
    later = Signal()

    def __init__(
        self, systems: Sequence[System], key: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(
            _("Which phone system does the office have?"),
            _(
                "Choose what comes nearest. Whatever you choose, nothing of this computer is opened"
                " to the internet."
            ),
            parent,
        )
        self.systems: dict[str, Button] = {}
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for at, system in enumerate(systems):
            button = Button(_(system.title))
            button.setAccessibleDescription(_(system.known_as))
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, key=system.key: self.chosen.emit(key))
            self.systems[system.key] = button
            words = WrappedLabel(_(system.known_as), "small", ink="text2")
            grid.addWidget(button, at, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(words, at, 1, Qt.AlignmentFlag.AlignVCenter)
        self.add(grid)
        self.later_button = Button(_("Later"), kind="link")
        self.later_button.setAutoDefault(False)
        self.add(row(self.later_button, None))
        self.later_button.clicked.connect(self.later)
        self._first = self.systems.get(key) or next(iter(self.systems.values()))

    def begin(self) -> None:
        """The keyboard is at what was chosen before, or at the first."""
        self._first.setFocus(Qt.FocusReason.TabFocusReason)
