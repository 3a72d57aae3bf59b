"""The program opens its office, or says why it cannot, and ends without losing anything."""

import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mcsys_desktop.app.program import Program
from mcsys_desktop.core import settings, vault
from mcsys_desktop.core.first_start import FirstStart, Step
from mcsys_desktop.core.profile import Profile
from mcsys_desktop.models import address
from mcsys_desktop.services import customers, offices
from mcsys_desktop.ui import offices as questions
from mcsys_desktop.ui.callers.call import Stage
from mcsys_desktop.ui.settings_page import SettingsPage
from tests.app.conftest import StartProgram
from tests.conftest import Office

PASSWORD = "kameel schuurpapier gordijn tuba"
IN_A_FILE = pytest.mark.parametrize("engine", ["sqlite"])  # where the engine does not matter


def in_office(program: Program, qtbot: QtBot, job: object, *args: object) -> object:
    """What a service answers, asked as the program asks."""
    answers: list[object] = []
    program.work.run(program, job, *args, then=answers.append)  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: bool(answers))
    return answers[0]


def test_an_office_is_open_a_moment_after_the_first_frame(
    program: Program, profile: Profile, qtbot: QtBot
) -> None:
    assert program.office is not None
    assert program.office.writable
    assert program.screens is not None
    assert program.window.page("customers") is program.screens.customers
    assert not program.window.banner.isVisible()
    url = program.office.url
    qtbot.waitUntil(lambda: settings.load(profile.folder).office == url)


def test_a_call_that_is_handed_over_is_shown_and_logged(program: Program, qtbot: QtBot) -> None:
    assert program.screens is not None
    desk = program.screens.desk
    program.handed.take({"ring": "06-12 34 56 78"})
    qtbot.waitUntil(lambda: desk.shown is not None and desk.shown.row is not None)
    assert desk.shown is not None
    assert desk.shown.number.e164 == "+31612345678"
    assert desk.shown.stage is Stage.RINGING


@IN_A_FILE
def test_a_call_handed_over_before_the_office_is_open_is_not_lost(
    office: Office, profile: Profile, start_program: StartProgram, qtbot: QtBot
) -> None:
    program = start_program(office.url, entered=False)
    program.handed.take({"ring": "0612345678"})
    qtbot.waitUntil(lambda: program.is_ready, timeout=20_000)
    assert program.screens is not None
    desk = program.screens.desk
    qtbot.waitUntil(lambda: desk.shown is not None)


@IN_A_FILE
def test_a_newer_office_is_shown_and_not_written(
    office: Office, profile: Profile, start_program: StartProgram
) -> None:
    office.pretend(version=7, min_writer=7)
    program = start_program(office.url)
    assert program.office is not None
    assert not program.office.writable
    assert program.window.banner.isVisible()
    assert program.window.banner.title.text().startswith(program.office.sentence)


def test_a_file_that_is_no_office_is_refused_with_a_sentence(
    tmp_path: Path, start_program: StartProgram, qtbot: QtBot
) -> None:
    for name, content in (("empty", b""), ("foreign", b"SQLite format 3\0" + bytes(5000))):
        path = tmp_path / f"{name}.db"
        path.write_bytes(content)
        program = start_program(address.of_file(path), entered=False)
        qtbot.waitUntil(program.window.banner.isVisible)
        assert program.office is None
        assert path.read_bytes() == content
        program.end()


@IN_A_FILE
def test_an_office_that_went_away_is_told_and_can_be_tried_again(
    office: Office, start_program: StartProgram, qtbot: QtBot
) -> None:
    assert office.path is not None
    away = office.path.rename(office.path.with_suffix(".away"))
    program = start_program(office.url, entered=False)
    qtbot.waitUntil(program.window.banner.isVisible)
    assert "office" in program.window.banner.title.text()
    away.rename(office.path)
    program.status.try_again.emit()
    qtbot.waitUntil(lambda: program.is_ready, timeout=20_000)
    assert not program.window.banner.isVisible()


@pytest.fixture
def keyed(tmp_path: Path) -> offices.Made:
    """An encrypted office with a password."""
    return offices.create_file(tmp_path / "kantoor.db", "Sanne Vis", PASSWORD)


def question(program: Program, kind: type[questions.Question]) -> questions.Question:
    asked = program.entrance.dialog
    assert isinstance(asked, kind)
    return asked


def test_a_keyed_office_asks_and_opens_to_its_password_only(
    keyed: offices.Made, start_program: StartProgram, qtbot: QtBot
) -> None:
    program = start_program(keyed.url, entered=False)
    qtbot.waitUntil(lambda: isinstance(program.entrance.dialog, questions.PasswordQuestion))
    asked = question(program, questions.PasswordQuestion)
    assert isinstance(asked, questions.PasswordQuestion)
    asked.password.setText("iets heel anders")
    asked.submit.click()
    qtbot.waitUntil(asked.error.isVisible)
    assert program.office is None
    asked.password.setText(PASSWORD)
    asked.submit.click()
    qtbot.waitUntil(lambda: program.is_ready, timeout=20_000)
    assert program.office is not None
    assert (program.office.login, program.office.name) == ("sanne", "Sanne Vis")


def test_after_five_wrong_passwords_the_next_must_wait(
    keyed: offices.Made, profile: Profile
) -> None:
    for _time in range(5):
        with pytest.raises(offices.WrongPassword):
            offices.enter(keyed.url, "fout", profile.tries)
    with pytest.raises(offices.TooSoonError) as told:
        offices.enter(keyed.url, PASSWORD, profile.tries)
    assert 0 < told.value.seconds <= 1


