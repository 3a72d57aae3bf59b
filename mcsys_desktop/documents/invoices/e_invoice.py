"""An invoice for machines: UBL 2.1 as EN 16931 has it, in the Dutch form or in that of Peppol.

NLCIUS (SI-UBL 2.0) is for buyers in the Netherlands, Peppol BIS Billing 3.0 for those abroad; the
two differ in one line here, and in what must be filled in. ``doubts`` says the latter in words,
before a number is taken. Codes of reasons are left out on purpose: NLCIUS warns about them.
"""

from enum import StrEnum

from lxml import etree

from mcsys_desktop.core.i18n import N_
from mcsys_desktop.core.money import amounts, units
from mcsys_desktop.core.money.totals import PriceMode
from mcsys_desktop.core.money.treatments import TAXED, Treatment
from mcsys_desktop.documents.invoices.snapshot import Buyer, Extra, Item, Kind, Sheet, Sum
from mcsys_desktop.documents.invoices.ubl import (
    KVK,
    OIN,
    Element,
    address,
    category,
    day,
    decimal,
    document,
    endpoint,
    inside,
    money,
    party,
    put,
)

PROFILE = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
_NAME = 100  # characters of an item's name; what is longer goes into its description


class Flavour(StrEnum):
    """Whose rules the file follows."""

    NLCIUS = "urn:cen.eu:en16931:2017#compliant#urn:fdc:nen.nl:nlcius:v1.0"
    PEPPOL = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"


def flavour(buyer: Buyer) -> Flavour:
    """The rules that a buyer's own bookkeeping expects."""
    return Flavour.NLCIUS if buyer.place.country in ("", "NL") else Flavour.PEPPOL


def doubts(sheet: Sheet) -> list[str]:
    """What is missing for a valid file, as msgids of sentences that say what to do.

    A consumer can get none: the rules ask for a number in a trade register.
    """
    seller, buyer = sheet.snapshot.seller, sheet.particulars.buyer
    if not buyer.business:
        return [N_("An e-invoice is for businesses only.")]
    dutch = flavour(buyer) is Flavour.NLCIUS
    checks = (
        (seller.kvk_number, N_("Fill in the CoC number of your own company.")),
        (seller.iban, N_("Fill in the IBAN of your own company.")),
        (seller.place.postcode and seller.place.city, N_("Fill in your own address.")),
        (seller.vat_number or not _taxed(sheet), N_("Fill in the VAT ID of your own company.")),
        (buyer.kvk_number or buyer.oin or not dutch, N_("Fill in the CoC number of the customer.")),
        (
            buyer.endpoint or buyer.kvk_number or buyer.oin or dutch,
            N_("Fill in the Peppol address of the customer."),
        ),
        (
            buyer.place.city and (buyer.place.postcode or not dutch),
            N_("Fill in street, postcode and city of the customer."),
        ),
        (
            sheet.particulars.reference,
            N_("Fill in the reference of the customer: an order number, or the name of a person."),
        ),
        (
            buyer.vat_number or not any(TAXED[i.treatment].both_ids for i in sheet.snapshot.items),
            N_("Fill in the VAT ID of the customer."),
        ),
    )
    return [sentence for present, sentence in checks if not present]


def write(sheet: Sheet, chosen: Flavour | None = None) -> bytes:
    """The file. Raises ValueError for what is no invoice or credit invoice, or has no number."""
    if sheet.snapshot.kind is Kind.QUOTE or sheet.dated is None or not sheet.number:
        raise ValueError("only a final invoice is a file for machines")
    return _Writer(sheet, chosen or flavour(sheet.particulars.buyer)).file()


def _taxed(sheet: Sheet) -> bool:
    return any(one.category != "E" for one in sheet.snapshot.sums)


