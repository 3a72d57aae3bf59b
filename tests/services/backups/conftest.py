"""An office that was worked in, who may back it up, and places to put it back."""

import itertools
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mcsys_desktop.models import address, audit, base, requests
from mcsys_desktop.models.calls import Call, CallReport
from mcsys_desktop.models.customers import Customer, PhoneNumber
from mcsys_desktop.models.outbox import DocumentFile, FileKind
from mcsys_desktop.models.quotes import Quote
from mcsys_desktop.models.safety import SecurityReview
from mcsys_desktop.services import backups, invoices, payments
from mcsys_desktop.services.backups import Keys
from tests import billing, make
from tests.conftest import MIGRATOR, PASSWORD, POSTGRES, Office, _administrator, _url

KEEPER = "nora"  # whose login may read everything, to back it up

_numbers = itertools.count(1)

Inside = Callable[..., AbstractContextManager[None]]


@pytest.fixture(scope="session")
def keys() -> Keys:
    """The keys that open backups."""
    return backups.make_keys()


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """Where backups go."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    return folder


@pytest.fixture
def inside(office: Office) -> Inside:
    """Be in the office, or in another one, for a while."""
    return lambda url="", login="anna": _inside(office, url, login)


@contextmanager
def _inside(office: Office, url: str, login: str) -> Iterator[None]:
    there = url or office.login(login)
    base.connect(there, password="" if there.startswith("sqlite") else PASSWORD, author=login)
    try:
        with base.connected():
            yield
    finally:
        base.disconnect()


@pytest.fixture
def lived_in(office: Office, inside: Inside) -> Office:
    """An office with something of everything in it."""
    with inside(login="carla"):
        bakery = make.customer(
            "Bakkerij “De Vries” & Zn.",
            numbers=["033 461 20 45", "06-12345678"],
            emails=["info@bakkerij.example"],
            city="'s-Gravenhage",
            notes='regel 1\nregel 2\ttab "aanhaling" \\ \u2028 é e\u0301 🙂',
        )
        make.person(bakery)
        gone = make.customer("Voor altijd weg", numbers=["0201234567"])
        last = make.customer("Samengevoegd")
        first = Customer.get_by_id(bakery.id)
        with base.transaction():
            first.merged_into = last.id  # a row that refers to one after it
            first.notes += "!"
            first.save()
        with base.transaction():
            last.archived_at = datetime(1999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)
            last.save()
        with base.transaction():
            audit.forget(gone.id)
            for number in PhoneNumber.select().where(PhoneNumber.customer == gone):
                number.delete_instance()  # the highest key of its table is never given again
        with base.transaction():
            call: Call = Call(rang_at=datetime.now(UTC), e164="+31612345678", customer=bakery.id)
            call.save()
            CallReport(
                call=call,
                source="proef",
                external_id="1",
                last_kind="ringing",
                last_at=datetime.now(UTC),
            ).save()
        requests.once("a" * 32, lambda: "gedaan")
        with base.transaction():
            SecurityReview(findings="[]", logins="anna", remark="niets").save()
        _bill()
    if office.path is None:
        _burn(office)
    return office


def _bill() -> None:
    """Invoices, what was paid of them and given back, and the bytes that went out."""
    billing.company()
    customer = billing.customer("Krijgt Rekeningen BV")
    done = billing.final(customer, billing.line("Reparatie “snel” 🙂"))
    billing.draft(customer)
    payments.receive(100, done.dated, payments.Method.PIN, [payments.Share(done.id, 100)])
    invoices.finalise(invoices.credit(done.id), 1, billing.request())
    with base.transaction():
        Quote(customer=customer).save()
        DocumentFile(
            customer=customer,
            invoice=done.id,
            kind=FileKind.PDF,
            name="factuur.pdf",
            content=bytes(range(256)),
            sha256="0" * 64,
            renderer="test",
        ).save()


def _burn(office: Office) -> None:
    """Acts that were begun and never happened: their numbers are missing."""
    with _inside(office, "", "anna"):
        for _time in range(3):
            with base.transaction():
                make.customer("Nooit gebeurd")
                base.database.rollback()
        make.customer("Wel gebeurd")


@pytest.fixture
def keeping(lived_in: Office, inside: Inside, request: pytest.FixtureRequest) -> Iterator[Office]:
    """This thread is in the lived-in office, as who may back it up."""
    if lived_in.path is None:
        request.getfixturevalue("keeper")
    with inside(login=KEEPER if lived_in.path is None else "anna"):
        yield lived_in


@pytest.fixture(scope="session")
def keeper(postgres_template: str) -> str:
    """The login that makes backups."""
    from mcsys_desktop.models import server

    with _administrator(postgres_template) as admin:
        admin.autocommit = False
        if not admin.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (KEEPER,)).fetchone():
            server.create_login(admin, KEEPER, PASSWORD, server.BACKUP, iterations=4096)
    return KEEPER


@pytest.fixture(scope="session")
def prepared(postgres_template: str) -> Iterator[str]:
    """A database that was prepared for an office and holds none, to be copied."""
    from mcsys_desktop.models import server

    name = f"mcsys_test_{os.getpid()}_prepared"
    with _administrator() as admin:
        admin.execute(f"DROP DATABASE IF EXISTS {name} (FORCE)".encode())
        admin.execute(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0".encode())
    with _administrator(name) as admin:
        admin.autocommit = False
        server.prepare(admin)
    yield name
    with _administrator() as admin:
        admin.execute(f"DROP DATABASE {name} (FORCE)".encode())


@pytest.fixture
def empty_server(request: pytest.FixtureRequest) -> Iterator[Callable[[], str]]:
    """Prepared, empty databases on the server: URLs for the migrator."""
    made: list[str] = []

    def one_more() -> str:
        from mcsys_desktop.models import server

        template = request.getfixturevalue("prepared")
        name = f"mcsys_test_{os.getpid()}_back_{next(_numbers)}"
        with _administrator() as admin:
            admin.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
        made.append(name)
        with _administrator(name) as admin:
            server.admit(admin)
        return _url(name, MIGRATOR)

    if not POSTGRES:
        pytest.skip("MCSYS_TEST_POSTGRES names no server; dev.py test starts one")
    yield one_more
    for name in made:
        with _administrator() as admin:
            admin.execute(f"DROP DATABASE {name} (FORCE)".encode())


@pytest.fixture
def new_file(tmp_path: Path) -> Callable[[], str]:
    """Addresses of files that are not there yet."""
    return lambda: address.of_file(tmp_path / f"terug-{next(_numbers)}.db")
