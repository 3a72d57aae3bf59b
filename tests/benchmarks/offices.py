"""Offices of ten thousand to a million customers, made once and kept for the next run.

Rows go in underneath the rules (triggers off), because the rules are not what is measured here and
a million customers would take an hour through them.
"""

import contextlib
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mcsys_desktop.models import address, base, server, sqlcipher, upgrade
from mcsys_desktop.models.versions import SCHEMA

PASSWORD = "een wachtwoord van de metingen"  # of an invented person
LOGIN, MIGRATOR = "benny", "benmig"
NUMBERS, CALLS = 3, 2  # per customer
MADE_OF = 3  # raise it when the rows below change, so that kept offices are made again
EPOCH = 1_700_000_000_000_000  # microseconds; November 2023
DAY = 86_400_000_000
KEPT = Path(os.environ.get("MCSYS_BENCH_KEPT", Path(tempfile.gettempdir()) / "mcsys-benchmarks"))

Row = tuple[Any, ...]


@dataclass(frozen=True)
class BigOffice:
    """Where a big office is, and how many customers it has."""

    engine: str
    customers: int
    url: str
    password: str = ""

    def number_of(self, customer: int) -> str:
        """The first number of the n-th customer (from 1), as a telephone would send it."""
        return f"0{_national(customer, 0)}"


def _national(customer: int, which: int) -> int:
    return 612_000_000 + 7 * (NUMBERS * customer + which) % 80_000_000 + which


def _e164(customer: int, which: int) -> str:
    return f"+31{_national(customer, which)}"


_COLUMNS = """
customer: id kind standing name sort_key department kvk_number vat_number language notes
    trunk_digits number
person: id first_name prefix surname salutation origin
customer_person: customer_id person_id role position
address: customer_id use street house_number postcode city country remark position origin
email_address: customer_id address use position origin
customer_listing: customer_id place postcode phone email tags last_contact
phone_number: customer_id person_id typed e164 tail extension use relation remark position origin
call: direction state outcome number_raw e164 withheld name_given called answered_by rang_at
    answered_at ended_at customer_id person_id note result handled_by
"""
TABLES = {
    table: columns.split() for table, columns in re.findall(r"(\w+):((?:\s+\w+\b(?!:))+)", _COLUMNS)
}


def _place(customer: int) -> str:
    """A city; one in twenty has none."""
    return f"Plaats {customer % 1999:04}" if customer % 20 else ""


def _code(customer: int) -> str:
    return f"{1000 + customer % 8999}AB"


def _rang(customer: int, past: int) -> int:
    return EPOCH + (customer % 365) * DAY + past * 3_600_000_000


def rows(table: str, customers: int, *, postgres: bool) -> Iterator[Row]:
    """The rows of one table, the same for every run."""
    for n in range(1, customers + 1):
        if table == "customer":
            name = f"Klant {n:07} B.V."
            kind = ("business", "private")[n % 2]
            note = "Belt liever na vijf uur" if n % 10 == 0 else ""
            yield (n, kind, "customer", name, name.lower(), "", "", "", "nl", note, 0, 10_000 + n)
        elif table == "person":
            yield n, f"Voornaam{n % 997}", "de", f"Achternaam{n % 4999}", "", "typed"
        elif table == "customer_person":
            yield n, n, "", 0
        elif table == "address":
            if _place(n):
                yield (
                    n,
                    "visiting",
                    "Kerkstraat",
                    str(n % 200),
                    _code(n),
                    _place(n),
                    "NL",
                    "",
                    0,
                    "typed",
                )
        elif table == "email_address":
            yield n, f"klant{n}@example.nl", "contact", 0, "typed"
        elif table == "customer_listing":
            last = moment_of(_rang(n, CALLS - 1), postgres)
            tags = ("", "", "onderhoud", "zorg")[n % 4]
            code = _code(n).lower() if _place(n) else ""
            yield n, _place(n).lower(), code, _e164(n, 0), f"klant{n}@example.nl", tags, last
        elif table == "phone_number":
            for which in range(NUMBERS):
                number = _e164(n, which)
                yield n, n, number, number, number[-9:], "", "main", "own", "", which, "typed"
        else:
            for past in range(CALLS):
                at = _rang(n, past)
                moments = tuple(
                    moment_of(at + more, postgres) for more in (0, 9_000_000, 99_000_000)
                )
                yield (
                    *("inbound", "3_ended", "answered", _e164(n, 0), _e164(n, 0)),
                    *((False if postgres else 0), "", "201", "sanne", *moments, n, n),
                    *("Vroeg naar de status" if past else "", "", ""),
                )


@dataclass(frozen=True)
class Content:
    """What an office is filled with. ``rows(table, customers, postgres)`` are those of a table."""

    name: str
    tables: dict[str, list[str]]
    rows: Callable[[str, int, bool], Iterator[Row]]


