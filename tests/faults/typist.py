"""Somebody who types into a form of the real program until the program is killed.

``python -m tests.faults.typist OFFICE FOLDER WHERE`` tells each letter after it stands in the form.
WHERE: ``new`` (a new customer), ``card`` (a field of the office's only customer, and its other new
fields chosen beside it), ``note`` (a note about that customer) or ``call`` (of a call that rings).
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
from mcsys_desktop.ui.customers import CustomersPage
from mcsys_desktop.ui.customers.fields import Field, NoteField, TextField
from mcsys_desktop.ui.customers.section import Section
from mcsys_desktop.ui.main_window import MainWindow
from mcsys_desktop.ui.single_instance import SingleInstance
from tests.faults.heart import tell

KEY_MS = 30  # faster than anybody types
LETTERS = "abcdefghijklmnopqrstuvwxyz "
CHOSEN = {"language": "en", "invoices_by": "post", "address_form": "informal"}
DAYS = "21"


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


def main(url: str, folder: str, where: str = "new") -> int:
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
    assert program.screens is not None
    lines = (
        lines_of_a_call(program)
        if where == "call"
        else _open(window, program.screens.customers, where)
    )
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


def _open(window: MainWindow, page: CustomersPage, where: str) -> QWidget:
    """Bring the form to the screen; the field to type in."""
    if where == "new":
        window.new_requested.emit()
        notes = page.form.fields["notes"]
        assert isinstance(notes, NoteField)
        return notes.lines
    page.open_customer(1)
    start.until(lambda: page.editing.card is not None, 60)
    if where == "note":
        page.card.timeline.add.click()
        return page.card.timeline.form.lines
    page.edit()
    terms = _fields(page.card.terms)
    for name, value in CHOSEN.items():
        terms[name].set_value(value)
    terms["payment_days"].set_value(DAYS)
    department = _fields(page.card.address)["department"]
    assert isinstance(department, TextField)
    return department.line


def _fields(section: Section) -> dict[str, Field]:
    """The fields of the part of a section that there is one of."""
    return section.editors[-1].fields.prototype().fields


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
