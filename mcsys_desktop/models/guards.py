"""The named rules of the business: what a table never takes, whoever asks for it.

Each is written twice, because the engines differ; the tests show that both mean the same.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Guard:
    """A rule of the business: what is refused, on which events, in each engine's SQL.

    ``locks`` are statements of PostgreSQL that come first: two desks that would each keep the rule,
    and break it together, go one after the other. In a file there is one writer anyway.
    """

    events: tuple[str, ...]
    sqlite: str
    postgres: str
    locks: str = ""


_SQLITE = {
    "app": "",
    "differs": "IS NOT",
    "same": "IS",
    "today": "mcsys_today()",
    "sum": "mcsys_sum",
    "break": "char(10)",
    "half_up": "mcsys_half_up",
    "least": "min",
    "most": "max",
    "digits": "printf('%05d', NEW.seq)",
    "commitment": "mcsys_commitment",
    "later": "date(NEW.dated, '+' || json_extract(NEW.snapshot, '$.payment_days') || ' days')",
}
_POSTGRES = {
    "app": "app.",
    "differs": "IS DISTINCT FROM",
    "same": "IS NOT DISTINCT FROM",
    # Of the transaction: whoever takes a number and whoever checks it must mean the same day.
    "today": "app.today()",
    "sum": "app.sum",
    "break": "chr(10)",
    "half_up": "app.half_up",
    "least": "least",
    "most": "greatest",
    "digits": "lpad(NEW.seq::text, greatest(5, length(NEW.seq::text)), '0')",
    "commitment": "app.commitment",
    "later": "to_char(NEW.dated::date + (NEW.snapshot::jsonb ->> 'payment_days')::integer,"
    " 'YYYY-MM-DD')",
}


def both(events: tuple[str, ...], refused: str, locks: str = "") -> Guard:
    """A rule that is written once: names in braces stand for what each engine calls it."""
    return Guard(events, refused.format(**_SQLITE), refused.format(**_POSTGRES), locks)


def over(alias: str) -> str:
    """Whether the fiscal term of an invoice has ended: on 31 December, so many years later."""
    year = f"CAST(substr({alias}.dated, 1, 4) AS INTEGER)"
    return f"(CAST(substr({{today}}, 1, 4) AS INTEGER) - {year} > {alias}.keep_years)"


def changed(columns: tuple[str, ...]) -> str:
    """Whether one of these columns changes."""
    return "(" + " OR ".join(f"NEW.{name} {{differs}} OLD.{name}" for name in columns) + ")"


def emptied(columns: tuple[str, ...]) -> str:
    """Whether these columns hold nothing afterwards, or what they held."""
    return "(" + " AND ".join(f"NEW.{name} IN ('', OLD.{name})" for name in columns) + ")"
