"""What columns of quotes, invoices and payments are called, and how their amounts are told."""

from collections.abc import Callable, Mapping
from datetime import date

from mcsys_desktop.core import clock
from mcsys_desktop.core.i18n import N_, _
from mcsys_desktop.core.money import amounts

# The same column means the same in all of these tables.
_ALIKE = {
    "code": N_("Code"),
    "kind": N_("Kind"),
    "unit": N_("Unit"),
    "price": N_("Price"),
    "mode": N_("Prices with or without VAT"),
    "treatment": N_("VAT treatment"),
    "cost": N_("Cost price"),
    "stock": N_("Stock"),
    "hardware_reverse": N_("VAT reverse-charged from 10,000 euros"),
    "archived_at": N_("Archived on"),
    "language": N_("Language"),
    "description": N_("Description"),
    "discount": N_("Discount"),
    "from_day": N_("From"),
    "until_day": N_("Until"),
    "number": N_("Number"),
    "title": N_("Title"),
    "note": N_("Note"),
    "revision": N_("Version of the quote"),
    "valid_until": N_("Valid until"),
    "payment_days": N_("Payment term in days"),
    "attention": N_("For the attention of"),
    "reference": N_("Reference"),
    "project": N_("Project"),
    "introduction": N_("Text above the lines"),
    "remark": N_("Text below the lines"),
    "dated": N_("Date"),
    "due": N_("Due on"),
    "total": N_("Total"),
    "vat": N_("VAT"),
    "frozen_at": N_("Sent on"),
    "quantity": N_("Quantity"),
    "points": N_("Percentage"),
    "choice": N_("Option"),
    "chosen": N_("Chosen"),
    "happened_at": N_("When"),
    "who": N_("Who"),
    "words": N_("Remark"),
    "year": N_("Year"),
    "prefix": N_("Beginning of the number"),
    "last_seq": N_("Last number"),
    "last_dated": N_("Last date"),
    "delivered_on": N_("Delivered on"),
    "period_from": N_("Period from"),
    "period_to": N_("Period until"),
    "keep_years": N_("Years that papers are kept"),
    "final_at": N_("Made final at"),
    "final_by": N_("Made final by"),
    "serials": N_("Serial numbers"),
    "base": N_("Amount without VAT"),
    "vat_cents": N_("VAT"),
    "amount": N_("Amount"),
    "method": N_("How it was paid"),
    "source": N_("Source"),
    "external_id": N_("Key of the bank"),
    "payer": N_("Paid by"),
    "debt": N_("Kind of debt"),
    "interval": N_("Interval"),
    "every": N_("Every so many"),
    "first_day": N_("First day"),
    "next_day": N_("Next period from"),
    "last_day": N_("Last day"),
    "paused_from": N_("Paused from"),
    "paused_until": N_("Paused until"),
    "in_arrears": N_("Invoiced afterwards"),
    "index_points": N_("Yearly rise"),
    "index_from": N_("Next rise on"),
    "step": N_("Step"),
    "pay_by": N_("To be paid by"),
    "principal": N_("Amount of the invoices"),
    "costs": N_("Collection costs"),
    "interest": N_("Interest"),
    "open_cents": N_("Open amount"),
    "name": N_("Name"),
    "recipient": N_("Sent to"),
    "copy_to": N_("Copy to"),
    "heading": N_("Subject"),
    "body": N_("Text"),
    "state": N_("State"),
    "tries": N_("Tries"),
    "not_before": N_("Not before"),
    "claimed_at": N_("Being sent since"),
    "claimed_by": N_("Being sent by"),
    "sent_at": N_("Sent on"),
    "said": N_("Answer of the server"),
    "quote_days": N_("Days that a quote is valid"),
    "invoice_prefix": N_("Beginning of invoice numbers"),
    "credit_prefix": N_("Beginning of credit invoice numbers"),
    "quote_prefix": N_("Beginning of quote numbers"),
    "reminder_after": N_("Days late when a first reminder is proposed"),
    "reminder_days": N_("Days that a reminder gives"),
    "days_by_mail": N_("Days until a mail is delivered"),
    "days_by_post": N_("Days until a letter is delivered"),
    "small_business_from": N_("Small-business scheme from"),
    "small_business_until": N_("Small-business scheme until"),
    "uses_margin": N_("Margin scheme"),
    "uses_eu": N_("Deliveries in the EU"),
    "uses_stock": N_("Stock is counted"),
    "uses_interest": N_("Interest is charged"),
    "window": N_("Window of the envelope"),
    "window_right": N_("Window moved to the right"),
    "window_down": N_("Window moved down"),
    "letterhead": N_("Letterhead"),
    "accent": N_("Accent colour"),
    "fold_marks": N_("Fold marks"),
    "qr": N_("QR code"),
    "terms_nl": N_("Conditions in Dutch"),
    "terms_en": N_("Conditions in English"),
    "terms_page": N_("Conditions on a page of their own"),
    "wants_reference": N_("Wants a reference"),
    "oin": N_("OIN"),
    "peppol_scheme": N_("Peppol scheme"),
    "peppol_id": N_("Peppol ID"),
    "reminders_held": N_("No reminders"),
    "held_why": N_("Why no reminders"),
}
THINGS = {
    "article": N_("Article"),
    "article_text": N_("Description of an article"),
    "price_agreement": N_("Agreed price"),
    "invoice_setting": N_("Settings of invoices"),
    "billing_terms": N_("Agreements about invoices"),
    "number_series": N_("Number series"),
    "invoice": N_("Invoice"),
    "invoice_line": N_("Line of an invoice"),
    "invoice_vat": N_("VAT of an invoice"),
    "invoice_particulars": N_("Personal part of an invoice"),
    "invoice_event": N_("What happened with an invoice"),
    "payment": N_("Payment"),
    "allocation": N_("Use of a payment"),
    "interest_rate": N_("Statutory interest"),
    "quote": N_("Quote"),
    "quote_version": N_("Version of a quote"),
    "quote_line": N_("Line of a quote"),
    "quote_event": N_("What happened with a quote"),
    "agreement": N_("Recurring invoice"),
    "agreement_line": N_("Line of a recurring invoice"),
    "agreement_price": N_("Price of a recurring invoice"),
    "agreement_run": N_("Invoiced period"),
    "reminder": N_("Reminder"),
    "reminder_item": N_("Invoice of a reminder"),
    "paper_look": N_("How papers look"),
    "document_file": N_("Kept document"),
    "mail": N_("Mail to be sent"),
    "mail_file": N_("Attachment"),
}
COLUMNS: Mapping[str, str] = {
    f"{table}.{column}": word for table in THINGS for column, word in _ALIKE.items()
}


