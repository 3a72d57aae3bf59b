"""What was measured, as tables of ratios."""

import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks import start as starts

if TYPE_CHECKING:
    from tests.benchmarks.offices import BigOffice, Content
    from tests.benchmarks.search import Measured as Searches

IMPORT_AIM = 4  # times the bare inserts
AIMS = {"frame": 1.8, "complete": 2.5, "card": 3.5}
ROOT = Path(__file__).resolve().parents[2]


def say(line: str = "") -> None:
    """One line of the report."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _offices(
    sizes: list[int], engines: list[str], content: "Content | None" = None
) -> Iterator["BigOffice"]:
    """Each office that was asked for, for as long as it is measured."""
    from tests.benchmarks.offices import CALLERS, postgres_office, sqlite_office

    for engine in engines:
        if engine == "postgres" and not os.environ.get("MCSYS_TEST_POSTGRES"):
            say("postgres: MCSYS_TEST_POSTGRES names no server")
            continue
        for size in sizes:
            if engine == "postgres":
                with postgres_office(size, content or CALLERS) as office:
                    yield office
            else:
                yield sqlite_office(size, content or CALLERS)


def calls(sizes: list[int], engines: list[str], count: int) -> None:
    """The table of event to painted card."""
    from mcsys_desktop.app.start import make_application
    from tests.benchmarks import calls as measuring

    application = make_application([])
    secured = "sslmode" in os.environ.get("MCSYS_TEST_POSTGRES", "")
    where = f"{starts.platform()}{', PostgreSQL over TLS' if secured else ''}"
    say(f"Event to painted card, {count} calls each, {where}")
    say("engine     customers | query   floor   number  card  | card/floor | p99 card  p99 floor |"
        " ratio | statements")  # fmt: skip
    medians: dict[tuple[str, int], float] = {}
    for office in _offices(sizes, engines):
        engine, size = office.engine, office.customers
        seen = measuring.measure(application, office, count)
        medians[engine, size] = seen.card.median
        ours, bare = seen.card.percentile(99), seen.floor.percentile(99)
        say(
            f"{engine:9} {size:10,} | {seen.query.median:5.3f}  {seen.floor.median:6.3f}"
            f"  {seen.number.median:6.3f} {seen.card.median:6.3f} |"
            f" {seen.card.median / seen.floor.median:7.2f}    | {ours:8.2f}  {bare:9.2f} |"
            f" {ours / bare:5.2f} | {seen.round_trips:.2f}"
        )
    for engine in engines:
        of_engine = {size: value for (name, size), value in medians.items() if name == engine}
        if len(of_engine) > 1:
            low, high = min(of_engine), max(of_engine)
            growth = of_engine[high] / of_engine[low]
            say(f"{engine}: {high:,} customers take {growth:.2f} times what {low:,} take")


def ringing(sizes: list[int], engines: list[str], count: int) -> None:
    """The table of the INVITE on the wire to the painted card."""
    from mcsys_desktop.app.start import make_application
    from tests.benchmarks import ringing as measuring

    application = make_application([])
    say(f"INVITE to painted card, {count} calls each, medians in ms, {starts.platform()}")
    say("engine     customers |  floor   heard  number  answer    card | p99 floor  p99 card |"
        " times the floor's")  # fmt: skip
    for office in _offices(sizes, engines):
        seen = measuring.measure(application, office, count)
        ours, bare = seen.card.percentile(99), seen.floor.percentile(99)
        verdict = "reached" if seen.reached else "not reached"
        say(
            f"{office.engine:9} {office.customers:10,} | {seen.floor.median:6.2f}"
            f"  {seen.heard.median:6.2f}  {seen.number.median:6.2f}  {seen.answered.median:6.2f}"
            f"  {seen.card.median:6.2f} | {bare:9.2f} {ours:9.2f} | {ours / bare:.2f} (aim"
            f" {measuring.AIM:.0f} ms or 3 times: {verdict})"
        )


def search(sizes: list[int], engines: list[str], each: int) -> None:
    """The table of a key in the search field to painted results."""
    from mcsys_desktop.app.start import make_application
    from tests.benchmarks import search as measuring
    from tests.benchmarks.searched import SEARCHED

    application = make_application([])
    for office in _offices(sizes, engines, SEARCHED):
        seen = measuring.measure(application, office, each)
        _say_searches(office.engine, office.customers, seen)


def _say_searches(engine: str, size: int, seen: "Searches") -> None:
    from statistics import median

    say(f"{engine}, {size:,} customers; medians in ms, {starts.platform()}")
    say("searched for        found |   bare   query service |  query/bare  |    scan  scan/query |"
        "  alike")  # fmt: skip
    every: dict[str, list[float]] = {"bare": [], "query": [], "scan": []}
    for kind, one in seen.kinds.items():
        bare, query, service = median(one.bare), median(one.query), median(one.service)
        scan, alike = median(one.scan), median(one.alike)
        say(
            f"{kind:18} {median(one.found):6.0f} | {bare:6.2f}  {query:6.2f}  {service:6.2f} |"
            f" {query / bare:8.1f}     | {scan:7.1f} {scan / query:9.0f}  | {alike:6.1f}"
        )
        every["bare"] += one.bare
        every["query"] += one.query
        every["scan"] += one.scan
    bare, query, scan = (median(every[name]) for name in ("bare", "query", "scan"))
    say(f"all: query/bare {query / bare:.2f} (aim 3), scan/query {scan / query:.0f} (aim 30)")
    aim = 16 if size <= 100_000 else 50
    painted, letter = seen.painted, seen.blank
    say(
        f"key to painted results ({len(painted.each)} keys): median {painted.median:.1f} ms, 95th"
        f" percentile {painted.percentile(95):.1f} ms (aim {aim}), 99th"
        f" {painted.percentile(99):.1f} ms; the letter itself: median {letter.median:.1f} ms, 95th"
        f" {letter.percentile(95):.1f} ms, 99th {letter.percentile(99):.1f} ms"
    )
    say()


def start(rounds: int) -> None:
    """The table of a start from source."""
    with _demo_office() as office:
        seen = starts.measure(office, rounds)
    say(f"Start, medians of {rounds} rounds, whole processes, {starts.platform()}")
    say(f"empty QMainWindow painted  {seen['empty']:7.1f} ms")
    for moment, aim in AIMS.items():
        ratio = seen[moment] / seen["empty"]
        verdict = "reached" if ratio <= aim else "not reached"
        say(f"{moment:26} {seen[moment]:7.1f} ms  {ratio:5.2f} times (aim {aim}: {verdict})")


def imports(engines: list[str], customers: int, rounds: int) -> None:
    """What reading a list in costs, beside the bare inserts of its rows."""
    from tests.benchmarks import imports as measuring

    say(f"A list of {customers:,} customers, medians of {rounds} rounds, {starts.platform()}")
    say("engine     | bare inserts | file to commit | ratio (aim 4) | dry run | reading the file")
    for engine in engines:
        if engine == "postgres" and not os.environ.get("MCSYS_TEST_POSTGRES"):
            say("postgres: MCSYS_TEST_POSTGRES names no server")
            continue
        seen = measuring.measure(engine, customers, rounds)
        ratio = seen.ours / seen.bare
        verdict = "reached" if ratio <= IMPORT_AIM else "not reached"
        say(
            f"{engine:10} | {seen.bare:10.2f} s | {seen.ours:12.2f} s | {ratio:5.2f} {verdict:7} |"
            f" {seen.trial:5.2f} s | {seen.reading:.2f} s"
        )


def log(rounds: int) -> None:
    """What the log and the guards cost when many desks write."""
    from tests.benchmarks import log as measuring
    from tests.benchmarks.offices import postgres_office

    with postgres_office(1000) as office:
        measuring.make_room(office)
        for desks in (1, 4, 16):
            ours, bare = measuring.throughput(office, desks, 3.0, max(2, rounds // 3))
            say(
                f"{desks:2} desks write: {ours:6.0f} acts/s with all rules and the log,"
                f" {bare:6.0f} without any: {ours / bare:.2f} (aim for 16: 0.4)"
            )
        for rows in (1000, 10_000, 40_000):
            took, longest, median = measuring.large_act(office, rows)
            say(
                f"an act of {rows:6,} rows takes {took:5.2f} s; another desk waits {longest:5.2f} s"
                f" at most, {median * 1000:4.1f} ms as a rule (aim for 10,000: below 1 s)"
            )


def lists(customers: int, engines: list[str], rounds: int) -> None:
    """A table of very many customers beside Qt's own."""
    from mcsys_desktop.app.start import make_application
    from tests.benchmarks import list_memory
    from tests.benchmarks import lists as measuring
    from tests.benchmarks.offices import postgres_office, sqlite_office

    application = make_application([])
    say(f"A table of {customers:,} customers, {rounds} rounds, {starts.platform()}")
    if "sqlite" in engines:
        office = sqlite_office(customers)
        seen = measuring.measure(application, office, rounds)
        ours, bare = seen["ours"], seen["QSqlTableModel"]
        in_memory = seen["QStandardItemModel"]
        ratio = ours.median_first / bare.median_first
        say(f"first rows: ours {ours.median_first:6.1f} ms, QSqlTableModel {bare.median_first:6.1f}"
            f" ms: {ratio:.2f} times (aim 2)")  # fmt: skip
        for name, other in (("QSqlTableModel", bare), ("QStandardItemModel", in_memory)):
            say(f"page down: ours {ours.median_down:6.2f} ms, {name} {other.median_down:6.2f} ms:"
                f" {ours.median_down / other.median_down:.2f} times (aim 1.3)")  # fmt: skip
        held, beside = (list_memory.memory(office, which) for which in ("ours", "qt"))
        say(f"memory: ours {held:.1f} MB, scrolled to its end; QSqlTableModel {beside:.1f} MB"
            " (aim: at most 15 MB more)")  # fmt: skip
        _ends("sqlite", measuring.ends(office, rounds))
    if "postgres" in engines and os.environ.get("MCSYS_TEST_POSTGRES"):
        with postgres_office(customers) as office:
            _ends("postgres", measuring.ends(office, rounds))


