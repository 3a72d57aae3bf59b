"""Why somebody is to be called back, before when, and by whom: kept as it is typed."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import StaleRecord, UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import call_backs
from mcsys_desktop.services.call_backs import CallBackRow
from mcsys_desktop.ui.call_backs import words
from mcsys_desktop.ui.fields import Labelled, NoteField
from mcsys_desktop.ui.layouts import column
from mcsys_desktop.ui.widgets import ChoiceField
from mcsys_desktop.ui.work import Work


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
        self.when = ChoiceField(name=_("Before when"))
        self.why = NoteField(_("What is it about?"), name=_("Reason"), height=80)
        self.who.activated.connect(lambda _at: self.handed.emit(str(self.who.value() or "")))
        self.when.activated.connect(lambda _at: self._keep())
        self.why.settled.connect(lambda _text: self._keep())
        fields = (
            Labelled(_("Who calls back"), self.who),
            Labelled(_("Before when"), self.when),
            Labelled(_("Reason"), self.why),
        )
        self.setLayout(column(*fields, gap=12))
        work.run(self, call_backs.colleagues_here, then=self._on_colleagues)
        self._colleagues: list[tuple[str, str]] = []

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
        self._fill_when(row.due_at)

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

    def _fill_when(self, due: datetime | None) -> None:
        now = clock.now()
        moments = list(words.dues(now))
        if due is not None and due not in moments:
            moments = sorted([due, *moments])
        self.when.clear()
        self.when.addItem(_("As soon as possible"), None)
        for moment in moments:
            self.when.addItem(words.before(moment, now), moment)
        self.when.choose(due)

    def _keep(self) -> None:
        row, due = self._row, self.when.value()
        if row is None:
            return
        text = self._with_theirs(row)
        if (text, due) == (row.reason, row.due_at):
            return
        self._saving = True
        self._begun = text
        due_at = due if isinstance(due, datetime) else None

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

        job = _Keeping(row, text, due_at)
        self._work.run(self, job, then=kept, failed=failed)

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


class _Keeping:
    """One change of an entry, for a worker."""

    def __init__(self, row: CallBackRow, reason: str, due_at: datetime | None) -> None:
        self._row, self._reason, self._due_at = row, reason, due_at

    def __call__(self) -> None:
        row = self._row
        call_backs.plan(row.id, row.version, reason=self._reason, due_at=self._due_at)