def test_the_recovery_code_opens_it_and_sets_a_new_password(
    keyed: offices.Made, start_program: StartProgram, qtbot: QtBot
) -> None:
    program = start_program(keyed.url, entered=False)
    qtbot.waitUntil(lambda: isinstance(program.entrance.dialog, questions.PasswordQuestion))
    asked = question(program, questions.PasswordQuestion)
    assert isinstance(asked, questions.PasswordQuestion)
    asked.code.click()
    by_code = question(program, questions.CodeQuestion)
    assert isinstance(by_code, questions.CodeQuestion)
    by_code.code.setText(keyed.code.lower())
    by_code.password.setText("walnoot dirigent sneeuwschep kwast")
    by_code.submit.click()
    qtbot.waitUntil(lambda: program.is_ready, timeout=20_000)
    program.end()
    assert offices.enter(keyed.url, "walnoot dirigent sneeuwschep kwast").login == "sanne"
    offices.close()
    with pytest.raises(offices.WrongPassword):
        offices.enter(keyed.url, PASSWORD)


def test_without_an_office_one_can_be_made_here(
    profile: Profile, start_program: StartProgram, qtbot: QtBot, tmp_path: Path
) -> None:
    FirstStart(Step.PLACE).save(profile.first_start)
    program = start_program("", entered=False)
    which = question(program, questions.WhichOffice)
    assert isinstance(which, questions.WhichOffice)
    which.new.click()
    new = question(program, questions.NewOffice)
    assert isinstance(new, questions.NewOffice)
    new.name.setText("Joris Vos")
    new.password.setText("te kort")
    new.submit.click()
    qtbot.waitUntil(new.error.isVisible)
    new.password.setText(PASSWORD)
    new.submit.click()
    qtbot.waitUntil(
        lambda: isinstance(program.entrance.dialog, questions.RecoveryCode), timeout=20_000
    )
    shown = question(program, questions.RecoveryCode)
    assert isinstance(shown, questions.RecoveryCode)
    assert not shown.submit.isEnabled()
    shown.reject()
    assert shown.isVisible()  # Esc must not lose the only copy
    assert shown.save_to(tmp_path / "sheet.pdf")
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF-")
    code = shown.code.text()
    shown.kept.setChecked(True)
    shown.submit.click()
    qtbot.waitUntil(lambda: program.is_ready, timeout=20_000)
    assert program.office is not None
    assert program.office.name == "Joris Vos"
    box = vault.load(vault.keys_file(profile.own_office))
    assert box.open_with_code(code) == box.open(PASSWORD)
    url = program.office.url
    qtbot.waitUntil(lambda: settings.load(profile.folder).office == url)


def test_closing_the_question_leaves_a_way_back(
    start_program: StartProgram, profile: Profile, qtbot: QtBot
) -> None:
    FirstStart(Step.PLACE).save(profile.first_start)
    program = start_program("", entered=False)
    question(program, questions.WhichOffice).reject()
    assert program.entrance.dialog is None
    assert program.window.banner.isVisible()
    program.window.banner.button.click()
    question(program, questions.WhichOffice)


def test_the_program_ends_with_no_thread_left(program: Program, qtbot: QtBot) -> None:
    in_office(program, qtbot, customers.count)
    program.window.close()
    program.end()
    ours = ("work", "look-up", "news", "telephony")
    assert not [t.name for t in threading.enumerate() if t.name.startswith(ours)]


def test_a_form_with_something_typed_is_not_closed_unasked(program: Program, qtbot: QtBot) -> None:
    assert program.screens is not None
    page = program.screens.customers
    program.window.new_requested.emit()
    page.form.fields["surname"].set_value("Zonneveld")
    program.window.close()
    assert program.window.isVisible()
    asked = program.leaving.question
    assert asked is not None
    asked.reject()
    QApplication.processEvents()
    assert program.window.isVisible()
    program.window.close()
    again = program.leaving.question
    assert again is not None
    leave = [b for b in again.buttons() if b is not again.defaultButton()]
    leave[0].click()
    qtbot.waitUntil(lambda: not program.window.isVisible())


def test_a_note_on_its_way_arrives_before_the_window_closes(program: Program, qtbot: QtBot) -> None:
    assert program.screens is not None
    desk = program.screens.desk
    program.handed.take({"ring": "0612345678"})
    qtbot.waitUntil(lambda: desk.shown is not None and desk.shown.row is not None)
    call = desk.shown
    assert call is not None
    desk.book.write(call, "belt straks terug")
    program.window.close()
    qtbot.waitUntil(lambda: not program.window.isVisible(), timeout=10_000)
    assert call.kept_note == "belt straks terug"


def test_a_setting_works_at_once_and_is_kept(
    program: Program, profile: Profile, qtbot: QtBot
) -> None:
    from mcsys_desktop.ui.style import style

    assert program.screens is not None
    program.window.show_page("settings")
    page = program.window.page("settings")
    assert isinstance(page, SettingsPage)
    page.fields["theme"].chosen.emit("dark")
    page.fields["counter_mode"].chosen.emit(True)
    assert style().tokens.dark
    assert program.window.privacy.hiding
    qtbot.waitUntil(lambda: settings.load(profile.folder).theme == "dark")
    page.fields["theme"].chosen.emit("light")
