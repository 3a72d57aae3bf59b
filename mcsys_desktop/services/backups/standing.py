"""How the office stands with its backups: the last good one, and when to worry."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from mcsys_desktop.core import clock, vault
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models import base
from mcsys_desktop.models.base import rows
from mcsys_desktop.models.office import SchemaHistory, setting
from mcsys_desktop.models.safety import Backup

WANTED = "backup_wanted"  # the setting that says when somebody asked for one
PATIENCE = timedelta(hours=26)  # a night, and somebody who comes in late


@dataclass(frozen=True, slots=True)
class Good:
    """A backup that was proven."""

    place: Path
    taken_at: datetime
    proven_at: datetime
    bytes: int


def last_good() -> Good | None:
    """The newest backup that was proven; None when there never was one."""
    # The last one that was made, whatever the clock said then.
    found = Backup.select().order_by(Backup.id.desc()).first()
    if found is None:
        return None
    return Good(Path(found.place), found.taken_at, found.proven_at, found.bytes)


def wanted() -> datetime | None:
    """When an administrator last asked for one; nothing for what lies in the future."""
    try:
        at = datetime.fromisoformat(setting(WANTED))
        return at if at.tzinfo is not None and at <= server_time() else None
    except ValueError:
        return None


def warning(now: datetime | None = None) -> str:
    """What every desk shows when the last good backup is over 26 hours old; else nothing.

    ``now`` is by the clock of the server, when left out: that of a desk may be wrong. An office in
    a file without a key is for tests and the demo, and nobody is warned of that.
    """
    if not base.shared() and not keyed():
        return ""
    now = now or server_time()
    last = last_good()
    if last is None:
        if now - made_at() <= PATIENCE:
            return ""
        return _("This office was never backed up. Let whoever looks after it see to that today.")
    if is_to_come(last, now):
        return _(
            "The last backup is dated {when}, which is still to come: the clock was wrong then, or"
            " is wrong now. Set it right; then a new backup is made."
        ).format(when=clock.day_and_time(last.taken_at, clock.local(now).date()))
    if now - last.taken_at <= PATIENCE:
        return ""
    return _(
        "The last good backup is of {when}. Let whoever looks after the office see to that today."
    ).format(when=clock.day_and_time(last.taken_at, clock.local(now).date()))


def is_to_come(last: Good, now: datetime) -> bool:
    """Whether it was made by another clock than the one that says ``now``."""
    return last.taken_at > now + PATIENCE


def server_time() -> datetime:
    """This moment by the clock that the backups are dated with, in UTC."""
    if not base.shared():
        return clock.now()
    ((now,),) = rows("SELECT clock_timestamp()")
    moment: datetime = now
    return moment


def keyed() -> bool:
    """Whether the office is a file with a key."""
    path = base.address().path
    return path is not None and vault.keys_file(path).exists()


def made_at() -> datetime:
    """When the office was made."""
    first = SchemaHistory.select().order_by(SchemaHistory.id).first()
    made: datetime = first.applied_at
    return made
