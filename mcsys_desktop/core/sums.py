"""A sum at the end of small JSON files, so that a bit that turned over on the disk is noticed.

It protects against rotting disks, not against people. A file without one is taken as it is: it was
written by an older program, or by hand.
"""

import hashlib
import json
from typing import Any

NAME = "sum"  # of the entry that holds it


def of(held: Any) -> str:
    """The sum of everything that is ``held``, as JSON has it."""
    told = json.dumps(held, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def added(held: dict[str, Any]) -> dict[str, Any]:
    """The same with its sum."""
    return held | {NAME: of(held)}


def taken(held: dict[str, Any]) -> dict[str, Any]:
    """The same without its sum. Raises ValueError when that is not right."""
    rest = {name: value for name, value in held.items() if name != NAME}
    if NAME in held and held[NAME] != of(rest):
        raise ValueError("a sum that is not right")
    return rest
