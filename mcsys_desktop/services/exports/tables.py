"""Any list, or what was chosen of it, for another program: CSV, Excel, or the clipboard."""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path

from mcsys_desktop.core import clock, whole_files
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.documents import tables
from mcsys_desktop.documents.tables import Column as Column
from mcsys_desktop.documents.tables import Kind as Kind
from mcsys_desktop.documents.tables import Value as Value
from mcsys_desktop.models import audit, base

Rows = Iterable[Sequence[Value]]
FEW = 20  # rows that somebody copies without the log telling of it


class Form(StrEnum):
    """The file that another program wants."""

    CSV = "csv"
    EXCEL = "xlsx"


def write(file: Path, title: str, columns: Sequence[Column], rows: Rows) -> int:
    """Write rows to ``file``, in the form that its name ends in; how many there were.

    The log says who took out what, before the file is there. Raises UserError for more rows than
    fit, for another ending, and where the file cannot be written; then there is none.
    """
    try:
        form = Form(file.suffix.lower().removeprefix("."))
    except ValueError:
        raise UserError(_("Choose a name that ends in .csv or .xlsx.")) from None
    count = 0

    def counted() -> Iterator[Sequence[Value]]:
        nonlocal count
        for count, row in enumerate(rows, 1):  # noqa: B007  # told when all are written
            yield row

    if form is Form.CSV:
        content = tables.csv_file(columns, counted())
    else:
        content = tables.xlsx_file(title, columns, counted(), clock.now())
    with base.transaction():
        audit.note("export", _said(title, columns, count))
    try:
        whole_files.write_whole(file, content)
    except OSError as error:
        raise UserError(
            _("The file could not be written: {why}. Choose another folder.").format(
                why=error.strerror or type(error).__name__
            )
        ) from error
    return count


def copy(title: str, columns: Sequence[Column], rows: Rows) -> tuple[str, str, int]:
    """Rows for the clipboard: as lines with tabs, as a table in HTML, and how many there are.

    A spreadsheet takes what is pasted for a formula just as in a file, so that the same is done
    against it. More than a few rows are data taken out, which the log tells of.
    """
    titles = [tables.plain(Kind.TEXT, column.title) for column in columns]
    lines = [
        [tables.plain(column.kind, value) for column, value in zip(columns, row, strict=True)]
        for row in rows
    ]
    if len(lines) > FEW:
        with base.transaction():
            audit.note("export", _said(title, columns, len(lines)))
    text = "\n".join("\t".join(line) for line in (titles, *lines))
    return text, tables.pasted(titles, lines), len(lines)


def _said(title: str, columns: Sequence[Column], count: int) -> str:
    listed = ", ".join(column.title for column in columns)
    return _("{title}: {count} rows, {columns}").format(title=title, count=count, columns=listed)
