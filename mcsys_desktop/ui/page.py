"""What all pages share: they fetch when seen, and fetch again when their data changes."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui.live import EVERYTHING, Live
from mcsys_desktop.ui.work import Task, Work


class Page(QWidget):
    """A screen of the main window.

    ``title`` is a msgid marked with ``N_`` and ``icon`` the name of an icon; ``shows`` names the
    tables it displays. A page that is not visible only grows stale, and fetches when it is shown.
    """

    title: str = ""
    icon: str = ""
    shows: frozenset[str] = frozenset()

    def __init__(self, work: Work, live: Live, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.work = work
        self.live = live
        self._stale = True
        self._fetching: Task | None = None
        live.changed.connect(self._on_changed)

    def heading(self) -> str:
        """The title in the reader's language."""
        return _(self.title)

    @property
    def stale(self) -> bool:
        """Whether the page must fetch before it is true again."""
        return self._stale

    def refresh(self) -> None:
        """Ask for the page's data again. Only the latest question gets an answer."""
        if self._fetching is not None:
            self._fetching.cancel()
        self._stale = False
        self._fetching = self.fetch()

    def fetch(self) -> Task | None:
        """Start fetching what the page shows; None where there is nothing to fetch."""
        raise NotImplementedError

    def _on_changed(self, tables: set[str]) -> None:
        if EVERYTHING in tables or tables & self.shows:
            self._stale = True
            if self.isVisible():
                self.refresh()

    # Qt's side of the bargain.

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()
