"""What every test may ask for: an office on either engine, and somebody at another desk."""

import contextlib
import gc
import itertools
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import quote, unquote, urlsplit

import pytest

from tests.endurance import protections

if TYPE_CHECKING:
    import psycopg

POSTGRES = os.environ.get("MCSYS_TEST_POSTGRES", "")
LOGINS = {"anna": "mcsys_desk", "bob": "mcsys_desk", "carla": "mcsys_admin", "rita": "mcsys_reader"}
MIGRATOR = "mona"  # may upgrade, and nothing else
PASSWORD = "een wachtwoord van de testen"  # of invented people, on a server for tests
LOCK = 0x7E57  # sessions of tests share one server, and roles belong to the whole server

_numbers = itertools.count(1)
protections.take_away()  # one of them, where `dev.py endurance mutations` asks for it


@dataclass
class Office:
    """A fresh office for one test."""

    engine: str
    url: str  # as anna, who works at a desk
    password: str = ""
    key: str = ""
    path: Path | None = None
    desks: dict[str, Any] = field(default_factory=dict)

    def login(self, name: str) -> str:
        """The URL of this office for somebody else. On SQLite everybody has the same one."""
        return self.url if self.path else self.url.replace("//anna@", f"//{name}@")

    @contextlib.contextmanager
    def raw(self, name: str = "anna") -> Iterator["psycopg.Connection[Any]"]:
        """A psycopg connection without our program, as an attacker with a login has it."""
        import psycopg

        from mcsys_desktop.models import address, postgres
        from mcsys_desktop.models.versions import SCHEMA

        known = postgres.parameters(address.parse(self.login(name)), self.password, SCHEMA)
        with psycopg.connect(**known, autocommit=True) as connection:
            yield connection

    @contextlib.contextmanager
    def administrator(self) -> Iterator["psycopg.Connection[Any]"]:
        """The server's administrator, connected to this office's database."""
        with _administrator(urlsplit(self.url).path.strip("/")) as connection:
            yield connection

    def catalogue(self) -> dict[str, str]:
        """Everything that the database says about itself."""
        from mcsys_desktop.models import catalogue, sqlcipher

        if self.path is None:
            with self.administrator() as admin:
                return catalogue.read(
                    lambda sql: admin.execute(sql.encode()).fetchall(), shared=True
                )
        connection = sqlcipher.connect(self.path, self.key)
        try:
            return catalogue.read(lambda sql: sqlcipher.rows(connection, sql), shared=False)
        finally:
            connection.close()

    def upgrade(self) -> list[str]:
        """Upgrade it, as somebody who may."""
        from mcsys_desktop.models import upgrade

        who = self.url if self.path else self.login(MIGRATOR)
        return upgrade.upgrade(who, password=self.password, author="anna")

    def pretend(self, **said: int) -> None:
        """Let the office say other versions of itself: version, min_reader, min_writer."""
        values = ", ".join(f"{name} = {int(value)}" for name, value in said.items())
        if self.path is None:
            with self.administrator() as admin:
                admin.execute(f"UPDATE app.schema_meta SET {values}".encode())  # noqa: S608
            return
        from mcsys_desktop.models import sqlcipher

        connection = sqlcipher.connect(self.path, self.key)
        try:
            (trigger,) = connection.execute(
                "SELECT sql FROM sqlite_master WHERE name = 'schema_meta_update_locked'"
            ).fetchone()
            connection.execute("DROP TRIGGER schema_meta_update_locked")
            connection.execute(f"UPDATE schema_meta SET {values}")  # noqa: S608  # numbers
            connection.execute(trigger)
        finally:
            connection.close()


class AtDesk(Protocol):
    """Call a function as somebody at another desk, and return what it returns."""

    def __call__(self, job: Callable[..., Any], *args: Any, login: str = "bob") -> Any: ...


