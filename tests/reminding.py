"""An office that reminds: days that pass when they are told to, and what is proposed then."""

from datetime import date, timedelta

import pytest

from mcsys_desktop.core import clock
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.services import payments, reminders
from mcsys_desktop.services.invoices import Finished
from mcsys_desktop.services.payments import Method, Share
from mcsys_desktop.services.reminders import Proposal
from tests import billing
from tests.conftest import AtDesk, Office


@pytest.fixture(autouse=True)
def ours(db: Office, at_desk: AtDesk) -> None:
    """Our company is known."""
    at_desk(billing.company, login="carla")


@pytest.fixture
def go(monkeypatch: pytest.MonkeyPatch) -> "Days":
    """Let days pass: `go(20)` is twenty days from the beginning."""
    return Days(monkeypatch)


class Days:
    """The clock of the office, which goes only when it is told."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch, self._begin = monkeypatch, clock.today()

    def __call__(self, days: int) -> date:
        day = self._begin + timedelta(days=days)
        self._monkeypatch.setattr(clock, "today", lambda: day)
        return day


def only(customer: Customer | None = None) -> Proposal:
    """The one letter that is proposed."""
    (found,) = reminders.proposals(customer_id=None if customer is None else customer.id)
    return found


def pay(done: Finished, cents: int) -> None:
    """Somebody paid a part of an invoice."""
    payments.receive(cents, clock.today(), Method.BANK, [Share(done.id, cents)])
