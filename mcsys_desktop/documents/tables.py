"""Lists for other programs: rows and typed columns in, the bytes of a CSV or Excel file out.

What people typed stays text in both. A spreadsheet takes a cell that begins with ``=``, ``+``,
``-`` or ``@`` for a formula, which can fetch, send and start things; in CSV such a text gets an
apostrophe before it. Phone numbers and amounts begin with those signs too and can start nothing,
so they stay as they are. In Excel every cell says for itself what it is, and nothing is added.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from html import escape
from typing import Any, TypeAlias

import xlsxwriter

from mcsys_desktop.core import clock, file_names, text
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _

Value: TypeAlias = str | int | Decimal | date | datetime | None
DELIMITER = ";"  # what a spreadsheet in Dutch expects
MOST_ROWS = 1_048_575  # of an Excel sheet, below its heading
LONGEST_CELL = 32_767  # UTF-16 units in a cell of Excel
LONGEST = 1_000_000  # characters of one text; more is no longer a cell of anything

# Begins a formula, also in its full-width and small forms, behind blanks, or written as a sign of
# another name.
_STARTS = frozenset("=+-@\N{MINUS SIGN}|%")
# In front of these a program that parts cells at another sign would see the beginning of a cell.
# Prices end in ",-" and lists begin with "- ", so that only what can be a formula counts there.
_STARTS_INSIDE = re.compile(
    r"(?<=[,;\t|\n])([ \u3000]*[\"']*)"
    r"([=＝﹦@＠﹫]|[+＋﹢\-－﹣−]+(?:[A-Za-z(]|\d[\d.]*[-+*/^|!(&]))"
)
_PHONE = re.compile(r"\+?\(?\d[\d ()./\-]*(?: ?(?:tst|toestel|ext|x)\.? ?\d{1,6})?")
_SIGNED_PHONE = re.compile(r"\+\d[\d ()]*(?: (?:tst|toestel|ext|x)\.? ?\d{1,6})?")
_AMOUNT = re.compile(
    r"[+\-\N{MINUS SIGN}]? ?(?:€ ?)?\d{1,3}(?:[. \u00a0]?\d{3})*(?:[.,]\d{1,9}|,-)? ?%?"
)


class Kind(StrEnum):
    """What the values of a column are: also how they are written and lined up."""

    TEXT = "text"
    PHONE = "phone"  # text, as people read it
    MONEY = "money"  # whole cents
    NUMBER = "number"  # int or Decimal
    DAY = "day"  # date
    MOMENT = "moment"  # aware datetime; written on the office's wall clock


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``width`` is in characters, for Excel."""

    title: str
    kind: Kind = Kind.TEXT
    width: int = 16


_FORMATS: dict[Kind, dict[str, Any]] = {
    Kind.TEXT: {"num_format": "@", "valign": "top"},
    Kind.PHONE: {"num_format": "@", "valign": "top"},
    Kind.MONEY: {"num_format": "€ #,##0.00;€ -#,##0.00", "valign": "top"},
    Kind.NUMBER: {"num_format": "General", "valign": "top"},
    Kind.DAY: {"num_format": "dd-mm-yyyy", "valign": "top", "align": "left"},
    Kind.MOMENT: {"num_format": "dd-mm-yyyy hh:mm", "valign": "top", "align": "left"},
}