def call_lists(calls: int, engines: list[str], rounds: int) -> None:
    """The log of very many calls, from its first page to its last."""
    from tests.benchmarks import call_lists as measuring
    from tests.benchmarks.offices import postgres_office, sqlite_office

    say(f"A log of {calls:,} calls, {rounds} rounds, {starts.platform()}")
    if "sqlite" in engines:
        _ends("sqlite", measuring.ends(sqlite_office(calls, measuring.LOG), rounds))
    if "postgres" in engines and os.environ.get("MCSYS_TEST_POSTGRES"):
        with postgres_office(calls, measuring.LOG) as office:
            _ends("postgres", measuring.ends(office, rounds))


def _ends(engine: str, seen: dict[str, tuple[float, float, float]]) -> None:
    for name, (first, last, keys) in seen.items():
        say(
            f"{engine}, sorted by {name:14} first page {first:5.1f} ms, last {last:5.1f} ms:"
            f" {last / first:.2f} times (aim 1.5); all keys {keys:7.1f} ms"
        )


def refresh(rounds: int) -> None:
    """From COMMIT at one desk to the row at the others."""
    from mcsys_desktop.ui.live import PAUSE_MS
    from tests.benchmarks import refresh as measuring
    from tests.benchmarks.offices import postgres_office

    with postgres_office(1000) as office:
        for desks in (1, 8):
            bare = measuring.measure(office, "bare", desks, rounds * 4)
            ours = measuring.measure(office, "program", desks, rounds * 4)
            aim = 2 * bare.median + PAUSE_MS
            say(
                f"{desks} desks: bare {bare.median:6.1f} ms (worst {max(bare.times):6.1f}, lost"
                f" {bare.lost}), program {ours.median:6.1f} ms (worst {max(ours.times):6.1f}, lost"
                f" {ours.lost}); aim: 2 times bare and the pause of {PAUSE_MS} ms, {aim:.1f} ms"
            )


