"""A desk of its own on a real display, full of a customer called Kanarie, locked again and again.

For `test_lock_leaks`: prints as JSON what could be seen and heard, round by round. The whole screen
is photographed, also what other windows show there; once locked, it must look like the first time,
when no Kanarie had been on it yet.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import shiboken6
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu, QToolTip, QVBoxLayout

from mcsys_desktop.app import start
from mcsys_desktop.app.program import Program
from mcsys_desktop.core import profile
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.services import customers, offices
from mcsys_desktop.ui.crash import CrashHandler
from mcsys_desktop.ui.popover import Popover
from mcsys_desktop.ui.single_instance import SingleInstance
from tests.ui.lock.leaks import shown, spoken, written

CANARY = "Kanarie"
NUMBER = "0342415560"
PATIENCE = 20.0


def main(folder: str, rounds: int) -> int:
    """Lock and unlock ``rounds`` times; the report goes to the output."""
    place = profile.find(Path(folder))
    made = offices.create_file(place.own_office, "Sanne Vis", None)
    application = start.make_application(["mcsys-desktop"])
    application.setCursorFlashTime(0)  # a blinking cursor makes two pictures of one screen
    chosen = Settings(language="en", theme="light", dock_visible=False)
    start.dress(chosen)
    window = start.make_window(chosen)
    window.resize(1024, 640)
    begun = start.Start(place, made.url, None, remember=False)
    program = Program(begun, chosen, window, SingleInstance(window), CrashHandler(window))
    window.show()
    program.begin()
    until(lambda: program.is_ready)
    assert program.locking is not None
    program.locking.pin._pins.set(made.url, "2580")
    desk = _Desk(program)
    desk.settle_place()
    before = desk.locked_picture()  # nobody called Kanarie has been here yet
    desk.fill()
    reports = [desk.round(number, before) for number in range(rounds)]
    sys.stdout.write(json.dumps(reports) + "\n")
    program.leaving.agree()
    window.close()
    program.end()
    shiboken6.delete(window)
    application.processEvents()
    return 0


def until(happened: Callable[[], object]) -> None:
    """Wait for it. Raises TimeoutError."""
    if not start.until(happened, PATIENCE):
        raise TimeoutError("it never happened")


def pause(seconds: float) -> None:
    """Let everything that is on its way be done and painted."""
    began = time.monotonic()
    start.until(lambda: time.monotonic() - began > seconds, seconds + 1)


def photograph() -> QImage:
    """The whole screen as the X server has it."""
    return QGuiApplication.primaryScreen().grabWindow(0).toImage()


class _Desk:
    """The program with everything open that could name somebody."""

    def __init__(self, program: Program) -> None:
        self._program, self._window = program, program.window
        assert program.screens is not None
        assert program.locking is not None
        self._screens, self._locking = program.screens, program.locking
        self._dialog: QDialog | None = None
        self._field = QLineEdit()

    def settle_place(self) -> None:
        """Let the window manager do what it wants first."""
        self._window.activateWindow()
        until(self._window.isActiveWindow)
        pause(0.5)

    def locked_picture(self) -> QImage:
        """The screen while the desk is locked and a number calls."""
        self._program.handed.take({"ring": NUMBER})
        until(lambda: self._screens.desk.shown)
        self._locking.lock()
        pause(0.5)
        picture = photograph()
        self._locking.release()
        pause(0.3)
        return picture

    def fill(self) -> None:
        """The number is Kanarie's from now on; the card is open, and the search found it."""
        draft = customers.CustomerDraft(
            kind=customers.CustomerKind.BUSINESS,
            company_name=f"{CANARY} Bakkerij",
            phone=NUMBER,
            city=f"{CANARY}dorp",
            notes=f"{CANARY} betaalt contant",
        )
        ids: list[int] = []
        self._program.work.run(self._program, customers.create, draft, then=ids.append)
        until(lambda: ids)
        desk = self._screens.desk
        until(lambda: desk.shown and desk.shown.hits)
        assert desk.shown is not None
        desk.choose(desk.shown, desk.shown.hits[0])  # the call itself knows the name by now
        self._screens.open_customer(ids[0])
        until(lambda: self._screens.customers.editing.card)
        self._screens.customers.edit()
        dialog = QDialog(self._window)
        dialog.setWindowTitle(f"{CANARY} in a title")
        QVBoxLayout(dialog).addWidget(self._field)
        self._field.setText(f"{CANARY} half typ")
        self._dialog = dialog

    def round(self, number: int, before: QImage) -> dict[str, object]:
        """Open everything, press the key of the lock, look, unlock."""
        desk, window = self._screens.desk, self._window
        until(lambda: desk.shown and CANARY in desk.shown.chosen_name)
        assert self._dialog is not None
        if not self._dialog.isVisible():
            self._dialog.open()
        until(self._dialog.isActiveWindow)
        until(self._screens.compact.isVisible)
        menu = QMenu(window)
        menu.addAction(f"{CANARY} in a menu")
        popover = Popover(window.status_bar.user, CANARY, f"{CANARY} in a popover")
        results = window.top_bar.show_results
        if number % 3 == 0:
            menu.popup(window.mapToGlobal(QPoint(60, 60)))
        elif number % 3 == 1:
            popover.open_above(window.status_bar.user)
        else:
            results([], f"{CANARY}")
        QToolTip.showText(window.mapToGlobal(QPoint(9, 9)), f"{CANARY} in a tooltip", window)
        until(QToolTip.isVisible)
        pause(0.05)
        seen, heard, opened = CANARY in written(), CANARY in spoken(), photograph()
        windows = len(shown())

        subprocess.run(["xdotool", "key", "ctrl+l"], check=True, timeout=PATIENCE)
        until(lambda: self._locking.is_locked)
        first_words, first_tree = written().count(CANARY), spoken().count(CANARY)
        self._program.live.hear("*")  # everything is asked anew meanwhile
        pause(0.15)
        until(self._window.isActiveWindow)
        locked = photograph()
        report = {
            "open": {"words": seen, "tree": heard, "windows": windows},
            "words": first_words + written().count(CANARY),
            "tree": first_tree + spoken().count(CANARY),
            "windows": len(shown()),
            "titles": [w.title() for w in QGuiApplication.allWindows() if CANARY in w.title()],
            "same_picture": locked == before,
            "hidden": locked != opened,
        }
        if locked != before:
            locked.save(str(Path(sys.argv[1]) / f"locked_{number}.png"))
            before.save(str(Path(sys.argv[1]) / "before.png"))
        self._locking.release()
        pause(0.05)
        until(self._dialog.isVisible)
        report["back"] = [
            self._field.text(),
            self._screens.customers.card.is_editing,
            CANARY in written(),
        ]
        menu.deleteLater()
        QApplication.processEvents()
        return report


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
