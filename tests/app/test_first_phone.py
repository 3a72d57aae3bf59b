"""The telephone of a first start: what it says is shown as it comes, and only kept when wanted."""

from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from mcsys_desktop.app import start
from mcsys_desktop.app.first_phone import FirstPhone
from mcsys_desktop.app.program import Program
from mcsys_desktop.core.first_start import Step
from mcsys_desktop.core.profile import Profile
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.services import call_backs, calls, customers, phone_systems
from mcsys_desktop.services.calls import CallEvent, EventKind
from mcsys_desktop.ui.fields import LineField
from mcsys_desktop.ui.first_start import CustomersStep, PhoneStep
from mcsys_desktop.ui.phone_setup import AccountStep, LearnedStep, SystemStep, TrialStep
from tests.app.conftest import StartProgram
from tests.app.first_starts import ESC, RETURN, asked, at_step, keys


@pytest.fixture
def at_phone(start_program: StartProgram, profile: Profile) -> Program:
    url = at_step(profile, Step.PHONE)
    return start_program(url, entered=False, settings=Settings(language="en"))


def test_what_the_phone_says_is_shown_as_it_comes(at_phone: Program, qtbot: QtBot) -> None:
    program = at_phone
    step = asked(program, PhoneStep, qtbot)
    draft = customers.CustomerDraft(first_name="Els", surname="Hendriks", phone="033 253 70 91")
    made: list[int] = []
    program.work.run(program, customers.create, draft, then=made.append)
    qtbot.waitUntil(lambda: bool(made))
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


def ring(program: Program, number: str, call: str, *kinds: EventKind) -> None:
    for kind in kinds:
        now = datetime.now(UTC)
        program.live.ring(CallEvent("listener", call, kind, now, number_raw=number))


def waiting(program: Program) -> list[str]:
    """Who is on the call-back list."""
    found: list[list[call_backs.CallBackRow]] = []
    program.work.run(program, call_backs.listing, then=found.append)
    start.until(lambda: bool(found), 10)
    return [row.e164 for row in found[0]]


def test_the_first_call_is_a_test_and_a_real_one_in_that_minute_counts(
    at_phone: Program, qtbot: QtBot
) -> None:
    step = asked(at_phone, PhoneStep, qtbot)
    ring(at_phone, "0612345678", "1", EventKind.RINGING, EventKind.MISSED)
    ring(at_phone, "0332537091", "2", EventKind.RINGING, EventKind.MISSED)
    qtbot.waitUntil(lambda: step.trial.isVisible())
    assert "06 1234 5678" in step.trial.text()
    assert step.trial.isChecked()
    qtbot.waitUntil(lambda: len(waiting(at_phone)) == 2)

    step.submit.click()

    qtbot.waitUntil(lambda: waiting(at_phone) == ["+31332537091"])


def test_who_sees_that_it_is_no_test_says_so(at_phone: Program, qtbot: QtBot) -> None:
    step = asked(at_phone, PhoneStep, qtbot)
    ring(at_phone, "0612345678", "1", EventKind.RINGING, EventKind.MISSED)
    qtbot.waitUntil(lambda: step.trial.isVisible())

    step.trial.click()
    step.submit.click()

    asked(at_phone, CustomersStep, qtbot)
    qtbot.waitUntil(lambda: waiting(at_phone) == ["+31612345678"])


def test_a_customer_who_calls_just_then_is_presumed_to_be_real(
    at_phone: Program, qtbot: QtBot
) -> None:
    step = asked(at_phone, PhoneStep, qtbot)
    draft = customers.CustomerDraft(first_name="Els", surname="Hendriks", phone="033 253 70 91")
    made: list[int] = []
    at_phone.work.run(at_phone, customers.create, draft, then=made.append)
    qtbot.waitUntil(lambda: bool(made))

    ring(at_phone, "0332537091", "1", EventKind.RINGING)

    qtbot.waitUntil(lambda: step.trial.isVisible() and not step.trial.isChecked())


def test_an_office_without_such_phones_sets_up_what_it_has(at_phone: Program, qtbot: QtBot) -> None:
    asked(at_phone, PhoneStep, qtbot).other.click()
    system = asked(at_phone, SystemStep, qtbot)
    system.systems["analogue"].click()
    account = asked(at_phone, AccountStep, qtbot)
    keys(at_phone, "127.0.0.1:1", ESC)
    system = asked(at_phone, SystemStep, qtbot)
    system.systems["analogue"].click()
    account = asked(at_phone, AccountStep, qtbot)
    field = account.fields["ncid_address"]
    assert isinstance(field, LineField)
    assert field.text() == "127.0.0.1:1"
    account.submit.click()
    trial = asked(at_phone, TrialStep, qtbot)
    qtbot.waitUntil(lambda: trial.state.title.text() == "The port is closed")
    trial.submit.click()
    asked(at_phone, LearnedStep, qtbot).submit.click()
    asked(at_phone, CustomersStep, qtbot)
    kept: list[phone_systems.PhoneSystem] = []
    at_phone.work.run(at_phone, phone_systems.first, "ncid", then=kept.append)
    qtbot.waitUntil(lambda: bool(kept))
    assert kept[0].enabled
    assert (kept[0].chosen["ncid_address"], kept[0].chosen["ncid_port"]) == ("127.0.0.1", 1)


def test_another_phone_system_can_be_left_for_later(at_phone: Program, qtbot: QtBot) -> None:
    asked(at_phone, PhoneStep, qtbot).other.click()
    asked(at_phone, SystemStep, qtbot).later_button.click()
    asked(at_phone, PhoneStep, qtbot)
