"""Keeps a phone book elsewhere as it is here: puts what is new, changes what changed, removes what
is gone, and touches nothing else there.

What was put is remembered in a ledger, so that a book of 20,000 entries is not read each time. It
holds no names and no numbers.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol

from mcsys_desktop.core import sums
from mcsys_desktop.core.whole_files import write_whole

WRITTEN_EACH = 1000  # entries, after which the ledger is kept: an interruption costs no more


class PushTrouble(Exception):
    """Why a book elsewhere could not be brought up to date, as a sentence."""


class PasswordRefused(PushTrouble):
    """Nobody is known there by this name and password; it is not tried again."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What lies elsewhere of one entry: where, in which version, and what was put there."""

    place: str
    mark: str  # its version there; empty where that is not known
    content: str  # a hash of what was put


class Remote(Protocol):
    """A phone book elsewhere. Every method waits, and raises PushTrouble."""

    def take_stock(self) -> dict[str, Kept]:
        """What lies there of ours, for who lost the ledger. Contents may be unknown."""

    def put(self, name: str, content: bytes, before: Kept | None) -> Kept:
        """Put an entry there, in place of what was put ``before``."""

    def remove(self, kept: Kept) -> None:
        """Remove an entry; one that is gone already is no trouble."""


@dataclass(frozen=True, slots=True)
class Pushed:
    """What was done."""

    put: int = 0
    removed: int = 0
    left: int = 0  # that were as they should be


class Ledger:
    """What was put into one book elsewhere; in memory alone where there is no file."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self.kept: dict[str, Kept] = {}
        self.found = False  # whether there was one
        if file is None:
            return
        try:
            held = sums.taken(json.loads(file.read_text("utf-8")))
            self.kept = {name: Kept(**one) for name, one in held["kept"].items()}
            self.found = True
        except (OSError, ValueError, AttributeError, KeyError, TypeError):
            self.kept = {}  # lost or damaged: stock is taken there

    def write(self) -> None:
        """Keep it. Raises OSError."""
        self.found = True
        if self._file is not None:
            held = sums.added({"kept": {name: asdict(one) for name, one in self.kept.items()}})
            write_whole(self._file, json.dumps(held).encode())


def push(
    remote: Remote,
    wanted: Mapping[str, bytes],
    ledger: Ledger,
    wanted_still: Callable[[], bool] = lambda: True,
) -> Pushed:
    """Bring the book there up to date, as far as it comes while ``wanted_still``.

    Raises PushTrouble; what was done until then is in the ledger.
    """
    if not ledger.found:
        ledger.kept = remote.take_stock()
    put = removed = 0
    try:
        for done, (name, content) in enumerate(_changes(wanted, ledger)):
            if not wanted_still():
                break
            before = ledger.kept.get(name)
            if content is None:
                if before is not None:
                    remote.remove(before)
                    del ledger.kept[name]
                removed += 1
            else:
                there = remote.put(name, content, before)
                ledger.kept[name] = Kept(there.place, there.mark, hashed(content))
                put += 1
            if done % WRITTEN_EACH == WRITTEN_EACH - 1:
                ledger.write()
    finally:
        ledger.write()
    return Pushed(put, removed, len(ledger.kept) - put)


def hashed(content: bytes) -> str:
    """How contents are known again."""
    return hashlib.sha256(content).hexdigest()[:32]


def _changes(wanted: Mapping[str, bytes], ledger: Ledger) -> Iterator[tuple[str, bytes | None]]:
    """What is to be put, and what to be removed (None); removals first: they matter most."""
    for name in list(ledger.kept):
        if name not in wanted:
            yield name, None
    for name, content in wanted.items():
        before = ledger.kept.get(name)
        if before is None or before.content != hashed(content):
            yield name, content
