"""A letter as it would be made now, as a picture: for the pane beside the list."""

from mcsys_desktop.documents import pictures
from mcsys_desktop.services.invoices.previews import Preview
from mcsys_desktop.services.reminders.making import letter
from mcsys_desktop.services.reminders.papers import drawn
from mcsys_desktop.services.reminders.plan import Delivery
from mcsys_desktop.services.reminders.proposing import Proposal


def of_proposal(proposal: Proposal, by: Delivery, number: int, width: int) -> Preview:
    """Page ``number`` (from 0) of the letter, ``width`` pixels wide. Raises UserError."""
    return Preview(pictures.page(drawn(letter(proposal, by)), number, width))
