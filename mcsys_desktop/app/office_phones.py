"""The phone systems of the office, at this desk: it listens to them while that is its turn."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from mcsys_desktop.core.settings import Settings
from mcsys_desktop.services import calls, listening, offices
from mcsys_desktop.services.calls import SourceState, SourceStatus
from mcsys_desktop.services.listening import LISTENS, Key, Standing, Turn, Wanted
from mcsys_desktop.telephony.base import OfficeSource
from mcsys_desktop.ui.live import EVERYTHING, Live
from mcsys_desktop.ui.work import Work

if TYPE_CHECKING:
    from mcsys_desktop.services.offices import Office

LOOK_MS = 10_000  # between two looks at who listens: who was killed says nothing
GIVE_UP_MS = 60_000  # between two looks at calls whose end nobody told
_RECEIVERS = ("listener", "ldap")  # what telephones connect to
_NOTHING = Wanted({})


@dataclass(frozen=True, slots=True)
class Found:
    """What a look at the office told. ``turns`` are those that this desk should have."""

    turns: frozenset[Turn]
    wanted: Wanted
    standing: Standing


class OfficePhones(QObject):
    """Holds the turns of this desk. ``changed``: other ``sources`` are to run.

    ``told`` carries a Standing: who listens now, and which machine is silent.
    """

    changed = Signal()
    told = Signal(object)
    _turned = Signal(object)

    def __init__(self, live: Live, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._work: Work | None = None  # of whoever works here
        self._held: frozenset[Turn] = frozenset()
        self._running: dict[Key, OfficeSource] = {}
        self._wanted = _NOTHING  # what is switched on, whoever listens
        self._receiving: dict[str, str] = {}  # what of this desk hears telephones, and where
        self._asked = 0
        self.standing = Standing()
        self._still = QTimer(self, interval=LOOK_MS)
        self._still.timeout.connect(self.look)
        self._reaper = QTimer(self, interval=GIVE_UP_MS)
        self._reaper.timeout.connect(self._give_up)
        self._turned.connect(self._on_turned, Qt.ConnectionType.QueuedConnection)
        live.changed.connect(self._on_news)
        live.source_changed.connect(self._on_source)

    @property
    def sources(self) -> list[OfficeSource]:
        """What this desk listens to for the office."""
        return list(self._running.values())

    def chosen(self, kind: str) -> Settings | None:
        """How this desk reaches the office's phone system of that kind; None: switched off."""
        found = (laid for known, laid in self._wanted.systems.values() if known == kind)
        return next(found, None)

    def runs(self, kind: str) -> Settings | None:
        """The same, while it is this desk that listens to it."""
        return self.chosen(kind) if self._running else None

    def turned(self, held: frozenset[Turn]) -> None:
        """On any thread: these turns are this desk's."""
        self._turned.emit(held)

    def enter(self, work: Work, office: "Office") -> None:
        """Somebody is in an office; its turns are told to `turned`."""
        self._work = work
        self._settings.identity()
        if office.shared:
            self._still.start()
        self._reaper.start()
        self.look()

    def leave(self) -> None:
        """Nobody is in: another desk may listen."""
        self._work = None
        self._still.stop()
        self._reaper.stop()
        self._asked += 1
        self._held, self._wanted = frozenset(), _NOTHING
        self._run(_NOTHING)

    @Slot()
    def look(self) -> None:
        """Something may have changed: what is chosen, whose turn it is, what telephones know."""
        if self._work is None:
            return
        self._asked += 1
        asked, desk = self._asked, self._settings

        def found(what: Found) -> None:
            if asked == self._asked:
                self._on_found(what)

        hears = desk.listener_enabled or desk.book_enabled or desk.book_directory
        where = next(iter(self._receiving.values()), "") if hears else None
        self._work.run(self, _look, desk, desk.identity(), where, then=found, failed=_passing)

    def _on_found(self, found: Found) -> None:
        self._wanted = found.wanted
        offices.take_turns(*found.turns)
        self._run(found.wanted if LISTENS in self._held else _NOTHING)
        if found.standing != self.standing:
            self.standing = found.standing
            self.told.emit(self.standing)

    def _run(self, wanted: Wanted) -> None:
        before = self._running
        self._running = wanted.renewed(before)
        if self._running != before:
            self.changed.emit()

    def _give_up(self) -> None:
        if self._work is not None and LISTENS in self._held:
            self._work.run(self, calls.give_up, failed=_passing)

    @Slot(object)
    def _on_turned(self, held: frozenset[Turn]) -> None:
        if self._work is None:
            return
        self._held = held
        if LISTENS not in held:
            self._run(_NOTHING)
        self.look()

    @Slot(object)
    def _on_news(self, tables: object) -> None:
        if isinstance(tables, set) and tables & {*listening.NEWS, "colleague", EVERYTHING}:
            self.look()

    @Slot(object)
    def _on_source(self, status: SourceStatus) -> None:
        if status.source not in _RECEIVERS:
            return
        before = dict(self._receiving)
        if status.state is SourceState.WORKING:
            self._receiving[status.source] = status.address
        else:
            self._receiving.pop(status.source, None)
        if before != self._receiving:
            self.look()


def _look(desk: Settings, identity: str, receives: str | None) -> Found:
    """On a worker. ``receives``: where telephones report to this desk, if they should."""
    wanted = listening.wanted(desk)
    turns = {LISTENS} if wanted.systems else set()
    if listening.may_listen():
        if receives is None:
            listening.receive_no_more(identity)
        elif receives:  # it hears them, too
            turn = listening.receive(identity, desk.desk_name, receives)
            turns |= {turn} if turn is not None else set()
    return Found(frozenset(turns), wanted, listening.standing(identity))


def _passing(_error: Exception) -> None:
    """The office does not answer, which the status says already."""
