"""The first start, by keyboard alone; ended at each step, the next start goes on there."""

import json
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from mcsys_desktop.app.program import Program
from mcsys_desktop.core import first_start as kept
from mcsys_desktop.core import settings, vault
from mcsys_desktop.core.first_start import FirstStart, Step
from mcsys_desktop.core.profile import Profile
from mcsys_desktop.ui.first_start import (
    CompanyStep,
    CustomersStep,
    LanguageStep,
    PhoneStep,
)
from mcsys_desktop.ui.offices import NewOffice, PasswordQuestion, RecoveryCode, WhichOffice
from tests.app.conftest import StartProgram
from tests.app.first_starts import (
    ESC,
    LONG,
    PASSWORD,
    RETURN,
    SPACE,
    TAB,
    again,
    asked,
    at_step,
    keys,
    kill,
    wizard,
)
from tests.ui.accessibility import clipped, walk


def make_office(program: Program, qtbot: QtBot) -> None:
    """Steps 1 and 2, by keys."""
    asked(program, LanguageStep, qtbot)
    keys(program, RETURN)
    asked(program, WhichOffice, qtbot)
    keys(program, RETURN)
    asked(program, NewOffice, qtbot)
    keys(program, "Joris Vos", RETURN, PASSWORD, RETURN)
    code = asked(program, RecoveryCode, qtbot)
    code.kept.setFocus()
    keys(program, SPACE, TAB, RETURN)


def test_the_whole_first_start_goes_by_keyboard(
    start_program: StartProgram, profile: Profile, qtbot: QtBot
) -> None:
    program = start_program("", entered=False)
    make_office(program, qtbot)
    asked(program, CompanyStep, qtbot)
    keys(program, "Voorbeeld IT", RETURN)
    asked(program, PhoneStep, qtbot).skip.setFocus()
    keys(program, RETURN)
    asked(program, CustomersStep, qtbot)
    keys(program, TAB, RETURN)  # the first customer
    assert program.entrance.asking.wizard is None
    assert program.screens is not None
    qtbot.waitUntil(program.screens.customers.form.isVisible)
    qtbot.waitUntil(lambda: program.window.rail.brand.name == "Voorbeeld IT")
    assert kept.load(profile.first_start).step is Step.DONE
    assert not program.settings.listener_enabled  # it was left for later
    kill(program)
    later = again(profile, start_program)
    asking = later.entrance.asking
    qtbot.waitUntil(lambda: isinstance(asking.dialog, PasswordQuestion), timeout=LONG)
    assert asking.wizard is None


def test_ended_at_each_step_the_next_start_goes_on_there(
    start_program: StartProgram, profile: Profile, qtbot: QtBot
) -> None:
    program = start_program("", entered=False)
    asked(program, LanguageStep, qtbot)
    keys(program, TAB, RETURN)  # the other language
    asked(program, WhichOffice, qtbot)
    kill(program)

    program = again(profile, start_program)
    asked(program, WhichOffice, qtbot)
    keys(program, RETURN)
    asked(program, NewOffice, qtbot)
    keys(program, "Joris Vos", RETURN, PASSWORD, RETURN)
    never_seen = asked(program, RecoveryCode, qtbot).code.text()
    kill(program)  # the office is there, and its code on no paper

    program = again(profile, start_program)
    asked(program, PasswordQuestion, qtbot)
    keys(program, PASSWORD, RETURN)
    code = asked(program, RecoveryCode, qtbot)
    box = vault.load(vault.keys_file(profile.own_office))
    assert box.open_with_code(code.code.text()) == box.open(PASSWORD)
    with pytest.raises(vault.WrongPassword):
        box.open_with_code(never_seen)
    code.kept.setFocus()
    keys(program, SPACE, TAB, RETURN)
    asked(program, CompanyStep, qtbot)
    keys(program, "Voorbeeld")
    qtbot.waitUntil(lambda: kept.load(profile.first_start).company == {"name": "Voorbeeld"})
    kill(program)

    program = again(profile, start_program)
    asked(program, PasswordQuestion, qtbot)
    keys(program, PASSWORD, RETURN)
    company = asked(program, CompanyStep, qtbot)
    assert company.form.line("name").text() == "Voorbeeld"
    company.form.line("name").setFocus()
    keys(program, RETURN)
    phone = asked(program, PhoneStep, qtbot)
    phone.choose_brand("Snom")
    kill(program)

    program = again(profile, start_program)
    asked(program, PasswordQuestion, qtbot)
    keys(program, PASSWORD, RETURN)
    phone = asked(program, PhoneStep, qtbot)
    assert phone.brands["Snom"].isChecked()
    phone.submit.setFocus()
    keys(program, RETURN)
    asked(program, CustomersStep, qtbot)
    kill(program)

    program = again(profile, start_program)
    asked(program, PasswordQuestion, qtbot)
    keys(program, PASSWORD, RETURN)
    last = asked(program, CustomersStep, qtbot)
    last.empty.setFocus()
    keys(program, RETURN)
    assert kept.load(profile.first_start).step is Step.DONE
    assert [file.name for file in profile.own_office.parent.glob("*.db")] == ["office.db"]


