"""What a start is told, and the parts of it that come before the first frame."""

import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QCoreApplication, QEventLoop, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from mcsys_desktop import __version__
from mcsys_desktop.core import i18n, settings
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.profile import Profile
from mcsys_desktop.ui.main_window import MainWindow
from mcsys_desktop.ui.privacy import Privacy
from mcsys_desktop.ui.style import style

if TYPE_CHECKING:
    from mcsys_desktop.app.program import Program

LOOK_MS = 5


@dataclass(frozen=True, slots=True)
class Start:
    """What the command line says about a start of the window."""

    profile: Profile
    office: str = ""  # empty: ask
    password_file: Path | None = None
    remember: bool = True  # whether this office is the one to open the next time
    invitation: Path | None = None  # a file that somebody was given, to join an office with
    number: str = ""  # of a link that was clicked: let it ring

    @property
    def message(self) -> dict[str, Any]:
        """What a program that runs already is asked to do instead."""
        if self.invitation is not None:
            return {"join": str(self.invitation)}
        return {"ring": self.number} if self.number else {"show": True}

    def lead(self, program: "Program") -> bool:
        """Lead through the first start of this desk, unless it is through it; whether it leads."""
        if self.office and not self.profile.first_start.exists():
            return False
        from mcsys_desktop.app import first_start  # once in the life of a desk

        return first_start.lead(program, self) is not None


def choose_platform(*, windowless: bool = False) -> None:
    """Without a display, draw off screen where that will do (``windowless``).

    Qt itself would abort the process. Raises UserError where a window is needed.
    """
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return
    if not windowless:
        raise UserError(_("There is no screen to show a window on (DISPLAY is not set)."))
    os.environ["QT_QPA_PLATFORM"] = "offscreen"


def make_application(arguments: Sequence[str]) -> QApplication:
    """The one QApplication, before any window."""
    QCoreApplication.setApplicationName("MCSys Desktop")
    QCoreApplication.setApplicationVersion(__version__)
    QGuiApplication.setDesktopFileName("nl.mcsys.Desktop")
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    # So long, in seconds, the thread that paints waits for its turn while a worker computes;
    # Python's usual five milliseconds are a third of what a key has to be answered in.
    sys.setswitchinterval(0.001)
    application = QApplication(list(arguments))
    application.setStyle("Fusion")
    return application


def dress(chosen: settings.Settings) -> None:
    """Speak the desk's language and take its theme, density and text size."""
    i18n.use(chosen.language)
    style().apply(chosen.theme, chosen.density, chosen.text_scale / 100)


def make_window(chosen: settings.Settings) -> MainWindow:
    """The main window as this desk left it, still empty."""
    window = MainWindow(
        Privacy(chosen.counter_mode),
        rail_narrow=chosen.rail_narrow,
        dock_wanted=chosen.dock_visible,
    )
    window.show_desk(chosen.desk_name)
    if chosen.window_geometry:
        # Of a screen that has gone Qt makes one that is there.
        window.restoreGeometry(QByteArray.fromBase64(chosen.window_geometry.encode()))
    return window


def until(happened: Callable[[], Any], seconds: float) -> Any:
    """Let the program run until ``happened()`` gives something; what it gave, or None in the end.

    For whoever leads the program instead of a person: the tour and the self-test.
    """
    deadline = time.perf_counter() + seconds
    loop = QEventLoop()
    pulse = QTimer(interval=LOOK_MS)
    pulse.timeout.connect(loop.quit)
    pulse.start()
    try:
        while not (found := happened()):
            if time.perf_counter() > deadline:
                return None
            loop.exec()
        return found
    finally:
        pulse.stop()
