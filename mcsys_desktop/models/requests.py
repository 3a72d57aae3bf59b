"""Acts that are done once, however often they are asked for.

When the line is cut after COMMIT the answer is lost, and nobody at the desk knows whether it was
done. The desk asks again with the same request id; what was done then is not done a second time.
"""

import re
from collections.abc import Callable

from peewee import SQL, IntegrityError, TextField

from mcsys_desktop.models.base import Access, Group, Record, database, shared, transaction
from mcsys_desktop.models.fields import CharField
from mcsys_desktop.models.privacy import impersonal

# Longer than forms are kept at a desk: on ``core.drafts.KEPT`` days of use, and a desk that is used
# every other week needs over a year for those. A row is 32 digits and a number.
DAYS = 400


class Request(Record):
    """One act that was asked for and done, and what came of it: the id of a row, mostly."""

    access = Access(insert=Group.DESK, update=Group.DESK, delete=Group.DESK)
    subject = ""  # says nothing of anybody
    machine_made = ("key",)
    audited = False  # what the act did is in the log already
    guards = ("request_kept_400_days",)

    key = impersonal(CharField(max_length=32, unique=True))
    result = impersonal(TextField(default=""))


def once(key: str, act: Callable[[], str]) -> str:
    """Do ``act`` in one transaction, unless that was done before under this key; its result.

    ``key`` is 32 hexadecimal digits, made before the act is asked for the first time. Two desks, or
    an answer that is still on its way, may ask at once: the second waits for the first.
    """
    if not re.fullmatch(r"[0-9a-f]{32}", key):
        raise ValueError("a request id is 32 hexadecimal digits")
    if database.in_transaction():
        raise RuntimeError("a request is a whole act, not a part of one")
    known = _known(key)
    if known is not None:
        return known
    try:
        with transaction():
            asked: Request = Request(key=key)
            asked.save()  # first, so that whoever asks meanwhile waits here
            asked.result = act()
            asked.save()
            return asked.result
    except IntegrityError:
        known = _known(key)
        if known is None:
            raise
        return known


def forget_old() -> int:
    """Delete the keys of acts that nobody can ask for again; how many.

    A form that was kept at a desk carries its key, and is offered again on thirty days of use.
    """
    # By the database's clock, as its guard has it: that of a desk may be wrong.
    days = f"interval '{DAYS} days'" if shared() else f"{DAYS} * 86400000000"
    past = f"clock_timestamp() - {days}" if shared() else f"mcsys_now() - {days}"
    with transaction():
        return int(Request.delete().where(Request.created_at < SQL(past)).execute())


def _known(key: str) -> str | None:
    found = Request.select(Request.result).where(Request.key == key).first()
    return None if found is None else str(found.result)
