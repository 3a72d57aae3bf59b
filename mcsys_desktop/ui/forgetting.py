"""How long the office keeps calls of nobody: the card on the settings page of an administrator."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QButtonGroup

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _, ngettext
from mcsys_desktop.services import forgetting
from mcsys_desktop.ui.said import SaidLine
from mcsys_desktop.ui.widgets import Button, Card, Label, WrappedLabel, column, row
from mcsys_desktop.ui.work import Work

OFFERED = (30, 60, 90, 180, 365)  # days


class CallLogTerm(Card):
    """A row of terms, of which one is on. A press counts at once."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self.terms: dict[int, Button] = {}
        self._group = QButtonGroup()
        self._row = row(None)
        self.said = SaidLine()
        about = WrappedLabel(
            _(
                "A call that you link to a customer stays as long as the customer. All other calls,"
                " and who was called back, are erased when this term has ended. Whoever still"
                " waits to be called back stays until somebody did. A number that was withheld is"
                " never stored."
            ),
            "small",
            ink="text3",
        )
        super().__init__(
            column(
                Label(_("How long calls are kept"), "row"),
                Label(_("Calls that belong to no customer are kept for"), "small"),
                self._row,
                about,
                self.said,
                margins=(16, 12, 16, 16),
                gap=10,
            )
        )
        self._group.setParent(self)
        self._offer(OFFERED)

    @Slot()
    def refresh(self) -> None:
        """Ask the office which term it is."""
        self._work.run(self, forgetting.call_log_days, then=self.show_days)

    def show_days(self, days: int) -> None:
        """Show the term; one that is not offered is offered from now on."""
        if days not in self.terms:
            self._offer(sorted({*OFFERED, days}))
        self.terms[days].setChecked(True)

    def _offer(self, days: Sequence[int]) -> None:
        for button in self.terms.values():
            self._group.removeButton(button)
            self._row.removeWidget(button)
            button.deleteLater()
        self.terms = {}
        for place, term in enumerate(days):
            words = ngettext("{count} day", "{count} days", term).format(count=term)
            button = Button(words, kind="filter")
            button.clicked.connect(lambda _on=False, term=term: self._choose(term))
            self._group.addButton(button)
            self._row.insertWidget(place, button)
            self.terms[term] = button

    def _choose(self, days: int) -> None:
        self._work.run(
            self,
            forgetting.set_call_log_days,
            days,
            then=lambda _nothing: self.said.say(
                _("Saved. What is older is erased when a desk starts, and at night.")
            ),
            failed=self._on_failed,
        )

    def _on_failed(self, error: Exception) -> None:
        self.refresh()
        if isinstance(error, UserError):
            self.said.say(str(error), bad=True)
        else:
            self._work.failed.emit(self, error)
