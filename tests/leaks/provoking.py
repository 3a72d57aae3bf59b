"""Forty errors and more, each of which repeats what it was given. The canary is ``text``."""

import asyncio
import enum
import json
import logging
import os
import re
import ssl
import subprocess
import sys
import zoneinfo
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import peewee
import psycopg
from psycopg import sql

from mcsys_desktop.core import settings, text, vault
from mcsys_desktop.core.errors import StaleRecord, UserError
from mcsys_desktop.documents import tables
from mcsys_desktop.documents.paper import Paper
from mcsys_desktop.documents.tables import Column, Kind
from mcsys_desktop.models import address, base, sqlcipher
from mcsys_desktop.models.customers import Customer, CustomerKind, EmailAddress, PhoneNumber
from mcsys_desktop.services import calls, customers
from tests import make
from tests.leaks.canaries import EVERYTHING, KEY, NAME, PASSWORD, SURNAME

CANARY = EVERYTHING.text
Provocation = Callable[[Path], Any]


class _Shape(enum.Enum):
    ROUND = "round"


class _Unspeakable(Exception):
    def __str__(self) -> str:
        raise ValueError(CANARY)


def _chained(_folder: Path) -> None:
    try:
        int(CANARY)
    except ValueError as error:
        raise RuntimeError(f"no place for {CANARY}") from error


def _in_a_group(_folder: Path) -> None:
    raise ExceptionGroup(CANARY, [ValueError(CANARY), KeyError(CANARY)])


def _with_a_note(_folder: Path) -> None:
    error = ValueError("x")
    error.add_note(CANARY)
    raise error


def _deep(folder: Path) -> None:
    def again(what: str) -> None:
        again(what + NAME[:1])

    again(CANARY)


def _no_file(folder: Path) -> None:
    (folder / NAME / f"{SURNAME}.pdf").read_text()


def _settings(folder: Path) -> None:
    (folder / settings.FILE).write_text(json.dumps({"language": CANARY, NAME: CANARY}))
    settings.load(folder)
    (folder / settings.FILE).write_text("{" + CANARY)
    settings.load(folder)
    json.loads("{" + CANARY)


def _vault(folder: Path) -> None:
    file = folder / f"{NAME}.keys"
    file.write_text("{" + CANARY)
    vault.load(file).open(PASSWORD)


def _foreign_log(_folder: Path) -> None:
    logging.getLogger("peewee").warning("SELECT %s", CANARY)
    logging.getLogger("psycopg").error("bad: %s", CANARY)
    logging.getLogger("fontTools.subset").warning(CANARY)
    logging.getLogger("root").error(f"{CANARY}")  # as others do
    logging.getLogger("other").error(CANARY, stack_info=True, exc_info=ValueError(CANARY))
    raise ValueError(CANARY)


def _never_retrieved(_folder: Path) -> None:
    async def failing() -> None:
        raise ValueError(CANARY)

    async def forgetting() -> None:
        asyncio.get_running_loop().call_exception_handler(
            {"message": f"lost {CANARY}", "exception": ValueError(CANARY), "context": CANARY}
        )
        await asyncio.wait({asyncio.ensure_future(failing())})

    asyncio.run(forgetting())
    raise ValueError(CANARY)


def _child(_folder: Path) -> None:
    subprocess.run([sys.executable, "-c", "raise SystemExit(3)", CANARY], check=True)


def _tls(folder: Path) -> None:
    file = folder / f"{NAME}.pem"
    file.write_text(CANARY)
    ssl.create_default_context(cafile=str(file))


def _callback(_folder: Path) -> None:
    """A phone sends a call, and what takes it fails on it."""
    event = calls.CallEvent(
        "handset:1", "1", calls.EventKind.RINGING, datetime.now(UTC), number_raw=CANARY
    )
    from mcsys_desktop.telephony import exchange

    def taking(news: Any) -> None:
        raise ValueError(news)

    exchange._careful(taking, asyncio.Event())(event)
    raise ValueError(event)


