"""The lines of a dump: written, read, and checked on the way in."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from mcsys_desktop.core.chain import netstrings

FORMAT = "mcsys-office"
NUMBER = 1  # of the format; a program reads its own and older ones
LONGEST = 64 * 1024 * 1024  # bytes of a line: a forged file must not take all memory

Value = int | str | None
Row = Sequence[Value]

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Damaged(Exception):
    """The lines are not what a dump is made of, or do not add up."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a dump says of itself before anything else. ``taken_at`` is in microseconds."""

    schema: int
    office: str
    taken_at: int
    program: str
    person: str  # the login of whoever was here first: an office in a file is theirs
    keyed: bool  # whether OFFICE.keys comes along
    number: int = NUMBER


@dataclass(frozen=True, slots=True)
class Totals:
    """What a dump adds up to: equal for equal offices, whatever they are kept in."""

    tables: dict[str, str]  # the digest of each
    rows: int
    digest: str
    seq: int  # the last link of the chain
    hash: str


class Sum:
    """Counts and hashes the rows of one table."""

    def __init__(self) -> None:
        self.rows = 0
        self._hash = hashlib.sha256()

    def add(self, line: bytes) -> None:
        """One more row, as its line."""
        self.rows += 1
        self._hash.update(line)

    @property
    def digest(self) -> str:
        """The hash of all rows so far."""
        return self._hash.hexdigest()


def total(sums: dict[str, Sum], seq: int, last: str) -> Totals:
    """Add up the tables, in the order in which they were written."""
    parts = [(name, each.rows, each.digest) for name, each in sums.items()]
    text = "".join(netstrings(part) for part in parts)
    return Totals(
        {name: digest for name, _rows, digest in parts},
        sum(rows for _name, rows, _digest in parts),
        hashlib.sha256(text.encode()).hexdigest(),
        seq,
        last,
    )


def line(value: Any) -> bytes:
    """One line of a dump."""
    return f"{_encode(value)}\n".encode()


def read(encoded: bytes) -> Any:
    """What a line holds. Raises Damaged."""
    try:
        return json.loads(encoded)
    except (ValueError, RecursionError) as error:
        raise Damaged("no JSON") from error


def read_object(encoded: bytes, *names: str) -> dict[str, Any]:
    """A line that holds exactly these names. Raises Damaged."""
    found = read(encoded)
    if not isinstance(found, dict) or set(found) != set(names):
        raise Damaged("not the line that belongs here")
    return found


def read_row(encoded: bytes, columns: int) -> list[Value]:
    """A row of so many columns. Raises Damaged."""
    found = read(encoded)
    if type(found) is not list or len(found) != columns:
        raise Damaged("no row of this table")
    for value in found:
        if value is not None and type(value) is not str and type(value) is not int:
            raise Damaged("a row holds something else than numbers and texts")
    return found


def read_number(value: object) -> int:
    """A whole number that is not below zero. Raises Damaged."""
    if type(value) is not int or value < 0:
        raise Damaged("no number")
    return value


def read_text(value: object) -> str:
    """A text. Raises Damaged."""
    if not isinstance(value, str):
        raise Damaged("no text")
    return value


def lines(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Cut a stream of bytes into lines, each with its line feed. Raises Damaged."""
    rest = b""
    for chunk in chunks:
        parts = (rest + chunk).split(b"\n")
        rest = parts.pop()
        for part in parts:
            yield part + b"\n"
        if len(rest) > LONGEST:
            raise Damaged("a line without end")
    if rest:
        raise Damaged("the last line was cut off")
