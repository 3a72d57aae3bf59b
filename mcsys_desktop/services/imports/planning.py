"""What reading a list in would do, row by row. Nothing is written here."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from mcsys_desktop.core.contact_files import Found
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models.customers import Standing
from mcsys_desktop.services.imports.drafts import DraftCustomer
from mcsys_desktop.services.imports.fields import Field, words
from mcsys_desktop.services.imports.matching import Known
from mcsys_desktop.services.imports.rows import prepare
from mcsys_desktop.services.imports.targets import Absorbing, Existing, Target

_LOOK = 500  # rows between two looks at whether it is still wanted


class Stopped(Exception):
    """Whoever asked for it does not want it any more; nothing was written."""


class Outcome(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    UPDATE = "update"
    SAME = "same"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class RowPlan:
    """What becomes of the row at ``line``; ``fields`` change, ``kept`` differ and stay."""

    line: int
    outcome: Outcome
    name: str
    fields: tuple[Field, ...] = ()
    kept: tuple[Field, ...] = ()
    error: str = ""

    def sentence(self) -> str:
        """What becomes of it, in words."""
        if self.outcome is Outcome.ERROR:
            return self.error
        told = ", ".join(words(one) for one in self.fields)
        said = {
            Outcome.NEW: _("New"),
            Outcome.UPDATE: _("Added to: {fields}").format(fields=told),
            Outcome.SAME: _("Nothing new"),
        }[self.outcome]
        if not self.kept:
            return said
        stays = ", ".join(words(one) for one in self.kept)
        return _("{what}. Differs here, and stays: {fields}").format(what=said, fields=stays)


@dataclass(slots=True)
class Plan:
    """What becomes of each row, and of which customers something is written."""

    rows: list[RowPlan] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)

    def counts(self) -> dict[Outcome, int]:
        """How many rows become what."""
        counted = Counter(row.outcome for row in self.rows)
        return {outcome: counted[outcome] for outcome in Outcome}

    def errors(self) -> list[RowPlan]:
        """The rows that are not read in, in the order of the file."""
        return [row for row in self.rows if row.outcome is Outcome.ERROR]


def never() -> bool:
    """Nobody ever stops it."""
    return False


def drafts_of(
    found: Found, fields: Sequence[Field], stopped: Callable[[], bool] = never
) -> list[DraftCustomer]:
    """What the rows say, checked; asks no database."""
    drafts = []
    for at, row in enumerate(found.rows):
        if at % _LOOK == 0 and stopped():
            raise Stopped
        drafts.append(prepare(row, fields))
    return drafts


def plan(
    drafts: Sequence[DraftCustomer],
    existing: Existing = Existing.FILL,
    stopped: Callable[[], bool] = never,
) -> Plan:
    """What becomes of each row in the office as it is now."""
    known = Known([draft for draft in drafts if not draft.errors])
    made = Plan()
    touched: dict[int, Target] = {}
    for at, draft in enumerate(drafts):
        if at % _LOOK == 0 and stopped():
            raise Stopped
        made.rows.append(_planned(draft, known, existing, touched))
    made.targets = [target for target in touched.values() if target.touched]
    return made


def _planned(
    draft: DraftCustomer, known: Known, existing: Existing, touched: dict[int, Target]
) -> RowPlan:
    name = draft.name or (draft.numbers[0].typed if draft.numbers else "")
    if draft.errors:
        return RowPlan(draft.line, Outcome.ERROR, name, error=" ".join(draft.errors))
    try:
        target = known.find(draft)
    except UserError as error:
        return RowPlan(draft.line, Outcome.ERROR, name, error=str(error))
    if target is None:
        target = _new(draft)
        Absorbing(target, draft, Existing.FILL).run()
        known.add(target, draft)
        touched[id(target)] = target
        return RowPlan(draft.line, Outcome.NEW, name)
    if existing is Existing.SKIP and target.id:
        return RowPlan(draft.line, Outcome.SAME, name)
    absorbing = Absorbing(target, draft, existing)
    absorbing.run()
    if absorbing.told:
        known.add(target, draft)
        touched[id(target)] = target
    outcome = Outcome.UPDATE if absorbing.told else Outcome.SAME
    kept = tuple(dict.fromkeys(absorbing.kept))
    return RowPlan(draft.line, outcome, name, tuple(absorbing.told), kept)


def _new(draft: DraftCustomer) -> Target:
    return Target(
        line=draft.line,
        number=draft.number,
        name=draft.name,
        kind=draft.kind,
        columns={
            "standing": draft.standing or Standing.CUSTOMER,
            "sort_key": draft.sort_key,
        },
    )
