"""A desk that does nothing but write: ``python -m tests.endurance.busy_desk URL NAME``.

The password comes on standard input, which ends when it is to stop. Each customer that the office
acknowledged is printed.
"""

import sys
import threading
import time

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.models import base
from tests import make

PAUSE = 0.01  # seconds between two customers: a hundred a second at each desk
REFUSED = "!"  # how a line begins that says why not


def main(url: str, name: str) -> None:
    """Write until somebody closes standard input."""
    password = sys.stdin.readline().strip()
    stop = threading.Event()

    def listen() -> None:
        sys.stdin.read()
        stop.set()

    threading.Thread(target=listen, daemon=True).start()
    base.connect(url, password=password, author=name)
    number = 0
    while not stop.is_set():
        number += 1
        told = f"{name} {number}"
        time.sleep(PAUSE)
        try:
            with base.connected(), base.transaction():
                one = make.customer(told, numbers=["0611111111", "0622222222"])
                one.notes = "gewijzigd"
                one.save()
        except UserError as error:
            told = f"{REFUSED} {error}"
        sys.stdout.write(told + "\n")
        sys.stdout.flush()
    base.disconnect()


if __name__ == "__main__":
    main(*sys.argv[1:3])
