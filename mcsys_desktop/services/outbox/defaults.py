"""What mails say until the office writes something else; in the customer's language.

They pass by no catalogue: that has the language of the screen.
"""

from enum import StrEnum

LANGUAGES = ("nl", "en")


class Kind(StrEnum):
    """What a mail is about."""

    INVOICE = "invoice"
    CREDIT = "credit"
    QUOTE = "quote"
    REMINDER_1 = "reminder_1"
    REMINDER_2 = "reminder_2"
    REMINDER_3 = "reminder_3"
    RECEIPT = "receipt"


class Form(StrEnum):
    """How a mail speaks to somebody; English knows one form only."""

    INFORMAL = "je"
    FORMAL = "u"


# What may stand in braces in a text.
NAMES = ("aanhef", "naam", "nummer", "bedrag", "datum", "vervaldatum", "referentie", "bedrijf")

_HEADINGS = {
    "nl": {
        Kind.INVOICE: "Factuur {nummer} van {bedrijf}",
        Kind.CREDIT: "Creditfactuur {nummer} van {bedrijf}",
        Kind.QUOTE: "Offerte {nummer} van {bedrijf}",
        Kind.REMINDER_1: "Herinnering: factuur {nummer} staat nog open",
        Kind.REMINDER_2: "Tweede herinnering: factuur {nummer}",
        Kind.REMINDER_3: "Aanmaning: factuur {nummer}",
        Kind.RECEIPT: "Bon {nummer} van {bedrijf}",
    },
    "en": {
        Kind.INVOICE: "Invoice {nummer} from {bedrijf}",
        Kind.CREDIT: "Credit invoice {nummer} from {bedrijf}",
        Kind.QUOTE: "Quote {nummer} from {bedrijf}",
        Kind.REMINDER_1: "Reminder: invoice {nummer} is still open",
        Kind.REMINDER_2: "Second reminder: invoice {nummer}",
        Kind.REMINDER_3: "Final reminder: invoice {nummer}",
        Kind.RECEIPT: "Receipt {nummer} from {bedrijf}",
    },
}
# In angle brackets: to somebody who is called je, and to who is called u.
_BODIES = {
    "nl": {
        Kind.INVOICE: "Hierbij <stuur ik je|sturen wij u> factuur {nummer} van {bedrag}.\n\n"
        "<Wil je|Wilt u> het bedrag uiterlijk op {vervaldatum} betalen? De gegevens daarvoor"
        " staan op de factuur.",
        Kind.CREDIT: "Hierbij <stuur ik je|sturen wij u> creditfactuur {nummer} van {bedrag}."
        " Wij verrekenen dit bedrag of betalen het terug.",
        Kind.QUOTE: "Hierbij <stuur ik je|sturen wij u> offerte {nummer} van {bedrag}. De offerte"
        " geldt tot en met {vervaldatum}.\n\n<Ga je|Gaat u> akkoord? Dan is een antwoord op deze"
        " mail genoeg.",
        Kind.REMINDER_1: "Volgens onze administratie staat factuur {nummer} nog open. Het gaat om"
        " {bedrag}.\n\nMisschien is het aan <je|uw> aandacht ontsnapt. <Wil je|Wilt u> het bedrag"
        " uiterlijk op {vervaldatum} betalen? <Heb je|Hebt u> al betaald, dan hoeft er niets meer"
        " te gebeuren.",
        Kind.REMINDER_2: "Wij hebben nog geen betaling ontvangen van factuur {nummer}. Bijgaande"
        " brief zegt wat er openstaat, en tot wanneer <je|u> zonder extra kosten kunt betalen:"
        " {vervaldatum}.",
        Kind.REMINDER_3: "Ondanks eerdere herinneringen is factuur {nummer} niet betaald."
        " <Wil je|Wilt u> {bedrag} uiterlijk op {vervaldatum} betalen? Bijgaande brief zegt wat er"
        " daarna gebeurt.",
        Kind.RECEIPT: "Bedankt voor <je|uw> bezoek. Hierbij de bon {nummer} van {bedrag}.",
    },
    "en": {
        Kind.INVOICE: "Please find attached invoice {nummer} for {bedrag}.\n\n"
        "We would like to receive the amount by {vervaldatum}; how to pay is on the invoice.",
        Kind.CREDIT: "Please find attached credit invoice {nummer} for {bedrag}. We will settle"
        " the amount or pay it back.",
        Kind.QUOTE: "Please find attached quote {nummer} for {bedrag}. It stands until"
        " {vervaldatum}.\n\nDo you agree? Then an answer to this mail is enough.",
        Kind.REMINDER_1: "According to our records invoice {nummer} is still open. The amount is"
        " {bedrag}.\n\nIt may have escaped your attention. Would you pay it by {vervaldatum}?"
        " If you have paid already, nothing more is needed.",
        Kind.REMINDER_2: "We have not received payment of invoice {nummer} yet. The letter that"
        " goes with this mail says what is open, and until when you can pay without extra costs:"
        " {vervaldatum}.",
        Kind.REMINDER_3: "In spite of earlier reminders invoice {nummer} has not been paid. Please"
        " pay {bedrag} by {vervaldatum}; the letter that goes with this mail says what happens"
        " after that.",
        Kind.RECEIPT: "Thank you for your visit. Please find attached receipt {nummer} for"
        " {bedrag}.",
    },
}
_END = {"nl": "Met vriendelijke groet,", "en": "Kind regards,"}


def heading(kind: Kind, language: str) -> str:
    """The subject."""
    return _HEADINGS[language][kind]


def body(kind: Kind, language: str, form: Form) -> str:
    """The whole text, with its opening and its end."""
    said = _BODIES[language][kind]
    while "<" in said:  # <to somebody we know well|to anybody>
        before, _open, rest = said.partition("<")
        both, _close, after = rest.partition(">")
        close, distant = both.split("|")
        said = before + (close if form is Form.INFORMAL else distant) + after
    return f"{{aanhef}},\n\n{said}\n\n{_END[language]}\n{{bedrijf}}"
