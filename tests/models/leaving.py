"""A program that leaves its office while threads ask it things: ``-m tests.models.leaving URL``.

A process of its own, because what is tested may end it.
"""

import sys
import threading

from peewee import DatabaseError, InterfaceError

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.models import base

ROUNDS, THREADS = 25, 3
ASKS = "SELECT count(*) FROM sqlite_master AS a, sqlite_master AS b"


def main(url: str) -> int:
    """Leave again and again under the hands of those who ask."""
    for _round in range(ROUNDS):
        base.connect(url, author="anna")
        asked = threading.Event()
        threads = [threading.Thread(target=ask, args=(asked,)) for _thread in range(THREADS)]
        for thread in threads:
            thread.start()
        asked.wait()
        base.disconnect()
        for thread in threads:
            thread.join()
    return 0


def ask(asked: threading.Event) -> None:
    """Ask until the office is no longer open here."""
    try:
        with base.connected():
            for _query in range(200):
                base.rows(ASKS)
                asked.set()
    except (UserError, DatabaseError, InterfaceError, RuntimeError, AttributeError):
        asked.set()  # nobody is promised an answer from an office that was left


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
