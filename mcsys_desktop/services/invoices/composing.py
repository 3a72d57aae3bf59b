"""What a document will say, put together from the draft, the customer and the own company.

The same for a preview and for what is made final; nothing of a final one is looked up again.
"""

from dataclasses import dataclass
from datetime import date

from peewee import Field

from mcsys_desktop.core import clock
from mcsys_desktop.core.money.amounts import percentage
from mcsys_desktop.core.money.totals import Rate, Totals
from mcsys_desktop.core.money.treatments import Treatment
from mcsys_desktop.documents.invoices.snapshot import (
    Between,
    Buyer,
    Extra,
    Item,
    Particulars,
    Place,
    Sheet,
    Snapshot,
    Sum,
)
from mcsys_desktop.documents.invoices.snapshot import Kind as PaperKind
from mcsys_desktop.models.articles import Article
from mcsys_desktop.models.customers import (
    Address,
    AddressUse,
    Customer,
    CustomerKind,
    EmailAddress,
    EmailUse,
)
from mcsys_desktop.models.invoice_settings import BillingTerms
from mcsys_desktop.models.invoices import Invoice as Stored
from mcsys_desktop.models.invoices import LineKind
from mcsys_desktop.services import invoice_settings
from mcsys_desktop.services.invoice_settings import Chosen
from mcsys_desktop.services.invoices.lines import Invoice, added_up, counting, rate_of, totals
from mcsys_desktop.services.merged import family_of, heir_of
from mcsys_desktop.services.queries import among, tuples
from mcsys_desktop.services.sellers import seller

DISCOUNT = {"nl": "Korting {percent}%", "en": "Discount {percent}%"}


@dataclass(frozen=True, slots=True)
class Composed:
    """A document as it would be made now, with what was looked up for it."""

    snapshot: Snapshot  # without the sum of its particulars
    particulars: Particulars
    totals: Totals
    settings: Chosen
    wants_reference: bool = False

    @property
    def sheet(self) -> Sheet:
        """For a preview."""
        return Sheet(self.snapshot, self.particulars)


def compose(draft: Invoice, on: date | None = None) -> Composed:
    """Put the document together as it would be on a day, today unless it says otherwise."""
    day = on or clock.today()
    settings = invoice_settings.chosen()
    customer = _customer(draft.head.customer_id)
    terms = _terms(customer)
    taxed = draft.head.delivered_on or day
    added = totals(draft.lines, draft.head.mode, taxed, draft.head.discount)
    counted = counting(draft.lines)
    head = draft.head
    original = Stored.get_or_none(Stored.id == draft.credits) if draft.credits else None
    days = head.payment_days
    if days is None:
        days = customer.payment_days if customer is not None else None
    items = _items(draft, added, taxed)
    snapshot = Snapshot(
        kind=PaperKind(draft.kind.value),
        mode=head.mode,
        language=head.language,
        seller=seller(),
        items=items,
        sums=tuple(Sum.of(group, items) for group in added.groups),
        lines_net=added.lines_net,
        base=added.base,
        vat=added.vat,
        total=added.total,
        payable=added.payable,
        extras=_extras(draft, added, taxed),
        payment_days=settings.payment_days if days is None else days,
        delivered_on=head.delivered_on,
        period_from=head.period_from,
        period_to=head.period_to,
        corrects=original.number or "" if original is not None else "",
        corrects_date=original.dated if original is not None else None,
        deducts=_numbers([line.deducts for line in counted if line.deducts]),
        terms=settings.terms(head.language),
    )
    particulars = Particulars(
        buyer=_buyer(customer, terms, head.attention),
        descriptions=tuple(line.description for line in counted),
        reference=head.reference,
        project=head.project,
        serials=tuple(tuple(line.serials.split("\n")) if line.serials else () for line in counted),
        introduction=head.introduction,
        remark=head.remark,
        between=_between(draft),
    )
    wants = terms is not None and terms.wants_reference
    return Composed(snapshot, particulars, added, settings, wants)


def _customer(customer_id: int | None) -> Customer | None:
    if customer_id is None:
        return None
    found: Customer | None = Customer.get_or_none(Customer.id == heir_of(customer_id))
    return found


