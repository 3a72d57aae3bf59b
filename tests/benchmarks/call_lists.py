"""A log of a million calls: its first and its last page, sorted and narrowed down in every way."""

import statistics
import time
from collections.abc import Iterator

from mcsys_desktop.models import base
from mcsys_desktop.services.calls import Which, tables
from mcsys_desktop.services.calls.tables import Sought
from mcsys_desktop.services.keyset import Key
from mcsys_desktop.ui.lists.stretches import PAGE
from tests.benchmarks.offices import EPOCH, TABLES, BigOffice, Content, Row, moment_of, rows

CUSTOMERS = 5000
_LINES = ("201", "202", "203", "0334600000")
_NARROWED = {
    "missed": Sought(which=Which.MISSED),
    "unknown": Sought(which=Which.UNKNOWN),
    "noted": Sought(noted=True),
    "one line": Sought(line=_LINES[1]),
}


def _rows(table: str, calls: int, postgres: bool) -> Iterator[Row]:
    if table == "customer":
        yield from rows(table, CUSTOMERS, postgres=postgres)
        return
    for n in range(1, calls + 1):
        at = EPOCH + n * 30_000_000  # two a minute
        customer = None if n > calls - 20_000 and n % 2 else 1 + n % CUSTOMERS
        missed = n % 6 == 0
        moments = [moment_of(at + more, postgres) for more in (0, 9_000_000, 99_000_000)]
        if missed:
            moments[1] = None
        number = f"+316{10_000_000 + n * 7 % 200_000}"
        yield (
            *("inbound" if n % 5 else "outbound", "3_ended", "missed" if missed else "answered"),
            *(number, number, False if postgres else 0, "", _LINES[n % 4], "sanne", *moments),
            *(customer, None, "Vroeg naar de status" if n % 9 == 0 else "", "", ""),
        )


LOG = Content("calls", {name: TABLES[name] for name in ("customer", "call")}, _rows)


def ends(office: BigOffice, rounds: int) -> dict[str, tuple[float, float, float]]:
    """By order or filter: milliseconds for the first page, the last, and all keys."""
    base.connect(office.url, password=office.password, author="bench")
    found = {}
    asked = [(name, Sought(), name) for name in tables.ORDERS]
    asked += [(f"when, {name}", sought, "when") for name, sought in _NARROWED.items()]
    with base.connected():
        for name, sought, sort in asked:
            order = tables.order(sort, descending=True)
            began = time.perf_counter()
            keys, _size = tables.keys(sought, order, PAGE)
            all_keys = (time.perf_counter() - began) * 1000
            bounds: list[tuple[Key | None, Key | None]] = [(None, keys[1]), (keys[-2], keys[-1])]
            times: list[list[float]] = [[], []]
            for at in range(rounds + 1):
                for which, (start, end) in enumerate(bounds):
                    began = time.perf_counter()
                    tables.between(sought, order, start, end, 1000)
                    if at:
                        times[which].append((time.perf_counter() - began) * 1000)
            found[name] = statistics.median(times[0]), statistics.median(times[1]), all_keys
    base.disconnect()
    return found
