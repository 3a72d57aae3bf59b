"""What is known and decided about the calls of a desk, kept in the office's log."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from mcsys_desktop.core import cards, text
from mcsys_desktop.core.errors import (
    CardNumber,
    OfficeUnavailable,
    ReadOnlyOffice,
    StaleRecord,
    UserError,
)
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import call_backs, callers, calls, customers
from mcsys_desktop.ui.callers import kept
from mcsys_desktop.ui.callers.call import DeskCall
from mcsys_desktop.ui.callers.writes import Write, Writes
from mcsys_desktop.ui.work import Work

LONGEST_NOTE = 20_000
NOTE_PAUSE_MS = 700  # after the last key; a note is in the office within a second


def link(call_id: int, customer_id: int, number: str, relation: customers.Relation) -> None:
    """Say whose call it is and keep the number with that customer, who told it by phone."""
    callers.attach(number, customer_id, relation, None, call_id)


def put_on_list(
    call_id: int, reason: str, due_at: datetime | None = None, taken_by: str = ""
) -> None:
    """Say that somebody is to call back, and why; before when and who, where that is known."""
    asked = call_backs.Asked(call_id=call_id, reason=reason, due_at=due_at, taken_by=taken_by)
    call_backs.add(asked)


class CallBook(QObject):
    """Writes reports, notes and decisions, one call after its own order, until they are kept.

    ``changed`` tells the call of which something became known: its line, or that a write is stuck.
    """

    changed = Signal(object)

    def __init__(self, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._drafts = work.drafts
        self._writes = Writes(work, self)
        self._writes.stuck.connect(self._on_stuck)
        self._writes.written.connect(self._on_written)
        self.only_reads = ""  # why whoever works here writes nothing, and whom to ask
        self._open: dict[int, DeskCall] = {}
        self._pauses: dict[int, QTimer] = {}

    @property
    def unsaved(self) -> int:
        """How many calls have something that the office does not have yet."""
        waiting = {key for key, pause in self._pauses.items() if pause.isActive()}
        return len(waiting | set(self._open))

    def busy(self, call: DeskCall) -> bool:
        """Whether something about this call is still on its way."""
        return call.key in self._open or self._pausing(call)

    def report(self, call: DeskCall, event: calls.CallEvent) -> None:
        """Log what a phone said."""

        def logged(row: calls.CallRow) -> None:
            self.learn(call, row)

        self._add(call, Write(lambda: (calls.report, (event,)), logged))

    def learn(self, call: DeskCall, row: calls.CallRow) -> None:
        """Take the line of the log for this call, unless a later one is known already."""
        if call.row is not None and row.version < call.row.version:
            return
        first = call.row is None
        call.row = row
        theirs = row.note != _cleaned(call.kept_note)
        if theirs and (not call.unsaved or (first and not call.note)):
            call.note = call.kept_note = row.note  # somebody else wrote; nobody here is writing
        if row.customer_id is not None and not self.busy_with(call, "customer"):
            call.chosen, call.chosen_name = row.customer_id, row.customer_name
        if row.result is not calls.Result.NONE:
            call.result = row.result
        if first and call.unsaved and not self._pausing(call):
            self.keep_note(call)  # typed before there was a line to write it on
        self.changed.emit(call)

    def busy_with(self, call: DeskCall, kind: str) -> bool:
        """Whether a decision of this kind is on its way, which the log does not know yet."""
        return self._writes.waits(call.key, kind)

    def write(self, call: DeskCall, note: str) -> None:
        """Take the note as it stands now; the office has it within a second."""
        call.note = note
        if call.unsaved:
            self._drafts.put(kept.form_of(call), kept.texts_of(call))
        else:
            self._drafts.drop(kept.form_of(call))
        pause = self._pauses.get(call.key)
        if pause is None:
            pause = QTimer(self, singleShot=True, interval=NOTE_PAUSE_MS)
            pause.timeout.connect(lambda: self.keep_note(call))
            self._pauses[call.key] = pause
        pause.start()

    def keep_note(self, call: DeskCall) -> None:
        """Bring the note to the office now."""
        pause = self._pauses.pop(call.key, None)
        if pause is not None:
            pause.stop()
            pause.deleteLater()

        def prepare() -> tuple[Callable[..., Any], tuple[Any, ...]] | None:
            if not call.unsaved or call.row is None:
                return None
            written.append(call.note)
            was = _cleaned(call.kept_note)
            return calls.write_note, (call.row.id, call.row.version, call.note, was)

        written: list[str] = []

        def stored(version: int) -> None:
            assert call.row is not None  # noqa: S101 - prepare() saw it
            call.kept_note = written[-1]
            if not call.unsaved:
                self._drafts.drop(kept.form_of(call))
            call.row = calls.renewed(call.row, version=version, note=_cleaned(call.kept_note))

        self._add(call, Write(prepare, stored, lambda error: self._other_note(call, error), "note"))

    def choose(self, call: DeskCall, hit: callers.Hit) -> None:
        """Say which of the customers with this number it is."""
        call.chosen, call.chosen_name = hit.customer_id, hit.name
        self._decide(call, "customer", calls.choose_customer, hit.customer_id, hit.person_id)

    def link(
        self, call: DeskCall, customer_id: int, name: str, relation: customers.Relation
    ) -> None:
        """Say whose call it is, and that the number is theirs from now on."""
        call.chosen, call.chosen_name = customer_id, name
        number = "" if call.anonymous else call.number_raw
        self._decide(call, "customer", link, customer_id, number, relation)

    def finish(self, call: DeskCall, then: Callable[[], object]) -> None:
        """Keep note and result. ``then`` runs when the office has them."""
        self.keep_note(call)
        self._decide(call, "result", calls.finish, call.result, then=then)

    def put_on_list(
        self, call: DeskCall, due_at: datetime | None = None, taken_by: str = ""
    ) -> None:
        """Say that somebody is to call back; before when and who, where that is known."""
        call.listed = True
        kind = "plan" if due_at or taken_by else "list"
        self._decide(call, kind, put_on_list, call.note, due_at, taken_by)

    def call_back(self, call: DeskCall, then: Callable[[], object]) -> None:
        """Say that it is me who calls back. ``then`` runs when nobody else had said so."""
        self._decide(call, "call back", call_backs.take_call, then=then)

    def hand_over(self, call: DeskCall, login: str) -> None:
        """Say that ``login`` goes on with it; the note goes along."""
        self.keep_note(call)
        self._decide(call, "pass", calls.hand_over, login)

    def mark_handled(self, call: DeskCall) -> None:
        """Say that a missed call needs nothing more."""
        self._decide(call, "handled", calls.mark_handled)

    def retry(self) -> None:
        """The office can be reached again: bring what waits."""
        self._writes.retry()

    def _pausing(self, call: DeskCall) -> bool:
        """Whether somebody typed a moment ago."""
        pause = self._pauses.get(call.key)
        return pause is not None and pause.isActive()

    def _decide(
        self,
        call: DeskCall,
        kind: str,
        job: Callable[..., Any],
        *arguments: Any,
        then: Callable[[], object] = lambda: None,
    ) -> None:
        def prepare() -> tuple[Callable[..., Any], tuple[Any, ...]] | None:
            return (job, (call.row.id, *arguments)) if call.row is not None else None

        def refused(error: UserError) -> bool:
            if isinstance(error, OfficeUnavailable | ReadOnlyOffice):
                return False  # not now; the decision itself is as good as before
            call.refused = str(error)
            return True

        call.refused = ""
        self._add(call, Write(prepare, lambda result: then(), refused, kind))

    def _add(self, call: DeskCall, write: Write) -> None:
        if self.only_reads:
            return  # the office would refuse it; the other desks log the call
        self._open[call.key] = call
        self._writes.add(call.key, write)

    def _other_note(self, call: DeskCall, error: UserError) -> bool:
        """Somebody else changed the line first: read it, and keep what both have written.

        A card number is taken out of the note: waiting would not make it welcome.
        """
        if isinstance(error, CardNumber):
            call.note = cards.masked(call.note)
            call.refused = _(cards.TAKEN_OUT)
            self.changed.emit(call)
            self.keep_note(call)
            return True
        if not isinstance(error, StaleRecord) or call.row is None:
            return False
        call_id = call.row.id

        def read(row: calls.CallRow | None) -> None:
            if row is None:
                return
            if row.note and row.note not in (_cleaned(call.kept_note), _cleaned(call.note)):
                call.note = f"{call.note}\n\n{row.note}" if call.note else row.note
            call.kept_note = row.note
            call.row = row
            self.changed.emit(call)
            self.keep_note(call)

        self._add(call, Write(lambda: (calls.get, (call_id,)), read))
        return True

    def _on_stuck(self, key: int, error: Exception) -> None:
        call = self._open[key]
        why = str(error) if isinstance(error, UserError) else ""
        sentence = _("This call is not saved yet. It is tried again by itself.")
        call.problem = f"{why} {sentence}".strip()
        self.changed.emit(call)

    def _on_written(self, key: int) -> None:
        call = self._open.pop(key)
        if call.problem:
            call.problem = ""
        self.changed.emit(call)


def _cleaned(note: str) -> str:
    """A note as the log keeps it, to tell one's own words from somebody else's."""
    return text.clean(note, LONGEST_NOTE, lines=True)
