"""The rules of quotes, reminders, kept files and mail."""

# ruff: noqa: S608  # it writes SQL, out of the names of our own columns and nothing else
from mcsys_desktop.models.guards import Guard, both, changed, over
from mcsys_desktop.models.quotes import QuoteVersion
from mcsys_desktop.models.rules_audit import own_columns

_LIVING = (  # a customer whose data were not erased
    "EXISTS (SELECT 1 FROM {{app}}customer AS c WHERE c.id = {0} AND c.erased_at IS NULL)"
)
_FROZEN = (
    "EXISTS (SELECT 1 FROM {{app}}quote_version AS q WHERE q.id = {0} AND q.frozen_at IS NOT NULL)"
)
_QUOTE_THERE = (
    "EXISTS (SELECT 1 FROM {app}quote AS q CROSS JOIN {app}customer AS c"
    " WHERE q.id = OLD.quote_id AND c.id = q.customer_id AND c.erased_at IS NULL)"
)
_HELD = "PERFORM 1 FROM app.quote_version AS q WHERE q.id = {0} FOR SHARE;"
_ALL = (*own_columns(QuoteVersion), "version")


def _of(pattern: str, what: str) -> str:
    return pattern.format(what)


PAPERS: dict[str, Guard] = {
    "quote_sent_is_kept": both(
        ("DELETE",),
        "EXISTS (SELECT 1 FROM {app}quote_version AS q WHERE q.quote_id = OLD.id"
        f" AND q.frozen_at IS NOT NULL) AND {_of(_LIVING, 'OLD.customer_id')}",
    ),
    "quote_version_stays": both(("UPDATE",), f"OLD.frozen_at IS NOT NULL AND {changed(_ALL)}"),
    "quote_version_is_kept": both(("DELETE",), f"OLD.frozen_at IS NOT NULL AND {_QUOTE_THERE}"),
    "quote_line_of_a_draft": both(
        ("INSERT", "UPDATE"),
        _of(_FROZEN, "NEW.quote_version_id"),
        _HELD.format("NEW.quote_version_id"),
    ),
    "quote_line_goes_with_its_draft": both(
        ("DELETE",), _of(_FROZEN, "OLD.quote_version_id"), _HELD.format("OLD.quote_version_id")
    ),
    "quote_line_stays": both(("UPDATE",), "NEW.quote_version_id <> OLD.quote_version_id"),
    "quote_event_is_kept": both(
        ("DELETE",),
        "EXISTS (SELECT 1 FROM {app}quote_version AS q WHERE q.id = OLD.quote_version_id)",
    ),
    "reminder_kept_to_its_term": both(
        ("DELETE",),
        "CAST(substr({today}, 1, 4) AS INTEGER) - CAST(substr(OLD.dated, 1, 4) AS INTEGER) <= 7",
    ),
    "reminder_item_stays": both(
        ("DELETE",), "EXISTS (SELECT 1 FROM {app}reminder AS r WHERE r.id = OLD.reminder_id)"
    ),
    "file_of_one_thing": both(
        ("INSERT",),
        "(CASE WHEN NEW.invoice_id IS NULL THEN 0 ELSE 1 END"
        " + CASE WHEN NEW.quote_version_id IS NULL THEN 0 ELSE 1 END"
        " + CASE WHEN NEW.reminder_id IS NULL THEN 0 ELSE 1 END) <> 1"
        " OR (NEW.invoice_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {app}invoice AS i"
        " WHERE i.id = NEW.invoice_id AND i.number IS NOT NULL))",
    ),
    "file_kept_to_its_term": both(
        ("DELETE",),
        "EXISTS (SELECT 1 FROM {app}invoice AS i WHERE i.id = OLD.invoice_id"
        f" AND NOT {over('i')})"
        " OR EXISTS (SELECT 1 FROM {app}reminder AS r WHERE r.id = OLD.reminder_id)"
        " OR EXISTS (SELECT 1 FROM {app}quote_version AS q WHERE q.id = OLD.quote_version_id)",
    ),
    # What may have gone already says for ever to whom it went, and what it said.
    "mail_on_its_way_stays": both(
        ("UPDATE",),
        "OLD.state NOT IN ('held', 'waiting')"
        f" AND {changed(('recipient', 'copy_to', 'heading', 'body', 'message_id'))}",
    ),
    "mail_is_kept": both(
        ("DELETE",),
        "OLD.state NOT IN ('held', 'dropped') AND NOT EXISTS (SELECT 1 FROM {app}customer AS c"
        " WHERE c.id = OLD.customer_id AND c.erased_at IS NOT NULL)",
    ),
}
