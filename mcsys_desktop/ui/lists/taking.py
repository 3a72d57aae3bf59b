"""What is done with rows that were chosen, also with those that are not in memory; on a worker."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from mcsys_desktop.core.progress import Progress
from mcsys_desktop.services.exports import tables as exports
from mcsys_desktop.ui.lists.columns import ListColumn, Source
from mcsys_desktop.ui.lists.stretches import Part, everything, read

Columns = Sequence[ListColumn]


def rows(source: Source, parts: Sequence[Part] | None) -> Iterator[Any]:
    """The rows of ``parts``; None: all there are."""
    return everything(source) if parts is None else read(source, parts)


def chosen(source: Source, parts: Sequence[Part]) -> list[Any]:
    """The chosen rows themselves."""
    return list(rows(source, parts))


def added(source: Source, parts: Sequence[Part], columns: Columns) -> list[int]:
    """What each of these columns adds up to over the chosen rows."""
    sums = [0] * len(columns)
    for row in rows(source, parts):
        for at, column in enumerate(columns):
            sums[at] += (column.amount(row) if column.amount else None) or 0
    return sums


def copied(
    title: str, source: Source, parts: Sequence[Part], columns: Columns
) -> tuple[str, str, int]:
    """The chosen rows for the clipboard: text, HTML, and how many."""
    return exports.copy(title, _heads(columns), _values(rows(source, parts), columns))


def written(
    file: Path,
    title: str,
    source: Source,
    parts: Sequence[Part] | None,
    columns: Columns,
    *,
    progress: Progress | None = None,
) -> int:
    """Write the chosen rows, or all, to a file; how many. Raises UserError, Cancelled."""
    found = _told(_values(rows(source, parts), columns), progress or Progress())
    return exports.write(file, title, _heads(columns), found)


def _heads(columns: Columns) -> list[exports.Column]:
    return [exports.Column(one.title, one.kind, max(8, one.width // 7)) for one in columns]


def _told(
    values: Iterator[list[exports.Value]], progress: Progress
) -> Iterator[list[exports.Value]]:
    for done, value in enumerate(values, 1):
        progress(done)
        yield value


def _values(found: Iterator[Any], columns: Columns) -> Iterator[list[exports.Value]]:
    for row in found:
        yield [column.taken(row) for column in columns]
