"""That somebody waits to be called back, for whoever has them on the phone now."""

from dataclasses import replace

from mcsys_desktop.core import clock
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services.facts import Fact, FactRow, FactSource

_NOBODY = "(SELECT n.name FROM colleague n WHERE n.login = k.taken_by)"


def _tell(row: FactRow) -> Fact:
    title = _("Waits to be called back")
    if row.title:
        title = _("To be called back: {name} does it").format(name=row.title)
    since = ""
    if row.moment is not None:
        when = clock.day_and_time(row.moment, clock.today())
        since = _("Since {when}").format(when=when)
    reason = " ".join((row.detail or "").split())
    return Fact(
        kind="call_back",
        urgency=row.urgency,
        tone="warn",
        icon="list-todo",
        title=title,
        detail=reason or since,
        target=f"call_back:{row.target}",
        customer_id=row.customer_id,
    )


# Told where it says more than the missed calls do: somebody took it on, or it was asked for.
_TELLING = "k.closed_at IS NULL AND (k.taken_by <> '' OR k.asked)"
CALL_BACK = FactSource(
    kind="call_back",
    tables=("call_back", "colleague"),
    tell=_tell,
    urgency=70,
    target="k.id",
    moment="k.waits_since",
    title=f"CASE WHEN k.taken_by = '' THEN '' ELSE coalesce({_NOBODY}, k.taken_by) END",
    detail="k.reason",
    source=f"FROM family m CROSS JOIN call_back k WHERE k.customer_id = m.id AND {_TELLING}",
)
CALL_BACK_UNLINKED = replace(
    CALL_BACK,
    kind="call_back_unlinked",
    customer="NULL",
    source=f"""
        FROM call_back k
        WHERE k.e164 = :e164 AND k.e164 <> '' AND coalesce(k.customer_id, 0) = 0 AND {_TELLING}""",
)
FACTS = (CALL_BACK, CALL_BACK_UNLINKED)
