"""The words of a document, in its own language: that of the customer, not of the screen."""

from collections.abc import Callable
from datetime import date

from mcsys_desktop.core import i18n
from mcsys_desktop.core.i18n import N_
from mcsys_desktop.core.money import amounts
from mcsys_desktop.core.money.treatments import TAXED, Treatment
from mcsys_desktop.documents.invoices.snapshot import Kind, Sheet, Snapshot

TITLES = {Kind.INVOICE: N_("Invoice"), Kind.CREDIT: N_("Credit invoice"), Kind.QUOTE: N_("Quote")}
_NUMBERS = {
    Kind.INVOICE: N_("Invoice number"),
    Kind.CREDIT: N_("Credit invoice number"),
    Kind.QUOTE: N_("Quote number"),
}
_DATES = {
    Kind.INVOICE: N_("Invoice date"),
    Kind.CREDIT: N_("Date"),
    Kind.QUOTE: N_("Date"),
}
_MONTHS = (
    *(N_("January"), N_("February"), N_("March"), N_("April"), N_("May (month)"), N_("June")),
    *(N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December")),
)


class Words:
    """What a document says, and how it writes days and amounts."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.say: Callable[[str], str] = i18n.translator(language).gettext

    def day(self, day: date) -> str:
        """A day in full: 22 november 2026."""
        name = self.say(_MONTHS[day.month - 1])
        return f"{day.day} {name.removesuffix(' (month)')} {day.year}"

    def euros(self, cents: int) -> str:
        """An amount of money."""
        return amounts.euros(cents, self.language)

    def percentage(self, points: int) -> str:
        """A rate with its sign."""
        return f"{amounts.percentage(points, self.language)}%"

    def title(self, sheet: Sheet) -> str:
        """What stands above it, large."""
        title = self.say(TITLES[sheet.snapshot.kind])
        return title if sheet.number else self.say(N_("{title} (draft)")).format(title=title)

    def facts(self, sheet: Sheet) -> list[tuple[str, str]]:
        """(label, value) of what stands below the title."""
        snapshot, say = sheet.snapshot, self.say
        kind = snapshot.kind
        number = sheet.number or say(N_("when it is final"))
        found = [(say(_NUMBERS[kind]), number)]
        if sheet.dated:
            found.append((say(_DATES[kind]), self.day(sheet.dated)))
        if kind is Kind.INVOICE and sheet.due and snapshot.payable > 0:
            found.append((say(N_("Due date")), self.day(sheet.due)))
        if sheet.valid_until:
            found.append((say(N_("Valid until")), self.day(sheet.valid_until)))
        if snapshot.corrects:
            about = snapshot.corrects
            if snapshot.corrects_date:
                about = f"{about}, {self.day(snapshot.corrects_date)}"
            found.append((say(N_("Corrects invoice")), about))
        found += self._when(snapshot)
        buyer = sheet.particulars.buyer
        if buyer.number is not None:
            found.append((say(N_("Customer number")), str(buyer.number)))
        if sheet.particulars.reference:
            found.append((say(N_("Your reference")), sheet.particulars.reference))
        if sheet.particulars.project:
            found.append((say(N_("Project")), sheet.particulars.project))
        if any(TAXED[item.treatment].both_ids for item in snapshot.items) and buyer.vat_number:
            found.append((say(N_("Your VAT ID")), buyer.vat_number))
        return found

    def _when(self, snapshot: Snapshot) -> list[tuple[str, str]]:
        if snapshot.period_from and snapshot.period_to:
            period = f"{self.day(snapshot.period_from)} – {self.day(snapshot.period_to)}"
            return [(self.say(N_("Period")), period)]
        if snapshot.delivered_on and snapshot.kind is Kind.INVOICE:
            return [(self.say(N_("Delivery date")), self.day(snapshot.delivered_on))]
        return []

    def duties(self, snapshot: Snapshot) -> list[str]:
        """What the law wants to be said of the treatments that are used; each once."""
        used = dict.fromkeys(item.treatment for item in snapshot.items)
        texts = (
            TAXED[one].text_nl if self.language == "nl" else TAXED[one].text_en
            for one in used
            if one not in (Treatment.HIGH, Treatment.LOW)
        )
        return list(dict.fromkeys(text for text in texts if text))
