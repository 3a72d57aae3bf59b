"""Whose data a column holds, why, for how long, and what erasing does to it.

The AVG (GDPR, articles 5, 17 and 30) asks this of each piece of personal data. Here each column
answers for itself; a test walks the database's own catalogue and fails on a column that does not.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from peewee import Field


class Purpose(StrEnum):
    """Why the office may hold it."""

    CONTRACT = "contract"  # to do what the customer asked for: art. 6(1)(b)
    CONTACT = "contact"  # to know who calls and to call back: art. 6(1)(f)
    ACCOUNTABILITY = "accountability"  # to know who of the staff did what: art. 6(1)(c) and 32
    TAX = "tax"  # what the tax office requires: AWR 52


class Term(StrEnum):
    """How long the office may hold it."""

    RELATION = "relation"  # two years after the relation with the customer ends
    CALL_LOG = "call_log"  # 90 days after the call, or as the office chose
    STAFF = "staff"  # seven years after the employee's last act
    FISCAL = "fiscal"  # until 31 December of the seventh year after the document's year


class Erasure(StrEnum):
    """What erasing does to the column."""

    DELETE_ROW = "delete_row"
    BLANK = "blank"  # the row stays, this becomes empty
    PLACEHOLDER = "placeholder"  # the row stays, this becomes ``ERASED``
    KEEP = "keep"  # stays until the term ends; only for what a law demands


ERASED = "[gewist]"  # what a PLACEHOLDER becomes, in every language of the screen


@dataclass(frozen=True, slots=True)
class Personal:
    """The declaration of one column that holds personal data."""

    purpose: Purpose
    term: Term
    erasure: Erasure


@dataclass(frozen=True, slots=True)
class Impersonal:
    """The declaration of one column that says nothing about a person."""


Declaration = Personal | Impersonal
F = TypeVar("F", bound="Field[Any]")


def personal(field: F, purpose: Purpose, term: Term, erasure: Erasure) -> F:
    """Declare that ``field`` holds personal data, and on what terms."""
    vars(field)["declaration"] = Personal(purpose, term, erasure)
    return field


def impersonal(field: F) -> F:
    """Declare that ``field`` holds nothing personal."""
    vars(field)["declaration"] = Impersonal()
    return field


def declared(field: "Field[Any]") -> Declaration | None:
    """What was declared of ``field``; None when somebody forgot."""
    found: Declaration | None = vars(field).get("declaration")
    return found


# Tables that no model stands for. The search text and its index hold what people are found by;
# it goes with the customer's row, and FTS5 is told to leave nothing behind.
_FOUND_BY = Personal(Purpose.CONTRACT, Term.RELATION, Erasure.DELETE_ROW)
WITHOUT_MODEL: dict[str, Declaration] = {
    "audit_open": Impersonal(),
    "customer_search": _FOUND_BY,
    "customer_search_config": Impersonal(),
    "customer_search_content": _FOUND_BY,
    "customer_search_data": _FOUND_BY,
    "customer_search_docsize": Impersonal(),
    "customer_search_idx": _FOUND_BY,
    "customer_series": Impersonal(),
    "quote_series": Impersonal(),
    "sqlite_sequence": Impersonal(),
}
