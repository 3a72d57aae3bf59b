"""How long an invoice on paper takes: ours, beside what others need for the same page.

Ours is PDF/A-3b with a QR code and its XML inside. reportlab, weasyprint and typst draw a page that
says the same; they are no part of the program. ``MCSYS_BENCH_PYTHON`` names a Python that has them;
what is missing is said.
"""

import json
import os
import resource
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from mcsys_desktop.documents.invoices import apart, e_invoice, payment_code
from mcsys_desktop.documents.invoices.drawn import Drawn, Job
from mcsys_desktop.documents.invoices.job import draw
from mcsys_desktop.documents.invoices.look import Look
from tests.documents.invoices import sheets

AT = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
OTHERS = ("reportlab", "weasyprint", "typst")
_SCRIPT = Path(__file__).with_name("others_papers.py")
_ROUNDS = 25


@dataclass(frozen=True, slots=True)
class Took:
    """The median of a warm page: milliseconds of processor time, and bytes."""

    name: str
    ms: float = 0.0
    bytes: int = 0
    why: str = ""  # it was not measured


def one_page(rounds: int = _ROUNDS) -> list[Took]:
    """Ours and the others, in one run, in turn."""
    return [_ours(rounds), *(_other(name, rounds) for name in OTHERS)]


@dataclass(frozen=True, slots=True)
class Batch:
    """Many papers drawn in processes: seconds on the clock, and what the parent held (MB)."""

    count: int
    children: int
    seconds: float
    before: float
    after: float


def batch(count: int = 1000, children: int = 2) -> Batch:
    """Draw many invoices in processes of their own, and let each go."""
    whole, look = sheets.sheet(_work()), Look()
    before, began = _held(), time.perf_counter()
    with apart.drawers(children) as drawing:
        for start in range(0, count, 50):
            jobs = [
                Job(replace(whole, number=f"F2026-{n:05d}"), look, AT)
                for n in range(start, min(start + 50, count))
            ]
            for drawn in drawing(jobs):
                if not isinstance(drawn, Drawn):
                    raise RuntimeError("a paper was not drawn")
    return Batch(count, children, time.perf_counter() - began, before, _held())


def _ours(rounds: int) -> Took:
    whole, look = sheets.sheet(_work()), Look()
    found, size = [], 0
    for number in range(rounds + 3):
        began = time.process_time()
        drawn = draw(Job(replace(whole, number=f"F2026-{number:05d}"), look, AT))
        if number >= 3:  # warm
            found.append(time.process_time() - began)
        size = len(drawn.pdf)
        if not drawn.xml:
            raise RuntimeError("the XML is missing")
    return Took("MCSys Desktop, PDF/A-3b + XML + QR", median(found) * 1000, size)


def _other(name: str, rounds: int) -> Took:
    python = os.environ.get("MCSYS_BENCH_PYTHON", sys.executable)
    whole = sheets.sheet(_work())
    said = payment_code.payload("MC Systems", "NL91ABNA0417164300", 27811, "Factuur F2026-00163")
    told = {
        "rows": [
            [words, f"{item.quantity / 1000:g}", f"{item.price / 10000:.2f}", "21%",
             f"{item.amount / 100:.2f}"]
            for words, item in zip(
                whole.particulars.descriptions, whole.snapshot.items, strict=True
            )
        ],
        "squares": payment_code.squares(said),
        "xml": e_invoice.write(whole).decode(),
        "fonts": str(Path(__file__).parents[2] / "resources" / "fonts"),
    }  # fmt: skip
    done = subprocess.run(
        [python, _SCRIPT, name, str(rounds)],
        input=json.dumps(told),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["failed"])[-1]
        return Took(name, why="not installed" if "ModuleNotFound" in last else last)
    answer = json.loads(done.stdout.splitlines()[-1])
    return Took(answer["name"], answer["ms"], answer["bytes"])


def _work() -> list[sheets.Typed]:
    return [*sheets.WORK, *sheets.WORK[:2]]


def _held() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
