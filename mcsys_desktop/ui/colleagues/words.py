"""What the groups are called, and what each may do, in words for who has to choose one."""

from mcsys_desktop.core import clock
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services.colleagues import Group
from mcsys_desktop.services.colleagues.listing import ColleagueRow
from mcsys_desktop.ui.delegates import RowLook


def groups() -> dict[Group, str]:
    """What each group is called."""
    return {
        Group.READER: _("Reads only"),
        Group.DESK: _("Desk"),
        Group.ACCOUNTING: _("Accounting"),
        Group.ADMIN: _("Administrator"),
    }


def explained(group: Group) -> str:
    """What a group may do."""
    return {
        Group.READER: _("Sees customers and calls, and changes nothing."),
        Group.DESK: _("Does the day's work: customers, calls and everything around them."),
        Group.ACCOUNTING: _("All that the desk does, and what belongs to the accounting."),
        Group.ADMIN: _("May do everything, lets colleagues in and out, and sees the log."),
    }[group]


def standing(row: ColleagueRow) -> tuple[str, str]:
    """How it stands with somebody, as (words, tone); empty where there is nothing to say."""
    if row.left_at is not None:
        return _("Left"), "neutral"
    if not row.enabled:
        return _("Cannot sign in"), "bad"
    if row.must_change:
        return _("Has a start code"), "warn"
    return "", ""


def standing_in_full(row: ColleagueRow) -> str:
    """The same as a sentence."""
    today = clock.today()
    if row.left_at is not None:
        return _("Left {day}, and cannot sign in.").format(day=clock.day(row.left_at, today))
    if not row.enabled:
        return _("Cannot sign in. Give a start code to let them in again.")
    if row.must_change and row.code_until is not None:
        return _("Has not chosen a password yet. The start code counts until {when}.").format(
            when=clock.day_and_time(row.code_until, today)
        )
    if row.must_change:
        return _("Has not chosen a password yet.")
    if row.sessions:
        return _("Is at work now.")
    return ""


def look(row: ColleagueRow) -> RowLook:
    """One colleague in the list."""
    said, tone = standing(row)
    extension = _("extension {number}").format(number=row.extension) if row.extension else ""
    group = groups()[row.group] if row.group is not None else ""
    name = _("{name} (you)").format(name=row.name) if row.is_me else row.name
    return RowLook(
        name,
        " · ".join(part for part in (group, extension) if part) or row.login,
        chip=(said, tone) if said else None,
        avatar=(row.name, False),
    )
