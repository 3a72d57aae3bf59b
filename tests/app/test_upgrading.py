"""Somebody wants to upgrade the office: asked at each desk in its window, and nothing forced."""

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from mcsys_desktop.app.program import Program
from mcsys_desktop.app.upgrading import Upgrading
from mcsys_desktop.core.profile import Profile
from mcsys_desktop.models import address, desks, feed, migrations, upgrade, versions
from mcsys_desktop.models.desks import Answer, Asking, Waited
from mcsys_desktop.services.offices import Behind
from tests.app.conftest import StartProgram, password_file
from tests.app.typing_in import offers, type_in
from tests.conftest import MIGRATOR, PASSWORD, Office
from tests.models.newer import NEXT


@pytest.fixture
def engine() -> str:
    """A file has one desk."""
    return "postgres"


@pytest.fixture
def asked(office: Office) -> Iterator[Asking]:
    """Anna, at another desk, who can ask."""
    asking = Asking(address.parse(office.login("anna")), PASSWORD)
    yield asking
    asking.end()


def upgrading(program: Program) -> Upgrading:
    assert program.watches.upgrading is not None
    return program.watches.upgrading


def as_anna(office: Office) -> None:
    with office.administrator() as admin:
        admin.execute("SET mcsys.schema = '1000'")
        admin.execute(
            "INSERT INTO app.colleague (login, name, extension, may)"
            " VALUES ('anna', 'Anna', '', 'mcsys_desk')"
        )


def test_a_desk_is_asked_and_its_answer_is_known_to_who_asks(
    office: Office, profile: Profile, start_program: StartProgram, asked: Asking, qtbot: QtBot
) -> None:
    as_anna(office)
    program = start_program(office.login("bob"), password_file=password_file(office, profile))
    band = upgrading(program).band
    assert not band.isVisible()
    asked.begin()
    qtbot.waitUntil(band.isVisible)
    assert "Anna wants to upgrade the office" in band.title.text()
    qtbot.waitUntil(lambda: asked.waits_for() == [Waited("bob", Answer.NONE)])
    band.later.click()
    qtbot.waitUntil(lambda: asked.waits_for() == [Waited("bob", Answer.LATER)])
    assert "waits for you" in band.title.text()
    band.agree.click()
    qtbot.waitUntil(lambda: asked.waits_for() == [])
    assert "You agree" in band.title.text()
    asked.end()
    qtbot.waitUntil(lambda: not band.isVisible())


def test_a_desk_that_comes_in_meanwhile_is_asked_as_well(
    office: Office, profile: Profile, start_program: StartProgram, asked: Asking, qtbot: QtBot
) -> None:
    asked.begin()
    program = start_program(office.login("bob"), password_file=password_file(office, profile))
    qtbot.waitUntil(upgrading(program).band.isVisible)
    assert "Whoever looks after the server" in upgrading(program).band.title.text()


