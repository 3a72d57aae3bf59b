"""Whether a line of a quote is offered simply, as an option, or instead of others."""

from collections.abc import Sequence
from dataclasses import fields, replace

from mcsys_desktop.services.invoices import DraftLine, LineKind
from mcsys_desktop.services.quotes import Choice, Line, counting


def chosen_as(lines: Sequence[DraftLine], at: int, choice: Choice) -> list[DraftLine]:
    """The lines with one of them offered otherwise. Alternatives that follow each other belong
    together, and the first of them is in the sum.
    """
    if not 0 <= at < len(lines) or lines[at].kind is not LineKind.LINE:
        return list(lines)
    found = list(lines)
    line = own(found[at])
    group = _group(found, at) if choice is Choice.ALTERNATIVE else 0
    found[at] = replace(line, choice=choice, choice_group=group, chosen=choice is Choice.FIXED)
    counts = counting([_anew(one) for one in found])
    return [
        replace(one, chosen=counted) if isinstance(one, Line) else one
        for one, counted in zip(found, counts, strict=True)
    ]


def own(line: DraftLine) -> Line:
    """A line of the grid as one of a quote."""
    if isinstance(line, Line):
        return line
    return Line(**{one.name: getattr(line, one.name) for one in fields(DraftLine)})


def _anew(line: DraftLine) -> DraftLine:
    """Of alternatives none is chosen yet, so that the first counts."""
    if isinstance(line, Line) and line.choice is Choice.ALTERNATIVE:
        return replace(line, chosen=False)
    return line


def _group(lines: Sequence[DraftLine], at: int) -> int:
    for beside in (at - 1, at + 1):
        one = lines[beside] if 0 <= beside < len(lines) else None
        if isinstance(one, Line) and one.choice is Choice.ALTERNATIVE:
            return one.choice_group
    return max((one.choice_group for one in lines if isinstance(one, Line)), default=0) + 1
