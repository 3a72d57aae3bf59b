"""What desks were told of their writes, held against what the office holds afterwards."""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from mcsys_desktop.models import base
from mcsys_desktop.services import customers
from tests.conftest import Office
from tests.endurance.scenario import Outcome, verified
from tests.endurance.writing_desk import (
    ASKING,
    CONFLICT,
    NOT_SAVED,
    SAVED,
    TERMS,
    UNSURE,
    draft_of,
    name_of,
)

GONE_WITHIN = 30.0  # seconds until the server has noticed that the killed ones are no more
OPEN = (ASKING, UNSURE)  # nobody knows: it was asked for, and then the desk or the line was no more


@dataclass
class Journal:
    """What all desks of a scenario were told last of each act."""

    makes: dict[str, str] = field(default_factory=dict)  # by its request
    changes: dict[str, str] = field(default_factory=dict)
    versions: list[int] = field(default_factory=list)  # that a change was told to have become
    was_unsure: set[str] = field(default_factory=set)
    refused: Counter[str] = field(default_factory=Counter)

    def hear(self, line: dict[str, Any]) -> None:
        """Take in what a desk told."""
        what, key = line["what"], line["key"]
        if what == "refused":
            self.refused[key] += 1
            return
        if what == UNSURE:
            self.was_unsure.add(key)
        (self.makes if line["act"] == "make" else self.changes)[key] = what
        if line["act"] == "change" and what == SAVED:
            self.versions.append(line["version"])


@contextmanager
def opened(office: Office) -> Iterator[None]:
    """This process at the office, as anna."""
    base.connect(office.url, password=office.password, key=office.key, author="anna")
    try:
        yield
    finally:
        base.disconnect()


@dataclass
class Account:
    """What was wrong, and how much there was."""

    lost: int = 0
    doubled: int = 0
    overwritten: int = 0
    found: int = 0  # unknown ones that had been done
    asked_again: int = 0

    def outcome(self, tried: int, journal: Journal, office: Office, note: str) -> Outcome:
        """As a row of the table."""
        told = Counter(journal.makes.values()) + Counter(journal.changes.values())
        saved, conflicts = told[SAVED], told[CONFLICT]
        words = f"{saved} acts told saved, {told[NOT_SAVED]} not saved, {conflicts} conflicts"
        words += f"; {self.asked_again} unknown ones asked again ({self.found} had been done)"
        words += f", {len(journal.was_unsure)} were uncertain at the desk for a while"
        if journal.refused:
            words += f"; refused: {dict(journal.refused)}"
        chain = verified(office)
        return Outcome(
            tried, self.lost, self.doubled, self.overwritten, chain, note=f"{note}; {words}"
        )


def settle(journal: Journal, office: Office, shared: int, first: int) -> Account:
    """Compare, and ask again for what nobody knows of; only when no desk writes any more.

    ``shared`` is the customer that everybody changed, from its version ``first`` on.
    """
    account = Account()
    with opened(office), base.connected():
        if base.shared():
            _wait_until_alone()
        else:
            assert base.rows("PRAGMA integrity_check") == [("ok",)]
        _settle_makes(account, journal)
        _settle_changes(account, journal, shared, first)
    return account


def _settle_makes(account: Account, journal: Journal) -> None:
    lost, doubled = set(), set()
    there = _counts()
    for request, told in journal.makes.items():
        count = there[name_of(request)]
        if told == SAVED and count == 0:
            lost.add(request)
        if count > (told != NOT_SAVED):  # whoever is told so types it again: then there are two
            doubled.add(request)
    unknown = [request for request, told in journal.makes.items() if told in OPEN]
    account.found = sum(there[name_of(request)] for request in unknown)
    account.asked_again = len(unknown)
    # And of what is certain nothing is done a second time either.
    saved = [request for request, told in journal.makes.items() if told == SAVED][-100:]
    for request in unknown + saved:
        customers.create(draft_of(request), request)
    there = _counts()
    lost |= {request for request in unknown + saved if there[name_of(request)] == 0}
    doubled |= {request for request in unknown + saved if there[name_of(request)] > 1}
    account.lost += len(lost) + sum(whole != (1, 1) for whole in _lines())
    account.doubled += len(doubled)


def _settle_changes(account: Account, journal: Journal, shared: int, first: int) -> None:
    now = customers.card(shared)
    assert now is not None
    account.overwritten += abs(int(now.department.split()[0]) - now.version)
    account.overwritten += now.payment_days != now.version % TERMS  # one of the later columns
    account.overwritten += len(journal.versions) - len(set(journal.versions))
    unknown = sum(told in OPEN for told in journal.changes.values())
    untold = now.version - first - len(set(journal.versions))
    account.doubled += max(0, untold - unknown)  # saved, and told that it was not
    account.lost += max(-untold, sum(version > now.version for version in journal.versions), 0)


def _counts() -> Counter[str]:
    return Counter(name for (name,) in base.rows("SELECT name FROM customer"))


def _lines() -> list[tuple[int, ...]]:
    """How many numbers and addresses each customer of a request has: an act is whole or not."""
    return base.rows(
        "SELECT (SELECT count(*) FROM phone_number WHERE customer_id = customer.id),"
        " (SELECT count(*) FROM email_address WHERE customer_id = customer.id)"
        " FROM customer WHERE length(name) = 32"
    )


def _wait_until_alone() -> None:
    others = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
    )
    deadline = time.monotonic() + GONE_WITHIN
    while base.rows(others) != [(0,)]:
        assert time.monotonic() < deadline, "somebody else is still connected"
        time.sleep(0.05)
