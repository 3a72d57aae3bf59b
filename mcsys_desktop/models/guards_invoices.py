"""The rules of invoices: born a draft, final for good, numbered in turn, right to the cent."""

# ruff: noqa: S608  # it writes SQL, out of the names of our own columns and nothing else
from mcsys_desktop.models.guards import Guard, both, changed, emptied, over
from mcsys_desktop.models.invoices import WORDS, Invoice, InvoiceLine
from mcsys_desktop.models.rules_audit import own_columns

_BEHIND = Invoice.behind
_REST = tuple(name for name in own_columns(Invoice) if name not in WORDS)
_NONE_SET = " AND ".join(f"NEW.{name} IS NULL" for name in _BEHIND)
_ALL_SET = " AND ".join(f"NEW.{name} IS NOT NULL" for name in _BEHIND)
_BECOMES_FINAL = "OLD.number IS NULL AND NEW.number IS NOT NULL"

_FINAL = "EXISTS (SELECT 1 FROM {{app}}invoice AS i WHERE i.id = {0} AND i.number IS NOT NULL)"
_FINAL_NEW = _FINAL.format("NEW.invoice_id")
_FINAL_OLD = _FINAL.format("OLD.invoice_id")
_KEPT = (
    "EXISTS (SELECT 1 FROM {app}invoice AS i WHERE i.id = OLD.invoice_id"
    f" AND i.number IS NOT NULL AND NOT {over('i')})"
)
_HELD = "PERFORM 1 FROM app.invoice AS i WHERE i.id = {0} FOR SHARE;"

_IN_TURN = (
    "SELECT 1 FROM {app}number_series AS s WHERE s.id = NEW.number_series_id AND s.kind = NEW.kind"
    " AND NEW.seq = s.last_seq + 1 AND NEW.dated = {most}(coalesce(s.last_dated, ''), {today})"
    " AND s.year = CAST(substr(NEW.dated, 1, 4) AS INTEGER)"
    " AND NEW.number = s.prefix || s.year || '-' || {digits}"
    " AND NEW.content_hash = {sum}(s.last_hash || {break} || NEW.number || {break} || NEW.dated"
    " || {break} || NEW.snapshot)"
)
# In the mode of the document, where nothing is rounded twice: the last part can always be credited.
_SHARE = "CASE NEW.mode WHEN 'excl' THEN {0}.base ELSE {0}.base + {0}.vat_cents END"
_GIVEN_BACK = (
    f"(SELECT coalesce(sum({_SHARE.format('w')}), 0) FROM {{app}}invoice AS c"
    " CROSS JOIN {app}invoice_vat AS w WHERE c.id = w.invoice_id"
    " AND (c.id = NEW.id OR (c.credits_id = NEW.credits_id AND c.number IS NOT NULL))"
    " AND w.treatment = v.treatment AND w.points = v.points)"
)
_ASKED = (
    f"coalesce((SELECT {_SHARE.format('o')} FROM {{app}}invoice_vat AS o"
    " WHERE o.invoice_id = NEW.credits_id AND o.treatment = v.treatment"
    " AND o.points = v.points), 0)"
)
_ERASED = (
    "EXISTS (SELECT 1 FROM {app}customer AS c WHERE c.id = NEW.customer_id"
    " AND c.erased_at IS NOT NULL)"
)
_ORIGINAL = (
    "EXISTS (SELECT 1 FROM {app}invoice AS o WHERE o.id = NEW.credits_id AND o.kind = 'invoice'"
    " AND o.number IS NOT NULL AND o.mode = NEW.mode AND o.customer_id {same} NEW.customer_id)"
)
_LINE_REST = tuple(name for name in own_columns(InvoiceLine) if name != "invoice_id")

