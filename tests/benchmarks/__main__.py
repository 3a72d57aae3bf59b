"""``dev.py bench [PART…] [--sizes 10000,100000] [--calls 400]``; parts are in ``PARTS``."""

import argparse
import sys

from tests.benchmarks import papers_report, report

PARTS = (
    *("calls", "start", "frozen", "log", "refresh", "search", "lists", "call-lists", "imports"),
    *("ringing", "papers"),
)


def main() -> int:
    """Measure what was asked for, and print it as tables."""
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("what", nargs="*", choices=[[], *PARTS])
    parser.add_argument("--sizes", default="10000,100000", help="customers, parted by commas")
    parser.add_argument("--engines", default="sqlite,postgres")
    parser.add_argument("--calls", type=int, default=400, help="calls for each office")
    parser.add_argument("--each", type=int, default=40, help="searches of each kind")
    parser.add_argument("--rounds", type=int, default=9, help="starts of each kind")
    parser.add_argument("--customers", type=int, default=10_000, help="in a list that is read in")
    chosen = parser.parse_args()
    what = chosen.what or ["calls", "start"]
    if "calls" in what:
        sizes = [int(size) for size in chosen.sizes.split(",")]
        report.calls(sizes, chosen.engines.split(","), chosen.calls)
    if "ringing" in what:
        sizes = [int(size) for size in chosen.sizes.split(",")]
        report.ringing(sizes, chosen.engines.split(","), chosen.calls)
    if "start" in what:
        report.start(chosen.rounds)
    if "log" in what:
        report.log(chosen.rounds)
    if "refresh" in what:
        report.refresh(chosen.rounds)
    if "imports" in what:
        report.imports(chosen.engines.split(","), chosen.customers, chosen.rounds)
    if "search" in what:
        sizes = [int(size) for size in chosen.sizes.split(",")]
        report.search(sizes, chosen.engines.split(","), chosen.each)
    if "lists" in what:
        report.lists(1_000_000, chosen.engines.split(","), chosen.rounds)
    if "call-lists" in what:
        report.call_lists(1_000_000, chosen.engines.split(","), chosen.rounds)
    if "papers" in what:
        papers_report.papers()
    if "frozen" in what:
        report.frozen(chosen.rounds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
