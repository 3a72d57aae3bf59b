"""What it takes to leave the office as one person and enter it as another, in one program."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui.work import Work

if TYPE_CHECKING:
    from mcsys_desktop.app.program import Program
    from mcsys_desktop.services.calls import CallEvent
    from mcsys_desktop.services.offices import Office

LOOK_MS = 100  # longer than the desk keeps a phone's news back before it is logged
PATIENCE_MS = 3000


class ChangeOfPerson(QObject):
    """Lets somebody else in at a running desk, or tells with ``refused`` (an error) why not.

    First their password, while everything stays as it is; then what was noted on calls is waited
    for, because somebody else's login must not write it; then one leaves and the other enters.
    What phones tell meanwhile is kept, and heard by whoever is there in the end.
    """

    refused = Signal(object)

    def __init__(self, program: "Program", url: str, password: str, tries: Path) -> None:
        super().__init__(program)
        self._program, self._entering = program, (url, password, tries)
        self._told: list[CallEvent] = []
        self._waited = 0
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._on_look)

    def begin(self) -> None:
        """Try the password."""
        doors = self._program.doors
        doors.run(self, _prove, *self._entering, then=self._on_proven, failed=self._refuse)

    def _on_proven(self, _nothing: object) -> None:
        screens = self._program.screens
        if screens is None:
            self.deleteLater()
            return
        live = self._program.live
        live.rang.disconnect(screens.desk.take)
        live.rang.connect(self._keep)
        self._look.start()

    def _on_look(self) -> None:
        screens = self._program.screens
        self._waited += LOOK_MS
        if screens is None or not screens.unsaved().notes:
            self._look.stop()
            self._change()
        elif self._waited >= PATIENCE_MS:
            self._look.stop()
            self._program.live.rang.connect(screens.desk.take)
            self._tell()
            self._refuse(
                UserError(
                    _(
                        "What was noted on a call is not in the office yet, so nobody else can"
                        " come in. Try again in a moment."
                    )
                )
            )

    def _change(self) -> None:
        program = self._program
        left = program.leave()
        # Also when the first try fails and somebody comes in by the front door.
        program.entrance.entered.connect(self._on_entered)
        program.doors.run(
            self,
            _enter_after,
            left,
            *self._entering,
            then=program.entrance.inside,
            failed=self._on_not_entered,
        )

    def _on_not_entered(self, error: Exception) -> None:
        url, password, _tries = self._entering
        self._program.not_entered(error, url, password)

    def _on_entered(self, _office: "Office") -> None:
        self._tell()
        self.deleteLater()

    def _tell(self) -> None:
        """Let the desk hear what was kept for it."""
        live, screens = self._program.live, self._program.screens
        live.rang.disconnect(self._keep)
        if screens is not None:
            for event in self._told:
                screens.desk.take(event)

    @Slot(object)
    def _keep(self, event: "CallEvent") -> None:
        self._told.append(event)

    def _refuse(self, error: Exception) -> None:
        self.refused.emit(error)
        self.deleteLater()


# What runs on a worker. The imports are here because the worker has the time for them.


def _prove(url: str, password: str, tries: Path) -> None:
    """Make sure that the password is right before anything is left."""
    from mcsys_desktop.services import offices

    offices.prove(url, password, tries)


def _enter_after(left: Work, url: str, password: str, tries: Path) -> "Office":
    """Let ``left`` finish what runs, close the office, and open it as somebody else."""
    from mcsys_desktop.services import offices

    left.stop()
    return offices.enter(url, password, tries)
