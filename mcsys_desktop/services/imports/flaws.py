"""What is wrong with a file or a row, in sentences that say what to do."""

from mcsys_desktop.core.contact_files import Flaw
from mcsys_desktop.core.contact_files.found import LONGEST_CELL, MOST_BYTES, MOST_COLUMNS, MOST_ROWS
from mcsys_desktop.core.i18n import N_, _

_SENTENCES = {
    Flaw.EMPTY: N_("There are no rows in this file."),
    Flaw.TOO_LARGE: N_("This file is larger than {megabytes} MB. Split it, and read in the parts."),
    Flaw.NOT_TEXT: N_("This is no list of customers: save it as CSV or vCard, and read that in."),
    Flaw.SPREADSHEET: N_(
        "This is a spreadsheet of Excel or LibreOffice. Open it there, choose Save as, and CSV;"
        " then read in that file."
    ),
    Flaw.TOO_MANY_ROWS: N_("This file has more than {rows} rows. Split it, and read in the parts."),
    Flaw.TOO_MANY_COLUMNS: N_("This file has more than {columns} columns. Leave out some."),
    Flaw.NO_CARDS: N_("There are no cards in this file that say anything."),
    Flaw.UNCLOSED_QUOTE: N_("A quotation mark was not closed in this row."),
    Flaw.TOO_MANY_CELLS: N_(
        "This row has more cells than there are columns: put what holds a separator between"
        " quotation marks."
    ),
    Flaw.CELL_TOO_LONG: N_("A cell of this row is longer than {characters} characters."),
    Flaw.BROKEN_LETTERS: N_("Letters of this row cannot be read: type them again."),
    Flaw.CARD_NOT_ENDED: N_("This card has no end: part of it is missing."),
}


def sentence(flaw: Flaw) -> str:
    """The sentence for a flaw; empty for none."""
    if flaw is Flaw.NONE:
        return ""
    return _(_SENTENCES[flaw]).format(
        megabytes=MOST_BYTES // 1_000_000,
        rows=f"{MOST_ROWS:,}".replace(",", "."),
        columns=MOST_COLUMNS,
        characters=f"{LONGEST_CELL:,}".replace(",", "."),
    )
