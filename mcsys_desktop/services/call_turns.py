"""One desk at a time judges the calls of one number, and who of them waits to be called back.

Whoever holds rows of both takes turns first, then the calls, then the entries of the list in the
order of their ids. So nobody waits in a circle.
"""

from mcsys_desktop.models.base import database, shared


def take(*keys: str) -> None:
    """Wait for one's turn at these numbers, until the transaction ends; empty ones are left out.

    In a file the transaction does that by itself: there is one writer.
    """
    if shared():
        for key in filter(None, keys):
            database.execute_sql(
                "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", (f"call {key}",)
            )


def key_of(e164: str, number_raw: str) -> str:
    """What stands for a number, also for one that is none."""
    return e164 or number_raw
