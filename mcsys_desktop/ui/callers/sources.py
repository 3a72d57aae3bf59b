"""Whether phones can tell this desk of calls."""

from PySide6.QtCore import QObject, Signal

from mcsys_desktop.services import calls
from mcsys_desktop.ui.live import Live


class Sources(QObject):
    """What the phone systems said last of themselves; ``changed`` comes with each word."""

    changed = Signal()

    def __init__(self, live: Live, parent: QObject) -> None:
        super().__init__(parent)
        self._said: dict[str, calls.SourceStatus] = {}
        live.source_changed.connect(self._on_source)

    @property
    def lost(self) -> calls.SourceStatus | None:
        """A source that does not work though it should; None when all is well."""
        bad = (status for status in self._said.values() if status.error)
        return next((s for s in bad if s.state is not calls.SourceState.WORKING), None)

    def _on_source(self, status: calls.SourceStatus) -> None:
        if status.state is calls.SourceState.GONE:
            self._said.pop(status.source, None)
        else:
            self._said[status.source] = status
        self.changed.emit()
