"""What a screen reader sees of the program: runs under the system's own Python, with AT-SPI.

Waits for the program's window and then does what each line on its standard input asks:
``tree`` prints every part as JSON, ``press NAME`` does the first action of the part with that name,
``type NAME TEXT`` writes into one. Each answer is one line.
"""

import importlib
import json
import sys
import time
from collections.abc import Iterator
from functools import cache
from typing import Any

PATIENCE = 30.0
DEEPEST = 40
ANSWER = "answer"  # what the bus itself prints is none


@cache
def atspi() -> Any:
    """Debian's own library: it is not in the environment that collects the tests."""
    return importlib.import_module("pyatspi")


def application() -> Any:
    """The program, as soon as it has a window that is shown."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        for found in atspi().Registry.getDesktop(0):
            if found is not None and any(_showing(window) for window in found):
                return found
        time.sleep(0.1)  # the bus tells of new programs only to who listens
    raise SystemExit("no program came to the bus")


def _showing(part: Any) -> bool:
    return part is not None and part.getState().contains(atspi().STATE_SHOWING)


def parts(part: Any, depth: int = 0) -> Iterator[tuple[int, Any]]:
    """Every part that is shown below ``part``, in order, with its depth."""
    if depth > DEEPEST or not (depth == 0 or _showing(part)):
        return
    yield depth, part
    for child in part:
        if child is not None:
            yield from parts(child, depth + 1)


def told(depth: int, part: Any) -> dict[str, Any]:
    """One part, as a screen reader would tell it."""
    states = part.getState()
    return {
        "depth": depth,
        "role": part.getRoleName(),
        "name": part.name,
        "description": part.description,
        "focusable": bool(states.contains(atspi().STATE_FOCUSABLE)),
        "focused": bool(states.contains(atspi().STATE_FOCUSED)),
    }


def named(program: Any, name: str) -> Any:
    """The part with that name, not the words beside it. Raises LookupError."""
    for _depth, part in parts(program):
        if part.name == name and part.getRoleName() not in ("label", "filler"):
            return part
    raise LookupError(name)


def main() -> None:
    """Answer until there is nothing more to do."""
    program = application()
    for line in sys.stdin:
        act, _blank, rest = line.strip().partition(" ")
        answer: Any
        try:
            if act == "tree":
                answer = [told(depth, part) for depth, part in parts(program)]
            elif act == "press":
                answer = bool(named(program, rest).queryAction().doAction(0))
            else:
                name, _tab, text = rest.partition("\t")
                answer = bool(named(program, name).queryEditableText().setTextContents(text))
        except (LookupError, NotImplementedError) as error:
            answer = f"{type(error).__name__}: {error}"
        sys.stdout.write(f"{ANSWER} {json.dumps(answer)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
