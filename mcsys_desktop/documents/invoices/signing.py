"""The end of a quote: until when it holds, and the lines to sign on."""

from mcsys_desktop.core.i18n import N_
from mcsys_desktop.documents.canvas import GREY, LEADING
from mcsys_desktop.documents.invoices.drawing import ACROSS, BODY, LEFT, SMALL, InvoicePaper
from mcsys_desktop.documents.invoices.snapshot import Kind, Sheet

HIGH = 44.0  # millimetres of all of it
_WIDE, _GAP = 50.0, 7.5  # of a line, and between two of them


def signs(sheet: Sheet) -> bool:
    """Whether a document is one to sign."""
    return sheet.snapshot.kind is Kind.QUOTE


def draw(paper: InvoicePaper, y: float) -> None:
    """Where the customer signs: a name, a day and a signature, each on a line."""
    say, until = paper.words.say, paper.sheet.valid_until
    if until:
        said = say(N_("This quote holds until {day}.")).format(day=paper.words.day(until))
        paper.put(LEFT, y, ACROSS, said, size=BODY)
        y += BODY * LEADING + 3
    paper.put(LEFT, y, ACROSS, say(N_("Agreed")), size=BODY, bold=True)
    y += BODY * LEADING + 12
    for at, label in enumerate((N_("Name"), N_("Date"), N_("Signature"))):
        x = LEFT + at * (_WIDE + _GAP)
        paper.rule(x, y, _WIDE)
        paper.put(x, y + 1.5, _WIDE, say(label), size=SMALL, colour=GREY)
