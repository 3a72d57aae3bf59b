"""Whose office it is, on top of the window: as soon as it is known, and when it changes."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QImage

from mcsys_desktop.ui.live import EVERYTHING, Live
from mcsys_desktop.ui.main_window import MainWindow
from mcsys_desktop.ui.work import Work


class CompanyWatch(QObject):
    """Shows name and logo in the rail."""

    def __init__(self, window: MainWindow, live: Live, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._work: Work | None = None  # of whoever works here
        live.changed.connect(self._on_changed)

    def start(self, work: Work) -> None:
        """Somebody came in."""
        self._work = work
        self._ask()

    def stop(self) -> None:
        """They left: whose office it is, is nobody's business now."""
        self._work = None
        self._window.rail.brand.show_company("", None)

    def _ask(self) -> None:
        if self._work is not None:
            self._work.run(self, _sign, then=self._show, failed=lambda _error: None)

    def _show(self, sign: tuple[str, QImage | None]) -> None:
        if self._work is not None:
            self._window.rail.brand.show_company(*sign)

    @Slot(object)
    def _on_changed(self, tables: object) -> None:
        if isinstance(tables, set) and tables & {"company", EVERYTHING}:
            self._ask()


def _sign() -> tuple[str, QImage | None]:
    """On a worker: a picture takes a moment to unpack."""
    from mcsys_desktop.services import companies
    from mcsys_desktop.ui import logos

    sign = companies.sign()
    return sign.name, logos.shown(sign.logo)