def frozen(rounds: int) -> None:
    """The frozen program's self-test beside the source's, whole processes."""
    import statistics
    import time

    built = ROOT / "dist" / "mcsys-desktop" / "mcsys-desktop"
    if not built.exists():
        say("There is no frozen program: python3 dev.py build makes it.")
        return
    kinds = {
        "source": [sys.executable, "-m", "mcsys_desktop", "self-test"],
        "frozen": [str(built), "self-test"],
    }
    seen: dict[str, list[float]] = {name: [] for name in kinds}
    for at in range(rounds + 1):
        for name, command in kinds.items():
            began = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True, timeout=120)
            if at:
                seen[name].append((time.perf_counter() - began) * 1000)
    medians = {name: statistics.median(values) for name, values in seen.items()}
    ratio = medians["frozen"] / medians["source"]
    say(f"self-test from source {medians['source']:.0f} ms, frozen {medians['frozen']:.0f} ms:"
        f" {ratio:.2f} times (aim 1.15)")  # fmt: skip


@contextlib.contextmanager
def _demo_office() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        made = [sys.executable, "-m", "mcsys_desktop", "--profile", folder, "demo", "--make-only"]
        subprocess.run(made, check=True, capture_output=True, timeout=300)
        (office,) = Path(folder).rglob("demo.db")
        yield office
