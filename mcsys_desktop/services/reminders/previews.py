"""A letter as it would be made now, as a picture: for the pane beside the list."""

from collections.abc import Iterator

from peewee import fn

from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.money.amounts import euros
from mcsys_desktop.documents import pictures
from mcsys_desktop.models.invoices import Invoice as Stored
from mcsys_desktop.models.invoices import Kind
from mcsys_desktop.services import payments
from mcsys_desktop.services.invoices.checks import Problem
from mcsys_desktop.services.invoices.composing import billing_place
from mcsys_desktop.services.invoices.previews import Preview
from mcsys_desktop.services.invoices.status import settled
from mcsys_desktop.services.merged import family_of
from mcsys_desktop.services.queries import among, tuples
from mcsys_desktop.services.reminders.making import letter
from mcsys_desktop.services.reminders.papers import drawn
from mcsys_desktop.services.reminders.plan import Delivery
from mcsys_desktop.services.reminders.proposing import Proposal


def of_proposal(proposal: Proposal, by: Delivery, number: int, width: int) -> Preview:
    """Page ``number`` (from 0) of the letter, ``width`` pixels wide, and what should be looked at
    before it goes. Raises UserError.
    """
    picture = pictures.page(drawn(letter(proposal, by)), number, width)
    return Preview(picture, tuple(_doubts(proposal, by)))


def _doubts(proposal: Proposal, by: Delivery) -> Iterator[Problem]:
    ours = unsettled(proposal.customer_id)
    if ours:
        sentence = _("We still owe this customer {amount}. Settle that first.")
        yield Problem("customer", sentence.format(amount=euros(ours)), stops=False)
    if by is Delivery.POST and not billing_place(family_of(proposal.customer_id)).city:
        sentence = _("This customer has no address, so the letter has none either.")
        yield Problem("customer", sentence, stops=False)


def unsettled(customer_id: int) -> int:
    """What a customer is owed, in cents: credit invoices and payments that settled nothing yet."""
    family = among(Stored.customer, family_of(customer_id))
    credits = Stored.select(fn.SUM(Stored.total - settled())).where(
        family & (Stored.kind == Kind.CREDIT) & Stored.number.is_null(False)
    )
    ((given,),) = tuples(credits)
    return int(given or 0) + sum(each.left for each in payments.unused(customer_id))
