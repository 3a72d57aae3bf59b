"""Somebody wants to upgrade the office: the band that asks at every other desk."""

from PySide6.QtCore import Signal

from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui.announcing import announce
from mcsys_desktop.ui.buttons import Button
from mcsys_desktop.ui.labels import Band


class WishBand(Band):
    """A band across the window. ``answered`` carries whether this desk agrees."""

    answered = Signal(bool)

    def __init__(self) -> None:
        super().__init__(flat=True)
        self.agree = Button(_("Agree"), kind="link")
        self.later = Button(_("Not yet"), kind="link")
        self.agree.clicked.connect(lambda: self.answered.emit(True))
        self.later.clicked.connect(lambda: self.answered.emit(False))
        self.add(self.agree)
        self.add(self.later)
        self.let_wrap()
        self.hide()

    def ask(self, name: str, version: str) -> None:
        """Show who wants it, and to which version."""
        whoever = _(
            "Whoever looks after the server wants to upgrade the office to version {version}."
            " Save your work."
        )
        somebody = _("{name} wants to upgrade the office to version {version}. Save your work.")
        self._show("accent", (somebody if name else whoever).format(name=name, version=version))
        self.agree.show()
        self.later.show()

    def show_agreed(self) -> None:
        """This desk agreed, and may think better of it while others are waited for."""
        self._show(
            "ok",
            _("You agree that the office is upgraded. It can begin any moment: type no more."),
        )
        self.agree.hide()
        self.later.show()

    def show_later(self) -> None:
        """This desk asked to wait."""
        self._show("warn", _("The upgrade of the office waits for you. Save your work."))
        self.agree.show()
        self.later.hide()

    def _show(self, tone: str, sentence: str) -> None:
        self.show_state(tone, "server", sentence)
        if self.isHidden() and self.window().isVisible():  # not behind the lock
            announce(self, sentence)
        self.show()
