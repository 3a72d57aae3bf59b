"""Setting up a telephone in the running program: what is tried, said, kept, and never lost."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mcsys_desktop.app import phone_trial
from mcsys_desktop.app.program import Program
from mcsys_desktop.core.profile import Profile
from mcsys_desktop.services import calls, phone_systems
from mcsys_desktop.services.phone_setup import FORM, Kind
from mcsys_desktop.services.phone_systems import PhoneSystem
from mcsys_desktop.telephony import line_source
from mcsys_desktop.telephony.asterisk import source as asterisk
from mcsys_desktop.ui.fields import LineField
from mcsys_desktop.ui.phone_setup import (
    AccountStep,
    LearnedStep,
    RouteStep,
    SystemStep,
    TrialStep,
)
from tests.app.conftest import StartProgram, password_file
from tests.app.setting_up import LONG, asked, begin, fill, setups, take
from tests.conftest import Office
from tests.telephony.asterisk.exchange import SmallAsterisk, manager
from tests.telephony.asterisk.recordings import packets, wire
from tests.telephony.boxes import LOOPBACK, monitor
from tests.telephony.sip.lab import free_port
from tests.telephony.test_line_source import lines


@pytest.fixture
def program(office: Office, profile: Profile, start_program: StartProgram) -> Program:
    """The program with an office open, by somebody who may choose for everybody."""
    return start_program(office.login("carla"), password_file=password_file(office, profile))


@pytest.fixture
def office_pbx() -> Iterator[SmallAsterisk]:
    with manager() as made:
        yield made


def to_asterisk(program: Program, qtbot: QtBot, server: str, password: str) -> TrialStep:
    begin(program, qtbot).systems["asterisk"].click()
    asked(program, RouteStep, qtbot).routes["asterisk"].click()
    account = asked(program, AccountStep, qtbot)
    fill(account, "asterisk_server", server)
    fill(account, "asterisk_user", "mcsys")
    fill(account, "password", password)
    account.submit.click()
    return asked(program, TrialStep, qtbot)


def stored(program: Program, qtbot: QtBot, kind: str) -> PhoneSystem:
    found: list[PhoneSystem] = []
    program.work.run(program, phone_systems.first, kind, then=found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def test_an_asterisk_is_set_up_from_a_wrong_password_to_the_office_that_keeps_it(
    program: Program, qtbot: QtBot, office_pbx: SmallAsterisk
) -> None:
    server = f"{LOOPBACK}:{office_pbx.port}"
    trial = to_asterisk(program, qtbot, server, "fout")
    qtbot.waitUntil(lambda: trial.password.isVisible(), timeout=LONG)
    assert trial.state.title.text() == "User name or password is wrong"
    assert office_pbx.logins == 1  # and it is not tried again by itself
    trial.password.click()
    account = asked(program, AccountStep, qtbot)
    wizard = setups(program).wizard
    assert wizard is not None
    assert wizard.focusWidget() is account.password
    assert account.password.text() == "fout"  # nothing that was typed is gone
    fill(account, "password", "geheim")
    account.submit.click()
    trial = asked(program, TrialStep, qtbot)
    qtbot.waitUntil(lambda: "Connected" in trial.state.title.text(), timeout=LONG)
    office_pbx.there.get(timeout=30).sendall(wire(packets("queue_simple")))
    qtbot.waitUntil(lambda: len(trial.lines.heard) >= 3, timeout=LONG)
    assert "It works" in trial.state.title.text()
    assert all(each.at for each in trial.lines.heard)
    trial.submit.click()
    learned = asked(program, LearnedStep, qtbot)
    learned.submit.click()
    qtbot.waitUntil(lambda: setups(program).wizard is None, timeout=LONG)
    kept = stored(program, qtbot, "asterisk")
    assert kept.enabled
    assert kept.has_password
    assert kept.chosen["asterisk_server"] == server
    assert program.work.drafts.take(FORM) is None
    assert not program.settings.secrets.has("phone setup asterisk")


def test_a_closed_port_is_told_from_a_wrong_password(program: Program, qtbot: QtBot) -> None:
    trial = to_asterisk(program, qtbot, f"{LOOPBACK}:{free_port()}", "geheim")
    qtbot.waitUntil(lambda: trial.state.title.text() == "The port is closed", timeout=LONG)
    assert not trial.password.isVisible()
    assert trial.retry.isVisible()
    assert "password was not asked" in said(trial)


def test_a_name_that_nobody_has_is_said(program: Program, qtbot: QtBot) -> None:
    trial = to_asterisk(program, qtbot, "no-such-pbx.invalid", "geheim")
    qtbot.waitUntil(lambda: "does not exist" in trial.state.title.text(), timeout=LONG)
    assert "no-such-pbx.invalid" in trial.reason.text()


def said(step: QWidget) -> str:
    """All sentences that can be read on a question."""
    from tests.stories.seeing import said_by

    return "\n".join(said_by(step))


def test_what_was_typed_survives_going_back_and_closing(
    program: Program, qtbot: QtBot, office_pbx: SmallAsterisk
) -> None:
    to_asterisk(program, qtbot, "pbx.example.invalid", "half getypt")
    wizard = setups(program).wizard
    assert wizard is not None
    wizard.close()
    qtbot.waitUntil(lambda: setups(program).wizard is None)
    assert program.work.drafts.all_of()[0].texts["typed"].count("pbx.example.invalid") == 1
    assert "half getypt" not in str(program.work.drafts.all_of()[0].texts)
    assert program.screens is not None
    program.screens.phone_setup_wanted.emit()
    account = asked(program, AccountStep, qtbot)
    server, user = account.fields["asterisk_server"], account.fields["asterisk_user"]
    assert isinstance(server, LineField)
    assert isinstance(user, LineField)
    assert (server.text(), user.text()) == ("pbx.example.invalid", "mcsys")
    assert account.password.text() == "half getypt"
    QTest.keyClick(account, Qt.Key.Key_Escape)
    asked(program, RouteStep, qtbot)


def test_a_call_of_the_trial_is_in_the_log_as_any_other(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(line_source, "FIRST_WAIT", 0.05)
    with monitor() as box:
        begin(program, qtbot).systems["fritzbox"].click()
        account = asked(program, AccountStep, qtbot)
        fill(account, "fritzbox_address", f"{LOOPBACK}:{box.port}")
        account.submit.click()
        trial = asked(program, TrialStep, qtbot)
        QTest.keyClicks(trial.number, "0612345678")
        take(box, qtbot)
        qtbot.waitUntil(lambda: "Connected" in trial.state.title.text(), timeout=LONG)
        box.say(lines("RING;0;612345678;0334612045;SIP0;"))
        qtbot.waitUntil(lambda: bool(trial.lines.heard and trial.lines.heard[0].name), timeout=LONG)
        heard = trial.lines.heard[0]
        assert (heard.what, heard.number) == ("Incoming call", "06 1234 5678")
        assert heard.name == "nobody in this office yet"
        trial.submit.click()
        learned = asked(program, LearnedStep, qtbot)
        assert learned.form == "national - 5"  # what it writes has no zero
        learned.submit.click()
        qtbot.waitUntil(lambda: setups(program).wizard is None, timeout=LONG)
        take(box, qtbot)  # the office's own connection, after the trial's
        kept = stored(program, qtbot, "fritzbox")
        assert kept.chosen["fritzbox_numbers"] == "national - 5"
        assert kept.chosen["fritzbox_port"] == box.port
    logged: list[list[calls.CallRow]] = []
    program.work.run(program, calls.today, then=logged.append)
    qtbot.waitUntil(lambda: bool(logged))
    assert [row.e164 for row in logged[0]] == ["+31612345678"]


def test_silence_says_what_to_look_at(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(phone_trial, "SILENCE_SECONDS", 0)
    with monitor() as box:
        begin(program, qtbot).systems["fritzbox"].click()
        account = asked(program, AccountStep, qtbot)
        fill(account, "fritzbox_address", f"{LOOPBACK}:{box.port}")
        account.submit.click()
        trial = asked(program, TrialStep, qtbot)
        take(box, qtbot)
        qtbot.waitUntil(lambda: "no call was heard" in trial.state.title.text(), timeout=LONG)
        assert "Is this the box" in said(trial)


def test_a_phone_that_is_not_on_the_list_is_shown_and_can_be_allowed(
    program: Program, qtbot: QtBot
) -> None:
    program.settings.listener_port = 0
    begin(program, qtbot).systems["handsets"].click()
    asked(program, RouteStep, qtbot).routes["handsets"].click()
    account = asked(program, AccountStep, qtbot)
    setup = setups(program).setup
    assert setup is not None
    setup.plan.typed["listener_address"] = LOOPBACK
    account.submit.click()
    trial = asked(program, TrialStep, qtbot)
    qtbot.waitUntil(lambda: "Connected" in trial.state.title.text(), timeout=LONG)
    running = setup._trial
    running._on_learned(running._number, "192.168.20.31")
    qtbot.waitUntil(lambda: "not on the list" in said(trial))
    trial.phones["192.168.20.31"].click()
    assert not trial.phones["192.168.20.31"].isEnabled()
    trial.submit.click()
    asked(program, LearnedStep, qtbot).submit.click()
    qtbot.waitUntil(lambda: setups(program).wizard is None, timeout=LONG)
    assert program.settings.listener_phones == ("192.168.20.31",)
    assert program.settings.listener_enabled


def test_where_there_is_no_way_that_is_said_with_the_reason(program: Program, qtbot: QtBot) -> None:
    begin(program, qtbot).systems["teams"].click()
    route = asked(program, RouteStep, qtbot)
    assert not route.routes
    assert "Not possible" in said(route)
    route.back.click()
    step = asked(program, SystemStep, qtbot)
    wizard = setups(program).wizard
    assert wizard is not None
    assert wizard.focusWidget() is step.systems["teams"]


def test_a_source_in_trouble_is_set_up_from_the_bar_at_the_bottom(
    program: Program, qtbot: QtBot
) -> None:
    program.status.telephone_wanted.emit("ami:192.168.1.10")
    asked(program, AccountStep, qtbot)
    setup = setups(program).setup
    assert setup is not None
    assert setup.plan.kind is Kind.ASTERISK
    assert asterisk.password_name(program.settings)  # it has one, which is asked here
    assert "password" in asked(program, AccountStep, qtbot).fields


@pytest.mark.parametrize("engine", ["postgres"])
def test_who_may_not_choose_for_the_office_is_told_so_before_typing(
    office: Office, profile: Profile, start_program: StartProgram, qtbot: QtBot
) -> None:
    program = start_program(office.url, password_file=password_file(office, profile))
    begin(program, qtbot).systems["fritzbox"].click()
    account = asked(program, AccountStep, qtbot)
    qtbot.waitUntil(lambda: bool(account.error.text()))
    assert "administrator" in account.error.text()


@pytest.mark.parametrize("engine", ["postgres"])
def test_who_only_reads_sets_up_nothing(
    office: Office, profile: Profile, start_program: StartProgram, qtbot: QtBot
) -> None:
    url = office.login("rita")
    program = start_program(url, password_file=password_file(office, profile))
    assert program.screens is not None
    program.screens.phone_setup_wanted.emit()
    assert setups(program).wizard is None
    assert program.window.banner.isVisible()
