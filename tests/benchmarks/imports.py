"""A list of ten thousand customers read in, beside the bare inserts of the same rows.

Both write into the same tables of a fresh office, with all triggers, in one transaction, by the
same login. Ours begins with the bytes of a file; the bare inserts have their rows ready.
"""

import contextlib
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from mcsys_desktop.models import address, base, upgrade
from mcsys_desktop.services import imports
from tests import conftest

FIRST = ("Anna", "Bram", "Cees", "Daan", "Eva", "Fatima", "Gijs", "Hanna", "Imke", "Joost")
LAST = ("Bakker", "de Boer", "van Dijk", "El Amrani", "Jansen", "de Vries", "van der Wal", "Smit")
STREETS = ("Kerkstraat", "Dorpsweg", "Langestraat", "Molenpad", "Stationsplein")
STAMPS = {"version", "created_at", "created_by", "changed_at", "changed_by", "id"}
TABLES = ("customer", "person", "customer_person", "phone_number", "email_address", "address")


@dataclass(frozen=True)
class Seen:
    """Seconds, medians of the rounds."""

    bare: float
    ours: float
    trial: float  # the dry run that goes before it
    reading: float  # of the file alone


def a_list(customers: int, before: int = 0) -> bytes:
    """The file: semicolons, as a Dutch spreadsheet saves it; the same for every run.

    ``before`` customers were in other lists.
    """
    lines = [
        "Klantnr;Bedrijf;Voornaam;Achternaam;Adres;Postcode;Plaats;Telefoon;Mobiel;E-mail;Memo"
    ]
    for n in range(before + 1, before + customers + 1):
        firm = f"{LAST[n % 8]} {STREETS[n % 5]} {n} B.V." if n % 3 == 0 else ""
        lines.append(
            f"{20_000 + n};{firm};{FIRST[n % 10]};{LAST[n % 7]} {n};{STREETS[n % 5]} {n % 300 + 1};"
            f"{1000 + n % 8999} AB;Amersfoort;033-{4_600_000 + n % 99_999};"
            f"06-{12_000_000 + 7 * n};klant{n}@example.nl;"
            + ("Belt na vijf uur" if n % 9 == 0 else "")
        )
    return "\r\n".join(lines).encode("cp1252")


@contextlib.contextmanager
def fresh_office(engine: str, template: str) -> Iterator[None]:
    """An empty office, connected to."""
    with contextlib.ExitStack() as stack:
        if engine == "sqlite":
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            url = address.of_file(folder / "office.db")
            upgrade.create(url, author="anna")
            base.connect(url, author="anna")
        else:
            office = stack.enter_context(conftest.copied_office(template))
            base.connect(office.url, password=office.password)
        stack.callback(base.disconnect)
        stack.enter_context(base.connected())
        yield


def measure(engine: str, customers: int, rounds: int) -> Seen:
    """Both in turns, each in an office of its own."""
    bare: list[float] = []
    ours: list[float] = []
    trials: list[float] = []
    reading: list[float] = []
    with contextlib.ExitStack() as stack:
        template = stack.enter_context(conftest.office_template()) if engine == "postgres" else ""
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        file = folder / "klanten.csv"
        file.write_bytes(a_list(customers))
        rows = _rows_of(engine, template, file)
        for at in range(rounds):
            for ours_now in (True, False) if at % 2 else (False, True):
                with fresh_office(engine, template):
                    if not ours_now:
                        bare.append(_timed(lambda: _insert(rows)))
                        continue
                    read = imports.read_file(file)
                    fields = imports.remembered(read)
                    trials.append(_timed(partial(imports.try_out, read, fields)))
                    reading.append(_timed(lambda: imports.read_file(file)))
                    ours.append(_timed(lambda: _ours(file)))
    return Seen(*(statistics.median(each) for each in (bare, ours, trials, reading)))


def _timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def _ours(file: Path) -> None:
    read = imports.read_file(file)
    done = imports.bring_in(read, imports.remembered(read))
    assert not done.errors(), done.errors()[:3]


def _rows_of(
    engine: str, template: str, file: Path
) -> list[tuple[str, Sequence[str], list[tuple[Any, ...]]]]:
    """What our own way writes, as rows that only need to be inserted."""
    found: list[tuple[str, Sequence[str], list[tuple[Any, ...]]]] = []
    with fresh_office(engine, template):
        _ours(file)
        for table in (*TABLES, "customer_search"):
            cursor = base.database.execute_sql(f'SELECT * FROM "{table}" ORDER BY 1')  # noqa: S608
            names = [column[0] for column in cursor.description]
            if table == "customer_search":
                cursor = base.database.execute_sql(
                    "SELECT rowid, text FROM customer_search ORDER BY 1"
                    if engine == "sqlite"
                    else "SELECT customer_id, text FROM customer_search ORDER BY 1"
                )
                names = ["rowid" if engine == "sqlite" else "customer_id", "text"]
            kept = [at for at, name in enumerate(names) if name not in STAMPS]
            rows = [tuple(row[at] for at in kept) for row in cursor.fetchall()]
            found.append((table, [names[at] for at in kept], rows))
    return found


def _insert(rows: list[tuple[str, Sequence[str], list[tuple[Any, ...]]]]) -> None:
    """``executemany`` for each table, with nothing of ours around it."""
    mark = base.database.param
    with base.may_take_long(), base.transaction():
        cursor = base.database.connection().cursor()
        for table, names, values in rows:
            columns = ", ".join(f'"{name}"' for name in names)
            marks = ", ".join([mark] * len(names))
            sql = f'INSERT INTO "{table}" ({columns}) VALUES ({marks})'  # noqa: S608  # ours
            cursor.executemany(sql, values)