class _Writer:
    def __init__(self, sheet: Sheet, chosen: Flavour) -> None:
        self.sheet, self.snapshot, self.flavour = sheet, sheet.snapshot, chosen
        self.credit = sheet.snapshot.kind is Kind.CREDIT
        name = "CreditNote" if self.credit else "Invoice"
        self.root = document(name)

    def file(self) -> bytes:
        """All of it, in the order that the schema wants."""
        self._head()
        self._parties()
        self._delivery()
        self._payment()
        for extra in self.snapshot.extras:
            self._extra(extra)
        self._sums()
        for number, item in enumerate(self.snapshot.items, start=1):
            self._line(number, item)
        return bytes(etree.tostring(self.root, xml_declaration=True, encoding="UTF-8"))

    def _head(self) -> None:
        sheet, snapshot, root = self.sheet, self.snapshot, self.root
        put(root, "CustomizationID", self.flavour.value)
        put(root, "ProfileID", PROFILE)
        put(root, "ID", sheet.number)
        put(root, "IssueDate", day(sheet.dated))
        if self.credit:
            put(root, "CreditNoteTypeCode", "381")
        else:
            put(root, "DueDate", day(sheet.due))
            put(root, "InvoiceTypeCode", "380")
        if sheet.particulars.remark:
            put(root, "Note", sheet.particulars.remark)
        put(root, "DocumentCurrencyCode", "EUR")
        reference = sheet.particulars.reference or sheet.particulars.buyer.attention
        if reference:
            put(root, "BuyerReference", reference)
        if snapshot.period_from and snapshot.period_to:
            period = inside(root, "InvoicePeriod")
            put(period, "StartDate", day(snapshot.period_from))
            put(period, "EndDate", day(snapshot.period_to))
        if sheet.particulars.reference:
            put(inside(root, "OrderReference"), "ID", sheet.particulars.reference)
        for number in ([snapshot.corrects] if snapshot.corrects else []) + list(snapshot.deducts):
            about = inside(inside(root, "BillingReference"), "InvoiceDocumentReference")
            put(about, "ID", number)
            if number == snapshot.corrects and snapshot.corrects_date:
                put(about, "IssueDate", day(snapshot.corrects_date))

    def _parties(self) -> None:
        seller, buyer = self.snapshot.seller, self.sheet.particulars.buyer
        ours = inside(inside(self.root, "AccountingSupplierParty"), "Party")
        put(ours, "EndpointID", seller.kvk_number, schemeID=KVK)
        party(ours, seller, seller.kvk_number, KVK)
        theirs = inside(inside(self.root, "AccountingCustomerParty"), "Party")
        scheme, number = endpoint(buyer)
        if number:
            put(theirs, "EndpointID", number, schemeID=scheme)
        if buyer.oin:
            party(theirs, buyer, buyer.oin, OIN)
        else:
            party(theirs, buyer, buyer.kvk_number, KVK if buyer.place.country == "NL" else "")

    def _delivery(self) -> None:
        snapshot, particulars = self.snapshot, self.sheet.particulars
        abroad = any(item.treatment is Treatment.EU_GOODS for item in snapshot.items)
        where = particulars.deliver_to or (particulars.buyer.place if abroad else None)
        if snapshot.delivered_on is None and where is None:
            return
        delivery = inside(self.root, "Delivery")
        if snapshot.delivered_on:
            put(delivery, "ActualDeliveryDate", day(snapshot.delivered_on))
        if where is not None:
            address(inside(delivery, "DeliveryLocation"), "Address", where)

    def _payment(self) -> None:
        seller = self.snapshot.seller
        means = inside(self.root, "PaymentMeans")
        put(means, "PaymentMeansCode", "58")  # a SEPA credit transfer
        if self.credit and self.sheet.due:
            put(means, "PaymentDueDate", day(self.sheet.due))
        put(means, "PaymentID", self.sheet.number)
        account = inside(means, "PayeeFinancialAccount")
        put(account, "ID", seller.iban)
        if seller.bic:
            put(inside(account, "FinancialInstitutionBranch"), "ID", seller.bic)
        days = self.snapshot.payment_days
        note = f"Betaling binnen {days} dagen na factuurdatum"
        if self.snapshot.language != "nl":
            note = f"Payment within {days} days of the invoice date"
        put(inside(self.root, "PaymentTerms"), "Note", note)

    def _extra(self, extra: Extra) -> None:
        charge = inside(self.root, "AllowanceCharge")
        put(charge, "ChargeIndicator", "true" if extra.net > 0 else "false")
        put(charge, "AllowanceChargeReason", extra.reason)
        money(charge, "Amount", abs(extra.net))
        category(charge, "TaxCategory", extra.category, extra.points)

    def _sums(self) -> None:
        snapshot, root = self.snapshot, self.root
        tax = inside(root, "TaxTotal")
        money(tax, "TaxAmount", snapshot.vat)
        for one in snapshot.sums:
            part = inside(tax, "TaxSubtotal")
            money(part, "TaxableAmount", one.base)
            money(part, "TaxAmount", one.vat)
            category(part, "TaxCategory", one.category, one.points, self._reason(one))
        total = inside(root, "LegalMonetaryTotal")
        money(total, "LineExtensionAmount", snapshot.lines_net)
        money(total, "TaxExclusiveAmount", snapshot.base)
        money(total, "TaxInclusiveAmount", snapshot.total)
        off = -sum(extra.net for extra in snapshot.extras if extra.net <= 0)
        on = sum(extra.net for extra in snapshot.extras if extra.net > 0)
        if off:
            money(total, "AllowanceTotalAmount", off)
        if on:
            money(total, "ChargeTotalAmount", on)
        if self.sheet.paid:
            money(total, "PrepaidAmount", self.sheet.paid)
        money(total, "PayableAmount", snapshot.total - self.sheet.paid)

    def _reason(self, one: Sum) -> str:
        texts = [
            TAXED[t].text_nl if self.snapshot.language == "nl" else TAXED[t].text_en
            for t in one.treatments
        ]
        return "; ".join(dict.fromkeys(text for text in texts if text))

    def _line(self, number: int, item: Item) -> None:
        line = inside(self.root, "CreditNoteLine" if self.credit else "InvoiceLine")
        put(line, "ID", str(number))
        unit = units.code(item.unit)
        counted = "CreditedQuantity" if self.credit else "InvoicedQuantity"
        put(line, counted, decimal(item.quantity, amounts.QUANTITY), unitCode=unit)
        money(line, "LineExtensionAmount", item.net)
        # A net price of a gross one, or of a return with a discount, has more decimals than any
        # column: then the whole line is the price, and its quantity what the price is for.
        whole = self.snapshot.mode is PriceMode.INCL or (item.quantity < 0 and item.discount != 0)
        if item.discount and not whole:
            charge = inside(line, "AllowanceCharge")
            put(charge, "ChargeIndicator", "false")
            nl = self.snapshot.language == "nl"
            put(charge, "AllowanceChargeReason", "Korting" if nl else "Discount")
            money(charge, "Amount", item.discount)
        self._item(line, number - 1, item)
        price = inside(line, "Price")
        if whole and item.quantity:
            money(price, "PriceAmount", abs(item.net))
            count = decimal(abs(item.quantity), amounts.QUANTITY)
            put(price, "BaseQuantity", count, unitCode=unit)
        else:
            text = decimal(item.price, amounts.PRICE)
            put(price, "PriceAmount", text, currencyID="EUR")

    def _item(self, line: Element, at: int, item: Item) -> None:
        particulars = self.sheet.particulars
        words = " ".join(particulars.descriptions[at].split())
        element = inside(line, "Item")
        if len(words) > _NAME:
            put(element, "Description", words)
        put(element, "Name", words[:_NAME] or "-")
        if item.article:
            put(inside(element, "SellersItemIdentification"), "ID", item.article)
        category(element, "ClassifiedTaxCategory", item.category, item.points)
        for serial in particulars.serials[at] if at < len(particulars.serials) else ():
            more = inside(element, "AdditionalItemProperty")
            put(more, "Name", "Serienummer" if self.snapshot.language == "nl" else "Serial number")
            put(more, "Value", serial)