@pytest.fixture(autouse=True)
def _garbage_on_this_thread() -> Iterator[None]:
    """Collect between the tests, as the program collects between events (``app/garbage.py``).

    Otherwise a worker's thread may destroy the widgets and timers of an earlier test: a warning of
    Qt in a test that is not to blame, and now and then the end of the whole run.
    """
    gc.disable()
    yield
    gc.disable()  # a whole program in a test leaves it to the interpreter again
    for generation in (2, 1, 0):
        if gc.get_count()[generation] > gc.get_threshold()[generation]:
            gc.collect(generation)
            return


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty office in a file, to be copied."""
    from mcsys_desktop.models import address, upgrade

    path = tmp_path_factory.mktemp("template") / "office.db"
    upgrade.create(address.of_file(path), author="anna")
    return path


@contextlib.contextmanager
def office_template() -> Iterator[str]:
    """A database with an empty office, to be copied, and the people who log in."""
    from mcsys_desktop.models import server, upgrade

    name = f"mcsys_test_{os.getpid()}_template"
    with _administrator() as admin:
        admin.execute(f"DROP DATABASE IF EXISTS {name} (FORCE)".encode())
        admin.execute(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0".encode())
    with _administrator() as outer, _administrator(name) as admin:
        outer.execute("SELECT pg_advisory_lock(%s)", (LOCK,))
        admin.autocommit = False
        server.prepare(admin)
        known = {row[0] for row in admin.execute("SELECT rolname FROM pg_roles")}
        for login, group in [*LOGINS.items(), (MIGRATOR, server.MIGRATOR)]:
            if login not in known:
                server.create_login(admin, login, PASSWORD, group, iterations=4096)
    upgrade.create(_url(name, MIGRATOR), password=PASSWORD)
    try:
        yield name
    finally:
        with _administrator() as admin:
            admin.execute(f"DROP DATABASE {name} (FORCE)".encode())


@contextlib.contextmanager
def copied_office(template: str) -> Iterator[Office]:
    """A fresh, empty office on the tests' server."""
    from mcsys_desktop.models import server

    name = f"mcsys_test_{os.getpid()}_{next(_numbers)}"
    with _administrator() as admin:
        # File by file, as the tests' server syncs nothing: by way of the WAL takes twice as long.
        made = f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy"
        admin.execute(made.encode())
    with _administrator(name) as admin:
        server.admit(admin)
    try:
        yield Office("postgres", _url(name, "anna"), password=PASSWORD)
    finally:
        with _administrator() as admin:
            admin.execute(f"DROP DATABASE {name} (FORCE)".encode())


@pytest.fixture(scope="session")
def postgres_template() -> Iterator[str]:
    """The template that all tests of a session share."""
    if not POSTGRES:
        pytest.skip("MCSYS_TEST_POSTGRES names no server; dev.py test starts one")
    with office_template() as name:
        yield name


@pytest.fixture(params=["sqlite", "postgres"])
def engine(request: pytest.FixtureRequest) -> str:
    """Which of the two databases this test runs on; both, unless it says otherwise."""
    return str(request.param)


@pytest.fixture
def office(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Office]:
    """A fresh, empty office."""
    if engine == "sqlite":
        from mcsys_desktop.models import address

        path = tmp_path / "office.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield Office(engine, address.of_file(path), path=path)
        return
    with copied_office(request.getfixturevalue("postgres_template")) as made:
        yield made


@pytest.fixture
def db(office: Office) -> Iterator[Office]:
    """The office, with this thread connected as anna, who works at a desk."""
    from mcsys_desktop.models import base

    base.connect(office.url, password=office.password, key=office.key, author="anna")
    try:
        with base.connected():
            yield office
    finally:
        base.disconnect()


@pytest.fixture
def at_desk(db: Office) -> Iterator[AtDesk]:
    """Work as somebody at another desk: another login, another thread, another connection.

    The program of this desk waits meanwhile: its database is exchanged for theirs, so nothing else
    may be using it.
    """
    from mcsys_desktop.models import address, base

    def call(job: Callable[..., Any], *args: Any, login: str = "bob") -> Any:
        if login not in db.desks:
            db.desks[login] = base.open_database(
                address.parse(db.login(login)), password=db.password, key=db.key, author=login
            )
        results: list[Any] = []
        failures: list[BaseException] = []

        def work() -> None:
            try:
                with base.connected():
                    results.append(job(*args))
            except BaseException as error:  # handed to the caller
                failures.append(error)

        own = base.database.obj
        base.database.initialize(db.desks[login])
        try:
            thread = threading.Thread(target=work)
            thread.start()
            thread.join()
        finally:
            base.database.initialize(own)
        if failures:
            raise failures[0]
        return results[0]

    yield call
    for desk in db.desks.values():
        desk.close_all()


@contextlib.contextmanager
def _administrator(database: str = "") -> Iterator["psycopg.Connection[Any]"]:
    import psycopg

    target = urlsplit(POSTGRES)._replace(path=f"/{database}").geturl() if database else POSTGRES
    with psycopg.connect(target, autocommit=True) as connection:
        yield connection


def _url(database: str, login: str) -> str:
    parts = urlsplit(POSTGRES)
    place = f"{parts.hostname}:{parts.port}/{database}?{parts.query}"
    return f"postgresql://{quote(unquote(login))}@{place}"
