"""Merging from a card: another customer is found and merged with it, or taken apart again."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import merging
from mcsys_desktop.services.colleagues import Group
from mcsys_desktop.ui.customers import merge_words
from mcsys_desktop.ui.customers.merge_view import MergeView
from mcsys_desktop.ui.customers.past import Past
from mcsys_desktop.ui.toast import Toast
from mcsys_desktop.ui.work import Work


class MergeFromCard(QObject):
    """Shows the finder and both customers in ``right``, where the card is.

    ``past`` shows the history there, and knows the same card and the same rights.
    ``open_customer`` brings up a card; the toast says what happened once that card is there.
    """

    def __init__(
        self, past: Past, toast: Toast, open_customer: Callable[[int], object], work: Work
    ) -> None:
        super().__init__(past)
        self.view = MergeView(work)
        self._past, self._toast, self._open_customer = past, toast, open_customer
        self._right, self._card, self._editing = past.right, past.card, past.editing
        self._to_say: Callable[[], object] | None = None
        self._right.addWidget(self.view)
        self._card.header.merge_wanted.connect(self.show)
        self._card.merged.apart_wanted.connect(self.apart)
        self.view.left.connect(self.leave)
        self.view.merged.connect(self._on_merged)
        self.view.refused.connect(toast.say)
        self.view.acts.undone.connect(self._on_undone)

    @property
    def is_shown(self) -> bool:
        """Whether it stands where the card was."""
        return self._right.currentWidget() is self.view

    def show(self) -> None:
        """Ask whom the customer of the card is the same as; what was typed there is kept."""
        card = self._editing.card
        if card is None or self._right.currentWidget() is not self._card or self._may_not():
            return
        self._editing.put_away()
        self._right.setCurrentWidget(self.view)
        self.view.open(card.id, card.name)

    def leave(self) -> bool:
        """A step back: to the finder, then to the card. Whether it was shown."""
        shown = self.is_shown
        if shown:
            self.view.acts.forget()
            self._right.setCurrentWidget(self._card)
            self._card.setFocus()
            if self._editing.card is not None:
                self._editing.show(self._editing.card)  # what was typed there is offered again
        return shown

    def act(self) -> bool:
        """Merge, where both are seen. Whether this is on the screen."""
        if self.is_shown:
            self.view.act()
        return self.is_shown

    def apart(self, merging_id: int) -> None:
        """Take two apart that were merged."""
        if not self._may_not():
            self.view.acts.undo(merging_id)

    def on_card(self) -> None:
        """A card came: now it can be said what was done, without news of it saying so first."""
        to_say, self._to_say = self._to_say, None
        if to_say is not None:
            to_say()

    def _may_not(self) -> bool:
        if why := self._past.rights.why_not(Group.DESK):
            self._toast.say(why)
            return True
        return False

    def _on_merged(self, merging_id: int, heir_id: int, _other_id: int) -> None:
        self._to_say = lambda: self._toast.say(
            _("They are one customer now."), _("Undo"), lambda: self.apart(merging_id)
        )
        self.leave()
        self._open_customer(heir_id)

    def _on_undone(self, undone: merging.Undone) -> None:
        self._to_say = lambda: self._toast.say(
            merge_words.undone(undone),
            _("Open the other"),
            lambda: self._open_customer(undone.other_id),
            lasting=False,
        )
        self._open_customer(undone.heir_id)
