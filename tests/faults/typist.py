"""Somebody who types into a form of the real program until the program is killed.

``python -m tests.faults.typist OFFICE FOLDER`` tells each letter after it stands in the form.
"""

import itertools
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest

from mcsys_desktop.app import start
from mcsys_desktop.app.program import Program
from mcsys_desktop.core.profile import Profile
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.ui.crash import CrashHandler
from mcsys_desktop.ui.customers.fields import NoteField
from mcsys_desktop.ui.single_instance import SingleInstance
from tests.faults.heart import tell

KEY_MS = 30  # faster than anybody types
LETTERS = "abcdefghijklmnopqrstuvwxyz "


def main(url: str, folder: str) -> int:
    """Type for ever."""
    application = start.make_application(["mcsys-desktop"])
    chosen = Settings(language="en")
    start.dress(chosen)
    window = start.make_window(chosen)
    begun = start.Start(Profile(Path(folder)), url, remember=False)
    program = Program(begun, chosen, window, SingleInstance(window), CrashHandler(window))
    window.show()
    program.begin()
    start.until(lambda: program.is_ready, 60)
    assert program.screens is not None
    window.new_requested.emit()
    notes = program.screens.customers.form.fields["notes"]
    assert isinstance(notes, NoteField)
    letters = itertools.cycle(LETTERS)
    typed = itertools.count(1)

    def press() -> None:
        QTest.keyClicks(notes.lines, next(letters))
        tell("typed", next(typed))

    keys = QTimer(program, interval=KEY_MS)
    keys.timeout.connect(press)
    keys.start()
    tell("ready", True)
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
