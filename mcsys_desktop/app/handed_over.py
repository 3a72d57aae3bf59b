"""What a second start of the program hands over to the one that runs: a call, an invitation."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Slot

from mcsys_desktop.core.i18n import _

if TYPE_CHECKING:
    from mcsys_desktop.app.program import Program
    from mcsys_desktop.app.start import Start


class HandedOver(QObject):
    """Does what was handed over; what needs an office waits until there is one."""

    def __init__(self, program: "Program", start: "Start") -> None:
        super().__init__(program)
        self._program = program
        self._waiting: list[dict[str, Any]] = [start.message] if start.number else []

    @Slot(dict)
    def take(self, message: dict[str, Any]) -> None:
        """Do it: ``ring`` lets a number call, ``join`` opens an invitation; else come forward."""
        number, invitation = message.get("ring"), message.get("join")
        if isinstance(number, str):
            if self._program.office is None:
                self._waiting.append(message)
            else:
                self._ring(number)
            return
        if isinstance(invitation, str):
            self._join(Path(invitation))
        self._come_forward()

    def take_up(self) -> None:
        """There is an office now."""
        waiting, self._waiting = self._waiting, []
        for message in waiting:
            self.take(message)

    def _join(self, invitation: Path) -> None:
        if self._program.office is None:
            self._program.entrance.join(invitation)
        else:
            self._program.status.say(
                _("An office is open here. Close the program, then open the invitation again.")
            )

    def _come_forward(self) -> None:
        window = self._program.window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()

    def _ring(self, number: str) -> None:
        from mcsys_desktop.services.calls import CallEvent, EventKind  # loaded with the office

        now = datetime.now(UTC)
        self._program.live.ring(
            CallEvent(
                source="ring",
                external_id=f"{now.timestamp():.3f}",
                kind=EventKind.RINGING,
                at=now,
                number_raw=number,
            )
        )
