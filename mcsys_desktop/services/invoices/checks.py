"""What a document still lacks before it may be made final: said before a number is taken.

What the law asks stands in art. 35a Wet OB 1968; see ``core.money.treatments`` for the texts.
"""

from dataclasses import dataclass
from datetime import date

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.money.treatments import TAXED, Treatment, rate
from mcsys_desktop.models.invoices import Kind
from mcsys_desktop.services.invoices.composing import Composed
from mcsys_desktop.services.invoices.lines import DraftLine, Invoice, counting

REVERSE_FROM = 1_000_000  # cents without VAT of phones, computers and the like, on one document
_WITHOUT_VAT = (Treatment.SMALL_BUSINESS, Treatment.EXEMPT, Treatment.MARGIN)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is not right. ``field`` is a column of the head, "lines", "customer" or
    "company"; ``line`` counts from 0. What does not stop anybody is a doubt.
    """

    field: str
    sentence: str
    line: int | None = None
    stops: bool = True


class NotReady(UserError):
    """A document cannot be made final yet; ``problems`` says why, one by one."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(each.sentence for each in problems))
        self.problems = problems


def problems(draft: Invoice, made: Composed, on: date | None = None) -> tuple[Problem, ...]:
    """What is not right with a draft, as ``composing.compose`` made it."""
    day = on or clock.today()
    return (
        *_company(made),
        *_customer(draft, made),
        *_lines(draft, made, draft.head.delivered_on or day),
        *_reverse_charge(made),
    )


def refuse(found: tuple[Problem, ...]) -> None:
    """Raise NotReady when one of these stops."""
    stopping = tuple(each for each in found if each.stops)
    if stopping:
        raise NotReady(stopping)


def _company(made: Composed) -> list[Problem]:
    own = made.snapshot.seller
    found = []
    if not (own.name and own.place.street and own.place.city):
        found.append(
            Problem(
                "company",
                _("Your company has no name and address yet. Fill them in at Settings."),
            )
        )
    if not own.kvk_number:
        found.append(Problem("company", _("Your company's KvK number is missing in Settings.")))
    if made.totals.vat and not own.vat_number:
        found.append(Problem("company", _("Your company's VAT ID is missing in Settings.")))
    if not own.iban:
        found.append(
            Problem(
                "company",
                _("Your company's IBAN is missing in Settings, so nobody knows where to pay."),
                stops=False,
            )
        )
    return found


def _customer(draft: Invoice, made: Composed) -> list[Problem]:
    buyer = made.particulars.buyer
    if draft.head.customer_id is None:
        return [Problem("customer", _("Choose a customer."))]
    found = []
    if not buyer.name:
        found.append(Problem("customer", _("This customer has no name.")))
    if buyer.business and not (buyer.place.street and buyer.place.city):
        found.append(
            Problem(
                "customer",
                _("This customer has no address. On an invoice to a business it must be there."),
            )
        )
    elif not buyer.place.city:
        found.append(
            Problem("customer", _("This customer has no address to send it to."), stops=False)
        )
    if made.wants_reference and not draft.head.reference:
        found.append(
            Problem(
                "reference",
                _("This customer wants a reference on every invoice. Ask for it first."),
            )
        )
    if draft.kind is Kind.CREDIT and made.totals.total == 0:
        found.append(Problem("lines", _("There is nothing to give back.")))
    return found


def _lines(draft: Invoice, made: Composed, day: date) -> list[Problem]:
    counted = counting(draft.lines)
    if not counted:
        return [Problem("lines", _("There are no lines yet."))]
    found = []
    places = [at for at, line in enumerate(draft.lines) if line in counted]
    small = made.settings.small_business(day)
    for at, line in zip(places, counted, strict=False):
        found += _line(at, line, draft.kind, day, small)
    if made.totals.total < 0:
        found.append(
            Problem(
                "lines",
                _("The total is below zero. Make a credit invoice for what is given back."),
            )
        )
    return found


def _line(at: int, line: DraftLine, kind: Kind, day: date, small: bool) -> list[Problem]:
    found = []
    if not line.description.strip():
        found.append(
            Problem("description", _("Line {n} does not say what it is.").format(n=at + 1), at)
        )
    if (
        kind is Kind.INVOICE
        and line.deducts is None
        and line.points
        not in (
            None,
            rate(line.treatment, day),
        )
    ):
        sentence = _("The rate of VAT of line {n} is not that of its day. Choose it again.")
        found.append(Problem("treatment", sentence.format(n=at + 1), at))
    if small and kind is Kind.INVOICE and line.treatment not in _WITHOUT_VAT:
        sentence = _("Line {n} charges VAT, but the small-business scheme holds on this day.")
        found.append(Problem("treatment", sentence.format(n=at + 1), at))
    if not small and line.treatment is Treatment.SMALL_BUSINESS and kind is Kind.INVOICE:
        sentence = _("Line {n} is under the small-business scheme, which does not hold then.")
        found.append(Problem("treatment", sentence.format(n=at + 1), at))
    return found


def _reverse_charge(made: Composed) -> list[Problem]:
    """Where the buyer owes the VAT, both VAT IDs stand on the document; and abroad is abroad."""
    buyer = made.particulars.buyer
    used = {item.treatment for item in made.snapshot.items}
    found = []
    if any(TAXED[each].both_ids for each in used):
        if not buyer.vat_number:
            found.append(
                Problem(
                    "customer",
                    _("The VAT is reverse-charged, so the customer's VAT ID must be known."),
                )
            )
        if not made.snapshot.seller.vat_number:
            found.append(Problem("company", _("Your company's VAT ID is missing in Settings.")))
    abroad = {Treatment.EU_GOODS, Treatment.EU_SERVICES} & used
    if abroad and buyer.vat_number[:2] in ("", "NL"):
        found.append(
            Problem(
                "customer",
                _("Without Dutch VAT because it goes abroad, but the VAT ID is not foreign."),
            )
        )
    if Treatment.REVERSED in used and buyer.vat_number[:2] not in ("", "NL"):
        found.append(
            Problem(
                "customer",
                _("“Reverse-charged” within the Netherlands, but the VAT ID is foreign."),
                stops=False,
            )
        )
    if Treatment.EU_GOODS in used and made.snapshot.delivered_on is None:
        found.append(
            Problem("delivered_on", _("Goods go to another EU country: say when they went."))
        )
    return found