INVOICES: dict[str, Guard] = {
    "invoice_born_draft": both(("INSERT",), f"NOT ({_NONE_SET})"),
    # What is about people may be emptied when the term has ended; nothing else ever changes. (The
    # second update of a file, which only says who and when, changes none of these.)
    "invoice_final_stays": both(
        ("UPDATE",),
        f"OLD.number IS NOT NULL AND ({changed(_REST)}"
        f" OR ({changed(WORDS)} AND NOT ({over('OLD')} AND {emptied(WORDS)}))"
        f" OR (NEW.version {{differs}} OLD.version AND NOT {changed(WORDS)}))",
    ),
    "invoice_final_never_goes": both(("DELETE",), "OLD.number IS NOT NULL"),
    "invoice_in_turn": both(
        ("UPDATE",),
        f"OLD.number IS NULL AND NOT ({_NONE_SET}) AND NOT ({_ALL_SET} AND EXISTS ({_IN_TURN}))",
    ),
    "credit_within_what_is_left": both(
        ("UPDATE",),
        f"{_BECOMES_FINAL} AND NEW.kind = 'credit' AND EXISTS (SELECT 1 FROM {{app}}invoice_vat"
        f" AS v WHERE v.invoice_id = NEW.id AND ({_GIVEN_BACK} > {{most}}({_ASKED}, 0)"
        f" OR {_GIVEN_BACK} < {{least}}({_ASKED}, 0)))",
        "IF NEW.kind = 'credit' AND OLD.number IS NULL AND NEW.number IS NOT NULL THEN"
        " PERFORM 1 FROM app.invoice AS o WHERE o.id = NEW.credits_id FOR NO KEY UPDATE; END IF;",
    ),
    "credit_of_a_final_one": both(
        ("INSERT", "UPDATE"),
        "NEW.number IS NULL AND ((NEW.kind = 'credit') {differs} (NEW.credits_id IS NOT NULL)"
        f" OR (NEW.credits_id IS NOT NULL AND NOT {_ORIGINAL}))",
    ),
    "invoice_of_nobody_erased": both(("INSERT", "UPDATE"), f"NEW.number IS NULL AND {_ERASED}"),
    "not_of_an_erased_one": both(("INSERT", "UPDATE"), _ERASED),
    "line_of_a_draft": both(("INSERT", "UPDATE"), _FINAL_NEW, _HELD.format("NEW.invoice_id")),
    "line_of_a_draft_goes": both(("DELETE",), _KEPT, _HELD.format("OLD.invoice_id")),
    "line_stays_with_its_draft": both(("UPDATE",), "NEW.invoice_id <> OLD.invoice_id"),
    "part_of_a_draft": both(("INSERT",), _FINAL_NEW),
    "paper_kept_to_its_term": both(("DELETE",), _KEPT),
    "event_of_a_final_one": both(("INSERT",), f"NOT {_FINAL_NEW}"),
    "series_begins_empty": both(
        ("INSERT",), "NEW.last_hash <> '' OR NEW.last_dated IS NOT NULL OR NEW.last_seq < 0"
    ),
    "series_in_turn": both(
        ("UPDATE",),
        f"{changed(('kind', 'year', 'prefix', 'last_seq', 'last_dated', 'last_hash', 'version'))}"
        " AND NOT (NEW.kind = OLD.kind AND NEW.year = OLD.year AND NEW.prefix = OLD.prefix"
        " AND NEW.last_seq = OLD.last_seq + 1 AND EXISTS (SELECT 1 FROM {app}invoice AS i"
        " WHERE i.number_series_id = OLD.id AND i.seq = NEW.last_seq AND i.dated = NEW.last_dated"
        " AND i.content_hash = NEW.last_hash))",
    ),
    "setting_only_once": both(("INSERT",), "EXISTS (SELECT 1 FROM {app}invoice_setting)"),
    "price_within_bounds": both(("INSERT", "UPDATE"), "NEW.price NOT BETWEEN 0 AND 9000000000"),
    "agreed_price_within_bounds": both(
        ("INSERT", "UPDATE"),
        "NEW.price NOT BETWEEN 0 AND 9000000000 OR NEW.discount NOT BETWEEN 0 AND 10000",
    ),
    # A return has a negative quantity, never a negative price; so that no sum is ever too large.
    "line_within_bounds": both(
        ("INSERT", "UPDATE"),
        "NEW.price NOT BETWEEN 0 AND 9000000000"
        " OR NEW.quantity NOT BETWEEN -1000000000 AND 1000000000"
        " OR NEW.discount NOT BETWEEN 0 AND 10000",
    ),
}
