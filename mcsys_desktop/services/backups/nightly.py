"""The backup of every night: when it is due, and what goes afterwards."""

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.models import address as addresses
from mcsys_desktop.models import base
from mcsys_desktop.models.turns import Turn
from mcsys_desktop.services.backups import files, packing
from mcsys_desktop.services.backups.keys import recipients
from mcsys_desktop.services.backups.making import Made, make
from mcsys_desktop.services.backups.standing import is_to_come, last_good, server_time, wanted

log = logging.getLogger(__name__)
AT = time(2, 30)  # on the office's wall clock


@dataclass(frozen=True, slots=True)
class Night:
    """What happens every night: at which time, where the backups go, and for whom."""

    folder: Path
    recipients: Sequence[str]
    at: time = AT


def turn_of(url: str, password: str) -> Turn:
    """The turn to do what the office at ``url`` needs done once."""
    return Turn(addresses.parse(url), password)


def last_time(night: Night, now: datetime) -> datetime:
    """The moment, not after ``now``, at which a backup should have begun. In UTC.

    An hour that the clock skips in March counts as the next one, and one that comes twice in
    October as the first.
    """
    day = clock.local(now).date()
    moment = _on(day, night.at)
    return moment if moment <= now else _on(day - timedelta(days=1), night.at)


def due(night: Night) -> bool:
    """Whether there is no good backup since it should last have been made, or was asked for.

    So one that was missed, because the computer was off, is made as soon as it is on.
    """
    last, asked, now = last_good(), wanted(), server_time()
    if last is None or is_to_come(last, now) or last.taken_at < last_time(night, now):
        return True
    return asked is not None and last.taken_at < asked


def make_nightly(night: Night, stop: Callable[[], bool] = packing.never) -> Made:
    """Make tonight's backup, prove it, and then throw away what is too old.

    Only for who holds the turn. Raises what ``make`` raises; nothing is thrown away then.
    """
    files.check(night.folder)
    office = base.state().office_id
    files.tidy(night.folder, office)
    made = make(night.folder, night.recipients, stop)
    kept = files.in_folder(night.folder, office)
    for old in files.superfluous(kept, server_time(), [made.path]):
        with suppress(OSError):  # the next night tries again
            old.unlink()
            log.info("a backup was old enough to go")
    return made


def make_if_due(night: Night, stop: Callable[[], bool] = packing.never) -> Made | None:
    """In a file's office there may be no collector: the desk itself makes what is due.

    None when nothing was, or when another program has the turn. Raises what ``make`` raises.
    """
    turn = Turn(base.address())
    if base.shared() or not base.state().writable or not due(night) or not turn.take():
        return None
    try:
        return make_nightly(night, stop)
    finally:
        turn.give_back()


def night_of(settings: Settings) -> Night | None:
    """What the settings of this computer say of the nights; None while they say too little."""
    if not settings.backup_recipients or not settings.backup_folder:
        return None
    return Night(Path(settings.backup_folder), recipients(settings), read_time(settings.backup_at))


def read_time(text: str) -> time:
    """A time of day as "2:30". Raises UserError."""
    try:
        hours, minutes = text.split(":")
        return time(int(hours), int(minutes))
    except ValueError as error:
        raise UserError(_("A time looks like 2:30 or 23:15.")) from error


def _on(day: date, at: time) -> datetime:
    return datetime.combine(day, at, tzinfo=clock.OFFICE_ZONE).astimezone(UTC)
