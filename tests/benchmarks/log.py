"""What the log and the guards cost: desks that write at once, and a large act beside small ones.

The same statements, by the same login, on the same database; in turns with all rules and with none
(the triggers switched off, and defaults in place of what they fill in).
"""

import os
import statistics
import subprocess
import sys
import threading
import time
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from mcsys_desktop.models import address, postgres
from mcsys_desktop.models.versions import SCHEMA
from tests.benchmarks.offices import LOGIN, PASSWORD, BigOffice

TABLES = ("customer", "phone_number")
BARE = {"version": "1", "created_at": "now()", "created_by": "'x'"}
BARE |= {"changed_at": "now()", "changed_by": "'x'"}
FREE = 1_000_000  # no row of the office has this id, or a higher one
GATHERING = 2.5  # seconds in which the desks start


def make_room(office: BigOffice) -> None:
    """Let new rows be numbered after those that were put there with numbers of their own."""
    import psycopg

    with psycopg.connect(_inside(office), autocommit=True) as admin:
        for table in TABLES:
            admin.execute(f"ALTER TABLE app.{table} ALTER id RESTART WITH {FREE}".encode())
        admin.execute("SELECT setval('app.customer_series', %s)", (FREE,))


def _inside(office: BigOffice) -> str:
    """The administrator's way to the office's database."""
    own = urlsplit(os.environ["MCSYS_TEST_POSTGRES"])
    return own._replace(path=urlsplit(office.url).path).geturl()


def _rules(admin: Any, *, on: bool) -> None:
    for table in TABLES:
        admin.execute(
            f"ALTER TABLE app.{table} {'ENABLE' if on else 'DISABLE'} TRIGGER USER".encode()
        )
        for column, value in BARE.items():
            change = "DROP DEFAULT" if on else f"SET DEFAULT {value}"
            admin.execute(f"ALTER TABLE app.{table} ALTER COLUMN {column} {change}".encode())
    numbers = "DROP DEFAULT" if on else "SET DEFAULT nextval('app.customer_series')"
    admin.execute(f"ALTER TABLE app.customer ALTER COLUMN number {numbers}".encode())
    change = (
        "REVOKE USAGE ON SEQUENCE app.customer_series FROM"
        if on
        else ("GRANT USAGE ON SEQUENCE app.customer_series TO")
    )
    admin.execute(f"{change} {LOGIN}".encode())


def _write(office: BigOffice, desks: int, seconds: float) -> float:
    """Acts a second of all desks together."""
    start = time.monotonic() + GATHERING
    command = [sys.executable, "-m", "tests.benchmarks.writer", office.url]
    command += [str(seconds), str(start)]
    writers = [
        subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ
        )
        for _desk in range(desks)
    ]
    told = [writer.communicate(office.password + "\n", timeout=120)[0] for writer in writers]
    return sum(int(each) for each in told) / seconds


def throughput(office: BigOffice, desks: int, seconds: float, rounds: int) -> tuple[float, float]:
    """(acts a second with all rules and the log, the same without any), medians of the rounds."""
    import psycopg

    seen: dict[bool, list[float]] = {True: [], False: []}
    with psycopg.connect(_inside(office), autocommit=True) as admin:
        for at in range(rounds):
            for on in (True, False) if at % 2 else (False, True):
                _rules(admin, on=on)
                seen[on].append(_write(office, desks, seconds))
        _rules(admin, on=True)
    return statistics.median(seen[True]), statistics.median(seen[False])


def large_act(office: BigOffice, rows: int) -> tuple[float, float, float]:
    """(seconds that one act of ``rows`` rows took, the longest and the median wait of another desk)

    The other desk commits a small act every 20 ms meanwhile.
    """
    import psycopg

    known = postgres.parameters(address.parse(office.url), PASSWORD, SCHEMA)
    waits: list[float] = []
    over = threading.Event()

    def small_acts() -> None:
        with psycopg.connect(**known) as connection:
            while not over.is_set():
                began = time.perf_counter()
                with connection.transaction():
                    connection.execute(
                        "UPDATE customer SET notes = %s, version = version + 1 WHERE id = 1",
                        (f"{began}",),
                    )
                waits.append(time.perf_counter() - began)
                time.sleep(0.02)

    other = threading.Thread(target=small_acts)
    with psycopg.connect(**known) as connection, suppress(psycopg.errors.QueryCanceled):
        other.start()
        time.sleep(0.3)
        began = time.perf_counter()
        with connection.transaction():
            connection.execute(
                "INSERT INTO phone_number (customer_id, typed, e164, tail, extension, use,"
                " relation, remark, position, origin) SELECT 1 + mod(n, 1000), '06',"
                " '+31612345678', '612345678', '', 'main', 'own', '', n, 'typed'"
                " FROM generate_series(1, %s) AS n",
                (rows,),
            )
        took = time.perf_counter() - began
        over.set()
        other.join()
    return took, max(waits), statistics.median(waits)
