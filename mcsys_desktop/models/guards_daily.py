"""The rules of customers, calls and what belongs to them."""

from mcsys_desktop.models.base import Group
from mcsys_desktop.models.guards import Guard
from mcsys_desktop.models.office import CALL_LOG_DAYS, SHORTEST_RETENTION, USUAL_RETENTION
from mcsys_desktop.models.privacy import ERASED

# A call is emptied when its only report turns out to belong to another one (services/calls).
_SAYS_SOMETHING = (
    "(OLD.e164 <> '' OR OLD.number_raw <> '' OR OLD.note <> '' OR OLD.withheld"
    " OR EXISTS (SELECT 1 FROM {0}call_report AS r WHERE r.call_id = OLD.id))"
)

# The term of the call log, as the office chose it: nonsense in the setting does not empty the log.
_TERM = (
    "coalesce((SELECT CASE WHEN {digits} THEN {most}(CAST(s.value AS integer),"  # noqa: S608  # ours
    f" {SHORTEST_RETENTION}) END FROM {{schema}}office_setting AS s"
    f" WHERE s.name = {CALL_LOG_DAYS!r}), {USUAL_RETENTION})"
)
_TERM_SQLITE = _TERM.format(
    schema="", most="max", digits="s.value <> '' AND s.value NOT GLOB '*[^0-9]*'"
)
_TERM_POSTGRES = _TERM.format(schema="app.", most="greatest", digits="s.value ~ '^[0-9]{1,6}$'")
_OF_SOMEBODY = (
    "(OLD.customer_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {0}customer AS c"
    " WHERE c.id = OLD.customer_id AND c.erased_at IS NOT NULL))"
)
# Otherwise calling a customer erased would be enough to delete what was said with them.
_NOT_WHOLE = (
    f"NEW.erased_at IS NOT NULL AND (NEW.name <> {ERASED!r} OR NEW.notes <> ''"
    " OR NEW.archived_at IS NULL)"
)
# What a customer is merged into is there, was not merged itself, and is not archived. So no circle
# can be closed, not by two desks at once either: each waits here until the other one is done.
_NO_HEIR_SQLITE = (
    "NEW.merged_into_id IS NOT NULL AND (NEW.merged_into_id = NEW.id OR coalesce("
    "(SELECT h.merged_into_id IS NOT NULL OR h.archived_at IS NOT NULL"
    " FROM customer AS h WHERE h.id = NEW.merged_into_id), 1))"
)
_NO_HEIR_POSTGRES = (
    "NEW.merged_into_id IS NOT NULL AND (NEW.merged_into_id = NEW.id OR coalesce("
    "(SELECT h.merged_into_id IS NOT NULL OR h.archived_at IS NOT NULL"
    " FROM app.customer AS h WHERE h.id = NEW.merged_into_id FOR SHARE), true))"
)

