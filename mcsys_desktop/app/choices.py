"""The choices of this desk: they take effect at once, and are kept soon."""

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui.style import style

if TYPE_CHECKING:
    from mcsys_desktop.app.program import Program

log = logging.getLogger(__name__)
SAVE_PAUSE_MS = 500  # somebody who drags a window does not write to the disk at each step
LOOKS = ("theme", "density", "text_scale")
POPPING = ("extension", "pops_up", "pops_for")
PHONES = ("listener_", "book_", "asterisk_", "carddav_")


class Choices(QObject):
    """Applies what is chosen to the running program, and writes the settings."""

    def __init__(self, program: "Program", folder: Path) -> None:
        super().__init__(program)
        self._program, self._folder = program, folder
        self._saving = QTimer(self, singleShot=True, interval=SAVE_PAUSE_MS)
        self._saving.timeout.connect(self.save)

    @Slot(str, object)
    def keep(self, name: str, value: object) -> None:
        """Remember one choice, soon."""
        setattr(self._program.settings, name, value)
        self.save_soon()

    def save_soon(self) -> None:
        """Something was chosen."""
        self._saving.start()

    @Slot(str, object)
    def apply(self, name: str, value: object) -> None:
        """A choice takes effect at once."""
        program, chosen = self._program, self._program.settings
        if name in LOOKS:
            style().apply(chosen.theme, chosen.density, chosen.text_scale / 100)
        elif name == "rail_narrow":
            program.window.set_rail_narrow(bool(value))
        elif name == "counter_mode":
            program.window.privacy.set_counter(bool(value))
            program.window.show_desk(chosen.desk_name)
        elif name == "desk_name":
            program.window.show_desk(chosen.desk_name)
        elif name in POPPING and program.screens is not None:
            program.screens.choose_popping()
        elif name.startswith(PHONES) and program.phones is not None:
            program.phones.restart()
        elif name == "language":
            program.status.say(_("The language changes when you start the program again."))
        self.save_soon()

    @Slot()
    def save(self) -> None:
        """Write them now."""
        self._saving.stop()
        try:
            self._program.settings.save(self._folder)
        except OSError:
            log.warning("the settings could not be kept")
            self._program.status.say(_("The settings of this desk could not be kept."))
