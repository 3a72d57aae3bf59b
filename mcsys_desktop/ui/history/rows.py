"""One act of the log as a row: what was done, to whom, by whom and when."""

from mcsys_desktop.core import clock
from mcsys_desktop.core.i18n import _, ngettext
from mcsys_desktop.services import history
from mcsys_desktop.ui.delegates import RowLook

_ICONS = {
    "login": ("user", "neutral"),
    "login_failed": ("lock", "warn"),
    "refused": ("lock", "bad"),
    "alarm": ("triangle-alert", "bad"),
    "print": ("printer", "neutral"),
    "mail": ("mail", "neutral"),
    "backup": ("database", "ok"),
    "restore": ("database", "warn"),
    "review": ("shield-check", "ok"),
    "login_made": ("user-plus", "neutral"),
    "login_closed": ("lock", "neutral"),
    "insert": ("plus", "ok"),
    "update": ("file-pen-line", "accent"),
    "delete": ("x", "warn"),
}


def look(act: history.Act, *, masked: bool = False, whose: bool = True) -> RowLook:
    """An act in the list. ``masked``: whoever stands opposite must not read names.

    ``whose`` leaves the customer's name out where all acts are of one.
    """
    lines = act.lines
    title = lines[0].title if lines else _("Something that is kept for the program itself")
    rest = len(lines) - 1 + act.more
    if rest > 0:
        title = ngettext("{title}, and {count} more", "{title}, and {count} more", rest).format(
            title=title, count=rest
        )
    name = next((line.customer for line in lines if line.customer), "") if whose else ""
    worst = next((line.kind for line in lines if line.kind in ("login_failed", "alarm")), "")
    icon, tone = _ICONS.get(worst or (lines[0].kind if lines else ""), ("history", "neutral"))
    about = "" if masked else name or (lines[0].said if lines else "")
    return RowLook(
        title,
        " · ".join(part for part in (act.name, about, _first(act, masked=masked)) if part),
        icon=icon,
        tone=tone,
        aside=clock.day_and_time(act.at, clock.today()),
    )


def _first(act: history.Act, *, masked: bool) -> str:
    """The first thing that changed, in a few words."""
    changes = act.lines[0].changes if act.lines else ()
    if masked or not changes:
        return ""
    return arrow(changes[0])


def arrow(change: history.Change) -> str:
    """From what into what: "Name: Jansen → Janssen"."""
    if change.old and change.new:
        return f"{change.label}: {change.old} → {change.new}"
    if change.new:
        return f"{change.label}: {change.new}"
    return _("{label}: {old}, removed").format(label=change.label, old=change.old)