def _terms(customer: Customer | None) -> BillingTerms | None:
    if customer is None:
        return None
    found: BillingTerms | None = BillingTerms.get_or_none(BillingTerms.customer == customer.id)
    return found


def _buyer(customer: Customer | None, terms: BillingTerms | None, attention: str) -> Buyer:
    if customer is None:
        return Buyer(name="", business=False, attention=attention)
    family = family_of(customer.id)
    return Buyer(
        name=customer.name,
        business=customer.kind is CustomerKind.BUSINESS,
        number=customer.number,
        attention=attention,
        department=customer.department,
        place=billing_place(family),
        email=billing_email(family),
        kvk_number=customer.kvk_number,
        vat_number=customer.vat_number,
        oin=terms.oin if terms else "",
        scheme=terms.peppol_scheme if terms else "",
        endpoint=terms.peppol_id if terms else "",
    )


def billing_place(family: list[int]) -> Place:
    """Where the bill goes: the billing address, or else the first one."""
    query = (
        Address.select()
        .where(among(Address.customer, family))
        .order_by(Address.position, Address.id)
    )
    found = sorted(query, key=lambda each: (each.use is not AddressUse.BILLING, _own(each, family)))
    if not found:
        return Place()
    first = found[0]
    return Place(first.street, first.house_number, first.postcode, first.city, first.country)


def billing_email(family: list[int]) -> str:
    """Where invoices are mailed to: the address for invoices, or else the first one."""
    query = (
        EmailAddress.select()
        .where(among(EmailAddress.customer, family))
        .order_by(EmailAddress.position, EmailAddress.id)
    )
    found = sorted(query, key=lambda each: (each.use is not EmailUse.INVOICES, _own(each, family)))
    return str(found[0].address) if found else ""


def _own(row: Address | EmailAddress, family: list[int]) -> int:
    """The customer's own before those of customers that were merged into it."""
    return family.index(row.customer_id)


def _items(draft: Invoice, added: Totals, on: date) -> tuple[Item, ...]:
    counted = counting(draft.lines)
    codes = _codes([line.article_id for line in counted if line.article_id])
    return tuple(
        Item.of(
            added_up(line, on),
            sums,
            unit=line.unit,
            treatment=line.treatment,
            article=codes.get(line.article_id or 0, ""),
        )
        for line, sums in zip(counted, added.lines, strict=True)
    )


def _extras(draft: Invoice, added: Totals, on: date) -> tuple[Extra, ...]:
    """The shares of the discount on the whole document, in the rates' order."""
    first: dict[Rate, Treatment] = {}
    for line in counting(draft.lines):
        first.setdefault(rate_of(line, on), line.treatment)
    words = DISCOUNT["nl" if draft.head.language == "nl" else "en"]
    reason = words.format(percent=percentage(draft.head.discount, draft.head.language))
    inside = {group.rate: group.base for group in added.groups}
    nets: dict[Rate, int] = {}
    for line, sum_ in zip(counting(draft.lines), added.lines, strict=True):
        nets[rate_of(line, on)] = nets.get(rate_of(line, on), 0) + sum_.net
    return tuple(
        Extra(
            reason=reason,
            amount=one.amount,
            treatment=first[one.rate],
            category=one.rate.category,
            points=one.rate.points,
            net=inside[one.rate] - nets[one.rate],
        )
        for one in added.adjustments
    )


def _codes(ids: list[int]) -> dict[int, str]:
    if not ids:
        return {}
    query = Article.select(Article.id, Article.code).where(among(Article.id, sorted(set(ids))))
    return dict(tuples(query))


def _numbers(ids: list[int]) -> tuple[str, ...]:
    if not ids:
        return ()
    number: Field = Stored.number
    query = Stored.select(number).where(among(Stored.id, sorted(set(ids)))).order_by(number)
    return tuple(str(found) for (found,) in tuples(query) if found)


def _between(draft: Invoice) -> tuple[Between, ...]:
    place, found = 0, []
    for line in draft.lines:
        if line.kind is LineKind.LINE:
            place += 1
        else:
            found.append(Between(place, line.description, line.kind is LineKind.HEADING))
    return tuple(found)