PLAIN: dict[str, Provocation] = {
    "not a number": lambda _f: int(CANARY),
    "no such key": lambda _f: dict[str, int]()[CANARY],
    "no such attribute": lambda _f: getattr(datetime, NAME),
    "no such word": lambda _f: _Shape(CANARY),
    "no such argument": lambda _f: text.clean(**{NAME: CANARY}),  # type: ignore[arg-type]  # wrong
    "no such module": lambda _f: __import__(NAME),
    "asserted": lambda _f: (_ for _ in ()).throw(AssertionError(CANARY)),
    "stopped": lambda _f: (_ for _ in ()).throw(KeyError(CANARY)),
    "chained": _chained,
    "in a group": _in_a_group,
    "with a note": _with_a_note,
    "unspeakable": lambda _f: (_ for _ in ()).throw(_Unspeakable(CANARY)),
    "too deep": _deep,
    "no such file": _no_file,
    "a file in the way": lambda f: ((f / NAME).write_text(""), (f / NAME / "x").write_text("")),
    "not a folder": lambda f: os.listdir(f / SURNAME),  # noqa: PTH208  # its error is another
    "not a day": lambda _f: date.fromisoformat(CANARY),
    "not JSON": lambda _f: json.loads(CANARY),
    "not Latin": lambda _f: f"{CANARY}€漢".encode("ascii"),
    "not UTF-8": lambda _f: (CANARY.encode() + b"\xff").decode("utf-8"),
    "not a pattern": lambda _f: re.compile(f"({CANARY}"),
    "not a zone": lambda _f: zoneinfo.ZoneInfo(NAME),
    "damaged settings": _settings,
    "damaged keys": _vault,
    "others' logs": _foreign_log,
    "a task forgotten": _never_retrieved,
    "a child that failed": _child,
    "no certificate": _tls,
    "a caller taken badly": _callback,
    "no such server": lambda _f: psycopg.connect(
        f"postgresql://{NAME}:{SURNAME}@127.0.0.1:1/{NAME}", connect_timeout=1
    ),
    "no such address": lambda _f: address.parse(f"oracle://{CANARY}"),
    "no such database": lambda f: sqlcipher.connect(f / NAME / "office.db", KEY),
    "a plain file": lambda f: (
        (f / f"{NAME}.db").write_text(CANARY * 20),
        sqlcipher.connect(f / f"{NAME}.db", KEY).execute("SELECT 1 FROM sqlite_master"),
    ),
    "no such picture": lambda f: _picture(f / NAME),
    "not a phone": lambda _f: tables.csv_file([Column(NAME, Kind.MONEY)], [[CANARY]]),
    "said to a person": lambda _f: (_ for _ in ()).throw(UserError(CANARY)),
    "somebody was first": lambda _f: (_ for _ in ()).throw(StaleRecord(CANARY, NAME)),
}


def _picture(file: Path) -> None:
    with Paper(CANARY, "nl", datetime.now(UTC)) as paper:
        paper.image(str(file))


def _customer(**fields: Any) -> None:
    with base.transaction():
        known = {"name": CANARY, "kind": CustomerKind.BUSINESS, "sort_key": "x"}
        Customer(**(known | fields)).save()


def _line(model: Any, **fields: Any) -> None:
    with base.transaction():
        model(**fields).save()


def _raw(statement: str, *values: Any) -> None:
    with base.transaction():
        base.database.execute_sql(statement, values)


def _mark() -> str:
    return "%s" if base.shared() else "?"


IN_AN_OFFICE: dict[str, Provocation] = {
    "nobody of that name": lambda _f: Customer.get(Customer.name == CANARY),
    "too long": lambda _f: _customer(vat_number=CANARY),
    "nothing where something must be": lambda _f: _customer(sort_key=None),
    "an unknown word": lambda _f: _customer(kind=CANARY),
    "an unknown customer": lambda _f: _line(EmailAddress, customer=987, address=CANARY, position=0),
    "a wrong type": lambda _f: _customer(trunk_digits=CANARY),
    "a wrong statement": lambda _f: _raw(f"SELECT {NAME} FROM {SURNAME} WHERE x = '{CANARY}'"),  # noqa: S608  # on purpose
    "a wrong value": lambda _f: _raw(
        f"INSERT INTO customer (id, name) VALUES ({_mark()}, {_mark()})",  # noqa: S608  # marks only
        CANARY,
        CANARY,
    ),
    "a forbidden change": lambda _f: _raw(
        f"UPDATE customer SET created_by = {_mark()} WHERE id = {_mark()}",  # noqa: S608  # marks only
        CANARY,
        make.customer(CANARY).id,
    ),
    "a wrong number": lambda _f: _line(
        PhoneNumber, customer=make.customer(CANARY), typed=CANARY, e164=CANARY, position=0
    ),
    "an old version": lambda _f: customers.change(make.customer(CANARY).id, 99, name=NAME),
    "a note on no call": lambda _f: calls.write_note(987, 1, CANARY),
    "a note too long": lambda _f: calls.write_note(1, 1, CANARY * 900),
    "no such field": lambda _f: customers.change(make.customer(CANARY).id, 1, **{NAME: CANARY}),
    "an e-mail address that is none": lambda _f: customers.add_email(
        make.customer(CANARY).id, f"{NAME} {SURNAME}"
    ),
    "a driver's own error": lambda _f: (_ for _ in ()).throw(
        peewee.IntegrityError(f'duplicate key\nDETAIL:  Key (name)=({CANARY}) exists.\n"{NAME}"')
    ),
    "SQL made of nothing": lambda _f: sql.SQL(f"{{{NAME}}} {{x").format(x=CANARY).as_string(),
}
