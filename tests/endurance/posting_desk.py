"""A desk that sends what waits, again and again, until ended; it may be killed wherever it is.

``python -m tests.endurance.posting_desk NAME URL PASSWORD PORT AUTHORITY``
"""

import os
import signal
import ssl
import sys
import time

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.models import base
from mcsys_desktop.services import outbox
from mcsys_desktop.services.outbox import Known, Sender
from mcsys_desktop.services.outbox.smtp import Server, Smtp
from tests.mailing import LOGIN, PASSWORD

BREATH = 0.05  # seconds between two rounds
READY = b"ready\n"


class Stop:
    """Whether it was asked to end."""

    asked = False


def main(name: str, url: str, password: str, port: str, authority: str) -> None:
    """Send until told to stop."""

    def stop(*_what: object) -> None:
        Stop.asked = True

    signal.signal(signal.SIGTERM, stop)
    base.connect(url, password=password, author=name)
    known, told = Known(), False
    trust = ssl.create_default_context(cafile=authority)
    while not Stop.asked:
        way = Smtp(
            Server("localhost", int(port), "starttls", LOGIN, PASSWORD),
            context=trust,
            timeout=20.0,
        )
        try:
            with base.connected():
                outbox.send(way, Sender("info@example.nl"), known)
        except UserError:  # another program keeps the file
            time.sleep(BREATH)
        if not told:
            os.write(1, READY)
            told = True
        time.sleep(BREATH)


if __name__ == "__main__":
    main(*sys.argv[1:])
