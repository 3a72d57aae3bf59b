"""Which program may do what to which office (decision 3).

The database states its version, and the oldest programs that may read and write it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from peewee import DatabaseError

from mcsys_desktop.core.errors import OfficeUnavailable
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models import failures
from mcsys_desktop.models.migrations import MIGRATIONS

SCHEMA = MIGRATIONS[-1].NUMBER  # what this program was made for

ABSENT = ("42P01", "42703", "3F000")  # no such table, column, schema

Rows = Callable[[str], list[tuple[Any, ...]]]


class Standing(StrEnum):
    """What this program may do here."""

    CLOSED = "closed"
    READY = "ready"
    READ_ONLY = "read_only"
    REFUSED = "refused"


class Behind(StrEnum):
    """Which of the two must be brought up to date before this program may write."""

    NEITHER = "neither"
    OFFICE = "office"
    PROGRAM = "program"


@dataclass(frozen=True, slots=True)
class State:
    """How program and office stand to each other, with the sentence for a person."""

    standing: Standing
    sentence: str
    version: int = 0
    office_id: str = ""

    @staticmethod
    def closed() -> "State":
        """No office is open."""
        return State(Standing.CLOSED, "")

    @property
    def writable(self) -> bool:
        """Whether this program may write."""
        return self.standing is Standing.READY

    @property
    def behind(self) -> Behind:
        """Which of the two is the older one, where that stands in the way."""
        if self.standing is not Standing.READ_ONLY:
            return Behind.NEITHER
        return Behind.OFFICE if self.version < SCHEMA else Behind.PROGRAM

    def refuse(self) -> None:
        """Raises OfficeUnavailable when this program may not even read."""
        if self.standing is Standing.REFUSED:
            raise OfficeUnavailable(self.sentence)


def compare(version: int, min_reader: int, min_writer: int, office_id: str) -> State:
    """What this program may do to a database that says this of itself."""
    if min_reader > SCHEMA:
        sentence = _(
            "This program is too old for the office. Install the new version on this desk."
        )
        return State(Standing.REFUSED, sentence, version, office_id)
    if min_writer > SCHEMA:
        sentence = _(
            "This program is older than the office, so it only shows."
            " Install the new version on this desk to change things."
        )
        return State(Standing.READ_ONLY, sentence, version, office_id)
    if version < SCHEMA:
        sentence = _(
            "This program is newer than the office, so it only shows."
            " Whoever looks after the office must upgrade it first."
        )
        return State(Standing.READ_ONLY, sentence, version, office_id)
    return State(Standing.READY, "", version, office_id)


def of_office(rows: Rows) -> State:
    """Read the office's own word. Raises OfficeUnavailable when it is no office of ours."""
    try:
        found = rows("SELECT version, min_reader, min_writer, office_id FROM schema_meta")
    except DatabaseError as error:
        if "no such" in str(error) or failures.sqlstate(error) in ABSENT:
            raise failures.not_ours() from error
        raise
    if len(found) != 1 or not found[0][3]:
        raise failures.not_ours()
    return compare(*found[0])
