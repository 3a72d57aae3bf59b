"""The rules of money: nothing is used twice, and nothing is settled beyond what is open."""

# ruff: noqa: S608  # it writes SQL, out of the names of our own columns and nothing else
from mcsys_desktop.models.guards import Guard, both, changed, emptied
from mcsys_desktop.models.payments import Payment
from mcsys_desktop.models.rules_audit import own_columns

_WORDS = ("payer", "words")
_REST = tuple(name for name in own_columns(Payment) if name not in _WORDS)
_YEARS = (
    "(CAST(substr({today}, 1, 4) AS INTEGER) - CAST(substr(OLD.dated, 1, 4) AS INTEGER)"
    " > coalesce((SELECT max(i.keep_years) FROM {app}allocation AS a CROSS JOIN {app}invoice AS i"
    " WHERE a.payment_id = OLD.id AND i.id = a.invoice_id), 7))"
)


def _sum(column: str, of: str) -> str:
    return (
        f"(SELECT coalesce(sum(a.amount), 0) FROM {{app}}allocation AS a WHERE a.{column} = {of})"
    )


def _paid_back(of: str) -> str:
    """What was paid back of a payment (cents, negative), less what of that was cancelled."""
    return (
        "(SELECT coalesce(sum(b.amount + coalesce((SELECT k.amount FROM {app}payment AS k"
        " WHERE k.cancels_id = b.id), 0)), 0) FROM {app}payment AS b"
        f" WHERE b.pays_back_id = {of})"
    )


_CANCELLED = "EXISTS (SELECT 1 FROM {{app}}payment AS k WHERE k.cancels_id = {0})"
_LOCK_PAYMENT = "PERFORM 1 FROM app.payment AS p WHERE p.id = {0} FOR NO KEY UPDATE;"
_LOCK_PAPERS = (
    "PERFORM 1 FROM app.invoice AS i WHERE i.id IN (NEW.invoice_id, NEW.credit_id)"
    " ORDER BY i.id FOR NO KEY UPDATE;"
)

PAYMENTS: dict[str, Guard] = {
    "payment_stays": both(
        ("UPDATE",),
        f"{changed(_REST)} OR ({changed(_WORDS)} AND NOT ({_YEARS} AND {emptied(_WORDS)}))"
        f" OR (NEW.version {{differs}} OLD.version AND NOT {changed(_WORDS)})",
    ),
    # All of it, and not while anything is settled or paid back with it.
    "payment_cancels_whole": both(
        ("INSERT",),
        "NEW.amount = 0 OR (NEW.cancels_id IS NOT NULL AND (NEW.pays_back_id IS NOT NULL"
        " OR NOT EXISTS (SELECT 1 FROM {app}payment AS p WHERE p.id = NEW.cancels_id"
        " AND p.amount = -NEW.amount AND p.cancels_id IS NULL)"
        f" OR {_sum('payment_id', 'NEW.cancels_id')} <> 0 OR {_paid_back('NEW.cancels_id')} <> 0))",
        _LOCK_PAYMENT.format("NEW.cancels_id"),
    ),
    "paid_back_within_what_is_left": both(
        ("INSERT",),
        "NEW.pays_back_id IS NOT NULL AND (NEW.amount > 0"
        f" OR {_CANCELLED.format('NEW.pays_back_id')}"
        " OR NOT EXISTS (SELECT 1 FROM {app}payment AS p WHERE p.id = NEW.pays_back_id"
        f" AND p.cancels_id IS NULL AND p.amount + {_paid_back('p.id')} + NEW.amount"
        f" >= {_sum('payment_id', 'p.id')}))",
        _LOCK_PAYMENT.format("NEW.pays_back_id"),
    ),
    "allocation_of_one_thing": both(
        ("INSERT",),
        "(NEW.payment_id IS NULL) = (NEW.credit_id IS NULL) OR NEW.amount = 0"
        " OR (NEW.amount < 0) {differs} (NEW.cancels_id IS NOT NULL)",
    ),
    # Money in settles invoices, money out credit invoices; what is paid back settles neither.
    "allocation_within_the_payment": both(
        ("INSERT",),
        "NEW.payment_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {app}payment AS p"
        " CROSS JOIN {app}invoice AS i WHERE p.id = NEW.payment_id AND i.id = NEW.invoice_id"
        " AND i.kind = CASE WHEN p.amount > 0 THEN 'invoice' ELSE 'credit' END"
        " AND p.cancels_id IS NULL AND p.pays_back_id IS NULL"
        f" AND NOT {_CANCELLED.format('p.id')}"
        f" AND {_sum('payment_id', 'p.id')} + NEW.amount BETWEEN 0 AND abs(p.amount)"
        f" + {_paid_back('p.id')})",
        _LOCK_PAYMENT.format("NEW.payment_id"),
    ),
    "allocation_within_the_credit": both(
        ("INSERT",),
        "NEW.credit_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {app}invoice AS c"
        " CROSS JOIN {app}invoice AS i WHERE c.id = NEW.credit_id AND c.kind = 'credit'"
        " AND c.number IS NOT NULL AND i.id = NEW.invoice_id AND i.kind = 'invoice'"
        f" AND {_sum('credit_id', 'c.id')} + {_sum('invoice_id', 'c.id')} + NEW.amount"
        " BETWEEN 0 AND c.total)",
        _LOCK_PAPERS,
    ),
    "allocation_within_what_is_open": both(
        ("INSERT",),
        "NOT EXISTS (SELECT 1 FROM {app}invoice AS i WHERE i.id = NEW.invoice_id"
        " AND i.number IS NOT NULL"
        f" AND {_sum('invoice_id', 'i.id')} + {_sum('credit_id', 'i.id')} + NEW.amount"
        " BETWEEN 0 AND i.total)",
        _LOCK_PAPERS,
    ),
    "allocation_cancels_whole": both(
        ("INSERT",),
        "NEW.cancels_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {app}allocation AS a"
        " WHERE a.id = NEW.cancels_id AND a.amount = -NEW.amount AND a.cancels_id IS NULL"
        " AND a.invoice_id = NEW.invoice_id AND a.payment_id {same} NEW.payment_id"
        " AND a.credit_id {same} NEW.credit_id)",
    ),
}
