"""What came of reading a file: a heading, rows of cells, and what could not be read."""

from dataclasses import dataclass
from enum import StrEnum

MOST_BYTES = 50_000_000  # of a file
MOST_ROWS = 200_000
MOST_COLUMNS = 200
LONGEST_CELL = 25_000  # characters: more than a note of a customer may have
MOST_CHARACTERS = 100_000_000  # of all cells together


class Form(StrEnum):
    """How the file was made up."""

    TABLE = "table"  # CSV; its own heading
    CARDS = "cards"  # vCard; the heading is ``vcards.COLUMNS``


class Flaw(StrEnum):
    """What is wrong with a file, or with one row of it."""

    NONE = ""
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    NOT_TEXT = "not_text"
    SPREADSHEET = "spreadsheet"  # Excel's or LibreOffice's own form
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    NO_CARDS = "no_cards"
    UNCLOSED_QUOTE = "unclosed_quote"
    TOO_MANY_CELLS = "too_many_cells"  # more than the heading has
    TOO_FEW_CELLS = "too_few_cells"  # part of a line only
    CELL_TOO_LONG = "cell_too_long"
    BROKEN_LETTERS = "broken_letters"  # bytes that are no letter in the encoding of the rest
    CARD_NOT_ENDED = "card_not_ended"


@dataclass(frozen=True, slots=True)
class Row:
    """One row; ``line`` is the line of the file it begins on, from 1."""

    line: int
    cells: tuple[str, ...]
    flaw: Flaw = Flaw.NONE


@dataclass(frozen=True, slots=True)
class Found:
    """A file that was read. With a ``flaw`` nothing of it can be used, and there are no rows."""

    form: Form = Form.TABLE
    heading: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    encoding: str = ""
    delimiter: str = ""
    flaw: Flaw = Flaw.NONE
