"""What a reminder says, frozen when it is made: whom to, which invoices, which amounts and words.

Kept as canonical text (``documents.invoices.text``), so that it is never put together again.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mcsys_desktop.documents.invoices.snapshot import Buyer, Seller

_MENTIONED = 4  # numbers that a payment is asked to mention


class Step(StrEnum):
    """How far it has come; the words are those of the table of reminders."""

    FRIENDLY = "friendly"
    FOURTEEN_DAYS = "fourteen_days"
    NOTICE = "notice"
    HANDED_OVER = "handed_over"


@dataclass(frozen=True, slots=True)
class Claim:
    """One invoice that is not paid; ``open`` is what is left of ``total``, both in cents."""

    number: str
    dated: date
    due: date
    total: int
    open: int


@dataclass(frozen=True, slots=True)
class Told:
    """An earlier letter about one of these invoices: for whoever collects the debt."""

    step: Step
    dated: date


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter. Amounts are cents.

    ``costs`` are claimed, or in the 14-day letter announced; ``costs_vat`` is the VAT inside them,
    of a creditor who cannot deduct it. ``before`` and ``after`` are the paragraphs around the
    table.
    """

    step: Step
    language: str  # "nl" or "en"
    formal: bool  # u, not je
    seller: Seller
    buyer: Buyer
    dated: date
    claims: tuple[Claim, ...]
    principal: int
    costs: int = 0
    costs_vat: int = 0
    interest: int = 0
    pay_by: date | None = None
    opening: str = ""
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    earlier: tuple[Told, ...] = ()
    form: int = 1

    @property
    def demand(self) -> int:
        """What is to be paid now: in the 14-day letter without the costs that it announces."""
        if self.step in (Step.FRIENDLY, Step.FOURTEEN_DAYS):
            return self.principal
        return self.principal + self.costs + self.interest

    @property
    def mention(self) -> str:
        """What a payment is to mention: the numbers, as far as a bank has room for them."""
        numbers = [claim.number for claim in self.claims]
        if len(numbers) <= _MENTIONED:
            return ", ".join(numbers)
        return f"{self.buyer.number or ''} {numbers[0]} +{len(numbers) - 1}".strip()