def test_who_asked_and_was_killed_asks_no_more(
    office: Office,
    profile: Profile,
    start_program: StartProgram,
    asked: Asking,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("mcsys_desktop.app.upgrading.STILL_MS", 200)
    program = start_program(office.login("bob"), password_file=password_file(office, profile))
    asked.begin()
    qtbot.waitUntil(upgrading(program).band.isVisible)
    with office.administrator() as admin:
        number = asked._connection.info.backend_pid
        admin.execute("SELECT pg_terminate_backend(%s)", (number,))
    qtbot.waitUntil(lambda: not upgrading(program).band.isVisible())


def test_after_the_upgrade_a_desk_reads_on_and_what_was_typed_is_kept(
    office: Office, profile: Profile, start_program: StartProgram, asked: Asking, qtbot: QtBot
) -> None:
    program = start_program(office.login("bob"), password_file=password_file(office, profile))
    assert program.screens is not None
    asked.begin()
    qtbot.waitUntil(upgrading(program).band.isVisible)
    program.window.new_requested.emit()
    type_in(program.screens.customers.form.fields["surname"], "Zonneveld")
    upgrading(program).band.agree.click()
    qtbot.waitUntil(lambda: asked.waits_for() == [])
    with office.administrator() as admin:
        admin.execute("UPDATE app.schema_meta SET version = 99, min_writer = 99")
    asked.end()
    qtbot.waitUntil(lambda: program.office is not None and not program.office.writable)
    assert program.office is not None
    assert program.office.behind is Behind.PROGRAM
    banner = program.window.banner
    qtbot.waitUntil(lambda: banner.button.isVisible())
    assert banner.button.text() == "Update now"
    assert "kept on this desk" in banner.title.text()
    field = program.screens.customers.form.fields["surname"]
    assert field.value() == "Zonneveld"
    program.leaving.agree()
    program.window.close()
    program.end()
    again = start_program(office.login("bob"), password_file=password_file(office, profile))
    qtbot.waitUntil(lambda: offers(again).isVisible())


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> None:
    """This program is one migration further than the office."""
    monkeypatch.setattr(upgrade, "MIGRATIONS", (*migrations.MIGRATIONS, NEXT))
    for module in (upgrade, versions):
        monkeypatch.setattr(module, "SCHEMA", NEXT.NUMBER)


def test_an_administrator_upgrades_from_the_window_when_the_other_agrees(
    office: Office,
    profile: Profile,
    start_program: StartProgram,
    newer: None,
    qtbot: QtBot,
) -> None:
    up = threading.Event()
    bob = feed.follow(
        address.parse(office.login("bob")), PASSWORD, lambda tables: None, lambda line: up.set()
    )
    try:
        assert up.wait(10)
        file = password_file(office, profile)
        program = start_program(office.login("carla"), password_file=file)
        assert program.office is not None
        assert program.office.behind is Behind.OFFICE
        banner = program.window.banner
        qtbot.waitUntil(lambda: banner.button.isVisible())
        assert banner.button.text() == "Upgrade the office"
        banner.button.click()
        asked = upgrading(program).dialog
        assert asked is not None
        asked.submit.click()
        assert "Type the login" in asked.error.text()
        asked.login.setText(MIGRATOR)
        asked.password.setText("niet dit")
        asked.submit.click()
        qtbot.waitUntil(lambda: "not right" in asked.error.text())
        asked.password.setText(PASSWORD)
        asked.submit.click()
        qtbot.waitUntil(lambda: "bob" in asked.waited.text())
        assert "carla" not in asked.waited.text(), "its own desk need not be asked"
        with office.raw() as connection:
            wish = desks.wish(lambda sql, values: connection.execute(sql, values).fetchall())
        assert wish is not None
        assert wish.login == "carla"
        bob.hold((desks.LATER, wish.number))
        qtbot.waitUntil(lambda: "not yet" in asked.waited.text())
        bob.hold((desks.AGREES, wish.number))
        qtbot.waitUntil(lambda: upgrading(program).dialog is None, timeout=20_000)
        qtbot.waitUntil(lambda: program.office is not None and program.office.writable)
        qtbot.waitUntil(lambda: not banner.isVisible())
    finally:
        bob.stop()


def test_an_upgrade_that_is_cancelled_leaves_the_office_as_it_was(
    office: Office,
    profile: Profile,
    start_program: StartProgram,
    newer: None,
    qtbot: QtBot,
) -> None:
    bob = feed.follow(address.parse(office.login("bob")), PASSWORD, lambda tables: None)
    try:
        qtbot.waitUntil(lambda: bob.session > 0)
        file = password_file(office, profile)
        program = start_program(office.login("carla"), password_file=file)
        upgrading(program).ask()
        asked = upgrading(program).dialog
        assert asked is not None
        asked.login.setText(MIGRATOR)
        asked.password.setText(PASSWORD)
        asked.submit.click()
        qtbot.waitUntil(lambda: "bob" in asked.waited.text())
        asked.back.click()
        assert upgrading(program).dialog is None

        def over() -> bool:
            with office.raw() as connection:
                found = desks.wish(lambda sql, values: connection.execute(sql, values).fetchall())
            return found is None

        qtbot.waitUntil(over)
        assert program.office is not None
        assert program.office.behind is Behind.OFFICE
    finally:
        bob.stop()
