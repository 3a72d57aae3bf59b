"""The rows that were not read in, as a list of their own: mended there, it can be read in again."""

from collections.abc import Sequence

from mcsys_desktop.core.contact_files import Form, Found
from mcsys_desktop.core.i18n import _
from mcsys_desktop.documents.tables import Column, csv_file
from mcsys_desktop.services.imports.fields import Field, words
from mcsys_desktop.services.imports.planning import RowPlan


def faulty_rows(found: Found, errors: Sequence[RowPlan]) -> bytes:
    """The rows of ``errors`` with the columns of their file, and one more that says what is wrong.

    The bytes of a CSV file.
    """
    if found.form is Form.CARDS:
        headings = [words(Field(column)) for column in found.heading]
    else:
        headings = [
            heading or _("Column {number}").format(number=at)
            for at, heading in enumerate(found.heading, 1)
        ]
    why = {row.line: row.error for row in errors}
    width = len(headings)
    columns = [Column(heading) for heading in [*headings, _("Error"), _("Line")]]
    rows = []
    for row in found.rows:
        if row.line in why:
            cells = (*row.cells[:width], *("",) * (width - len(row.cells)))
            more = " ".join(cell for cell in row.cells[width:] if cell)
            said = f"{why[row.line]} [{more}]" if more else why[row.line]
            rows.append((*cells, said, str(row.line)))
    return csv_file(columns, rows)
