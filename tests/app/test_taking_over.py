"""A colleague takes over a locked desk with their own login; what the first typed is kept."""

import gc
import sys
import threading
import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPlainTextEdit
from pytestqt.qtbot import QtBot

from mcsys_desktop.app.program import Program
from mcsys_desktop.core.errors import OfficeUnavailable
from mcsys_desktop.models import base
from mcsys_desktop.models.calls import Call
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.models.staff import Colleague
from mcsys_desktop.services import calls, colleagues, customers, offices
from mcsys_desktop.ui import offices as questions
from tests.app.locked import locked, locking, press_lock, type_password
from tests.app.typing_in import offers, type_in
from tests.conftest import PASSWORD, Office

pytestmark = pytest.mark.parametrize("engine", ["postgres"])


@pytest.fixture(autouse=True)
def _named(office: Office) -> None:
    """The people of the office have names."""
    base.connect(office.login("carla"), password=PASSWORD)  # who may say so
    try:
        with base.connected(), base.transaction():
            for login, name in (("anna", "Anna Prins"), ("bob", "Bob de Wit")):
                Colleague(login=login, name=name).save()
    finally:
        base.disconnect()


def take_over(program: Program, login: str, password: str = PASSWORD) -> None:
    """Press the keys and buttons that somebody presses."""
    screen = locked(program)
    screen.unlocking.other.click()
    tile = next((tile for tile in screen.take_over.tiles if tile.login == login), None)
    if tile is None:
        QTest.keyClicks(screen.take_over.login, login)
    else:
        tile.click()
    QTest.keyClicks(screen.take_over.password, password)
    QTest.keyClick(screen.take_over.password, Qt.Key.Key_Return)


def entered(program: Program, qtbot: QtBot, login: str) -> None:
    qtbot.waitUntil(
        lambda: program.office is not None and program.office.login == login and program.is_ready,
        timeout=20_000,
    )
    assert not locking(program).is_locked


def change(program: Program, qtbot: QtBot, login: str) -> float:
    """Lock, and let somebody take over; gives the seconds from Enter to their screen."""
    press_lock(program)
    began = time.perf_counter()
    take_over(program, login)
    entered(program, qtbot, login)
    return time.perf_counter() - began


def asked(program: Program, qtbot: QtBot, job: Callable[[], object]) -> object:
    answers: list[object] = []
    program.work.run(program, job, then=answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=20_000)
    return answers[0]


def sessions(office: Office, login: str) -> int:
    """How many connections somebody has."""
    with office.administrator() as admin:
        row = admin.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE usename = %s AND datname = current_database()",
            (login,),
        ).fetchone()
    return int(row[0]) if row else 0


def test_the_office_is_open_as_somebody_else_a_moment_later(
    office: Office, program: Program, qtbot: QtBot
) -> None:
    assert program.screens is not None
    desk = program.screens.desk
    qtbot.waitUntil(lambda: "bob" in desk.news.colleagues)
    assert sessions(office, "anna") > 0
    took = change(program, qtbot, "bob")
    sys.stdout.write(f"taken over in {took:.2f} s\n")  # shown by -s; no test waits for a clock
    assert asked(program, qtbot, colleagues.me) == "bob"
    assert program.window.status_bar.user.text() == "Bob de Wit"
    assert program.window.page("start") is program.screens.start
    qtbot.waitUntil(lambda: sessions(office, "anna") == 0)
    assert sessions(office, "bob") > 0
    made = asked(program, qtbot, lambda: customers.create(customers.CustomerDraft(surname="Kok")))
    author = asked(program, qtbot, lambda: Customer.get_by_id(made).created_by)
    assert author == "bob"


def test_a_wrong_password_changes_nothing(office: Office, program: Program, qtbot: QtBot) -> None:
    program.window.new_requested.emit()
    screens = program.screens
    assert screens is not None
    screens.customers.form.fields["surname"].set_value("Zonneveld")
    press_lock(program)
    screen = locked(program)
    take_over(program, "bob", "iets heel anders")
    qtbot.waitUntil(lambda: "not right" in screen.take_over.error.text(), timeout=20_000)
    assert screen.take_over.isVisible()
    assert program.screens is screens
    assert program.office is not None
    assert program.office.login == "anna"
    QTest.keyClick(screen.take_over, Qt.Key.Key_Escape)
    type_password(program, PASSWORD)
    qtbot.waitUntil(lambda: not locking(program).is_locked, timeout=20_000)
    assert screens.customers.form.fields["surname"].value() == "Zonneveld"