def test_going_back_keeps_what_was_typed(
    start_program: StartProgram, profile: Profile, qtbot: QtBot
) -> None:
    program = start_program("", entered=False)
    asked(program, LanguageStep, qtbot)
    keys(program, RETURN)
    asked(program, WhichOffice, qtbot)
    keys(program, RETURN)
    asked(program, NewOffice, qtbot)
    keys(program, "Joris Vos", RETURN, "kameel", ESC)
    asked(program, WhichOffice, qtbot)
    keys(program, RETURN)
    back = asked(program, NewOffice, qtbot)
    assert (back.name.text(), back.password.text()) == ("Joris Vos", "kameel")
    assert "kameel" not in profile.first_start.read_text()


def test_closing_the_window_of_the_first_start_leaves_a_way_back(
    start_program: StartProgram, profile: Profile, qtbot: QtBot
) -> None:
    program = start_program("", entered=False)
    asked(program, LanguageStep, qtbot)
    keys(program, ESC)
    assert program.entrance.dialog is None
    qtbot.waitUntil(program.window.banner.isVisible)
    program.window.banner.button.click()
    asked(program, LanguageStep, qtbot)


def test_the_language_holds_at_once_and_is_kept(
    start_program: StartProgram, profile: Profile, qtbot: QtBot
) -> None:
    program = start_program("", entered=False)
    asked(program, LanguageStep, qtbot).languages["nl"].click()
    which = asked(program, WhichOffice, qtbot)
    assert which.go.text() == "Openen"
    assert program.window.rail.buttons["customers"].text() == "Klanten"
    assert program.window.top_bar.new.text() == "Nieuw"
    assert settings.load(profile.folder).language == "nl"


def test_the_demo_office_ends_it_and_the_next_start_asks_again(
    start_program: StartProgram, profile: Profile, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mcsys_desktop.services.offices import making

    monkeypatch.setattr(making, "DEMO_CUSTOMERS", 20)
    program = start_program("", entered=False)
    asked(program, LanguageStep, qtbot)
    keys(program, RETURN)
    asked(program, WhichOffice, qtbot).demo.click()
    qtbot.waitUntil(lambda: program.is_ready, timeout=LONG)
    qtbot.waitUntil(lambda: program.entrance.asking.wizard is None)
    kill(program)
    asked(again(profile, start_program), WhichOffice, qtbot)


def test_the_import_is_wanted_where_somebody_chose_it(
    start_program: StartProgram, profile: Profile, qtbot: QtBot
) -> None:
    program = start_program(at_step(profile, Step.CUSTOMERS), entered=False)
    asked(program, CustomersStep, qtbot)
    wanted: list[bool] = []
    assert program.screens is not None
    program.screens.import_wanted.connect(lambda: wanted.append(True))
    keys(program, RETURN)
    assert wanted == [True]


def test_the_logo_is_read_made_small_and_shown(
    start_program: StartProgram, profile: Profile, qtbot: QtBot, tmp_path: Path
) -> None:
    picture = QImage(3000, 1000, QImage.Format.Format_RGB32)
    picture.fill(QColor("#0B6B7A"))
    picture.setText("Comment", "gemaakt thuis")
    assert picture.save(str(tmp_path / "logo.jpg"))
    program = start_program(at_step(profile, Step.COMPANY), entered=False)
    step = asked(program, CompanyStep, qtbot)
    step.keeper.take_logo(tmp_path / "logo.jpg")
    qtbot.waitUntil(lambda: program.window.rail.brand._logo is not None, timeout=LONG)
    shown = program.window.rail.brand._logo
    assert shown is not None
    assert (shown.width(), shown.textKeys()) == (512, [])
    (tmp_path / "not.png").write_text("<svg/>")
    step.keeper.take_logo(tmp_path / "not.png")
    qtbot.waitUntil(step.form.logo_said.isVisible)
    assert "PNG" in step.form.logo_said.text()


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"step": "nonsense"}', '{"step": "phone", "company": [1]}']
)
def test_what_cannot_be_read_begins_at_the_beginning(
    content: str, profile: Profile, start_program: StartProgram, qtbot: QtBot
) -> None:
    profile.first_start.write_text(content)
    asked(start_program("", entered=False), LanguageStep, qtbot)


def test_a_sum_that_is_wrong_counts_for_nothing(profile: Profile) -> None:
    FirstStart(Step.PHONE, "sqlite:///x").save(profile.first_start)
    held = json.loads(profile.first_start.read_text())
    profile.first_start.write_text(json.dumps(held | {"office": "sqlite:///y"}))
    assert kept.load(profile.first_start) == FirstStart()


@pytest.mark.parametrize("step", [Step.COMPANY, Step.PHONE, Step.CUSTOMERS])
def test_every_step_can_be_used_without_sight(
    step: Step, start_program: StartProgram, profile: Profile, qtbot: QtBot
) -> None:
    program = start_program(at_step(profile, step), entered=False)
    kinds = {Step.COMPANY: CompanyStep, Step.PHONE: PhoneStep, Step.CUSTOMERS: CustomersStep}
    asked(program, kinds[step], qtbot)
    assert walk(wizard(program)) == []
    assert clipped(wizard(program)) == []
