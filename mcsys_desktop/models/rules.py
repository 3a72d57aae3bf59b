"""What must always be true of each table, read from the models and written for either engine.

Triggers, functions and grants are no migrations: they are generated from the models as they are
now, and an upgrade throws all of them away and applies all of them again, in its own transaction.
``rules_sqlite`` and ``rules_postgres`` write them; here is what they have in common.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from peewee import BooleanField, Field, ForeignKeyField, Model, TextField

from mcsys_desktop.core import cards
from mcsys_desktop.models import rules_cards
from mcsys_desktop.models.base import SERVER_SET, Access, Record
from mcsys_desktop.models.failures import CARD, GUARDED
from mcsys_desktop.models.fields import CharField, ChoiceField, DayField
from mcsys_desktop.models.guards import Guard
from mcsys_desktop.models.guards_daily import DAILY
from mcsys_desktop.models.guards_invoices import INVOICES
from mcsys_desktop.models.guards_papers import PAPERS
from mcsys_desktop.models.guards_payments import PAYMENTS
from mcsys_desktop.models.guards_sums import SUMS
from mcsys_desktop.models.rules_audit import Audited, audited, own_columns

SHORTEST_SECRET = 6  # "cvc123"

GUARDS: dict[str, Guard] = {**DAILY, **INVOICES, **SUMS, **PAYMENTS, **PAPERS}

FORMATS = {  # what is refused, {0}: the column
    "e164": Guard(
        (),
        "{0} <> '' AND ({0} NOT GLOB '+[0-9]*' OR substr({0}, 2) GLOB '*[^0-9]*'"
        " OR length({0}) NOT BETWEEN 5 AND 16)",
        r"{0} !~ '^(\+[0-9]{{4,15}})?$'",
    ),
    "digits": Guard((), "{0} GLOB '*[^0-9]*'", "{0} !~ '^[0-9]*$'"),
    "day": Guard(
        (),
        "date({0}) IS NOT {0} AND {0} IS NOT NULL",
        "{0} !~ '^[0-9]{{4}}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$'",
    ),
}


@dataclass(frozen=True, slots=True)
class Table:
    """What the rules of one table are made from."""

    name: str
    access: Access
    columns: tuple[str, ...]  # that a desk may send
    guards: tuple[str, ...]
    formats: dict[str, str]
    clock_fills: tuple[str, ...]
    series: str
    lengths: dict[str, int] = field(default_factory=dict)
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    booleans: tuple[str, ...] = ()
    cascades: tuple[tuple[str, str], ...] = ()  # (column, table whose deletion deletes this row)
    let_go: tuple[tuple[str, str], ...] = ()  # (column, table whose deletion empties it)
    log: Audited | None = None
    kept: bool = False
    texts: tuple[str, ...] = ()  # that may not hold a card's number
    door: str = ""
    behind: tuple[str, ...] = ()


def table(model: type[Record]) -> Table:
    """Read the rules of ``model`` from its declaration."""
    meta = model._meta
    lengths, words, formats = {}, {}, dict(model.formats)
    booleans, cascades, let_go = [], [], []
    for column in meta.sorted_fields:
        name = column.column_name
        if isinstance(column, ChoiceField):
            words[name] = tuple(word.value for word in column.words)
        elif isinstance(column, CharField):
            lengths[name] = column.max_length
        elif isinstance(column, DayField):
            formats[name] = "day"
        elif isinstance(column, BooleanField):
            booleans.append(name)
        elif isinstance(column, ForeignKeyField):
            parent = column.rel_model._meta.table_name
            if column.on_delete == "CASCADE":
                cascades.append((name, parent))
            elif column.on_delete == "SET NULL":
                let_go.append((name, parent))
    return Table(
        name=meta.table_name,
        access=model.access,
        columns=own_columns(model),
        guards=model.guards,
        formats=formats,
        clock_fills=model.clock_fills,
        series=model.series,
        lengths=lengths,
        words=words,
        booleans=tuple(booleans),
        cascades=tuple(cascades),
        let_go=tuple(let_go),
        log=audited(model),
        kept=model.kept,
        texts=tuple(field.column_name for field in meta.sorted_fields if _is_free(model, field)),
        door=model.door,
        behind=model.behind,
    )


def _is_free(model: type[Record], field: "Field[Any]") -> bool:
    """Whether people's words get into it, and are long enough for a security code at least."""
    if field.name in SERVER_SET or field.name in model.machine_made:
        return False
    if isinstance(field, ChoiceField):
        return False
    if isinstance(field, CharField):
        shortest = cards.SHORTEST if field.name in model.formats else SHORTEST_SECRET
        return bool(field.max_length >= shortest)
    return isinstance(field, TextField)


def held_cards(table: Table, shared: bool, *, changed: bool) -> list[tuple[str, str]]:
    """(why, condition) under which a row holds a card's number; see ``rules_cards``."""
    found = rules_cards.refusals(table.texts, shared=shared, changed=changed)
    return [(f"{CARD} card", condition) for condition in found]


def misfits(table: Table, shared: bool) -> list[str]:
    """Conditions under which a new row holds a value that does not belong in its column."""
    found = []
    for name, words in table.words.items():
        listed = ", ".join(quoted(word) for word in words)
        found.append(f'NEW."{name}" NOT IN ({listed})')
    for name, form in table.formats.items():
        pattern = FORMATS[form].postgres if shared else FORMATS[form].sqlite
        found.append(pattern.format(f'NEW."{name}"'))
    if not shared:  # PostgreSQL's own types see to these
        found += [f'length(NEW."{name}") > {most}' for name, most in table.lengths.items()]
        found += [f'NEW."{name}" NOT IN (0, 1)' for name in table.booleans]
    return found


def guarded(table: Table, event: str, shared: bool) -> list[tuple[str, str]]:
    """(name, condition) of each business rule of ``table`` that this event may break."""
    chosen = [(name, GUARDS[name]) for name in table.guards]
    return [
        (f"{GUARDED} {name}", guard.postgres if shared else guard.sqlite)
        for name, guard in chosen
        if event in guard.events
    ]


def locks(table: Table, event: str) -> list[str]:
    """What PostgreSQL holds before it looks at the rules of this event, each once."""
    chosen = [GUARDS[name] for name in table.guards]
    return list(dict.fromkeys(g.locks for g in chosen if g.locks and event in g.events))


def quoted(text: str) -> str:
    """A string literal of SQL."""
    return "'" + text.replace("'", "''") + "'"


def columns(names: Sequence[str]) -> str:
    """A list of columns."""
    return ", ".join(f'"{name}"' for name in names)


def of_models(models: Sequence[type[Model]]) -> list[Table]:
    """The rules of those models that desks write to."""
    return [table(model) for model in models if issubclass(model, Record)]
