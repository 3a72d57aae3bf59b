"""News for the screens, delivered on their own thread: data changes, and the phone rings."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

EVERYTHING = "*"  # after a lost connection nobody knows what changed
FIRST_MS = 2  # one act changes several tables, and is told in one go
PAUSE_MS = 50  # after news was told: fifty changes in a row make two refreshes


class Live(QObject):
    """Takes news from any thread and tells it on the UI thread.

    ``changed`` carries the names of the tables that changed, or ``{"*"}``; ``rang`` a CallEvent;
    ``source_changed`` a SourceStatus; ``online`` whether the office can be reached, each time that
    this changes; ``trying`` why it cannot, and the seconds until it is tried again (0: now).
    """

    changed = Signal(set)
    rang = Signal(object)
    source_changed = Signal(object)
    online = Signal(bool)
    trying = Signal(str, float)
    _heard = Signal(object)
    _rung = Signal(object)
    _reported = Signal(object)
    _connection = Signal(bool, str, float)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tables: set[str] = set()
        self._is_online = True
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.setTimerType(Qt.TimerType.PreciseTimer)
        self._pause.timeout.connect(self._tell)
        # Always by way of the event loop, also from the UI thread: news then has one order,
        # and nobody's slot runs in the middle of the function that told it.
        queued = Qt.ConnectionType.QueuedConnection
        self._heard.connect(self._collect, queued)
        self._rung.connect(self.rang, queued)
        self._reported.connect(self.source_changed, queued)
        self._connection.connect(self._switch, queued)

    @property
    def is_online(self) -> bool:
        """Whether the office could be reached when last heard of."""
        return self._is_online

    def hear(self, tables: Iterable[str] | str) -> None:
        """Take the names of changed tables, or ``"*"``, from any thread."""
        self._heard.emit({tables} if isinstance(tables, str) else set(tables))

    def ring(self, event: object) -> None:
        """Take a CallEvent from any thread."""
        self._rung.emit(event)

    def report(self, status: object) -> None:
        """Take the SourceStatus of a call source from any thread."""
        self._reported.emit(status)

    def reach(self, online: bool, sentence: str = "", wait: float = 0.0) -> None:
        """Take from any thread that the office can, or can no longer, be reached.

        ``sentence`` says why it cannot; in ``wait`` seconds it is tried again.
        """
        self._connection.emit(online, sentence, wait)

    @Slot(object)
    def _collect(self, tables: set[str]) -> None:
        self._tables |= tables
        if not self._pause.isActive():  # a steady stream must not put off the news for ever
            self._pause.start(FIRST_MS)

    @Slot()
    def _tell(self) -> None:
        tables, self._tables = self._tables, set()
        if tables:  # else nothing came in the pause after the last news, and the next is told soon
            self._pause.start(PAUSE_MS)
            self.changed.emit({EVERYTHING} if EVERYTHING in tables else tables)

    @Slot(bool, str, float)
    def _switch(self, online: bool, sentence: str, wait: float) -> None:
        if online != self._is_online:
            self._is_online = online
            self.online.emit(online)
        if not online:
            self.trying.emit(sentence, wait)
