"""The phone systems of the office, at this desk: it listens to them while that is its turn."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from mcsys_desktop.core.settings import Settings
from mcsys_desktop.core.settings_office import OF_THE_DESK
from mcsys_desktop.services import listening, offices, phone_systems
from mcsys_desktop.services.calls import SourceState, SourceStatus
from mcsys_desktop.services.listening import LISTENS, Standing, Turn
from mcsys_desktop.telephony import sources
from mcsys_desktop.telephony.base import CallSource
from mcsys_desktop.ui.live import EVERYTHING, Live
from mcsys_desktop.ui.work import Work

if TYPE_CHECKING:
    from mcsys_desktop.services.offices import Office

LOOK_MS = 10_000  # between two looks at who listens: who was killed says nothing
_RECEIVERS = ("listener", "ldap")  # what telephones connect to


@dataclass(frozen=True, slots=True)
class Ask:
    """What this desk needs to know. ``receives``: where telephones report to it, if they do."""

    desk: Settings
    identity: str
    receives: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """What there is to listen to: each phone system that is switched on, and how to run it."""

    turns: frozenset[Turn]
    systems: dict[tuple[object, ...], Settings]
    kinds: dict[tuple[object, ...], str]
    standing: Standing


class OfficePhones(QObject):
    """Holds the turn of this desk. ``changed``: other ``sources`` are to run.

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
        self._running: dict[tuple[object, ...], CallSource] = {}
        self._receiving: dict[str, str] = {}  # what of this desk hears telephones, and where
        self._asked = 0
        self.standing = Standing()
        self._still = QTimer(self, interval=LOOK_MS)
        self._still.timeout.connect(self.look)
        self._turned.connect(self._on_turned, Qt.ConnectionType.QueuedConnection)
        live.changed.connect(self._on_news)
        live.source_changed.connect(self._on_source)

    @property
    def sources(self) -> list[CallSource]:
        """What this desk listens to for the office."""
        return list(self._running.values())

    def turned(self, held: frozenset[Turn]) -> None:
        """On any thread: these turns are this desk's."""
        self._turned.emit(held)

    def enter(self, work: Work, office: "Office") -> None:
        """Somebody is in an office; its turns are told to `turned`."""
        self._work = work
        self._settings.identity()
        if office.shared:
            self._still.start()
        self.look()

    def leave(self) -> None:
        """Nobody is in: another desk may listen."""
        self._work = None
        self._still.stop()
        self._asked += 1
        self._held = frozenset()
        self._run(None)

    @Slot()
    def look(self) -> None:
        """Something may have changed: what is chosen, whose turn it is, what telephones know."""
        if self._work is None:
            return
        self._asked += 1
        asked = self._asked

        def found(what: Found) -> None:
            if asked == self._asked:
                self._on_found(what)

        where = next(iter(self._receiving.values()), None)
        desk = self._settings
        wanted = desk.listener_enabled or desk.book_enabled or desk.book_directory
        ask = Ask(desk, desk.identity(), (where or "") if wanted else None)
        self._work.run(self, _look, ask, then=found, failed=_passing)

    def _on_found(self, found: Found) -> None:
        hears = bool(self._receiving)
        turns = [turn for turn in found.turns if turn == LISTENS or hears]
        offices.take_turns(*turns)
        self._run(found if LISTENS in self._held else None)
        if found.standing != self.standing:
            self.standing = found.standing
            self.told.emit(self.standing)

    def _run(self, found: Found | None) -> None:
        """Let these run and no others; those that run already go on."""
        before, wanted = self._running, found.systems if found is not None else {}
        self._running = {}
        for key, settings in wanted.items():
            source = before.get(key) or sources.of_office(found.kinds[key], settings)  # type: ignore[union-attr]
            if source is not None:
                self._running[key] = source
        if self._running != before:
            self.changed.emit()

    @Slot(object)
    def _on_turned(self, held: frozenset[Turn]) -> None:
        if self._work is None:
            return
        self._held = held
        if LISTENS not in held:
            self._run(None)
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


def _look(ask: Ask) -> Found:
    """On a worker."""
    turns: set[Turn] = set()
    systems: dict[tuple[object, ...], Settings] = {}
    kinds: dict[tuple[object, ...], str] = {}
    if listening.may_listen():
        own = tuple(getattr(ask.desk, name) for name in sorted(OF_THE_DESK))
        for system in phone_systems.listed():
            if system.enabled:
                key = (system.id, system.version, own)
                systems[key] = phone_systems.to_run(system, ask.desk)
                kinds[key] = system.kind
        if systems:
            turns.add(LISTENS)
        if ask.receives is None:
            listening.receive_no_more(ask.identity)
        elif ask.receives:
            turn = listening.receive(ask.identity, ask.desk.desk_name, ask.receives)
            turns |= {turn} if turn is not None else set()
    return Found(frozenset(turns), systems, kinds, listening.standing(ask.identity))


def _passing(_error: Exception) -> None:
    """The office does not answer, which the status says already."""