def _day(told: str) -> str:
    on = date.fromisoformat(told)
    return _("{day} {month} {year}").format(day=on.day, month=clock.month(on.month), year=on.year)


def _percentage(told: str) -> str:
    return f"{amounts.percentage(int(told))}%"


_TOLD: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(
        ("total", "vat", "base", "vat_cents", "amount", "principal", "costs", "open_cents"),
        lambda told: amounts.euros(int(told)),
    ),
    **dict.fromkeys(("price", "cost"), lambda told: amounts.price(int(told))),
    **dict.fromkeys(("quantity", "stock"), lambda told: amounts.quantity(int(told))),
    **dict.fromkeys(("discount", "points", "index_points"), _percentage),
    **dict.fromkeys(
        (
            *("dated", "due", "delivered_on", "period_from", "period_to", "from_day", "until_day"),
            *("valid_until", "last_dated", "first_day", "next_day", "last_day", "paused_from"),
            *("paused_until", "index_from", "pay_by", "small_business_from"),
            "small_business_until",
        ),
        _day,
    ),
}


def value(table: str, column: str, told: str) -> str | None:
    """What a column of these tables held, with its unit; None where it says so itself."""
    if table not in THINGS or column not in _TOLD:
        return None
    try:
        return _TOLD[column](told)
    except ValueError:
        return told
