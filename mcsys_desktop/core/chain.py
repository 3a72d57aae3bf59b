"""The chain that shows whether the office's history was changed, byte for byte.

Each business act is one link. A link's hash covers the hash before it, so that nothing before the
last link can be changed, left out or put in without changing that last hash, which every desk
remembers. What a row held is not in the chain but a commitment to it: a hash of the values with a
random salt in front. Salt and values lie apart and may be erased; the chain stays valid.

Everything that is hashed is a row of *netstrings* in UTF-8: ``3:abc,`` is the text ``abc`` (three
bytes), ``-,`` is nothing at all (NULL). No two rows of texts make the same bytes. PostgreSQL builds
them in its triggers, SQLite in its own and in here; whoever checks uses this module for both.

    detail      for each column that changed: name, old value, new value
    commitment  SHA-256 of salt (32 bytes) and detail
    row         id, kind, table, row id, customer, columns, commitment
    digest      SHA-256 of all rows of the act, in the order of their ids
    link        SHA-256 of seq, act, moment, actor, desk, number of rows, digest, previous hash

Values are text as it is, whole numbers in decimals, 0 and 1 for no and yes, and moments in
microseconds since 1970 (UTC). Hashes are 64 small hexadecimal digits.
"""

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

FIRST = "0" * 64  # what the first link follows

Value = str | int | None


@dataclass(frozen=True, slots=True)
class Row:
    """What the chain knows of one changed row, or of one thing that happened."""

    id: int
    kind: str
    table: str
    row_id: int
    customer_id: int | None
    columns: str
    commitment: str


@dataclass(frozen=True, slots=True)
class Link:
    """One business act. ``at`` is in microseconds since 1970."""

    seq: int
    act: int
    at: int
    actor: str
    desk: str
    rows: int
    digest: str
    previous: str


@dataclass(frozen=True, slots=True)
class Change:
    """One column's value before and after."""

    column: str
    old: str | None
    new: str | None


def netstrings(values: Iterable[Value]) -> str:
    """The values one after another, in the form that is hashed."""
    return "".join(
        "-," if value is None else f"{len(str(value).encode())}:{value}," for value in values
    )


def parts(text: str) -> list[str | None]:
    """What ``netstrings`` was made from. Raises ValueError for anything else."""
    data, found, at = text.encode(), list[str | None](), 0
    while at < len(data):
        if data[at : at + 2] == b"-,":
            found.append(None)
            at += 2
            continue
        colon = data.index(b":", at)
        end = colon + 1 + int(data[at:colon])
        if data[end : end + 1] != b",":
            raise ValueError("no netstring")
        found.append(data[colon + 1 : end].decode())
        at = end + 1
    return found


def changes(detail: str) -> list[Change]:
    """The columns that a detail tells of. Raises ValueError for a damaged one."""
    found = parts(detail)
    if len(found) % 3:
        raise ValueError("no detail")
    return [Change(found[at] or "", found[at + 1], found[at + 2]) for at in range(0, len(found), 3)]


def salt() -> str:
    """32 random bytes, in hexadecimal digits."""
    return secrets.token_hex(32)


def commitment(salt: str, detail: str) -> str:
    """What stands in the chain for values that may have to be erased."""
    return hashlib.sha256(bytes.fromhex(salt) + detail.encode()).hexdigest()


def digest(rows: Sequence[Row]) -> str:
    """One hash for all rows of an act."""
    hashed = hashlib.sha256()
    for row in rows:
        line = (row.id, row.kind, row.table, row.row_id, row.customer_id, row.columns)
        hashed.update(netstrings((*line, row.commitment)).encode())
    return hashed.hexdigest()


def link_hash(link: Link) -> str:
    """The hash of a link, which the next one carries on."""
    line = (link.seq, link.act, link.at, link.actor, link.desk, link.rows, link.digest)
    return hashlib.sha256(netstrings((*line, link.previous)).encode()).hexdigest()
