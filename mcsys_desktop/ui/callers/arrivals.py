"""Calls as they reach a desk: from a phone's own news, or from the log that every desk reads."""

from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, Signal

from mcsys_desktop.core import phone, text
from mcsys_desktop.services import call_backs, calls, colleagues, forgetting
from mcsys_desktop.ui.callers import meanwhile
from mcsys_desktop.ui.callers.call import LONGEST_NAME, DeskCall, Stage
from mcsys_desktop.ui.callers.rows import is_open
from mcsys_desktop.ui.callers.view import Place
from mcsys_desktop.ui.work import Task, Work


def from_event(key: int, event: calls.CallEvent) -> DeskCall:
    """A call that a phone tells of. A withheld number is not even remembered here."""
    number = text.clean(event.number_raw, LONGEST_NAME)
    plain = number.removeprefix("+").isdigit()
    withheld = event.withheld or (not plain and phone.is_withheld(number))
    return DeskCall(
        key=key,
        direction=event.direction,
        number_raw="" if withheld else number,
        withheld=withheld,
        name_given="" if withheld else text.clean(event.name_raw, LONGEST_NAME),
        called=text.clean(event.called_raw, LONGEST_NAME),
        rang_at=event.at,
    )


def from_row(key: int, row: calls.CallRow) -> DeskCall:
    """A call that the log tells of: another desk heard it, or it is some hours old."""
    number = "" if row.withheld else row.e164 or row.number
    return DeskCall(
        key=key,
        direction=row.direction,
        ours={one for one in (row.called, *row.devices) if one},
        number_raw=number,
        withheld=row.withheld,
        name_given=row.name_given,
        called=row.called,
        rang_at=row.rang_at,
        answered_at=row.answered_at,
        ended_at=row.ended_at,
    )


@dataclass(frozen=True, slots=True)
class News:
    """What the log says now: calls under way anywhere, and all of today."""

    current: list[calls.CallRow]
    today: list[calls.CallRow]
    colleagues: dict[str, str] = field(default_factory=dict)  # login -> name
    takers: dict[str, str] = field(default_factory=dict)  # E.164 -> who calls them back
    me: str = ""  # the login at this desk
    others: dict[str, str] = field(default_factory=dict)  # whom calls can be handed to
    closings: dict[str, call_backs.Closed] = field(default_factory=dict)  # by E.164
    kept_days: int = Place().kept_days  # how long a call of nobody stays in the log

    def name_of(self, who: str) -> str:
        """A colleague by login; who is known by an extension only, by that."""
        return self.colleagues.get(who, who)

    def place(self, call: DeskCall | None, place: Place) -> Place:
        """``place`` with what the log knows of a call that was missed, or handed over."""
        place = replace(place, kept_days=self.kept_days)
        if call is None:
            return place
        place = replace(place, can_hand_over=bool(self.others))
        if call.row is not None and call.row.handed_by:
            row = call.row
            by = self.name_of(row.handed_by) if row.handed_by != self.me else ""
            given = row.handed_to and row.handed_to != self.me
            to = self.name_of(row.handed_to) if given else ""
            place = replace(place, handed_by=by, handed_to=to)
        if call.stage is not Stage.MISSED:
            return place
        number = call.number.e164
        return replace(
            place,
            missed_today=sum(is_open(row) and row.e164 == number for row in self.today)
            if number
            else 0,
            meanwhile=meanwhile.told(
                call.row,
                self.closings.get(number),
                self.takers.get(number, ""),
                self.colleagues,
                self.me,
            ),
        )


def read_news() -> News:
    """Ask the log once."""
    me, others = colleagues.me(), dict(call_backs.colleagues_here())
    others.pop(me, None)
    return News(
        calls.current(),
        calls.today(),
        colleagues.names(),
        call_backs.takers(),
        me,
        others,
        closings=call_backs.closings(),
        kept_days=forgetting.call_log_days(),
    )


class LogReader(QObject):
    """Asks the log what goes on, one question at a time. ``read`` carries `News`."""

    read = Signal(object)

    def __init__(self, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._asked: Task | None = None
        self._again = False

    def ask(self) -> None:
        """Ask now, or once more when the answer under way has come."""
        if self._asked is not None:
            self._again = True
            return
        self._asked = self._work.run(self, read_news, then=self._on_news, failed=self._on_error)

    def _on_news(self, news: News) -> None:
        self._asked = None
        self.read.emit(news)
        if self._again:
            self._again = False
            self.ask()

    def _on_error(self, error: Exception) -> None:
        self._asked = None
        self._again = False
        self._work.failed.emit(self, error)
