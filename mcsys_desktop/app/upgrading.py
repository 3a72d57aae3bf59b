"""The office is upgraded: this desk asks the others, or is asked by one of them."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from mcsys_desktop import __version__
from mcsys_desktop.app.invited import said
from mcsys_desktop.app.status import Status
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import offices
from mcsys_desktop.services.offices import Answer, Round, Waited, Wish
from mcsys_desktop.ui.live import EVERYTHING, Live
from mcsys_desktop.ui.main_window import MainWindow
from mcsys_desktop.ui.offices.upgrading import UpgradeOffice
from mcsys_desktop.ui.wishes import WishBand
from mcsys_desktop.ui.work import Work

LOOK_MS = 1000  # between two looks at who has answered
STILL_MS = 5000  # between two looks whether somebody still asks: a killed program says nothing


class Upgrading(QObject):
    """Leads both. ``over``: an upgrade is over, and the office may be another than it was.

    Nothing is ever forced: a desk that does not answer is named, and what stands in its forms is
    kept as always.
    """

    over = Signal()

    def __init__(self, window: MainWindow, live: Live, doors: Work, status: Status) -> None:
        super().__init__(status)
        self._window, self._doors = window, doors
        self._work: Work | None = None
        self._wish: Wish | None = None
        self._round: Round | None = None
        self.dialog: UpgradeOffice | None = None
        self.band = WishBand()
        window.add_band(self.band)
        self.band.answered.connect(self._on_answered)
        self._still = QTimer(self, interval=STILL_MS)
        self._still.timeout.connect(self.look)
        live.changed.connect(self._on_changed)
        status.upgrade_wanted.connect(self.ask)

    def start(self, work: Work) -> None:
        """Somebody works in an office now."""
        self._work = work
        self.look()

    def stop(self) -> None:
        """Nobody does any more: what this desk asked or answered counts no longer."""
        if self.dialog is not None:
            self.dialog.reject()
        self._work = self._wish = None
        self._still.stop()
        self.band.hide()

    @Slot()
    def look(self) -> None:
        """See whether somebody wants to upgrade the office."""
        if self._work is not None and self._round is None:
            self._work.run(self, offices.wish, then=self._on_wish, failed=_passing)

    @Slot()
    def ask(self) -> None:
        """This desk wants to."""
        if self.dialog is not None or self._work is None:
            return
        asked = self.dialog = UpgradeOffice(__version__, self._window)
        asked.given.connect(self._begin)
        asked.finished.connect(self._on_finished)
        asked.open()

    @Slot(object)
    def _on_changed(self, tables: object) -> None:
        if isinstance(tables, set) and tables & {offices.UPGRADE_NEWS, EVERYTHING}:
            self.look()

    def _on_wish(self, wish: Wish | None) -> None:
        if wish == self._wish:
            return
        had, self._wish = self._wish, wish
        offices.answer(None)
        if wish is not None:
            self.band.ask(wish.name, wish.version)
            self._still.start()
            return
        self._still.stop()
        self.band.hide()
        if had is not None:
            self.over.emit()

    @Slot(bool)
    def _on_answered(self, agrees: bool) -> None:
        offices.answer(self._wish, Answer.AGREES if agrees else Answer.LATER)
        if agrees:
            self.band.show_agreed()
        else:
            self.band.show_later()

    # This desk asks.

    @Slot(str, str)
    def _begin(self, login: str, password: str) -> None:
        work, asked, asking = self._work, self.dialog, Round()
        if work is None or asked is None:
            return
        self._round = asking

        def is_over() -> bool:
            return self._round is not asking or asked is not self.dialog

        def failed(error: Exception) -> None:
            if not is_over():
                self._give_up()
                asked.refuse(said(error))

        def wait(_steps: object = None) -> None:
            if not is_over():
                work.run(self, asking.waits_for, then=waited, failed=failed)

        def waited(desks: list[Waited]) -> None:
            if is_over():
                return
            asked.show_waited(desks)
            if desks:
                QTimer.singleShot(LOOK_MS, self, wait)
            else:
                work.run(self, asking.upgrade, login, password, then=done, failed=failed)

        def done(steps: list[str]) -> None:
            if is_over():
                return
            if not steps:  # somebody came in at the last moment
                wait()
                return
            asked.accept()
            self.over.emit()

        def begun(steps: list[str]) -> None:
            if steps:
                wait()
            else:
                done([_("The office is up to date.")])

        work.run(self, asking.begin, login, password, then=begun, failed=failed)

    @Slot()
    def _on_finished(self) -> None:
        asked, self.dialog = self.dialog, None
        if asked is not None:
            asked.deleteLater()
        self._give_up()

    def _give_up(self) -> None:
        """Ask no longer; not on a thread of whoever works here, who may be leaving."""
        asking, self._round = self._round, None
        if asking is not None:
            self._doors.run(self, asking.end, failed=_passing)


def _passing(_error: Exception) -> None:
    """The office does not answer, which the status says already."""
