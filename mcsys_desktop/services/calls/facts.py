"""What earlier calls say about a caller."""

from dataclasses import replace

from mcsys_desktop.core import clock
from mcsys_desktop.core.i18n import _, ngettext
from mcsys_desktop.models.calls import CallState, Outcome
from mcsys_desktop.services.facts import Fact, FactRow, FactSource

_ENDED, _ANSWERED, _MISSED = CallState.ENDED.value, Outcome.ANSWERED.value, Outcome.MISSED.value


def _tell_missed(row: FactRow) -> Fact:
    count = row.amount or 0
    title = ngettext("{count} missed call today", "{count} missed calls today", count)
    detail = _("Nobody has picked this up yet")
    if row.moment is not None:
        at = clock.time_of_day(row.moment)
        detail = _("Last at {time}, nobody has picked this up yet").format(time=at)
    return Fact(
        kind="missed_today",
        urgency=row.urgency,
        tone="bad",
        icon="phone-missed",
        title=title.format(count=count),
        detail=detail,
        target=f"call:{row.target}",
        customer_id=row.customer_id,
    )


def _tell_conversation(row: FactRow) -> Fact:
    title = _("Last conversation")
    if row.moment is not None:
        when = clock.day_and_time(row.moment, clock.today())
        title = _("Last conversation {when}").format(when=when)
    return Fact(
        kind="last_conversation",
        urgency=row.urgency,
        tone="neutral",
        icon="history",
        title=title,
        detail=row.title or _("No note was made"),
        target=f"call:{row.target}",
        customer_id=row.customer_id,
    )


# Where somebody has taken it on, the call-back list tells so (services.call_backs.facts).
_NOBODY_DOES = """NOT EXISTS (
    SELECT 1 FROM call_back b
    WHERE b.e164 = k.e164 AND b.e164 <> '' AND b.closed_at IS NULL AND b.taken_by <> '')"""

# Missed calls of the customer, from whatever number.
MISSED_TODAY = FactSource(
    kind="missed_today",
    tables=("call", "call_back"),
    tell=_tell_missed,
    urgency=60,
    target="max(k.id)",
    amount="count(*)",
    moment="max(k.rang_at)",
    source=f"""
        FROM family m CROSS JOIN call k
        WHERE k.customer_id = m.id AND k.rang_at >= :midnight
          AND k.outcome = '{_MISSED}' AND k.handled_at IS NULL AND {_NOBODY_DOES}
        GROUP BY m.root""",  # constants of ours
)
# Missed calls of the number that are linked to nobody: strangers, or several customers have it.
MISSED_UNLINKED_TODAY = replace(
    MISSED_TODAY,
    kind="missed_unlinked_today",
    customer="NULL",
    source=f"""
        FROM call k
        WHERE k.e164 = :e164 AND coalesce(k.customer_id, 0) = 0 AND k.rang_at >= :midnight
          AND k.outcome = '{_MISSED}' AND k.handled_at IS NULL AND {_NOBODY_DOES}
        GROUP BY k.e164""",  # constants of ours
)
LAST_CONVERSATION = FactSource(
    kind="last_conversation",
    tables=("call",),
    tell=_tell_conversation,
    urgency=20,
    target="k.id",
    moment="k.rang_at",
    title="k.note",
    source=f"""
        FROM family m CROSS JOIN call k
        WHERE m.id = m.root AND k.id = (
            SELECT s.id FROM family r CROSS JOIN call s
            WHERE +r.root = m.root AND s.customer_id = r.id
              AND s.state = '{_ENDED}' AND s.outcome = '{_ANSWERED}'
            ORDER BY s.rang_at DESC LIMIT 1)""",  # noqa: S608  # constants of ours
)
FACTS = (MISSED_TODAY, MISSED_UNLINKED_TODAY, LAST_CONVERSATION)
