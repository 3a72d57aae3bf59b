"""Several people at one program: who comes in, what they are shown, and what is noticed."""

import time
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mcsys_desktop.app.program import Program
from mcsys_desktop.core.profile import Profile
from mcsys_desktop.models import base
from mcsys_desktop.models.base import Group
from mcsys_desktop.models.staff import Colleague
from mcsys_desktop.services import history
from mcsys_desktop.services.colleagues import changing
from mcsys_desktop.services.history.checking import LastLink
from mcsys_desktop.ui import offices as questions
from mcsys_desktop.ui.history.page import LogPage
from tests.app.conftest import StartProgram, password_file
from tests.conftest import Office
from tests.services.people import OTHER, PASSWORD, inside, make_shared


@pytest.fixture
def shared(tmp_path: Path) -> tuple[str, str]:
    """The address of a file that Sanne and Mark share, and Mark's start code."""
    made = make_shared(tmp_path)
    with inside(made.url, PASSWORD):
        return made.url, changing.add("Mark Bos", "mark", "12", Group.READER, PASSWORD).code


def test_the_door_asks_who_and_a_start_code_leads_to_an_own_password(
    start_program: StartProgram, shared: tuple[str, str], qtbot: QtBot
) -> None:
    url, code = shared
    program = start_program(url, entered=False)
    qtbot.waitUntil(lambda: isinstance(program.entrance.dialog, questions.PasswordQuestion))
    asked = program.entrance.dialog
    assert isinstance(asked, questions.PasswordQuestion)
    assert asked.people.isVisible()
    asked.people.choose("mark")
    asked.password.setText(code.lower())
    asked.submit.click()
    qtbot.waitUntil(
        lambda: isinstance(program.entrance.dialog, questions.FirstPassword), timeout=20_000
    )
    first = program.entrance.dialog
    assert isinstance(first, questions.FirstPassword)
    first.password.setText("Mark Bos wachtwoord 2026")
    first.submit.click()
    qtbot.waitUntil(lambda: "guess" in first.error.text(), timeout=20_000)
    first.password.setText(OTHER)
    first.submit.click()
    qtbot.waitUntil(lambda: program.is_ready, timeout=20_000)
    assert program.office is not None
    assert (program.office.login, program.office.name) == ("mark", "Mark Bos")
    assert program.office.url.endswith("?login=mark")


def test_one_person_is_not_asked_who(
    start_program: StartProgram, tmp_path: Path, qtbot: QtBot
) -> None:
    program = start_program(make_shared(tmp_path).url, entered=False)
    qtbot.waitUntil(lambda: isinstance(program.entrance.dialog, questions.PasswordQuestion))
    asked = program.entrance.dialog
    assert isinstance(asked, questions.PasswordQuestion)
    assert not asked.people.isVisible()
    assert asked.login == ""


@pytest.fixture
def rita(office: Office, profile: Profile, start_program: StartProgram) -> Program:
    """The program of somebody who may only read."""
    if office.path is not None:
        base.connect(office.url, author="sanne")
        with base.connected():
            offices_of_two()
        base.disconnect()
    return start_program(office.login("rita"), password_file=password_file(office, profile))


def offices_of_two() -> None:
    """A file without a key whose first person may only read, and another manages it."""
    with base.transaction():
        Colleague(login="rita", name="Rita", may=Group.READER).save()
        Colleague(login="sanne", name="Sanne", may=Group.ADMIN).save()


def test_a_reader_sees_no_log_and_changes_nothing_and_is_told_why(
    rita: Program, qtbot: QtBot
) -> None:
    window, screens = rita.window, rita.screens
    assert screens is not None
    assert not screens.rights.edits
    assert window.rail.buttons["log"].isHidden()
    QTest.keyClick(window, Qt.Key.Key_8, Qt.KeyboardModifier.ControlModifier)
    assert window.current_page == "customers"
    assert "administrator" in window.banner.title.text()
    window.new_requested.emit()
    assert "only read" in screens.customers.toast.sentence
    assert not screens.customers.form.isVisible()


def test_a_readers_desk_shows_who_calls_and_leaves_the_log_to_others(
    rita: Program, office: Office, qtbot: QtBot
) -> None:
    screens = rita.screens
    assert screens is not None
    rita.handed.take({"ring": "033 461 20 45"})
    qtbot.waitUntil(lambda: bool(screens.desk.present))
    qtbot.waitUntil(lambda: screens.desk.present[0].looked_up)
    screens.panel.body.settle()
    view = screens.panel.body.view
    assert not view.note
    assert set(view.buttons) <= {"open", "reveal"}
    assert "only read" in view.hint
    assert screens.unsaved().notes == 0
    with base.connected():
        assert base.rows("SELECT count(*) FROM call") == [(0,)]
        assert history.note_refusals() == 0  # nothing was even tried


@pytest.mark.parametrize("engine", ["sqlite"])
def test_who_gets_another_group_sees_it_without_starting_again(
    program: Program, qtbot: QtBot
) -> None:
    screens = program.screens
    assert screens is not None
    assert screens.rights.manages
    with base.connected():
        offices_of_two()
    program.live.changed.emit({"colleague"})
    qtbot.waitUntil(lambda: not screens.rights.manages)
    assert program.window.rail.buttons["log"].isHidden()


def test_history_that_is_not_what_this_desk_saw_is_a_red_band_until_an_admin_knows_why(
    office: Office,
    profile: Profile,
    start_program: StartProgram,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    note = history.note_alarm

    def note_late(memory: history.Memory) -> None:
        time.sleep(0.4)  # after the page of the log asked for the first time
        note(memory)

    monkeypatch.setattr(history, "note_alarm", note_late)
    program = start_program(office.login("carla"), password_file=password_file(office, profile))
    watch, screens = program.watches.history, program.screens
    assert watch is not None
    assert screens is not None
    watch.look()
    qtbot.waitUntil(lambda: watch.memory.get() is not None)
    assert not program.window.banner.isVisible()
    seen = watch.memory.get()
    assert seen is not None
    watch.memory.set(replace(seen, seq=seen.seq + 3))
    watch.look()
    qtbot.waitUntil(program.window.banner.isVisible)
    assert "history of this office has changed" in program.window.banner.title.text()
    program.window.show_page("log")
    page = program.window.page("log")
    assert isinstance(page, LogPage)
    qtbot.waitUntil(lambda: any("Alarm" in act.lines[0].title for act in page.acts.list.rows))
    page.accept.click()
    qtbot.waitUntil(lambda: not program.window.banner.isVisible())
    qtbot.waitUntil(lambda: (watch.memory.get() or LastLink(0, "")).seq < seen.seq + 3)


def test_the_memory_of_the_desk_outlives_the_program(
    office: Office, profile: Profile, start_program: StartProgram, qtbot: QtBot
) -> None:
    program = start_program(office.url, password_file=password_file(office, profile))
    watch = program.watches.history
    assert watch is not None
    watch.look()
    qtbot.waitUntil(lambda: watch.memory.get() is not None)
    program.end()
    (file,) = profile.seen.glob("*.seen")
    file.write_text('[99999, "' + "0" * 64 + '"]')
    again = start_program(office.url, password_file=password_file(office, profile))
    assert again.watches.history is not None
    again.watches.history.look()
    qtbot.waitUntil(again.window.banner.isVisible)
    assert "has changed" in again.window.banner.title.text()
