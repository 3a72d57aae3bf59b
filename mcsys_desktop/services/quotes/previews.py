"""A quote as it would be printed, as a picture: for the pane beside the editor."""

from mcsys_desktop.documents import pictures
from mcsys_desktop.services.invoices.previews import Preview, pdf
from mcsys_desktop.services.quotes.answering import sheet
from mcsys_desktop.services.quotes.composing import composed, problems, sheet_of
from mcsys_desktop.services.quotes.lines import Version


def of_draft(version: Version, number: int, width: int) -> Preview:
    """Page ``number`` (from 0) of a version as it is typed, ``width`` pixels wide."""
    found = problems(version, composed(version))
    return Preview(pictures.page(pdf(sheet_of(version)), number, width), found)


def of_sent(version_id: int, number: int, width: int) -> Preview:
    """Page ``number`` of a version that was sent. Raises UserError when it is gone."""
    return Preview(pictures.page(pdf(sheet(version_id)), number, width))
