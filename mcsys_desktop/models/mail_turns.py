"""Whose turn it is to send mail: one program at a time, at a whole office.

So whoever has it knows that what is on its way belongs to a program that is gone.
"""

import contextlib
from collections.abc import Iterator

from mcsys_desktop.models import base
from mcsys_desktop.models.turns import locked
from mcsys_desktop.models.upgrade_file import cannot_be_written

MAILING = 0x4D434D4C  # "MCML": the number of the lock at a server


@contextlib.contextmanager
def to_mail() -> Iterator[bool]:
    """Whether it is this program's turn to send mail, for the length of the block.

    It hangs on this thread's connection, so that it is gone with it: ``still_to_mail`` looks.
    Raises OfficeUnavailable.
    """
    if not base.shared():
        with _beside_file() as ours:
            yield ours
        return
    with base.connected():
        ((ours,),) = base.rows("SELECT pg_try_advisory_lock(%s)", (MAILING,))
        try:
            yield bool(ours)
        finally:
            if ours:
                with contextlib.suppress(Exception):  # the line is gone, and so is the turn
                    base.rows("SELECT pg_advisory_unlock(%s)", (MAILING,))


def still_to_mail() -> bool:
    """Whether the turn to mail is still ours. A file's lock cannot be lost."""
    if not base.shared():
        return True
    found = base.rows(
        "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 1"
        " AND pid = pg_backend_pid() AND objid::bigint = %s",
        (MAILING,),
    )
    return bool(found)


@contextlib.contextmanager
def _beside_file() -> Iterator[bool]:
    office = base.address().path
    if office is None:
        raise RuntimeError("an office on a server has no file")
    try:
        file = locked(office.with_suffix(".mailing"))
    except OSError as error:
        raise cannot_be_written(office) from error
    try:
        yield file is not None
    finally:
        if file is not None:
            file.close()