CALLERS = Content("", TABLES, lambda table, customers, pg: rows(table, customers, postgres=pg))
# No columns of the database's own: it lies beside the tables.
UNSTAMPED = {"customer_search", "customer_listing"}


def moment_of(microseconds: int, postgres: bool) -> Any:
    if not postgres:
        return microseconds
    from datetime import UTC, datetime

    return datetime.fromtimestamp(microseconds / 1e6, UTC)


def sqlite_office(customers: int, content: Content = CALLERS) -> BigOffice:
    """An office in a file; kept between runs."""
    KEPT.mkdir(parents=True, exist_ok=True)
    path = KEPT / f"office{content.name}-{customers}-{MADE_OF}-{SCHEMA}.db"
    url = address.of_file(path)
    if not path.exists():
        making = path.with_suffix(".making")
        for left in KEPT.glob(f"{making.name}*"):
            left.unlink()
        upgrade.create(address.of_file(making), author="bench")
        _fill_file(making, customers, content)
        shutil.move(making, path)
    return BigOffice("sqlite", customers, url)


def _fill_file(path: Path, customers: int, content: Content) -> None:
    connection = sqlcipher.connect(path)
    connection.install("bench", SCHEMA)
    triggers = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND sql IS NOT NULL"
    ).fetchall()
    connection.execute("BEGIN IMMEDIATE")
    for name, _sql in triggers:
        connection.execute(f'DROP TRIGGER "{name}"')
    for table, columns in content.tables.items():
        known = ["rowid" if table == "customer_search" and column == "customer_id" else column
                 for column in columns]  # fmt: skip
        names = ", ".join(f'"{column}"' for column in known)
        marks = ", ".join("?" * len(columns))
        connection.executemany(
            f'INSERT INTO "{table}" ({names}) VALUES ({marks})',  # noqa: S608  # ours
            content.rows(table, customers, False),
        )
    for _name, sql in triggers:
        connection.execute(sql)
    connection.execute("COMMIT")
    connection.execute("ANALYZE")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


@contextlib.contextmanager
def postgres_office(customers: int, content: Content = CALLERS) -> Iterator[BigOffice]:
    """An office on the server that MCSYS_TEST_POSTGRES names, as an ordinary login sees it."""
    import psycopg

    admin_url = os.environ["MCSYS_TEST_POSTGRES"]
    parts = urlsplit(admin_url)
    name = f"mcsys_bench_{customers}_{os.getpid()}"
    place = f"{parts.hostname}:{parts.port}/{name}?{parts.query}"
    with psycopg.connect(admin_url, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0".encode())
    try:
        inside = parts._replace(path=f"/{name}").geturl()
        with psycopg.connect(inside) as admin:
            server.prepare(admin)
            known = {row[0] for row in admin.execute("SELECT rolname FROM pg_roles")}
            for login, group in ((LOGIN, base.Group.DESK), (MIGRATOR, server.MIGRATOR)):
                if login not in known:
                    server.create_login(admin, login, PASSWORD, group, iterations=4096)
            # One login stands for a whole office of people, each of whom may open twenty.
            admin.execute(f"ALTER ROLE {LOGIN} CONNECTION LIMIT 200".encode())
            admin.commit()
            upgrade.create(f"postgresql://{MIGRATOR}@{place}", password=PASSWORD)
            _fill_server(admin, customers, content)
        with psycopg.connect(inside, autocommit=True) as admin:
            admin.execute("VACUUM ANALYZE")
        yield BigOffice("postgres", customers, f"postgresql://{LOGIN}@{place}", PASSWORD)
    finally:
        with psycopg.connect(admin_url, autocommit=True) as admin:
            admin.execute(f"DROP DATABASE IF EXISTS {name} (FORCE)".encode())


def _fill_server(admin: Any, customers: int, content: Content) -> None:
    admin.execute("SET session_replication_role = replica")  # the rules sleep meanwhile
    stamps = "version, created_at, created_by, changed_at, changed_by"
    stamped = "1, now(), 'bench', now(), 'bench'"  # what the sleeping rules would fill in
    for table, columns in content.tables.items():
        names = ", ".join(f'"{column}"' for column in columns)
        admin.execute(
            f'CREATE TEMP TABLE copied AS SELECT {names} FROM app."{table}" LIMIT 0'  # noqa: S608
        )
        with admin.cursor().copy(f"COPY copied ({names}) FROM STDIN") as copy:
            for row in content.rows(table, customers, True):
                copy.write_row(row)
        if table in UNSTAMPED:
            admin.execute(f'INSERT INTO app."{table}" ({names}) SELECT {names} FROM copied')  # noqa: S608
        else:
            admin.execute(
                f'INSERT INTO app."{table}" ({names}, {stamps}) OVERRIDING SYSTEM VALUE'  # noqa: S608
                f" SELECT {names}, {stamped} FROM copied"
            )
        admin.execute("DROP TABLE copied")
    admin.commit()


__all__ = ["BigOffice", "postgres_office", "sqlite_office"]
