"""What the tests of calls share: phones that ring, and a desk with a real office behind it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from pytestqt.qtbot import QtBot

from mcsys_desktop.core import clock
from mcsys_desktop.models.calls import Call
from mcsys_desktop.services import calls
from mcsys_desktop.ui.callers.acts import Acts
from mcsys_desktop.ui.callers.call import DeskCall
from mcsys_desktop.ui.callers.desk import CallDesk
from mcsys_desktop.ui.callers.panel import CallerPanel
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.privacy import Privacy
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.work import Task, Work

BAKERY = "0334612045"
STRANGER = "0644192703"
HOSTILE = '<img src="//10.9.8.7/share/n.png">'
_ids = count(1)
Kind = calls.EventKind


class Phone:
    """A handset of the office: what it reports reaches the desk as news does."""

    def __init__(self, live: Live, source: str = "handset:0015651a2b3c", device: str = "") -> None:
        self._live, self.source, self.device = live, source, device
        self._number, self._id = BAKERY, "a call from before we started"
        self._more: dict[str, Any] = {}

    def rings(self, number: str = BAKERY, at: datetime | None = None, **more: Any) -> str:
        """Somebody calls; gives the id of the call at this phone."""
        self._number, self._id, self._more = number, f"call-{next(_ids)}", more
        self.says(Kind.RINGING, at)
        return self._id

    def says(self, kind: calls.EventKind, at: datetime | None = None, **more: Any) -> None:
        """The phone reports something about the call it last rang for."""
        self._live.rang.emit(
            calls.CallEvent(
                source=self.source,
                external_id=self._id,
                kind=kind,
                at=at or clock.now(),
                number_raw=self._number,
                **({"device": self.device} | self._more | more),
            )
        )

    def dials(self, number: str) -> None:
        """Somebody here calls out."""
        self._number, self._id, self._more = number, f"call-{next(_ids)}", {}
        self._more = {"direction": calls.Direction.OUTBOUND}
        self.says(Kind.DIALLING)


class SlowWork(Work):
    """Workers whose answers wait until the test lets them through."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[Any, ...]] = []

    def look_up(self, *args: Any, **more: Any) -> Task:
        self.asked.append(args)
        return Task(args[0], more.get("then"), more.get("failed"))

    run = look_up  # neither is ever answered


def shown_panel(desk: CallDesk, privacy: Privacy, work: Work, qtbot: QtBot) -> CallerPanel:
    """The panel of a desk, on the screen."""
    style().apply("light")
    panel = CallerPanel(desk, Acts(desk, privacy), work)
    qtbot.addWidget(panel)
    panel.resize(328, 860)
    with qtbot.waitActive(panel):
        panel.show()
    return panel


def settled(panel: CallerPanel, qtbot: QtBot, state: str) -> None:
    """Wait until the panel shows a state, with everything that belongs to it."""
    qtbot.waitUntil(lambda: panel.body.view.state == state)
    panel.body.settle()


def ago(seconds: float) -> datetime:
    """A moment before now."""
    return clock.now() - timedelta(seconds=seconds)


def in_log(read: Callable[[], Any], qtbot: QtBot) -> Any:
    """What ``read`` gives, as soon as it gives something."""
    found: list[Any] = []

    def there() -> bool:
        answer = read()
        if answer:
            found[:] = [answer]
        return bool(answer)

    qtbot.waitUntil(there)
    return found[0]


def shown(desk: CallDesk) -> DeskCall:
    """The call that somebody looks at."""
    assert desk.shown is not None
    return desk.shown


def logged(desk: CallDesk, qtbot: QtBot, call: DeskCall) -> calls.CallRow:
    """The line of the log, when everything about the call is in it."""
    qtbot.waitUntil(lambda: call.row is not None and not desk.book.busy(call))
    assert call.row is not None
    row = calls.get(call.row.id)
    assert row is not None
    return row


def only_call() -> Call | None:
    """The only call of the log, when it is there."""
    found: Call | None = Call.select().first()
    return found


def offered(panel: CallerPanel) -> list[str]:
    """The acts that have a button now."""
    return [act for act, button in panel.body.buttons.items() if button.isVisible()]
