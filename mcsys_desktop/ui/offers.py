"""What was typed before the program ended, offered again: one at a time, and never in the way."""

from collections.abc import Iterable

from PySide6.QtCore import Signal

from mcsys_desktop.core import clock
from mcsys_desktop.core.drafts import ABOUT, Draft, Drafts
from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui.announcing import announce
from mcsys_desktop.ui.buttons import Button
from mcsys_desktop.ui.labels import Band


class Offers(Band):
    """A band across the window. ``resumed`` carries the Draft that somebody wants to go on with."""

    resumed = Signal(object)

    def __init__(self, drafts: Drafts) -> None:
        super().__init__("accent", flat=True)
        self._drafts = drafts
        self._waiting: list[Draft] = []
        self._hidden = False
        self.resume = Button(_("Go on typing"), kind="link")
        self.discard = Button(_("Throw away"), kind="link")
        self.resume.clicked.connect(self._on_resume)
        self.discard.clicked.connect(self._on_discard)
        self.add(self.resume)
        self.add(self.discard)
        self.let_wrap()
        self.hide()

    def offer(self, drafts: Iterable[Draft]) -> None:
        """Offer these, one after the other."""
        self._waiting = list(drafts)
        self._show()

    def set_hidden(self, hidden: bool) -> None:
        """Whether names are hidden from somebody at the counter."""
        self._hidden = hidden
        self._show()

    def _show(self) -> None:
        kept = {draft.form for draft in self._drafts.all_of()}
        self._waiting = [draft for draft in self._waiting if draft.form in kept]
        if not self._waiting:
            self.hide()
            return
        draft = self._waiting[0]
        when = clock.day_and_time(draft.at, clock.today())
        about = "" if self._hidden else draft.texts.get(ABOUT, "")
        said = (
            _("{about}: you were busy with this {when}, and it was not saved.")
            if about
            else _("You were busy with something {when}, and it was not saved.")
        ).format(about=about, when=when)
        count = len(self._waiting)
        self.show_state("accent", "file-pen-line", said, f"1/{count}" if count > 1 else "")
        if self.isHidden():
            announce(self, self.title.text())
        self.show()

    def _on_resume(self) -> None:
        draft = self._waiting.pop(0)
        self._show()
        self.resumed.emit(draft)

    def _on_discard(self) -> None:
        self._drafts.drop(self._waiting.pop(0).form)
        self._show()
