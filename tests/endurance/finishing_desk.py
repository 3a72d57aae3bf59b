"""Somebody who makes invoices final without a pause, and fails now and then, until ended.

``python -m tests.endurance.finishing_desk NAME URL PASSWORD CUSTOMER``. Each line it tells is JSON:
``asking`` a number under a request, and then that it ``got`` one, or that it ``failed`` on purpose:
before the number was taken, or after. Ends after its act on SIGTERM.
"""

import json
import os
import random
import signal
import sys
import time
import uuid

from mcsys_desktop.core.errors import OfficeUnavailable, UserError
from mcsys_desktop.models import base
from mcsys_desktop.services import invoices
from mcsys_desktop.services.invoices import DraftLine

ASKING, GOT, FAILED, READY = "asking", "got", "failed", "ready"
FAILURES = 0.15  # of all: half of them before the number is taken
BREATH = 0.05  # seconds after something broke


class Broken(Exception):
    """A fault on purpose."""


class Stop:
    """Whether it was asked to end."""

    asked = False


def tell(what: str, request: str = "", number: str = "") -> None:
    """One whole line at once: it stands in the pipe whatever happens to this process next."""
    line = json.dumps({"what": what, "request": request, "number": number})
    os.write(1, line.encode() + b"\n")


def finish(customer_id: int, chance: random.Random) -> None:
    """A draft, and its number, or a fault on either side of it."""
    made = invoices.begin(customer_id)
    found = invoices.get(made)
    assert found is not None
    lines = [
        DraftLine("Uren", chance.randrange(250, 8000, 250), 750_000),
        DraftLine("Kabel", chance.randrange(1000, 9000, 1000), chance.randrange(10_000, 999_999)),
    ]
    version = invoices.save(made, found.version, found.head, lines)
    request, fate = uuid.uuid4().hex, chance.random()
    tell(ASKING, request)
    try:
        with base.transaction():
            if fate < FAILURES / 2:
                raise Broken
            done = invoices.finalise(made, version, request)
            if fate < FAILURES:
                raise Broken
    except Broken:
        tell(FAILED, request)
    else:
        tell(GOT, request, done.number)


def main(name: str, url: str, password: str, customer: str) -> None:
    """Make invoices final until told to stop."""

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
    tell(READY)
    while not Stop.asked:
        try:
            with base.connected():
                finish(int(customer), chance)
        except UserError:  # another program keeps the file, or somebody else has the lock
            time.sleep(BREATH)


if __name__ == "__main__":
    main(*sys.argv[1:])