def test_what_was_typed_waits_for_its_owner(office: Office, program: Program, qtbot: QtBot) -> None:
    assert program.screens is not None
    page = program.screens.customers
    made = asked(program, qtbot, lambda: customers.create(customers.CustomerDraft(surname="Kok")))
    assert isinstance(made, int)
    program.window.show_page("customers")
    page.open_customer(made)
    qtbot.waitUntil(lambda: page.editing.card is not None and page.editing.card.id == made)
    page.edit()
    qtbot.waitUntil(lambda: page.card.is_editing)
    note = next(edit for edit in page.card.findChildren(QPlainTextEdit) if edit.isVisible())
    note.setPlainText("belt morgen terug")
    program.window.new_requested.emit()
    type_in(page.form.fields["surname"], "Zonneveld")

    change(program, qtbot, "bob")
    assert program.screens is not None
    other = program.screens.customers
    assert other is not page
    assert other.unsaved() == 0
    assert not other.form.isVisible()
    change(program, qtbot, "anna")
    assert program.screens is not None
    mine = program.screens.customers
    band = offers(program)
    qtbot.waitUntil(band.isVisible)
    band.resume.click()
    assert mine.form.isVisible()
    assert mine.form.fields["surname"].value() == "Zonneveld"
    mine.form.leave()
    band.resume.click()
    qtbot.waitUntil(lambda: mine.card.is_editing)
    again = next(edit for edit in mine.card.findChildren(QPlainTextEdit) if edit.isVisible())
    assert again.toPlainText() == "belt morgen terug"
    mine.save()
    qtbot.waitUntil(
        lambda: asked(program, qtbot, lambda: Customer.get_by_id(made).notes) == "belt morgen terug"
    )


def test_a_note_on_a_call_is_written_by_whoever_typed_it(
    office: Office, program: Program, qtbot: QtBot
) -> None:
    assert program.screens is not None
    desk = program.screens.desk
    program.handed.take({"ring": "0612345678"})
    qtbot.waitUntil(lambda: desk.shown is not None and desk.shown.row is not None)
    assert desk.shown is not None
    desk.book.write(desk.shown, "belt straks terug")
    change(program, qtbot, "bob")
    row = asked(program, qtbot, lambda: Call.select().first())
    assert isinstance(row, Call)
    assert (row.note, row.changed_by) == ("belt straks terug", "anna")


def test_a_call_in_the_middle_of_it_is_logged_and_shown(
    office: Office, program: Program, qtbot: QtBot
) -> None:
    press_lock(program)
    take_over(program, "bob")
    qtbot.waitUntil(lambda: program.screens is None, timeout=20_000)
    program.handed.take({"ring": "0612345678"})
    entered(program, qtbot, "bob")
    assert program.screens is not None
    desk = program.screens.desk
    qtbot.waitUntil(lambda: desk.shown is not None and desk.shown.row is not None)
    rows = asked(program, qtbot, calls.today)
    assert isinstance(rows, list)
    assert [row.e164 for row in rows] == ["+31612345678"]


def test_when_the_door_closes_in_between_nobody_is_in(
    office: Office, program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert program.screens is not None
    program.window.new_requested.emit()
    type_in(program.screens.customers.form.fields["surname"], "Zonneveld")
    real = offices.enter

    def closed(*_told: object) -> None:
        offices.close()
        raise OfficeUnavailable("The server of the office does not answer.")

    monkeypatch.setattr(offices, "enter", closed)
    press_lock(program)
    take_over(program, "bob")
    qtbot.waitUntil(program.window.banner.isVisible, timeout=20_000)
    assert program.office is None
    assert not locking(program).is_locked
    assert program.window.page("customers") is None
    monkeypatch.setattr(offices, "enter", real)
    program.handed.take({"ring": "0612345678"})
    program.status.try_again.emit()
    if not isinstance(program.entrance.dialog, questions.PasswordQuestion):
        qtbot.waitUntil(lambda: program.is_ready, timeout=20_000)
    screens = program.screens
    assert screens is not None
    qtbot.waitUntil(lambda: screens.desk.shown is not None)  # whoever called meanwhile
    band = offers(program)
    qtbot.waitUntil(band.isVisible)
    band.resume.click()
    assert screens.customers.form.fields["surname"].value() == "Zonneveld"


def test_nothing_piles_up(office: Office, program: Program, qtbot: QtBot) -> None:
    def count() -> tuple[int, int, int, int]:
        QApplication.sendPostedEvents(None, 52)  # DeferredDelete
        gc.collect()
        threads = [t for t in threading.enumerate() if t.name.startswith(("work", "look", "news"))]
        return (
            len(QApplication.topLevelWidgets()),
            len(program.window.findChildren(QShortcut)),
            len(QApplication.allWidgets()),
            len(threads),
        )

    change(program, qtbot, "bob")
    change(program, qtbot, "anna")
    asked(program, qtbot, customers.count)
    before = count()
    for _time in range(3):
        change(program, qtbot, "bob")
        change(program, qtbot, "anna")
    asked(program, qtbot, customers.count)
    after = count()
    assert after[:3] == before[:3]
    assert after[3] <= 4 + 4 + 1  # workers of the session and of the door, and the listener
    assert not [box for box in QApplication.topLevelWidgets() if isinstance(box, QMessageBox)]
