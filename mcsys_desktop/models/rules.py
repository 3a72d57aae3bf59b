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
from mcsys_desktop.models.base import SERVER_SET, Access, Group, Record
from mcsys_desktop.models.failures import CARD, GUARDED
from mcsys_desktop.models.fields import CharField, ChoiceField
from mcsys_desktop.models.office import CALL_LOG_DAYS, SHORTEST_RETENTION, USUAL_RETENTION
from mcsys_desktop.models.privacy import ERASED
from mcsys_desktop.models.rules_audit import Audited, audited

SHORTEST_SECRET = 6  # "cvc123"


@dataclass(frozen=True, slots=True)
class Guard:
    """A rule of the business: what is refused, on which events, in each engine's SQL."""

    events: tuple[str, ...]
    sqlite: str
    postgres: str


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

GUARDS = {
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

FORMATS = {  # what is refused, {0}: the column
    "e164": Guard(
        (),
        "{0} <> '' AND ({0} NOT GLOB '+[0-9]*' OR substr({0}, 2) GLOB '*[^0-9]*'"
        " OR length({0}) NOT BETWEEN 5 AND 16)",
        r"{0} !~ '^(\+[0-9]{{4,15}})?$'",
    ),
    "digits": Guard((), "{0} GLOB '*[^0-9]*'", "{0} !~ '^[0-9]*$'"),
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


def table(model: type[Record]) -> Table:
    """Read the rules of ``model`` from its declaration."""
    meta = model._meta
    lengths, words = {}, {}
    booleans, cascades, let_go = [], [], []
    for column in meta.sorted_fields:
        name = column.column_name
        if isinstance(column, ChoiceField):
            words[name] = tuple(word.value for word in column.words)
        elif isinstance(column, CharField):
            lengths[name] = column.max_length
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
        columns=tuple(f.column_name for f in meta.sorted_fields if f.name not in SERVER_SET),
        guards=model.guards,
        formats=model.formats,
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


def quoted(text: str) -> str:
    """A string literal of SQL."""
    return "'" + text.replace("'", "''") + "'"


def columns(names: Sequence[str]) -> str:
    """A list of columns."""
    return ", ".join(f'"{name}"' for name in names)


def of_models(models: Sequence[type[Model]]) -> list[Table]:
    """The rules of those models that desks write to."""
    return [table(model) for model in models if issubclass(model, Record)]
