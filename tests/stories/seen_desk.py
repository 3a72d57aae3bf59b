"""A desk that is only looked at: the whole program in a process of its own, its keys from outside.

``python -m tests.stories.seen_desk FOLDER [OFFICE]`` starts the program as a double click does, on
the profile in FOLDER; an OFFICE is entered with the password in the file ``password``. Whoever
leads a story presses real keys on the screen. Commands on standard input only look, but for the
one that lets go of a file above a window: ``see``, ``phone``, ``trial``, ``picture FILE``,
``drop FILE``, ``stop``.
"""

import socket
import sys
from pathlib import Path
from typing import Any

import shiboken6
from PySide6.QtCore import QMimeData, QPointF, QSocketNotifier, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from mcsys_desktop.app import start
from mcsys_desktop.app.phone_setups import PhoneSetups
from mcsys_desktop.app.program import Program
from mcsys_desktop.core import logs, settings
from mcsys_desktop.core.profile import Profile
from mcsys_desktop.telephony import addresses
from mcsys_desktop.telephony.listener import HandsetListener
from mcsys_desktop.ui import dialling
from mcsys_desktop.ui.crash import CrashHandler
from mcsys_desktop.ui.single_instance import SingleInstance
from tests.faults.heart import tell
from tests.stories.seeing import said_by

HOVERS_MS = 700  # a file hangs above a window for a moment before somebody lets go of it


class Eyes:
    """What is to be seen at this desk."""

    def __init__(self, program: Program) -> None:
        self._program = program

    def do(self, line: str) -> None:
        """Look where a line says, and tell what is there."""
        word, _space, rest = line.partition(" ")
        tell(word, getattr(self, word)(rest))

    def see(self, _nothing: str) -> dict[str, Any]:
        """What stands in the windows, which question is asked, and where the keyboard is."""
        program = self._program
        asked, focus = program.entrance.dialog, QApplication.focusWidget()
        wizard = program.entrance.asking.wizard
        active = QApplication.activeWindow()
        seen: dict[str, Any] = {
            "asked": type(asked).__name__ if asked is not None else "",
            "wizard": wizard is not None and wizard.isVisible(),
            "ready": program.is_ready,
            "window": type(active).__name__ if active is not None else "",
            "focus": said_by(focus) if focus is not None else [],
            "on": type(focus).__name__ if focus is not None else "",
            "page": "",
            "caller": ["", "", ""],
            "words": [word for window in _windows() for word in said_by(window)],
        }
        if program.screens is not None:
            view = program.screens.panel.body.view
            seen["caller"] = [view.state, view.name, view.detail]
            seen["page"] = program.window.current_page
        return seen

    def phone(self, _nothing: str) -> list[Any]:
        """Where the phone of this desk reports to: address, port and token."""
        phones = self._program.phones
        for source in phones.sources if phones is not None else ():
            if isinstance(source, HandsetListener) and source.bound is not None:
                return [*source.bound, self._program.settings.token()]
        return []

    def trial(self, _nothing: str) -> list[Any]:
        """Where a phone reports to that is on trial, while it is set up."""
        for setups in self._program.window.findChildren(PhoneSetups):
            source = setups.setup.on_trial if setups.setup is not None else None
            if isinstance(source, HandsetListener) and source.bound is not None:
                return [*source.bound, self._program.settings.token()]
        return []

    def picture(self, file: str) -> bool:
        """The screen as it is."""
        return QApplication.primaryScreen().grabWindow(0).save(file)

    def drop(self, file: str) -> bool:
        """Let go of a file above the window that is in front."""
        window = QApplication.activeWindow() or self._program.window
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(file)])
        copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        middle, plain = window.rect().center(), Qt.KeyboardModifier.NoModifier
        enter = QDragEnterEvent(middle, copy, data, left, plain)
        QApplication.sendEvent(window, enter)

        def let_go() -> None:
            drop = QDropEvent(QPointF(middle), copy, data, left, plain)
            QApplication.sendEvent(window, drop)

        if enter.isAccepted():
            QTimer.singleShot(HOVERS_MS, window, let_go)
        return enter.isAccepted()


def _windows() -> list[QWidget]:
    return [window for window in QApplication.topLevelWidgets() if window.isVisible()]


def dialled(link: QUrl) -> bool:
    """A number was handed to the program that calls; here it is only told."""
    tell("dialled", link.toString())
    return True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main(folder: str, office: str = "") -> int:
    """Run until told to stop."""
    own = Profile(Path(folder))
    if not addresses.of_this_computer():  # a machine in no network has only itself
        addresses.of_this_computer = lambda: ("127.0.0.1",)
    application = start.make_application(["mcsys-desktop"])
    chosen = settings.load(own.folder)
    chosen.listener_port = _free_port()
    if office:
        chosen.language = "nl"
        chosen.listener_enabled, chosen.listener_address = True, "127.0.0.1"
    start.dress(chosen)
    window = start.make_window(chosen)
    begun = start.Start(own, office, own.folder / "password" if office else None)
    crash = CrashHandler(window)
    sys.excepthook = lambda kind, error, where: tell("crash", logs.trace(error))
    program = Program(begun, chosen, window, SingleInstance(window), crash)
    window.show()
    program.begin()
    dialling.open_link = dialled
    eyes = Eyes(program)

    def asked() -> None:
        line = sys.stdin.readline().strip()
        if line and line != "stop":
            eyes.do(line)
            return
        program.leaving.agree()
        application.quit()

    ears = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    ears.activated.connect(asked)
    tell("ready", True)
    application.exec()
    window.close()
    program.end()
    shiboken6.delete(window)
    application.processEvents()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
