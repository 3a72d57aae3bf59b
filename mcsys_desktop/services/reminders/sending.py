"""A letter that somebody looked at goes: made, its paper kept, and handed on."""

from dataclasses import dataclass

from mcsys_desktop.core.i18n import _
from mcsys_desktop.services.reminders.making import make
from mcsys_desktop.services.reminders.papers import paper
from mcsys_desktop.services.reminders.plan import Delivery
from mcsys_desktop.services.reminders.proposing import Proposal

MAILS = False  # whether a letter can go by mail from here


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of it; ``prints``: its paper is still to be printed."""

    reminder_id: int
    sentence: str
    prints: bool = False


def send(proposal: Proposal, by: Delivery, *, request: str) -> Sent:
    """Make the letter and keep its paper. Asked again under ``request``, it is the same letter.

    Raises UserError when something changed since it was proposed.
    """
    made = make(proposal, by, request=request)
    paper(made)
    return Sent(made, _("The letter is made. Print it and post it."), prints=True)
