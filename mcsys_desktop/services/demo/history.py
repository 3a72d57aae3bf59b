"""The calls of the demo office: years of them, and a few of today."""

import random
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from mcsys_desktop.core import clock
from mcsys_desktop.models.base import transaction
from mcsys_desktop.models.calls import Call, CallState, Outcome, Result
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.services import call_backs, calls
from mcsys_desktop.services.calls import CallEvent, EventKind
from mcsys_desktop.services.demo import invented, known
from mcsys_desktop.services.demo.writing import insert

_YEARS = 4
_STRANGERS = 120  # calls of the last 90 days that belong to nobody
_OPENS, _CLOSES = 8, 18  # hours at the office
_LOGINS = tuple(login for login, _name, _extension in invented.COLLEAGUES)
_EXTENSIONS = tuple(extension for _login, _name, extension in invented.COLLEAGUES)


class Historian:
    """Makes up calls; the same ones each time for the same seed and the same day."""

    def __init__(self, seed: int, today: date) -> None:
        self._chance = random.Random(seed)  # noqa: S311  # invented calls, no secrets
        self._today = today

    def of_customer(
        self, customer_id: int, e164s: Sequence[str], count: int
    ) -> list[dict[str, Any]]:
        """Past calls of a customer, over the years."""
        return [
            self._call(self._moment(1, 365 * _YEARS), self._chance.choice(e164s), customer_id)
            for _one in range(count if e164s else 0)
        ]

    def of_strangers(self) -> list[dict[str, Any]]:
        """Calls that belong to no customer; older ones were forgotten."""
        rows = []
        for _one in range(_STRANGERS):
            e164 = f"+316{self._chance.randrange(10_000_000, 58_000_000)}"
            rows.append(self._call(self._moment(1, 89), e164, None))
        return rows

    def _moment(self, first: int, last: int) -> datetime:
        """Some time of day on a working day, so many days ago; lately more often."""
        ago = first + int((last - first) * self._chance.random() ** 1.6)
        day = self._today - timedelta(days=ago)
        if day.weekday() == 6:
            day -= timedelta(days=1)
        seconds = self._chance.randrange(_OPENS * 3600, _CLOSES * 3600)
        return clock.day_starts(day) + timedelta(seconds=seconds)

    def _call(self, at: datetime, e164: str, customer_id: int | None) -> dict[str, Any]:
        chance = self._chance
        inbound = chance.random() < 0.8
        answered = not inbound or chance.random() < 0.82
        rang = timedelta(seconds=chance.randrange(3, 28))
        spoke = timedelta(seconds=min(3600, int(chance.expovariate(1 / 190)) + 8))
        noted = answered and customer_id is not None and chance.random() < 0.45
        who = chance.choice(_LOGINS)
        handled = at + rang + timedelta(minutes=chance.randrange(5, 600))
        return {
            "direction": "inbound" if inbound else "outbound",
            "state": CallState.ENDED,
            "outcome": Outcome.ANSWERED if answered else Outcome.MISSED,
            "number_raw": e164,
            "e164": e164,
            "called": chance.choice(_EXTENSIONS) if inbound else "",
            "rang_at": at,
            "answered_at": at + rang if answered else None,
            "ended_at": at + rang + spoke if answered else at + rang,
            "customer": customer_id,
            "note": chance.choice(invented.NOTES) if noted else "",
            "result": Result.SOLVED if noted else Result.NONE,
            "handled_at": handled if noted or not answered else None,
            "handled_by": who if noted or not answered else "",
        }


def write(rows: Sequence[dict[str, Any]]) -> None:
    """Put past calls into the log, oldest first."""
    with transaction():
        insert(Call, sorted(rows, key=lambda row: row["rang_at"]))


# How far into the day so far, the number, then what the phone said: after so many seconds, what.
_TODAY: tuple[tuple[float, str, str, tuple[tuple[int, EventKind], ...]], ...] = (
    (
        0.55,
        "06 4419 2703",
        "21",
        ((0, EventKind.RINGING), (9, EventKind.ANSWERED), (71, EventKind.ENDED)),
    ),
    (
        0.62,
        "033 472 90 16",
        "22",
        ((0, EventKind.RINGING), (6, EventKind.ANSWERED), (372, EventKind.ENDED)),
    ),
    (
        0.70,
        "06 1845 2290",
        "21",
        ((0, EventKind.RINGING), (4, EventKind.ANSWERED), (180, EventKind.ENDED)),
    ),
    (0.78, "0342 41 55 60", "21", ((0, EventKind.RINGING), (22, EventKind.MISSED))),
    (
        0.86,
        known.BAKERY_NUMBER,
        "21",
        ((0, EventKind.RINGING), (5, EventKind.ANSWERED), (168, EventKind.ENDED)),
    ),
    (0.93, "0342 41 55 60", "21", ((0, EventKind.RINGING), (24, EventKind.MISSED))),
)
_TODAYS_NOTES = {
    "033 472 90 16": "Wil een prijs voor twee nieuwe kassaschermen.",
    "06 1845 2290": "Laptop is klaar, komt hem vanmiddag halen.",
}


def write_waiting(now: datetime) -> None:
    """One who asked to be called back, beside whoever called in vain."""
    found = Customer.get_or_none(Customer.name == "Fysio Dorpsplein")
    if found is not None:
        tomorrow = clock.local(now).date() + timedelta(days=1)
        noon = clock.day_starts(tomorrow) + timedelta(hours=12)
        call_backs.add(
            call_backs.Asked(customer_id=found.id, reason="Vraag over de offerte", due_at=noon)
        )


def write_today(now: datetime, chosen: Mapping[str, int]) -> None:
    """Let today's calls arrive as a phone reports them: two of them missed, by one customer.

    ``chosen`` says which customer somebody chose for a number that several of them have.
    """
    midnight = clock.day_starts(clock.local(now).date())
    for count, (part, number, extension, told) in enumerate(_TODAY):
        begins = midnight + (now - midnight) * part
        for second, kind in told:
            at = min(begins + timedelta(seconds=second), now)
            event = CallEvent(
                source=f"handset:demo-{extension}",
                external_id=f"demo-{count}",
                kind=kind,
                at=at,
                number_raw=number,
                called_raw=extension,
                device=extension,
            )
            row = calls.report(event)
        if row.customer_id is None and number in chosen:
            calls.choose_customer(row.id, chosen[number])
        if number in _TODAYS_NOTES:
            row = calls.get(row.id) or row
            calls.write_note(row.id, row.version, _TODAYS_NOTES[number], "")
            calls.finish(row.id, Result.SOLVED)
