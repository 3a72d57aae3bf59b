"""The server goes away and comes back: people are told, and nothing that was typed is lost."""

import pytest
from pytestqt.qtbot import QtBot

from mcsys_desktop.app.program import Program
from tests.conftest import Office

ON_A_SERVER = pytest.mark.parametrize("engine", ["postgres"])


def take_away(office: Office) -> None:
    """Nobody may connect any more, and who is connected is thrown out."""
    with office.administrator() as admin:
        name = admin.info.dbname
        admin.execute(f'REVOKE CONNECT ON DATABASE "{name}" FROM mcsys_login'.encode())
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def give_back(office: Office) -> None:
    """Let people in again."""
    with office.administrator() as admin:
        name = admin.info.dbname
        admin.execute(f'GRANT CONNECT ON DATABASE "{name}" TO mcsys_login'.encode())


@ON_A_SERVER
def test_a_lost_server_is_told_and_the_note_arrives_when_it_is_back(
    office: Office, program: Program, qtbot: QtBot
) -> None:
    assert program.screens is not None
    desk, window = program.screens.desk, program.window
    program.handed.take({"ring": "0612345678"})
    qtbot.waitUntil(lambda: desk.shown is not None and desk.shown.row is not None)
    call = desk.shown
    assert call is not None
    qtbot.waitUntil(lambda: program.live.is_online)

    take_away(office)
    try:
        qtbot.waitUntil(lambda: not program.live.is_online, timeout=20_000)
        assert window.banner.isVisible()
        desk.book.write(call, "belt over een uur terug")
        desk.book.keep_note(call)
        qtbot.waitUntil(lambda: bool(call.problem), timeout=20_000)
        assert call.note == "belt over een uur terug"
    finally:
        give_back(office)

    with qtbot.waitSignal(
        program.live.changed, timeout=40_000, check_params_cb=lambda tables: tables == {"*"}
    ):
        pass
    qtbot.waitUntil(lambda: not window.banner.isVisible(), timeout=20_000)
    qtbot.waitUntil(lambda: call.kept_note == "belt over een uur terug", timeout=40_000)
    assert not call.problem
