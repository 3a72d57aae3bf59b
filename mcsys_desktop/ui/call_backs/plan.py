"""Why somebody is to be called back, whom to ask for, before when, and by whom: kept as typed."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core.errors import StaleRecord, UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import call_backs
from mcsys_desktop.services.call_backs import CallBackRow
from mcsys_desktop.ui.call_backs.due import DueField
from mcsys_desktop.ui.fields import Labelled, NoteField
from mcsys_desktop.ui.layouts import column
from mcsys_desktop.ui.widgets import ChoiceField
from mcsys_desktop.ui.work import Task, Work


class Plan(QWidget):
    """Shows an entry's plan and keeps what is changed in it.

    ``handed`` tells the login of who is to do it; ``refused`` a sentence, ``kept`` that the office
    has what was typed.
    """

    handed = Signal(str)
    refused = Signal(str)
    kept = Signal()

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self._row: CallBackRow | None = None
        self._saving = False
        self._begun = ""  # the reason that stood there when typing began
        self.who = ChoiceField(name=_("Who calls back"))
        self.whom = ChoiceField(name=_("Ask for"))
        self.when = DueField()
        self.why = NoteField(_("What is it about?"), name=_("Reason"), height=80)
        self.who.activated.connect(lambda _at: self.handed.emit(str(self.who.value() or "")))
        self.whom.activated.connect(lambda _at: self._keep())
        self.when.chosen.connect(self._keep)
        self.why.settled.connect(lambda _text: self._keep())
        fields = (
            Labelled(_("Who calls back"), self.who),
            asked_for := Labelled(_("Ask for"), self.whom),
            Labelled(_("Before when"), self.when),
            Labelled(_("Reason"), self.why),
        )
        self._asked_for = asked_for
        self._asked_for.hide()
        self.setLayout(column(*fields, gap=12))
        work.run(self, call_backs.colleagues_here, then=self._on_colleagues)
        self._colleagues: list[tuple[str, str]] = []
        self._people: list[tuple[int, str]] = []
        self._asking: Task | None = None

    @property
    def unsaved(self) -> bool:
        """Whether the office does not have yet what stands here."""
        row = self._row
        return row is not None and (self.why.unsaved or self._saving)

    def show_entry(self, row: CallBackRow | None) -> None:
        """Show an entry as it is now. What is being typed stays."""
        before, self._row = self._row, row
        if row is None:
            return
        if before is not None and before.id != row.id and self.why.unsaved:
            self._row = before
            self.why.settle()
            self._row = row
        same = before is not None and before.id == row.id
        if not (same and (self.why.unsaved or self.why.text() != (before or row).reason)):
            self.why.show_text(row.reason)
            self._begun = row.reason
        self._fill_who()
        self.when.show_due(row.due_at)
        if before is None or before.customer_id != row.customer_id:
            self._people = []
        self._fill_whom()
        self._ask_people(row.customer_id)

    def _ask_people(self, customer_id: int | None) -> None:
        if self._asking is not None:
            self._asking.cancel()
            self._asking = None
        if customer_id is not None:
            self._asking = self._work.run(
                self, call_backs.people_at, customer_id, then=self._on_people
            )

    def _on_people(self, found: list[tuple[int, str]]) -> None:
        self._asking = None
        if found != self._people:
            self._people = found
            self._fill_whom()

    def _on_colleagues(self, found: list[tuple[str, str]]) -> None:
        self._colleagues = found
        self._fill_who()

    def _fill_who(self) -> None:
        row = self._row
        if row is None:
            return
        options = [("", _("Nobody yet")), *self._colleagues]
        if row.taken_by and row.taken_by not in dict(options):
            options.append((row.taken_by, row.taken_name))
        self.who.clear()
        for login, name in options:
            self.who.addItem(name, login)
        self.who.choose(row.taken_by)

    def _fill_whom(self) -> None:
        """Whom to ask for, where there is a choice: a person's own number is theirs."""
        row = self._row
        if row is None:
            return
        people = dict(self._people)
        if row.person_id is not None:
            people.setdefault(row.person_id, row.person_name)
        self.whom.clear()
        self.whom.addItem(_("Whoever picks up"), None)
        for person_id, name in people.items():
            self.whom.addItem(name, person_id)
        self.whom.choose(row.person_id)
        alone = list(people.values()) in ([], [row.customer_name])
        self._asked_for.setVisible(not alone)

    def _keep(self) -> None:
        row = self._row
        if row is None:
            return
        plan = (self._with_theirs(row), self.when.value(), self._person())
        if plan == (row.reason, row.due_at, row.person_id):
            return
        self._saving = True
        self._begun = plan[0]

        def kept(_none: object) -> None:
            self._saving = False
            self.kept.emit()

        def failed(error: Exception) -> None:
            self._saving = False
            if isinstance(error, StaleRecord):
                self._work.run(self, call_backs.get, row.id, then=self._join)
            elif isinstance(error, UserError):
                self.refused.emit(str(error))
            else:
                self._work.failed.emit(self, error)

        self._work.run(self, _kept, row, *plan, then=kept, failed=failed)

    def _person(self) -> int | None:
        person = self.whom.value()
        return person if isinstance(person, int) else None

    def _join(self, now: CallBackRow | None) -> None:
        """A colleague was first: both reasons stay."""
        row = self._row
        if now is None or row is None or now.id != row.id:
            return
        self._begun = row.reason
        self._row = now
        self._keep()

    def _with_theirs(self, row: CallBackRow) -> str:
        """What stands here; and what a colleague wrote there since typing began."""
        mine = self.why.text()
        if row.reason and row.reason != self._begun and row.reason not in mine:
            mine = f"{mine}\n{row.reason}".strip()
            self.why.show_text(mine)
        return mine


def _kept(row: CallBackRow, reason: str, due_at: datetime | None, person_id: int | None) -> None:
    """On a worker: one change of an entry."""
    call_backs.plan(row.id, row.version, reason=reason, due_at=due_at, person_id=person_id)
