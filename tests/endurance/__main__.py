"""``python3 dev.py endurance [NAME ...] [--scale 0.1] [--seed 1]``: break things; what is lost?

Without a name all scenarios run, and then the tests that take hours. ``tests`` runs these alone,
``mutations [PART]`` takes each protection of the database away, ``--list`` names the scenarios.
"""

import argparse
import sys
import time
import traceback

from tests.endurance import mutations
from tests.endurance.scenario import Outcome, Scenario, Stage, all_of_them

SLOW_TESTS = ["-m", "endurance", "--timeout=0", "-q"]
HEAD = ("scenario", "tried", "lost", "doubled", "overwritten", "freeze ms", "seconds", "chain")
WIDTHS = (28, 6, 5, 8, 12, 10, 8, 0)


def main(arguments: list[str]) -> int:
    """Run what was asked for, and print the table; how many scenarios went wrong."""
    if arguments[:1] == ["mutations"]:
        return mutations.main(*arguments[1:2])
    scenarios = all_of_them()
    parser = argparse.ArgumentParser(prog="dev.py endurance", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="scenarios, or tests")
    parser.add_argument("--scale", type=float, default=1.0, help="how much of a whole run")
    parser.add_argument("--seed", type=int, default=1, help="another one breaks at other moments")
    parser.add_argument("--list", action="store_true", help="only name the scenarios")
    chosen = parser.parse_args(arguments)
    for name in chosen.names:
        if name not in {*scenarios, "tests"}:
            parser.error(f"there is no scenario {name!r}; there are: {', '.join(scenarios)}")
    if chosen.list:
        _say("\n".join(scenarios))
        return 0
    names = chosen.names or [*scenarios, "tests"]
    failed = 0
    asked = [name for name in names if name != "tests"]
    if asked:
        _say(f"seed {chosen.seed}, scale {chosen.scale:g}")
        _say(_row(HEAD))
    for name in asked:
        failed += not play(name, scenarios[name], chosen.scale, chosen.seed)
    if "tests" in names:
        import pytest

        failed += bool(pytest.main(SLOW_TESTS))
    return failed


def play(name: str, function: Scenario, scale: float, seed: int) -> bool:
    """Run one scenario and print its row; whether nothing was lost."""
    began = time.monotonic()
    try:
        with Stage(name, scale, seed) as stage:
            outcome = function(stage)
    except Exception:  # the others run on, and this one counts as lost
        traceback.print_exc()
        _say(f"{name:<28}FAILED after {time.monotonic() - began:.0f} s, see above")
        return False
    _say(line_of(name, outcome, time.monotonic() - began))
    if outcome.note:
        _say(f"    {outcome.note}")
    return outcome.good


def line_of(name: str, outcome: Outcome, seconds: float) -> str:
    """One row of the table."""
    freeze = "-" if outcome.freeze is None else f"{outcome.freeze:.0f}"
    counts = (outcome.tried, outcome.lost, outcome.doubled, outcome.overwritten)
    cells = (name, *map(str, counts), freeze, f"{seconds:.0f}", outcome.chain)
    return _row(cells) + ("" if outcome.good else "   <-- WRONG")


def _row(cells: tuple[str, ...]) -> str:
    first, *rest = zip(cells, WIDTHS, strict=True)
    aligned = [f"{cell:>{width}}" if width else f"  {cell}" for cell, width in rest]
    return f"{first[0]:<{first[1]}}" + "".join(aligned)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
