"""Every start takes a short look at the server, and says what it found until it is mended."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from mcsys_desktop.app import server_watch
from mcsys_desktop.app.program import Program
from mcsys_desktop.core import clock
from mcsys_desktop.core.profile import Profile
from mcsys_desktop.services import servers
from mcsys_desktop.services.servers import Finding, Quick
from tests.app.conftest import StartProgram, password_file
from tests.conftest import Office


def findings(*sentences: str) -> Quick:
    return Quick(None, False, None, tuple(Finding("found", sentence) for sentence in sentences))


@pytest.mark.parametrize("engine", ["postgres"])
def test_it_looks_by_itself_after_the_start_and_not_on_the_thread_that_paints(
    office: Office,
    profile: Profile,
    start_program: StartProgram,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(server_watch, "SOON_MS", 50)
    real, looked = servers.quick_check, []

    def look() -> Quick | None:
        looked.append(threading.current_thread())
        return real(datetime.now(UTC) + timedelta(days=5000))

    monkeypatch.setattr(servers, "quick_check", look)
    program = start_program(office.url, password_file=password_file(office, profile))
    banner = program.window.banner
    qtbot.waitUntil(lambda: "certificate of the server ran out" in banner.title.text())
    assert looked
    assert threading.main_thread() not in looked


@pytest.mark.parametrize("engine", ["postgres"])
def test_what_it_finds_stays_until_it_is_mended(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [findings("Er is iets met de server.", "En nog iets.")]
    monkeypatch.setattr(servers, "quick_check", lambda: found[0])
    banner, item = program.window.banner, program.window.status_bar.database
    program.watches.server.look()
    qtbot.waitUntil(lambda: item.text() == "Something is not right")
    assert banner.title.text() == "Er is iets met de server. En nog iets."
    assert item.explanation == banner.title.text()
    program.status.show_backup("Geen goede back-up.")
    assert banner.title.text() == "Geen goede back-up.", "which is worse"
    program.status.show_backup("")
    found[0] = findings()
    program.watches.server.look()
    qtbot.waitUntil(lambda: not banner.isVisible())
    assert item.text() == program.office.label if program.office else ""


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_a_clock_that_is_wrong_is_said(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, item = clock.now, program.window.status_bar.database
    for days in (-400, 400):
        monkeypatch.setattr(clock, "now", lambda days=days: real() + timedelta(days=days))
        program.watches.server.look()
        qtbot.waitUntil(lambda: "clock of this computer" in item.explanation)
        monkeypatch.setattr(clock, "now", real)
        program.watches.server.look()
        qtbot.waitUntil(lambda: "clock" not in item.explanation)
