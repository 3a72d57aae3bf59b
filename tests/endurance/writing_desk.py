"""Somebody who writes without a pause, through the services that the screens use, until ended.

``python -m tests.endurance.writing_desk NAME URL PASSWORD SHARED ACTS``. It tells each act before
it is asked for, and what it was told of it, so that whoever kills it knows what it believed.
ACTS: ``make`` (new customers, each under a request's id), ``change`` (the customer whose id is
SHARED, which everybody changes), or both in turn: ``make,change``. Ends after its act on SIGTERM.
"""

import itertools
import json
import os
import random
import signal
import sys
import time
import uuid

from mcsys_desktop.core.errors import OfficeUnavailable, StaleRecord, Unanswered, UserError
from mcsys_desktop.models import base
from mcsys_desktop.services import customers

ASKING, SAVED, NOT_SAVED, UNSURE, CONFLICT = "asking", "saved", "not saved", "unsure", "conflict"
BREATH = 0.05  # seconds after something broke
TERMS = customers.LONGEST_TERM + 1  # that there are: the terms of payment count as well
LOOKING = 0.004  # seconds at most that somebody looks at a customer before saving


class Stop:
    """Whether it was asked to end."""

    asked = False


def tell(what: str, act: str, key: str, version: int = 0) -> None:
    """One whole line at once: it stands in the pipe whatever happens to this process next."""
    line = json.dumps({"what": what, "act": act, "key": key, "version": version})
    os.write(1, line.encode() + b"\n")


def draft_of(request: str) -> customers.CustomerDraft:
    """A customer with all that a form has, whose name says by which request it was made."""
    return customers.CustomerDraft(
        kind=customers.CustomerKind.BUSINESS,
        company_name=name_of(request),
        surname="Zonneveld",
        phone="033 461 20 45",
        email="info@zonneveld.test",
        city="Amersfoort",
    )


def name_of(request: str) -> str:
    """Letters only: digits might be taken for the number of a card."""
    return "".join(chr(ord("a") + int(digit, 16)) for digit in request)


def make(request: str) -> None:
    """Make a customer, and ask until there is an answer."""
    draft = draft_of(request)
    tell(ASKING, "make", request)
    unsure = False
    while True:
        try:
            with base.connected():
                customers.create(draft, request)
        except Unanswered:
            unsure = True
            tell(UNSURE, "make", request)
        except OfficeUnavailable:
            if not unsure:
                tell(NOT_SAVED, "make", request)
                return
        else:
            tell(SAVED, "make", request)
            return
        if Stop.asked:
            return
        time.sleep(BREATH)


def change(shared: int, chance: random.Random) -> None:
    """What it counts goes up by one, on top of what was seen: one that is missing was lost."""
    with base.connected():
        seen = customers.card(shared)
        assert seen is not None
        time.sleep(chance.uniform(0, LOOKING))
        key = uuid.uuid4().hex
        # With a mark of its own: who wants what is there already is told that it is saved.
        count = int(seen.department.split()[0]) + 1
        wanted = f"{count} {name_of(key)[:8]}"
        tell(ASKING, "change", key, seen.version + 1)
        try:
            customers.change(shared, seen.version, department=wanted, payment_days=count % TERMS)
        except StaleRecord:
            tell(CONFLICT, "change", key)
        except Unanswered:
            tell(UNSURE, "change", key)
            raise
        except OfficeUnavailable:
            tell(NOT_SAVED, "change", key)
            raise
        else:
            tell(SAVED, "change", key, seen.version + 1)


def main(name: str, url: str, password: str, shared: str, acts: str) -> None:
    """Write until told to stop."""

    def stop(*_what: object) -> None:
        Stop.asked = True

    signal.signal(signal.SIGTERM, stop)
    chance = random.Random(name)
    while not Stop.asked:
        try:
            base.connect(url, password=password, author=name.partition("-")[0])
            break
        except OfficeUnavailable:
            time.sleep(BREATH)
    tell("ready", "", "")
    for act in itertools.cycle(acts.split(",")):
        if Stop.asked:
            return
        try:
            if act == "make":
                make(uuid.uuid4().hex)
            else:
                change(int(shared), chance)
        except UserError as error:
            if not isinstance(error, OfficeUnavailable):
                tell("refused", act, str(error))
            time.sleep(BREATH)


if __name__ == "__main__":
    main(*sys.argv[1:])
