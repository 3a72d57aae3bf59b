"""The log of the whole office, for administrators: by person, by kind and by period."""

from datetime import date, timedelta

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QWidget

from mcsys_desktop.core import clock
from mcsys_desktop.core.i18n import N_, _
from mcsys_desktop.services import history
from mcsys_desktop.ui.history.acts import Acts
from mcsys_desktop.ui.history.checking import Checking
from mcsys_desktop.ui.layouts import column, row
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.page import Page
from mcsys_desktop.ui.widgets import Button, ChoiceField, Label, Pane
from mcsys_desktop.ui.work import Task, Work

PERIODS = (0, 7, 30, 365, None)  # days back; None: from the beginning


def kinds() -> dict[history.Kind, str]:
    """What can be looked for."""
    return {
        history.Kind.ALL: _("Everything"),
        history.Kind.CHANGES: _("Changes"),
        history.Kind.SIGN_IN: _("Signing in"),
        history.Kind.REFUSED: _("Refused"),
        history.Kind.TAKEN_OUT: _("Taken out"),
        history.Kind.CARE: _("Care of the office"),
    }


def periods() -> dict[int | None, str]:
    """How far back."""
    return {
        0: _("Today"),
        7: _("Last 7 days"),
        30: _("Last 30 days"),
        365: _("Last year"),
        None: _("From the beginning"),
    }


class LogPage(Page):
    """What happened, newest first. ``customer_wanted`` carries the id of a customer."""

    title = N_("Log")
    icon = "history"
    shows = frozenset({"customer", "person", "phone_number", "call", "colleague", "audit_act"})

    customer_wanted = Signal(int)
    accepted = Signal()  # an administrator knows why history changed

    def __init__(self, work: Work, live: Live, parent: QWidget | None = None) -> None:
        super().__init__(work, live, parent)
        self.acts = Acts(work, _("Log"), _("Nothing was found in this period."))
        self.acts.customer_wanted.connect(self.customer_wanted)
        self.acts.refused.connect(lambda error: self.work.failed.emit(self, error))
        self.checking = Checking(work)
        self.accept = Button(_("Remember the history as it is now"), "check")
        self.accept.setToolTip(_("When you know why it changed: a backup was put back."))
        self.accept.hide()
        self.accept.clicked.connect(self._on_accept)
        self.kinds: dict[history.Kind, Button] = {}
        self._chips = QButtonGroup(self)
        for kind, words in kinds().items():
            chip = Button(words, kind="filter")
            chip.clicked.connect(self.seek)
            self._chips.addButton(chip)
            self.kinds[kind] = chip
        self.kinds[history.Kind.ALL].setChecked(True)
        self.person = ChoiceField([("", _("Everybody"))], name=_("Person"))
        self.period = ChoiceField(periods().items(), name=_("Period"))
        self.period.choose(30)
        self.person.currentIndexChanged.connect(self.seek)
        self.period.currentIndexChanged.connect(self.seek)
        self._lay_out()

    def fetch(self) -> Task | None:
        """Ask who ever did something, and what happened."""
        if self.acts.sought is None:
            self.seek()
        else:
            self.acts.refresh()
        return self.work.run(self, history.people, then=self._show_people)

    def panes(self) -> list[QWidget]:
        """The parts that F6 goes through."""
        return [self.acts.view, self.acts.detail]

    def sought(self) -> history.Sought:
        """What is looked for now."""
        kind = next(kind for kind, chip in self.kinds.items() if chip.isChecked())
        return history.Sought(kind, str(self.person.value() or ""), self._since())

    @Slot()
    def seek(self) -> None:
        """Look for what is chosen now."""
        self.acts.seek(self.sought())

    def show_alarm(self) -> None:
        """History is not what this desk saw: offer to begin anew from here."""
        self.accept.show()

    @Slot()
    def _on_accept(self) -> None:
        self.accept.hide()
        self.accepted.emit()

    def set_counter(self, masked: bool) -> None:
        """Hide what the person opposite should not read."""
        self.acts.set_counter(masked)

    def _since(self) -> date | None:
        days = self.period.value()
        return clock.today() - timedelta(days=days) if isinstance(days, int) else None

    def _show_people(self, people: list[tuple[str, str]]) -> None:
        chosen = self.person.value()
        self.person.blockSignals(True)
        self.person.clear()
        for login, name in [("", _("Everybody")), *people]:
            self.person.addItem(name, login)
        self.person.choose(chosen)
        self.person.blockSignals(False)
        self.person.updateGeometry()

    def _lay_out(self) -> None:
        below = row(self.checking, self.accept)
        below.setStretch(0, 1)
        head = column(
            row(Label(_(self.title), "title"), None, self.person, self.period),
            row(*self.kinds.values(), None),
            below,
            gap=12,
            margins=(24, 20, 24, 12),
        )
        ground = Pane("surface")
        body = column(head, gap=0)
        body.addWidget(self.acts, 1)
        ground.setLayout(body)
        self.setLayout(column(ground, gap=0))
