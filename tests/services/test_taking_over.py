"""A password is tried without anything being opened or closed by it."""

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

import pytest

from mcsys_desktop.core.errors import OfficeUnavailable
from mcsys_desktop.core.patience import Patience
from mcsys_desktop.models import base
from mcsys_desktop.services import colleagues, offices
from tests.conftest import PASSWORD, Office

WRONG = "een heel ander wachtwoord"
GOOD = "kameel schuurpapier gordijn tuba"  # for an office in a file
ON_A_SERVER = pytest.mark.parametrize("engine", ["postgres"])
IN_A_FILE = pytest.mark.parametrize("engine", ["sqlite"])


def test_the_address_for_somebody_else_is_the_same_but_for_the_name() -> None:
    url = "postgresql://anna@kantoor.lan:5433/mcsys?sslrootcert=/etc/ca.pem"
    theirs = offices.as_login(url, "bob")
    assert theirs == "postgresql://bob@kantoor.lan:5433/mcsys?sslrootcert=/etc/ca.pem"
    assert offices.as_login(theirs, "anna") == url


@pytest.mark.parametrize("login", ["zoë", "van@thuis", "a/b", "x:y", "een naam"])
def test_a_strange_name_stays_a_name(login: str) -> None:
    from mcsys_desktop.models import address

    there = offices.as_login("postgresql://anna@kantoor/mcsys", login)
    parsed = address.parse(there)
    assert (parsed.login, parsed.host, parsed.database) == (login, "kantoor", "mcsys")


def test_a_file_has_one_address_for_everybody() -> None:
    assert offices.as_login("sqlite:////tmp/office.db", "bob") == "sqlite:////tmp/office.db"


@ON_A_SERVER
def test_a_colleague_proves_who_it_is_while_the_office_stays_open(db: Office) -> None:
    before = base.database.obj
    offices.prove(db.login("bob"), PASSWORD)
    with pytest.raises(offices.WrongPassword):
        offices.prove(db.login("bob"), WRONG)
    with pytest.raises(offices.WrongPassword):
        offices.prove(db.login("nobody"), PASSWORD)
    assert base.database.obj is before
    assert colleagues.me() == "anna"


@ON_A_SERVER
def test_no_connection_is_left_behind(db: Office) -> None:
    for _time in range(3):
        offices.prove(db.login("bob"), PASSWORD)
    with db.administrator() as admin:
        (count,) = admin.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE usename = 'bob' AND datname = current_database()"
        ).fetchone() or (None,)
    assert count == 0


@ON_A_SERVER
def test_somebody_who_may_no_longer_log_in_proves_nothing(db: Office) -> None:
    offices.close()
    offices.enter(db.url, PASSWORD)
    with db.administrator() as admin:
        admin.execute("ALTER ROLE anna NOLOGIN")
        try:
            with pytest.raises(OfficeUnavailable):
                offices.prove(db.url, PASSWORD)
        finally:
            admin.execute("ALTER ROLE anna LOGIN")


@ON_A_SERVER
def test_while_the_server_is_away_the_own_password_still_unlocks(office: Office) -> None:
    with wire(urlsplit(office.url)) as (port, cut):
        url = _by_way_of(office.url, port)
        offices.enter(url, PASSWORD)
        try:
            cut()
            offices.prove(url, PASSWORD)
            with pytest.raises(OfficeUnavailable):
                offices.prove(url, WRONG)
            with pytest.raises(OfficeUnavailable):
                offices.prove(offices.as_login(url, "bob"), PASSWORD)
        finally:
            offices.close()


@ON_A_SERVER
def test_a_server_that_says_no_is_believed(office: Office) -> None:
    offices.enter(office.url, PASSWORD)
    with office.administrator() as admin:
        name = admin.info.dbname
        admin.execute(f'REVOKE CONNECT ON DATABASE "{name}" FROM mcsys_login'.encode())
    try:
        with pytest.raises(OfficeUnavailable):
            offices.prove(office.url, PASSWORD)
    finally:
        offices.close()


@contextmanager
def wire(server: SplitResult) -> Iterator[tuple[int, Callable[[], None]]]:
    """A line to the server that can be cut; gives its port here, and how to cut it."""
    ends: list[socket.socket] = []
    door = socket.create_server(("127.0.0.1", 0))

    def carry(one: socket.socket, other: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while said := one.recv(65536):
                other.sendall(said)

    def serve() -> None:
        with contextlib.suppress(OSError):
            while True:
                near = door.accept()[0]
                far = socket.create_connection((server.hostname, server.port))
                ends.extend((near, far))
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=carry, args=(one, other), daemon=True).start()

    def cut() -> None:
        for end in (door, *ends):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield door.getsockname()[1], cut
    finally:
        cut()


def _by_way_of(url: str, port: int) -> str:
    parts = urlsplit(url)
    return parts._replace(netloc=f"{parts.username}@127.0.0.1:{port}").geturl()


@IN_A_FILE
def test_an_open_file_needs_no_proof(office: Office) -> None:
    offices.prove(office.url, "")


def test_the_password_of_a_file_is_tried_on_its_keys(tmp_path: Path) -> None:
    made = offices.create_file(tmp_path / "kantoor.db", "Sanne Vis", GOOD)
    offices.prove(made.url, GOOD)
    with pytest.raises(offices.WrongPassword):
        offices.prove(made.url, WRONG)


def test_wrong_ones_are_counted_together_with_those_at_the_door(tmp_path: Path) -> None:
    made = offices.create_file(tmp_path / "kantoor.db", "Sanne Vis", GOOD)
    tries = tmp_path / "tries.json"
    for _time in range(3):
        with pytest.raises(offices.WrongPassword):
            offices.enter(made.url, WRONG, tries)
    for _time in range(2):
        with pytest.raises(offices.WrongPassword):
            offices.prove(made.url, WRONG, tries)
    with pytest.raises(offices.TooSoonError):
        offices.prove(made.url, GOOD, tries)
    with pytest.raises(offices.TooSoonError):
        offices.enter(made.url, GOOD, tries)
    Patience(tries).succeeded(made.url)
    offices.prove(made.url, GOOD, tries)
    assert Patience(tries).count(made.url) == 0
