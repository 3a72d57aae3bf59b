"""A document as it would be printed now, as a picture: for the pane beside the editor."""

from dataclasses import dataclass

from mcsys_desktop.core import clock
from mcsys_desktop.documents import pictures
from mcsys_desktop.documents.invoices import paper
from mcsys_desktop.documents.invoices.snapshot import Sheet
from mcsys_desktop.documents.pictures import Picture as Picture
from mcsys_desktop.services import looks
from mcsys_desktop.services.invoices import checks, papers
from mcsys_desktop.services.invoices.composing import compose
from mcsys_desktop.services.invoices.lines import Invoice
from mcsys_desktop.services.invoices.sheets import sheet


@dataclass(frozen=True, slots=True)
class Preview:
    """A page of the document, and what is not right with it yet."""

    picture: Picture
    problems: tuple[checks.Problem, ...] = ()


def of_draft(draft: Invoice, number: int, width: int) -> Preview:
    """Page ``number`` (from 0) of a draft as it is typed, ``width`` pixels wide."""
    made = compose(draft)
    return Preview(_picture(made.sheet, number, width), checks.problems(draft, made))


def of_final(invoice_id: int, number: int, width: int) -> Preview:
    """Page ``number`` of a final document, as it is kept. Raises UserError when it is gone."""
    for kept in papers.kept(invoice_id):
        if kept.kind is papers.PDF:
            return Preview(pictures.page(kept.content, number, width))
    return Preview(_picture(sheet(invoice_id), number, width))


def pdf(whole: Sheet) -> bytes:
    """The document drawn with the look of the office, only to be looked at."""
    return paper.render(whole, looks.look(), clock.now())


def _picture(whole: Sheet, number: int, width: int) -> Picture:
    return pictures.page(pdf(whole), number, width)
