"""Acts that alone may write certain columns: a number is given by making a document final.

On a server such an act is a function that runs as the owner of the tables, and no login has the
right to write those columns itself. A file has one writer, our program, and no such functions:
there the program says which act it is in, and the generated rules refuse those columns to all
others. The rules on what is written hold for both.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from mcsys_desktop.models.base import database, shared


@contextmanager
def through(door: str) -> Iterator[None]:
    """Be in the act called ``door``, in an office in a file. Only inside ``transaction()``."""
    connection: Any = database.connection()
    connection.door = door
    try:
        yield
    finally:
        connection.door = ""


@contextmanager
def on_day(day: date) -> Iterator[None]:
    """Date documents as if it were another day: for invented offices, which have a past.

    Only inside ``transaction()``. A server goes by its own clock, whatever we say.
    """
    if shared():
        yield
        return
    connection: Any = database.connection()
    connection.day = day
    try:
        yield
    finally:
        connection.day = None
