"""CSV, as programs and people write it: delimiter and heading are found, damage costs one row.

Python's own reader takes the cells apart. It never complains about a quote that is not closed; it
swallows what follows. So a row over too many lines, or one over several lines that does not fit
the heading, is given up after its first line, and reading goes on with the next.
"""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence

from mcsys_desktop.core.contact_files import letters
from mcsys_desktop.core.contact_files.found import (
    LONGEST_CELL,
    MOST_CHARACTERS,
    MOST_COLUMNS,
    MOST_ROWS,
    Flaw,
    Form,
    Found,
    Row,
)

DELIMITERS = (";", ",", "\t", "|")
_LOOKED_AT = 60  # rows, to find the delimiter
_ABOVE = 6  # lines that may stand above the heading: a title, a date
_MOST_LINES = 300  # of one row: a note with many lines
_MOST_TRIES = 1_000  # rows that are read again from their second line


def read(text: str, encoding: str = "") -> Found:
    """The rows below the heading; where there is no heading, columns have no names."""
    lines = text.split("\n")
    delimiter, first = _told(lines[0])
    delimiter = delimiter or _delimiter(lines)
    start = _Reader(lines, delimiter, first, 0)
    top: list[Row] = []
    for row in start:
        top.append(row)
        if len(top) > _LOOKED_AT:
            break
    if not top:
        return Found(Form.TABLE, encoding=encoding, delimiter=delimiter, flaw=Flaw.EMPTY)
    usual = Counter(_width(row.cells) for row in top).most_common(1)[0][0]
    at = next((n for n, row in enumerate(top[:_ABOVE]) if 2 * _filled(row) >= usual), 0)
    has_heading = _is_heading(top[at].cells) and not top[at].flaw
    heading = tuple(" ".join(cell.split())[:200] for cell in top[at].cells) if has_heading else ()
    width = max(len(heading), *(len(row.cells) for row in top[at:]), 1)
    if width > MOST_COLUMNS:
        return Found(Form.TABLE, encoding=encoding, delimiter=delimiter, flaw=Flaw.TOO_MANY_COLUMNS)
    if has_heading:
        width = _width(heading)
    heading = (heading + ("",) * width)[:width]
    begin = top[at].line - 1
    rows, flaw = _rows(_Reader(lines, delimiter, begin, width), width, skip=int(has_heading))
    return Found(Form.TABLE, heading, rows, encoding, delimiter, flaw)


def _rows(reader: "_Reader", width: int, skip: int) -> tuple[tuple[Row, ...], Flaw]:
    rows: list[Row] = []
    held = 0
    for row in reader:
        if skip:
            skip -= 1
            continue
        cells, flaw = row.cells, row.flaw
        if len(cells) > width:
            flaw = flaw or (Flaw.TOO_MANY_CELLS if any(cells[width:]) else Flaw.NONE)
            cells = cells if flaw else cells[:width]
        elif len(cells) < width:
            cells += ("",) * (width - len(cells))
        rows.append(Row(row.line, cells, flaw))
        held += sum(map(len, cells))
        if len(rows) > MOST_ROWS or held > MOST_CHARACTERS:
            return (), Flaw.TOO_MANY_ROWS
    return tuple(rows), Flaw.NONE if rows else Flaw.EMPTY


class _Reader:
    """The rows of ``lines`` from line ``at`` on; empty ones are left out."""

    def __init__(self, lines: Sequence[str], delimiter: str, at: int, width: int) -> None:
        self._lines, self._delimiter, self._at, self._width = lines, delimiter, at, width
        self._tries = _MOST_TRIES

    def __iter__(self) -> Iterator[Row]:
        while self._at < len(self._lines):
            yield from self._run()

    def _run(self) -> Iterator[Row]:
        """Rows until one is damaged, or to the end."""
        reader = csv.reader(self._fed(), delimiter=self._delimiter)
        csv.field_size_limit(LONGEST_CELL * 2)
        began = self._at
        while True:
            start = began + reader.line_num
            try:
                cells = next(reader)
            except StopIteration:
                self._at = len(self._lines)
                return
            except csv.Error:
                self._at = start + 1
                yield self._given_up(start)
                return
            lines = began + reader.line_num - start
            if lines > 1 and self._is_damaged(start, lines, len(cells)):
                self._at = start + 1
                yield self._given_up(start)
                return
            if any(cell and not cell.isspace() for cell in cells):
                yield Row(start + 1, *_kept(cells))

    def _fed(self) -> Iterator[str]:
        """The lines, each with its end; a row that takes too many is cut off."""
        for at in range(self._at, len(self._lines)):
            yield self._lines[at] + "\n"

    def _is_damaged(self, start: int, lines: int, cells: int) -> bool:
        """Whether a quote that was not closed swallowed more than belongs to the row."""
        piece = self._lines[start : start + lines]
        if lines > _MOST_LINES or sum(line.count('"') for line in piece) % 2:
            return True
        if self._width and cells != self._width and self._tries:
            self._tries -= 1
            return True
        return False

    def _given_up(self, start: int) -> Row:
        line = self._lines[start]
        cells = tuple(line.replace('"', "")[:LONGEST_CELL].split(self._delimiter)[:MOST_COLUMNS])
        return Row(start + 1, cells, Flaw.UNCLOSED_QUOTE)


def _kept(cells: list[str]) -> tuple[tuple[str, ...], Flaw]:
    flaw = Flaw.NONE
    if len(cells) > MOST_COLUMNS:
        cells, flaw = cells[: MOST_COLUMNS + 1], Flaw.TOO_MANY_CELLS
    for at, cell in enumerate(cells):
        if len(cell) > LONGEST_CELL:
            cells[at], flaw = cell[:LONGEST_CELL], Flaw.CELL_TOO_LONG
        elif letters.broken(cell):
            flaw = flaw or Flaw.BROKEN_LETTERS
    return tuple(cells), flaw


def _told(first: str) -> tuple[str, int]:
    """The delimiter where the file says it itself, as Excel does, and the line that comes next."""
    told = first.strip().strip('"').lower()
    if told.startswith("sep=") and len(told) <= 5:
        return (told[4:] or "\t"), 1
    return "", 0


def _delimiter(lines: Sequence[str]) -> str:
    """The sign that parts most rows into equally many cells, and more than one."""
    best, most = ";", (0.0, 0)
    for delimiter in DELIMITERS:
        widths = Counter[int]()
        for row in _Reader(lines[: 5 * _LOOKED_AT], delimiter, 0, 0):
            widths[_width(row.cells)] += 1
            if widths.total() > _LOOKED_AT:
                break
        for width, rows in widths.items():
            share = rows / widths.total()
            if width > 1 and (round(share, 1), width) > most:
                best, most = delimiter, (round(share, 1), width)
    return best


def _width(cells: Sequence[str]) -> int:
    """How many cells, without empty ones at the end."""
    width = len(cells)
    while width > 1 and not cells[width - 1].strip():
        width -= 1
    return width


def _filled(row: Row) -> int:
    return sum(1 for cell in row.cells if cell.strip())


def _is_heading(cells: Sequence[str]) -> bool:
    """Names of columns: words, each once, none of which is somebody's number or address."""
    named = [cell.strip().casefold() for cell in cells if cell.strip()]
    if not named or 2 * len(named) < _width(cells):
        return False
    told = any("@" in cell or sum(map(str.isdigit, cell)) > 3 or len(cell) > 60 for cell in named)
    worded = all(any(map(str.isalpha, cell)) or cell in ("#", "*") for cell in named)
    return worded and not told