DAILY: dict[str, Guard] = {
    "merged_into_a_living_one": Guard(
        ("UPDATE",),
        f"NEW.merged_into_id IS NOT OLD.merged_into_id AND {_NO_HEIR_SQLITE}",
        f"NEW.merged_into_id IS DISTINCT FROM OLD.merged_into_id AND {_NO_HEIR_POSTGRES}",
    ),
    "born_into_a_living_one": Guard(("INSERT",), _NO_HEIR_SQLITE, _NO_HEIR_POSTGRES),
    # Late news about a call may not reopen it, whatever the program that brings the news believes.
    "call_forward_only": Guard(
        ("UPDATE",), "NEW.state < OLD.state", 'NEW.state COLLATE "C" < OLD.state COLLATE "C"'
    ),
    # Nobody deletes what happened; the retention term does, and it spares what a customer said.
    # An emptied call goes on the day that it was written: who empties one later is not our program.
    # A customer's go when the customer is erased.
    "call_kept_for_its_term": Guard(
        ("DELETE",),
        f"{_OF_SOMEBODY.format('')} OR (OLD.customer_id IS NULL AND ({_SAYS_SOMETHING.format('')}"
        " OR OLD.created_at < mcsys_now() - 86400000000)"
        f" AND OLD.rang_at > mcsys_now() - {_TERM_SQLITE} * 86400000000)",
        f"{_OF_SOMEBODY.format('app.')}"
        f" OR (OLD.customer_id IS NULL AND ({_SAYS_SOMETHING.format('app.')}"
        " OR OLD.created_at < clock_timestamp() - interval '1 day')"
        f" AND OLD.rang_at > clock_timestamp() - make_interval(days => {_TERM_POSTGRES}))",
    ),
    # Otherwise a call could be made old, and then deleted. Late news may tell of an earlier start,
    # of a conversation of four hours at most; a call that was itself written late (an import, a
    # desk that was cut off) may move by the length of a ring, and not in steps without end.
    "call_time_stays": Guard(
        ("UPDATE",),
        "NEW.rang_at < OLD.rang_at - 6 * 3600000000"
        " OR (NEW.rang_at < OLD.rang_at AND NEW.rang_at < OLD.created_at - 6 * 3600000000"
        " AND (OLD.version > 50 OR NEW.rang_at < OLD.rang_at - 6 * 60000000))",
        "NEW.rang_at < OLD.rang_at - interval '6 hours'"
        " OR (NEW.rang_at < OLD.rang_at AND NEW.rang_at < OLD.created_at - interval '6 hours'"
        " AND (OLD.version > 50 OR NEW.rang_at < OLD.rang_at - interval '6 minutes'))",
    ),
    # An act whose answer was lost is asked again by its key; without the key it is done twice.
    "request_kept_400_days": Guard(
        ("DELETE",),
        "OLD.created_at >= mcsys_now() - 400 * 86400000000",
        "OLD.created_at >= clock_timestamp() - interval '400 days'",
    ),
    "customer_erased_whole": Guard(("INSERT", "UPDATE"), _NOT_WHOLE, _NOT_WHOLE),
    "customer_erased_by_admin": Guard(
        ("UPDATE",),
        "NEW.erased_at IS NOT NULL AND OLD.erased_at IS NULL AND EXISTS (SELECT 1 FROM colleague"
        " WHERE login = mcsys_author() AND left_at IS NULL AND may <> 'mcsys_admin')"
        " AND EXISTS (SELECT 1 FROM colleague WHERE may = 'mcsys_admin' AND left_at IS NULL)",
        "NEW.erased_at IS NOT NULL AND OLD.erased_at IS NULL"
        " AND NOT pg_has_role(session_user, 'mcsys_admin', 'MEMBER')",
    ),
    "customer_erased_for_good": Guard(
        ("UPDATE",),
        "OLD.erased_at IS NOT NULL AND NEW.erased_at IS NOT OLD.erased_at",
        "OLD.erased_at IS NOT NULL AND NEW.erased_at IS DISTINCT FROM OLD.erased_at",
    ),
    # Otherwise somebody else's call could be given to an erased customer, and then deleted.
    "call_of_nobody_erased": Guard(
        ("INSERT", "UPDATE"),
        f"NOT {_OF_SOMEBODY.format('').replace('OLD.', 'NEW.')} AND NEW.customer_id IS NOT NULL",
        f"NOT {_OF_SOMEBODY.format('app.').replace('OLD.', 'NEW.')}"
        " AND NEW.customer_id IS NOT NULL",
    ),
    # Nobody is forgotten: who still waits stays on the list, and what was done about them can be
    # looked up as long as their call can. One for a customer goes with the customer.
    "call_back_kept": Guard(
        ("DELETE",),
        f"{_OF_SOMEBODY.format('')} OR (OLD.customer_id IS NULL AND (OLD.closed_at IS NULL"
        f" OR OLD.waits_since > mcsys_now() - {_TERM_SQLITE} * 86400000000))",
        f"{_OF_SOMEBODY.format('app.')} OR (OLD.customer_id IS NULL AND (OLD.closed_at IS NULL"
        f" OR OLD.waits_since > clock_timestamp() - make_interval(days => {_TERM_POSTGRES})))",
    ),
    # Otherwise one could be made old, and then deleted.
    "call_back_waits": Guard(
        ("UPDATE",), "NEW.waits_since <> OLD.waits_since", "NEW.waits_since <> OLD.waits_since"
    ),
    # Who we are is one answer: a second row would be somebody's other company on our paper.
    "company_only_once": Guard(
        ("INSERT",),
        "EXISTS (SELECT 1 FROM company)",
        "EXISTS (SELECT 1 FROM app.company)",
    ),
    # A view for everybody is still its maker's: others may save their own.
    "view_of_its_maker": Guard(
        ("UPDATE", "DELETE"),
        "OLD.created_by <> mcsys_author() AND NOT EXISTS (SELECT 1 FROM colleague AS c WHERE"  # noqa: S608  # ours
        f" c.login = mcsys_author() AND c.may = '{Group.ADMIN}' AND c.left_at IS NULL)",
        "OLD.created_by <> session_user"
        f" AND NOT pg_has_role(session_user, '{Group.ADMIN}', 'MEMBER')",
    ),
    "call_withheld_has_no_number": Guard(
        ("INSERT", "UPDATE"),
        "NEW.withheld AND (NEW.e164 <> '' OR NEW.number_raw <> '' OR NEW.name_given <> '')",
        "NEW.withheld AND (NEW.e164 <> '' OR NEW.number_raw <> '' OR NEW.name_given <> '')",
    ),
}
