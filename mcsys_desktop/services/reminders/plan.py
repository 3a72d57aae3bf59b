"""The steps, and from which day the next one may be taken: plain dates, no database.

Nothing here waits for one exact day. A step is due from a day on and stays due, so an office that
was closed for two weeks proposes the same letters afterwards.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from mcsys_desktop.models.reminders import Step

LAWFUL = 14  # days, of BW 6:96 lid 6


class Delivery(StrEnum):
    """How a letter goes to somebody."""

    EMAIL = "email"
    POST = "post"


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast the steps follow each other, in days; as the office chose."""

    after: int = 7
    gives: int = 7
    by_mail: int = 1
    by_post: int = 2

    def delivered(self, dated: date, by: Delivery) -> date:
        """When a letter of that day counts as delivered."""
        return dated + timedelta(days=self.by_mail if by is Delivery.EMAIL else self.by_post)

    def last_day(self, step: Step, dated: date, by: Delivery) -> date | None:
        """The last day of the term that a letter gives; none where it gives none.

        The lawful fourteen days are counted from the day after delivery, whole.
        """
        if step is Step.HANDED_OVER:
            return None
        days = LAWFUL if step is Step.FOURTEEN_DAYS else self.gives
        return self.delivered(dated, by) + timedelta(days=days)

    def first_due(self, due: date) -> date:
        """From when an invoice with this last day of payment is reminded of."""
        return due + timedelta(days=max(self.after, 1))


@dataclass(frozen=True, slots=True)
class Written:
    """A letter about an invoice that went out; ``over`` is the last day that it gave."""

    step: Step
    dated: date
    over: date | None


def next_step(business: bool, had: Iterable[Step]) -> Step | None:
    """The step after these; None when it was handed over.

    A consumer is never handed over without the 14-day letter, whatever else was written before:
    without it no costs may be asked.
    """
    steps = set(had)
    if Step.HANDED_OVER in steps:
        return None
    if Step.FOURTEEN_DAYS in steps or (business and Step.NOTICE in steps):
        return Step.HANDED_OVER
    if not steps:
        return Step.FRIENDLY
    return Step.NOTICE if business else Step.FOURTEEN_DAYS


def due_step(
    business: bool, due: date, letters: Iterable[Written], on: date, pace: Pace
) -> Step | None:
    """The step that may be taken on a day about one invoice; None while it is too early."""
    written = tuple(letters)
    step = next_step(business, (letter.step for letter in written))
    if step is None:
        return None
    over = max((letter.over for letter in written if letter.over is not None), default=None)
    if over is None:
        return step if on >= pace.first_due(due) else None
    return step if on > max(over, due) else None
