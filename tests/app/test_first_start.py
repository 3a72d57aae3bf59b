"""The first start, by keyboard alone; ended at each step, the next start goes on there."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mcsys_desktop.app.program import Program
from mcsys_desktop.core import first_start as kept
from mcsys_desktop.core import settings, vault
from mcsys_desktop.core.first_start import FirstStart, Step
from mcsys_desktop.core.profile import Profile, url_of
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.services import customers
from mcsys_desktop.services.calls import CallEvent, EventKind
from mcsys_desktop.ui.first_start import (
    CompanyStep,
    CustomersStep,
    LanguageStep,
    PhoneStep,
    Wizard,
)
from mcsys_desktop.ui.offices import NewOffice, PasswordQuestion, RecoveryCode, WhichOffice
from tests.app.conftest import StartProgram
from tests.ui.accessibility import clipped, walk

Q = TypeVar("Q", bound=QWidget)
PASSWORD = "kameel schuurpapier gordijn tuba"
LONG = 30_000  # ms, for what makes keys and offices


def asked(program: Program, kind: type[Q], qtbot: QtBot) -> Q:
    """The question of this kind, once it is on the screen."""
    qtbot.waitUntil(lambda: isinstance(program.entrance.dialog, kind), timeout=LONG)
    found = program.entrance.dialog
    assert isinstance(found, kind)
    part: QWidget | None = wizard(program).question
    assert part is found
    return found


def wizard(program: Program) -> Wizard:
    found = program.entrance.asking.wizard
    assert found is not None
    return found


def keys(program: Program, *pressed: str | Qt.Key) -> None:
    """Press keys where the focus is."""
    for each in pressed:
        window = wizard(program)
        target = window.focusWidget() or window
        if isinstance(each, str):
            QTest.keyClicks(target, each)
        else:
            QTest.keyClick(target, each)
        QApplication.processEvents()


def kill(program: Program) -> None:
    """End the program without anybody having gone on: what is on the disk by now is what stays."""
    program.leaving.agree()
    program.window.close()
    program.end()


def again(profile: Profile, start_program: StartProgram, *, office: str = "") -> Program:
    chosen = settings.load(profile.folder)
    return start_program(office or chosen.office, settings=chosen, entered=False)


RETURN, ESC, TAB, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Space


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
    start_program: StartProgram, qtbot: QtBot
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


@pytest.fixture
def at_phone(
    start_program: StartProgram, profile: Profile, qtbot: QtBot, at_step: Callable[[Step], str]
) -> Program:
    return start_program(at_step(Step.PHONE), entered=False, settings=Settings(language="en"))


@pytest.fixture
def at_step(profile: Profile) -> Callable[[Step], str]:
    """An office without a key, in the middle of a first start; its address."""

    def make(step: Step) -> str:
        from mcsys_desktop.services import offices

        offices.create_file(profile.own_office, "Joris Vos", None)
        url = url_of(profile.own_office)
        FirstStart(step, url).save(profile.first_start)
        return url

    return make


def test_what_the_phone_says_is_shown_as_it_comes(at_phone: Program, qtbot: QtBot) -> None:
    from datetime import UTC, datetime

    program = at_phone
    step = asked(program, PhoneStep, qtbot)
    draft = customers.CustomerDraft(first_name="Els", surname="Hendriks", phone="033 253 70 91")
    made: list[int] = []
    program.work.run(program, customers.create, draft, then=made.append)
    qtbot.waitUntil(lambda: bool(made))
    assert program.entrance.asking.wizard is not None
    from mcsys_desktop.app.first_phone import FirstPhone

    leading = program.findChildren(FirstPhone)[0]
    leading._learned.emit("192.168.20.31")
    now = datetime.now(UTC)
    program.live.ring(CallEvent("listener", "1", EventKind.RINGING, now, number_raw="0332537091"))
    qtbot.waitUntil(lambda: bool(step.heard and step.heard[0].name))
    (heard,) = step.heard
    assert heard.sentence() == "Incoming call · 033 253 70 91 · Els Hendriks · 192.168.20.31"
    assert "reports its calls" in step.state.title.text()
    step.submit.click()
    assert program.settings.listener_phones == ("192.168.20.31",)


def test_a_number_can_be_tried_without_a_phone_and_is_in_no_log(
    at_phone: Program, qtbot: QtBot
) -> None:
    from mcsys_desktop.services import calls

    step = asked(at_phone, PhoneStep, qtbot)
    step.number.setFocus()
    keys(at_phone, "06 1234 5678", RETURN)
    qtbot.waitUntil(lambda: bool(step.heard and step.heard[0].name))
    assert step.heard[0].sentence() == "Try · 06 1234 5678 · nobody in this office yet"
    logged: list[object] = []
    at_phone.work.run(at_phone, calls.today, then=logged.append)
    qtbot.waitUntil(lambda: bool(logged))
    assert logged == [[]]
    assert step.isVisible()  # Enter in the number tries, and does not go on


def test_left_for_later_the_telephone_is_as_it_was(at_phone: Program, qtbot: QtBot) -> None:
    step = asked(at_phone, PhoneStep, qtbot)
    step.skip.click()
    asked(at_phone, CustomersStep, qtbot)
    assert not at_phone.settings.listener_enabled
    assert at_phone.settings.listener_phones == ()


def test_the_import_is_wanted_where_somebody_chose_it(
    start_program: StartProgram, qtbot: QtBot, at_step: Callable[[Step], str]
) -> None:
    program = start_program(at_step(Step.CUSTOMERS), entered=False)
    asked(program, CustomersStep, qtbot)
    wanted: list[bool] = []
    assert program.screens is not None
    program.screens.import_wanted.connect(lambda: wanted.append(True))
    keys(program, RETURN)
    assert wanted == [True]


def test_the_logo_is_read_made_small_and_shown(
    start_program: StartProgram, qtbot: QtBot, at_step: Callable[[Step], str], tmp_path: Path
) -> None:
    picture = QImage(3000, 1000, QImage.Format.Format_RGB32)
    picture.fill(QColor("#0B6B7A"))
    picture.setText("Comment", "gemaakt thuis")
    assert picture.save(str(tmp_path / "logo.jpg"))
    program = start_program(at_step(Step.COMPANY), entered=False)
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
    step: Step, start_program: StartProgram, qtbot: QtBot, at_step: Callable[[Step], str]
) -> None:
    program = start_program(at_step(step), entered=False)
    kinds = {Step.COMPANY: CompanyStep, Step.PHONE: PhoneStep, Step.CUSTOMERS: CustomersStep}
    asked(program, kinds[step], qtbot)
    assert walk(wizard(program)) == []
    assert clipped(wizard(program)) == []
