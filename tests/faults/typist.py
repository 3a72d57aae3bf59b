"""Somebody who types into a form of the real program until the program is killed.

``python -m tests.faults.typist OFFICE FOLDER [call]`` tells each letter that stands in the form,
or in the note of a call that rings.
"""

import itertools
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from mcsys_desktop.app import start
from mcsys_desktop.app.program import Program
from mcsys_desktop.core import clock
from mcsys_desktop.core.profile import Profile
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.services.calls import CallEvent, EventKind
from mcsys_desktop.ui.crash import CrashHandler
from mcsys_desktop.ui.customers.fields import NoteField
from mcsys_desktop.ui.single_instance import SingleInstance
from tests.faults.heart import tell

KEY_MS = 30  # faster than anybody types
LETTERS = "abcdefghijklmnopqrstuvwxyz "


def lines_of_a_call(program: Program) -> QWidget:
    """The note of somebody who calls now."""
    screens = program.screens
    assert screens is not None
    now = clock.now()
    program.live.rang.emit(
        CallEvent("handset:01", "1", EventKind.RINGING, now, number_raw="0612345678")
    )
    start.until(lambda: screens.panel.body.note.isVisible(), 60)
    return screens.panel.body.note


def lines_of_a_form(program: Program) -> QWidget:
    """The notes of a new customer."""
    program.window.new_requested.emit()
    assert program.screens is not None
    notes = program.screens.customers.form.fields["notes"]
    assert isinstance(notes, NoteField)
    return notes.lines


def main(url: str, folder: str, what: str = "form") -> int:
    """Type for ever."""
    application = start.make_application(["mcsys-desktop"])
    chosen = Settings(language="en", listener_enabled=False)
    start.dress(chosen)
    window = start.make_window(chosen)
    begun = start.Start(Profile(Path(folder)), url, remember=False)
    program = Program(begun, chosen, window, SingleInstance(window), CrashHandler(window))
    window.resize(1600, 960)  # with the telephone panel
    window.show()
    program.begin()
    start.until(lambda: program.is_ready, 60)
    lines = lines_of_a_call(program) if what == "call" else lines_of_a_form(program)
    letters = itertools.cycle(LETTERS)
    typed = itertools.count(1)

    def press() -> None:
        QTest.keyClicks(lines, next(letters))
        tell("typed", next(typed))

    keys = QTimer(program, interval=KEY_MS)
    keys.timeout.connect(press)
    keys.start()
    tell("ready", True)
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
