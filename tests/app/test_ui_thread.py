"""The UI thread never waits for a database: proved on the drivers, while everything is used."""

import threading
from collections import Counter
from typing import Any

import peewee
import pytest
from pytestqt.qtbot import QtBot

from mcsys_desktop.app.program import Program
from mcsys_desktop.core.profile import Profile
from mcsys_desktop.models import base, sqlcipher
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.services import customers
from tests.app.conftest import StartProgram, password_file
from tests.conftest import Office


class Watch:
    """Which threads opened connections and ran statements, as the drivers saw it."""

    def __init__(self) -> None:
        self.connections: Counter[str] = Counter()
        self.statements: Counter[str] = Counter()

    def connected(self) -> None:
        self.connections[_here()] += 1

    def ran(self, _statement: object = None) -> None:
        self.statements[_here()] += 1


def _here() -> str:
    thread = threading.current_thread()
    return "UI" if thread is threading.main_thread() else thread.name


@pytest.fixture
def watch(office: Office, monkeypatch: pytest.MonkeyPatch) -> Watch:
    """Look over the shoulder of both drivers, once the test's office is made."""
    import psycopg

    watch = Watch()
    open_file, open_server = sqlcipher.connect, vars(psycopg.Connection)["connect"].__func__
    by_cursor, by_connection = psycopg.Cursor.execute, psycopg.Connection.execute

    def file(*args: Any, **known: Any) -> sqlcipher.Connection:
        watch.connected()
        connection = open_file(*args, **known)
        connection.set_trace_callback(watch.ran)  # SQLite calls it on the thread that runs it
        return connection

    def server(kind: Any, *args: Any, **known: Any) -> Any:
        watch.connected()
        return open_server(kind, *args, **known)

    def cursor(self: Any, *args: Any, **known: Any) -> Any:
        watch.ran()
        return by_cursor(self, *args, **known)

    def connection(self: Any, *args: Any, **known: Any) -> Any:
        watch.ran()
        return by_connection(self, *args, **known)

    monkeypatch.setattr(sqlcipher, "connect", file)
    monkeypatch.setattr(psycopg.Connection, "connect", classmethod(server))
    monkeypatch.setattr(psycopg, "connect", psycopg.Connection.connect)
    monkeypatch.setattr(psycopg.Cursor, "execute", cursor)
    monkeypatch.setattr(psycopg.Connection, "execute", connection)
    return watch


def test_open_search_call_and_edit_without_one_statement_on_the_ui_thread(
    watch: Watch,
    office: Office,
    profile: Profile,
    start_program: StartProgram,
    qtbot: QtBot,
) -> None:
    program = start_program(office.url, password_file=password_file(office, profile))
    assert program.screens is not None
    screens, window = program.screens, program.window
    _make_somebody(program, qtbot)

    window.show_page("calls")
    window.show_page("settings")
    window.show_page("customers")
    qtbot.waitUntil(lambda: screens.customers.list.model.rowCount() == 1)

    window.top_bar.search.setFocus()
    window.top_bar.search.setText("zonne")
    window.search_requested.emit("zonne")
    window.refresh_requested.emit()

    program.handed.take({"ring": "0612345678"})
    desk = screens.desk
    qtbot.waitUntil(lambda: desk.shown is not None and desk.shown.customer_id is not None)
    assert desk.shown is not None
    desk.book.write(desk.shown, "vraagt naar de laptop")
    desk.customer_wanted.emit(desk.shown.customer_id)
    qtbot.waitUntil(lambda: screens.customers.editing.card is not None)
    screens.customers.edit()
    screens.customers.save()
    desk.finish(desk.shown)
    qtbot.waitUntil(lambda: desk.book.unsaved == 0)
    program.live.hear("*")
    qtbot.wait(200)  # whatever the news set in motion
    window.close()
    program.end()

    assert sum(watch.statements.values()) > 20
    assert watch.statements["UI"] == 0, watch.statements
    assert watch.connections["UI"] == 0, watch.connections
    assert {name.split("_")[0] for name in watch.statements} <= {"work", "look-up", "news"}


def test_a_query_on_the_ui_thread_raises_and_is_seen_by_the_watch(
    watch: Watch, program: Program
) -> None:
    with pytest.raises(peewee.InterfaceError):
        list(Customer.select())
    assert watch.statements["UI"] == 0

    with base.connected():  # what no screen can do: nobody may import it there
        list(Customer.select())
    assert watch.statements["UI"] > 0


def _make_somebody(program: Program, qtbot: QtBot) -> None:
    draft = customers.CustomerDraft(
        first_name="Mila", surname="Zonneveld", phone="06 12345678", city="Amersfoort"
    )
    made: list[int] = []
    program.work.run(program, customers.create, draft, then=made.append)
    qtbot.waitUntil(lambda: bool(made))
