"""One desk listens for the office, and the others say which; what is chosen is the office's."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mcsys_desktop.app.program import Program
from mcsys_desktop.core.profile import Profile
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.services import listening, phone_systems
from mcsys_desktop.ui.listening import ListeningCard
from mcsys_desktop.ui.phone_systems import PhoneSystemCard
from mcsys_desktop.ui.setting_fields import SwitchSetting, TypedSetting
from mcsys_desktop.ui.settings_page import SettingsPage
from tests.app.collecting import collecting, inside, listen_to_asterisk
from tests.app.conftest import StartProgram, password_file
from tests.conftest import Office
from tests.telephony.asterisk.exchange import LOOPBACK, PATIENCE, SmallAsterisk, manager
from tests.telephony.asterisk.recordings import packets, wire

ON_A_SERVER = pytest.mark.parametrize("engine", ["postgres"])
SOON = 20_000


@pytest.fixture
def asterisk() -> Iterator[SmallAsterisk]:
    with manager() as made:
        yield made


def start(
    start_program: StartProgram,
    office: Office,
    profile: Profile,
    login: str,
    settings: Settings | None = None,
) -> Program:
    secret = password_file(office, profile)
    return start_program(office.login(login), password_file=secret, settings=settings)


def card(program: Program, kind: str) -> PhoneSystemCard:
    program.window.show_page("settings")
    page = program.window.page("settings")
    assert isinstance(page, SettingsPage)
    return next(one for one in page.findChildren(PhoneSystemCard) if one.kind == kind)


def said(program: Program) -> str:
    item = program.window.status_bar.telephone
    return f"{item.text()}: {item.explanation}"


def write(asked: PhoneSystemCard, name: str, words: str) -> None:
    field = asked.fields[name]
    assert isinstance(field, TypedSetting)
    field.labelled.field.setFocus()
    QTest.keyClicks(field.labelled.field, words)
    QTest.keyClick(field.labelled.field, Qt.Key.Key_Return)


def test_what_an_administrator_chooses_is_listened_to_at_once(
    office: Office,
    profile: Profile,
    start_program: StartProgram,
    asterisk: SmallAsterisk,
    qtbot: QtBot,
) -> None:
    program = start(start_program, office, profile, "carla")
    asked = card(program, "asterisk")
    qtbot.waitUntil(lambda: asked.fields["asterisk_server"].isEnabled(), timeout=SOON)
    write(asked, "asterisk_server", f"{LOOPBACK}:{asterisk.port}")
    write(asked, "asterisk_user", "mcsys")
    qtbot.waitUntil(lambda: asked._shown.chosen.get("asterisk_user") == "mcsys", timeout=SOON)
    assert asked.secret is not None
    QTest.keyClicks(asked.secret.field, "geheim")
    asked.secret.keep.click()
    qtbot.waitUntil(lambda: asked._shown.has_password, timeout=SOON)
    assert asked.secret.field.text() == ""
    switch = asked.fields["asterisk_enabled"]
    assert isinstance(switch, SwitchSetting)
    switch.switch.click()
    qtbot.waitUntil(lambda: not asterisk.there.empty(), timeout=SOON)
    asterisk.there.get().sendall(wire(packets("queue_simple")))
    qtbot.waitUntil(lambda: "This desk listens" in said(program), timeout=SOON)
    assert program.screens is not None
    desk = program.screens.desk
    qtbot.waitUntil(lambda: bool(desk.today), timeout=SOON)
    switch.switch.click()
    assert program.phones is not None
    qtbot.waitUntil(lambda: not program.phones.sources, timeout=SOON)  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: "listens" not in said(program), timeout=SOON)


@ON_A_SERVER
def test_who_is_no_administrator_sees_what_is_chosen_and_why_it_stays_so(
    office: Office, profile: Profile, start_program: StartProgram, qtbot: QtBot
) -> None:
    listen_to_asterisk(office, 9)
    program = start(start_program, office, profile, "anna")
    asked = card(program, "asterisk")
    field = asked.fields["asterisk_user"]
    assert isinstance(field, TypedSetting)
    qtbot.waitUntil(lambda: asked._shown.id > 0, timeout=SOON)
    assert not field.isEnabled()
    assert "administrator" in asked.said.text()


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no SIGTERM")
@ON_A_SERVER
def test_the_others_say_who_listens_and_take_over(
    office: Office,
    profile: Profile,
    start_program: StartProgram,
    asterisk: SmallAsterisk,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    listen_to_asterisk(office, asterisk.port)
    with collecting(office, tmp_path, "bob") as other:
        asterisk.there.get(timeout=PATIENCE)
        program = start(start_program, office, profile, "anna")
        name = f"{socket.gethostname()} (always on)"
        qtbot.waitUntil(lambda: f"{name} listens" in said(program), timeout=SOON)
        assert program.phones is not None
        assert program.phones.sources == []
        other.kill()
        qtbot.waitUntil(lambda: not asterisk.there.empty(), timeout=SOON)
        qtbot.waitUntil(lambda: "This desk listens" in said(program), timeout=SOON)


@ON_A_SERVER
def test_who_only_reads_does_not_listen(
    office: Office,
    profile: Profile,
    start_program: StartProgram,
    asterisk: SmallAsterisk,
    qtbot: QtBot,
) -> None:
    listen_to_asterisk(office, asterisk.port)
    program = start(start_program, office, profile, "rita")
    qtbot.waitUntil(lambda: "nobody listens" in said(program), timeout=SOON)
    assert program.phones is not None
    assert program.phones.sources == []
    assert asterisk.logins == 0


@ON_A_SERVER
def test_a_machine_that_telephones_report_to_is_missed_by_the_others(
    office: Office, profile: Profile, start_program: StartProgram, qtbot: QtBot
) -> None:
    gone = "11111111-2222-4333-8444-555555555555"
    inside(office, lambda: listening.receive(gone, "Balie 1", "192.168.1.10:8765"), "anna")
    listens = Settings(
        language="en",
        desk_name="Balie 2",
        listener_enabled=True,
        listener_address=LOOPBACK,
        listener_port=0,
    )
    program = start(start_program, office, profile, "anna", listens)
    qtbot.waitUntil(lambda: "Balie 1 is silent" in said(program), timeout=SOON)
    program.window.show_page("settings")
    page = program.window.page("settings")
    assert isinstance(page, SettingsPage)
    (asked,) = page.findChildren(ListeningCard)
    qtbot.waitUntil(lambda: len(asked.forget) == 1, timeout=SOON)
    asked.forget[0].click()
    qtbot.waitUntil(lambda: "Phones report to" in said(program), timeout=SOON)
    qtbot.waitUntil(lambda: asked.forget == [], timeout=SOON)
    assert program.phones is not None
    office_phones = program.phones.office

    def own() -> list[tuple[str, bool, bool]]:
        found = office_phones.standing.receivers
        return [(each.name, each.here, each.silent) for each in found]

    qtbot.waitUntil(lambda: own() == [("Balie 2", True, False)], timeout=SOON)
    program.settings.change("listener_enabled", False)
    program.choices.apply("listener_enabled", False)
    qtbot.waitUntil(lambda: own() == [], timeout=SOON)


def test_the_office_keeps_what_was_chosen_and_not_the_desk(
    office: Office, profile: Profile
) -> None:
    listen_to_asterisk(office, 5038)
    kept = inside(office, lambda: phone_systems.first("asterisk"), "anna")
    assert kept.chosen["asterisk_user"] == "mcsys"
    desk = Settings(asterisk_user="someone", asterisk_channel="PJSIP/201")
    desk.save(profile.folder)
    text = (profile.folder / "settings.json").read_text("utf-8")
    assert "asterisk_user" not in text
    assert "PJSIP/201" in text