def csv_file(columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> bytes:
    """The rows as CSV: UTF-8 that spreadsheets recognise, every cell quoted, whatever is in it.

    Raises TypeError for a value that is not of its column's kind.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=DELIMITER, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([harmless(column.title) for column in columns])
    for row in rows:
        writer.writerow(
            [_written(column.kind, value) for column, value in zip(columns, row, strict=True)]
        )
    return out.getvalue().encode("utf-8-sig")


def plain(kind: Kind, value: Value) -> str:
    """A value on one line, as CSV has it: what is pasted is read as CSV is."""
    return " ".join(_written(kind, value).split())


def pasted(titles: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """Cells that are harmless already as a table in HTML, for programs that paste such a thing."""
    head = "".join(f"<th>{escape(title)}</th>" for title in titles)
    body = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in line)}</tr>" for line in lines
    )
    return f'<meta charset="utf-8"><table><tr>{head}</tr>{body}</table>'


def harmless(typed: str) -> str:
    """``typed`` as a cell of CSV that no spreadsheet takes for a formula.

    >>> harmless("=1+1"), harmless("+31612345678"), harmless("-12,50"), harmless("€ -12,50")
    ("'=1+1", '+31612345678', '-12,50', '€ -12,50')
    """
    seen = text.clean(typed, LONGEST, lines=True)
    if _SIGNED_PHONE.fullmatch(seen) or _AMOUNT.fullmatch(seen):
        return seen
    seen = _STARTS_INSIDE.sub(r"\1'\2", seen)
    first = unicodedata.normalize("NFKC", seen.lstrip(' \n"')[:1])[:1]
    return f"'{seen}" if first in _STARTS and first else seen


def xlsx_file(
    title: str, columns: Sequence[Column], rows: Iterable[Sequence[Value]], made_at: datetime
) -> bytes:
    """The rows as an Excel file with one sheet, whose first row stays in sight and filters.

    The same rows and moment make the same bytes. Raises UserError for more rows than fit,
    TypeError for a value that is not of its column's kind.
    """
    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        created = clock.local(made_at).replace(tzinfo=None)
        book.set_properties({"title": text.clean(title), "created": created})
        sheet = book.add_worksheet(_sheet_name(title))
        heading = book.add_format({"bold": True, "valign": "top", "num_format": "@"})
        formats = {kind: book.add_format(look) for kind, look in _FORMATS.items()}
        for at, column in enumerate(columns):
            sheet.set_column(at, at, column.width)
            sheet.write_string(0, at, _fitting(column.title), heading)
        count = 0
        for count, row in enumerate(rows, 1):
            if count > MOST_ROWS:
                raise UserError(
                    _("That is more than fits in one sheet: at most {rows} rows.").format(
                        rows=MOST_ROWS
                    )
                )
            for at, (column, value) in enumerate(zip(columns, row, strict=True)):
                _write(sheet, count, at, column.kind, value, formats[column.kind])
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(count, 1), len(columns) - 1)
    return out.getvalue()


def _write(sheet: Any, row: int, at: int, kind: Kind, value: Value, look: Any) -> None:
    """One cell, in the way that says what it is; never the way that guesses."""
    _check(kind, value)
    if value is None:
        return
    if isinstance(value, str):
        sheet.write_string(row, at, _fitting(value), look)
    elif isinstance(value, datetime):
        sheet.write_datetime(row, at, clock.local(value).replace(tzinfo=None), look)
    elif isinstance(value, date):
        if value.year < 1900:  # Excel knows no such days
            sheet.write_string(row, at, _written(kind, value), look)
        else:
            sheet.write_datetime(row, at, datetime(value.year, value.month, value.day), look)  # noqa: DTZ001  # a day has no zone
    elif kind is Kind.MONEY:
        sheet.write_number(row, at, Decimal(value) / 100, look)
    elif abs(Decimal(value)) >= 10**15:  # Excel would round it
        sheet.write_string(row, at, _written(kind, value), look)
    else:
        sheet.write_number(row, at, value, look)


def _written(kind: Kind, value: Value) -> str:
    """A value as CSV has it, in the way in which people here write it."""
    _check(kind, value)
    if value is None:
        return ""
    if isinstance(value, str):
        return _phone(value) if kind is Kind.PHONE else harmless(value)
    if isinstance(value, datetime):
        return f"{clock.local(value):%d-%m-%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d-%m-}{value.year:04}"
    if kind is Kind.MONEY:
        euros, cents = divmod(abs(int(value)), 100)
        return f"{'-' if value < 0 else ''}{euros},{cents:02}"
    return f"{value:f}".replace(".", ",") if isinstance(value, Decimal) else str(value)


def _phone(typed: str) -> str:
    """A phone number as it is; one with a plus has blanks for its dashes, which would subtract."""
    seen = text.clean(typed, 200)
    if not _PHONE.fullmatch(seen):
        return harmless(seen)
    return " ".join(re.sub(r"[./-]", " ", seen).split()) if seen.startswith("+") else seen


def _fitting(typed: str) -> str:
    """A text as a cell of Excel can hold it; one that is longer says that it was shortened."""
    seen = text.clean(typed, LONGEST, lines=True)
    if len(seen.encode("utf-16-le")) <= 2 * LONGEST_CELL:
        return seen
    mark = " … " + _("[shortened: a cell holds no more; the CSV file has it whole]")
    room = 2 * (LONGEST_CELL - len(mark))
    return seen.encode("utf-16-le")[:room].decode("utf-16-le", errors="ignore") + mark


def _sheet_name(title: str) -> str:
    """A name that Excel takes for a sheet."""
    name = re.sub(r"[\[\]:*?/\\]", "-", file_names.safe_name(title, instead=_("List")))
    name = name[:31].strip("' ") or "List"
    return name if name.casefold() != "history" else f"{name}_"  # Excel's own


_EXPECTED: dict[Kind, tuple[type, ...]] = {
    Kind.TEXT: (str,),
    Kind.PHONE: (str,),
    Kind.MONEY: (int,),
    Kind.NUMBER: (int, Decimal),
    Kind.DAY: (date,),
    Kind.MOMENT: (datetime,),
}


def _check(kind: Kind, value: Value) -> None:
    """Refuse a value of another kind: money is never a float, a moment is never without a zone."""
    if value is None:
        return
    wrong = type(value) not in _EXPECTED[kind] and not (
        isinstance(value, str) and isinstance(value, _EXPECTED[kind])
    )
    if wrong or (isinstance(value, Decimal) and not value.is_finite()):
        raise TypeError(f"a {type(value).__name__} does not belong in a column of {kind.value}")
