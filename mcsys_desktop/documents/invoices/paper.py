"""A document on paper: a sheet and a look in, the bytes of a PDF out (PDF/A-3b).

The same sheet, look and moment give the same bytes. The file for machines is put inside, when there
is one, so that whoever keeps the PDF keeps both.
"""

from datetime import datetime

from mcsys_desktop.core import bank_accounts
from mcsys_desktop.core.i18n import N_
from mcsys_desktop.documents.canvas import GREY, LEADING
from mcsys_desktop.documents.invoices import payment_code, signing
from mcsys_desktop.documents.invoices.drawing import (
    ACROSS,
    BODY,
    FOOT,
    LEFT,
    NEXT_TOP,
    ROW,
    SMALL,
    SUM,
    InvoicePaper,
)
from mcsys_desktop.documents.invoices.look import Look
from mcsys_desktop.documents.invoices.rows import Room, paginate
from mcsys_desktop.documents.invoices.snapshot import Kind, Sheet

TITLE_ROOM = 9.0  # of the title above the conditions
CODE = 27.0  # millimetres of the QR code
HEAD = SMALL * LEADING + 2.5  # of the table


def render(
    sheet: Sheet, look: Look, made_at: datetime, machine: tuple[str, bytes] | None = None
) -> bytes:
    """The PDF of a document. ``machine`` is the name and the bytes of its XML.

    Raises ValueError for a logo or letterhead that is no picture.
    """
    with InvoicePaper(sheet, look, made_at) as paper:
        paper.add_page()
        paper.below(1)
        paper.letterhead()
        paper.address()
        top = paper.heading()
        rows = paper.rows()
        heights = [paper.height(row) for row in rows]
        room = Room(FOOT - top - HEAD, FOOT - NEXT_TOP - HEAD, ROW, _tail(paper))
        pages = paginate(heights, room)
        conditions = _conditions(paper)
        count = len(pages) + len(conditions)
        y, sum_so_far = top, 0
        for page, places in enumerate(pages, start=1):
            if page > 1:
                y = _continued(paper, page)
            y = paper.table_head(y)
            if page > 1:
                y = paper.carry(y, sum_so_far)
            for at in places:
                y = paper.row(rows[at], y)
                sum_so_far += rows[at].amount
            if page < len(pages):
                paper.carry(y, sum_so_far)
            else:
                _end(paper, y)
            paper.foot(page, count)
        for page, lines in enumerate(conditions, start=len(pages) + 1):
            _terms(paper, lines, page)
            paper.foot(page, count)
        if machine is not None:
            name, data = machine
            paper.attach(name, data, "text/xml", made_at)
        return paper.bytes()


def _continued(paper: InvoicePaper, page: int) -> float:
    """The top of a page after the first."""
    paper.add_page()
    paper.below(page)
    title = f"{paper.words.title(paper.sheet)} {paper.sheet.number}".strip()
    name = paper.sheet.snapshot.seller.name
    paper.put(LEFT, NEXT_TOP - 12, ACROSS, title, size=BODY, bold=True)
    paper.put(LEFT, NEXT_TOP - 12, ACROSS, name, size=BODY, colour=GREY, align="R")
    return NEXT_TOP


def _tail(paper: InvoicePaper) -> float:
    """How high all is that stands below the last row."""
    sums = 8 + len(paper.sum_lines()) * (BODY * LEADING + 1.6)
    notes = sum(
        len(paper.broken(text, ACROSS, size=BODY)) * BODY * LEADING + 1 for text in _notes(paper)
    )
    below = CODE + 10 if _pays(paper.sheet) else 8
    return sums + notes + (signing.HIGH if signing.signs(paper.sheet) else below)


def _notes(paper: InvoicePaper) -> list[str]:
    sheet = paper.sheet
    texts = [*paper.words.duties(sheet.snapshot), sheet.particulars.remark, *sheet.extra_texts]
    if not paper.look.terms_page:
        texts.append(sheet.snapshot.terms)
    return [text for text in texts if text]


def _conditions(paper: InvoicePaper) -> list[list[str]]:
    """The conditions on pages of their own, line by line; none when they stand below the sums."""
    terms = paper.sheet.snapshot.terms if paper.look.terms_page else ""
    lines = paper.broken(terms, ACROSS, size=SMALL) if terms else []
    fitting = int((FOOT - NEXT_TOP - TITLE_ROOM) / (SMALL * LEADING))
    return [lines[at : at + fitting] for at in range(0, len(lines), fitting)]


def _terms(paper: InvoicePaper, lines: list[str], page: int) -> None:
    y = _continued(paper, page)
    title = paper.words.say(N_("Conditions"))
    paper.put(LEFT, y, ACROSS, title, size=SUM, bold=True)
    y += TITLE_ROOM
    for line in lines:
        paper.put(LEFT, y, ACROSS, line, size=SMALL)
        y += SMALL * LEADING


def _pays(sheet: Sheet) -> bool:
    return sheet.snapshot.kind is Kind.INVOICE and sheet.snapshot.total - sheet.paid > 0


def _end(paper: InvoicePaper, y: float) -> None:
    y = paper.sums(y + 1)
    for text in _notes(paper):
        y = paper.write(LEFT, y, ACROSS, text, size=BODY) + 1
    if _pays(paper.sheet):
        _payment(paper, y + 3)
    if signing.signs(paper.sheet):
        signing.draw(paper, y + 3)


def _payment(paper: InvoicePaper, y: float) -> None:
    """How it is paid: amount, day, account, what to mention, and a code for the bank's app."""
    sheet, words = paper.sheet, paper.words
    snapshot, seller = sheet.snapshot, sheet.snapshot.seller
    owed = snapshot.total - sheet.paid
    mention = f"{words.title(sheet)} {sheet.number}".strip()
    x = LEFT
    if paper.look.code and sheet.number:
        said = payment_code.payload(seller.name, seller.iban, owed, mention, seller.bic)
        squares = payment_code.squares(said)
        paper.squares(LEFT + 1, y + 1, CODE - 2, squares)
        x += CODE + 5 if squares else 0
    if sheet.due:
        until = words.say(N_("To be paid by {day} at the latest")).format(day=words.day(sheet.due))
        paper.put(x, y, ACROSS, until, size=BODY, bold=True)
        y += BODY * LEADING + 1.5
    lines = [
        (words.say(N_("Amount")), words.euros(owed)),
        (words.say(N_("To account")), bank_accounts.shown(seller.iban)),
        (words.say(N_("In the name of")), seller.name),
        (words.say(N_("Please mention")), sheet.number),
    ]
    for label, value in lines:
        if value:
            paper.put(x, y, 34, label, size=BODY, colour=GREY)
            paper.put(x + 35, y, 85, value, size=BODY)
            y += BODY * LEADING + 0.9
