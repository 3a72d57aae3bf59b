"""Try a list out, and read it in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mcsys_desktop.core.contact_files import Found
from mcsys_desktop.models.base import may_take_long, transaction
from mcsys_desktop.services.imports import planning, remembering, writing
from mcsys_desktop.services.imports.fields import Field
from mcsys_desktop.services.imports.planning import Outcome, RowPlan, never
from mcsys_desktop.services.imports.targets import Existing


@dataclass(frozen=True, slots=True)
class Tried:
    """What reading a list in would do, or has done."""

    rows: tuple[RowPlan, ...]
    counts: dict[Outcome, int]

    def errors(self) -> list[RowPlan]:
        """The rows that stay behind, in the order of the file."""
        return [row for row in self.rows if row.outcome is Outcome.ERROR]


def try_out(
    found: Found,
    fields: Sequence[Field],
    existing: Existing = Existing.FILL,
    stopped: Callable[[], bool] = never,
) -> Tried:
    """What reading ``found`` in would do. Nothing is written. Raises Stopped."""
    with may_take_long():
        plan = planning.plan(planning.drafts_of(found, fields, stopped), existing, stopped)
    return Tried(tuple(plan.rows), plan.counts())


def bring_in(
    found: Found,
    fields: Sequence[Field],
    existing: Existing = Existing.FILL,
    progress: Callable[[int, int], None] | None = None,
    stopped: Callable[[], bool] = never,
) -> Tried:
    """Read ``found`` in: all rows that can be, as one act, or nothing.

    Looks at the office once more, because it may have changed since it was tried out. ``progress``
    hears (done, of) in customers. Raises Stopped, and then nothing was written.
    """
    drafts = planning.drafts_of(found, fields, stopped)
    with may_take_long(), transaction():
        plan = planning.plan(drafts, existing, stopped)
        writing.write(plan.targets, progress, stopped)
        if plan.targets:
            remembering.remember(found, fields)
    return Tried(tuple(plan.rows), plan.counts())
