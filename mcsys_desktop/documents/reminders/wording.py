"""The words of reminders, in the customer's language and form.

They stand here and pass by no catalogue: what the law wants said (BW 6:96 lid 6) must not change
with a translation. The term of the 14-day letter runs from delivery. "14 dagen na heden", a date,
or any other day to count from makes the claim to costs void (Hoge Raad 25-11-2016,
ECLI:NL:HR:2016:2704); that letter always says u.
"""

import re
from dataclasses import replace
from datetime import date

from mcsys_desktop.core.money import amounts
from mcsys_desktop.documents.invoices.words import Words
from mcsys_desktop.documents.reminders.letter import Letter, Step

TITLES = {
    "nl": {
        Step.FRIENDLY: "Herinnering",
        Step.FOURTEEN_DAYS: "Laatste herinnering",
        Step.NOTICE: "Ingebrekestelling",
        Step.HANDED_OVER: "Overdracht ter incasso",
    },
    "en": {
        Step.FRIENDLY: "Reminder",
        Step.FOURTEEN_DAYS: "Final reminder",
        Step.NOTICE: "Formal notice",
        Step.HANDED_OVER: "Handing over for collection",
    },
}

# Of each step the paragraphs before the table and after it; {of one invoice|of more}.
Texts = dict[Step, tuple[tuple[str, ...], tuple[str, ...]]]
_NL_U: Texts = {
    Step.FRIENDLY: (
        (
            "Misschien is het aan uw aandacht ontsnapt: volgens onze administratie"
            " {is de onderstaande factuur|zijn de onderstaande facturen} nog niet betaald.",
        ),
        (
            "Wilt u het bedrag van {amount} uiterlijk op {day} overmaken?",
            "Hebt u al betaald, dan hoeft u niets te doen. Klopt er iets niet, of lukt betalen nu"
            " niet? Laat het ons weten{contact}.",
        ),
    ),
    Step.FOURTEEN_DAYS: (
        (
            "Wij hebben van u nog geen betaling ontvangen van"
            " {de onderstaande factuur|de onderstaande facturen}. De betaaltermijn is verstreken.",
        ),
        (
            "Wij verzoeken u het openstaande bedrag van {amount} alsnog te betalen binnen veertien"
            " dagen nadat deze brief bij u is bezorgd. U betaalt dan geen incassokosten.",
            "Hebt u het bedrag niet binnen die termijn betaald, dan bent u incassokosten"
            " verschuldigd van {costs}{vat}. Dit bedrag volgt uit artikel 6:96 van het Burgerlijk"
            " Wetboek en het Besluit vergoeding voor buitengerechtelijke incassokosten, berekend"
            " over de hoofdsom van {amount}.",
            "Bent u het niet eens met deze vordering, of kunt u niet in één keer betalen? Neem dan"
            " contact met ons op{contact}.",
        ),
    ),
    Step.NOTICE: (
        (
            "Ondanks onze herinnering hebben wij geen betaling ontvangen van"
            " {de onderstaande factuur|de onderstaande facturen}. De betaaltermijn is verstreken."
            " Hiermee stellen wij u in gebreke.",
        ),
        (
            "Omdat u niet op tijd hebt betaald, bent u incassokosten verschuldigd van {costs}{vat}"
            " (artikel 6:96 van het Burgerlijk Wetboek).{interest}",
            "Wij verzoeken u {demand} uiterlijk op {day} te betalen. Ontvangen wij het bedrag dan"
            " niet, dan geven wij de vordering uit handen. De kosten daarvan komen voor uw"
            " rekening, voor zover de wet dat toelaat.",
            "Bent u het niet eens met deze vordering? Laat het ons dan voor die dag"
            " weten{contact}.",
        ),
    ),
    Step.HANDED_OVER: (
        (
            "Ondanks onze brieven hebben wij geen betaling ontvangen van"
            " {de onderstaande factuur|de onderstaande facturen}. Wij geven de vordering daarom uit"
            " handen.",
        ),
        ("{earlier}", "De vordering bedraagt {demand}.{interest}"),
    ),
}
_NL_JE: Texts = {
    Step.FRIENDLY: (
        (
            "Misschien is het je ontgaan: volgens onze administratie"
            " {is de onderstaande factuur|zijn de onderstaande facturen} nog niet betaald.",
        ),
        (
            "Wil je het bedrag van {amount} uiterlijk op {day} overmaken?",
            "Heb je al betaald, dan hoef je niets te doen. Klopt er iets niet, of lukt betalen nu"
            " niet? Laat het ons weten{contact}.",
        ),
    ),
    Step.NOTICE: (
        (
            "Ondanks onze herinnering hebben wij geen betaling ontvangen van"
            " {de onderstaande factuur|de onderstaande facturen}. De betaaltermijn is verstreken."
            " Hiermee stellen wij je in gebreke.",
        ),
        (
            "Omdat je niet op tijd hebt betaald, ben je incassokosten verschuldigd van {costs}{vat}"
            " (artikel 6:96 van het Burgerlijk Wetboek).{interest}",
            "Wij verzoeken je {demand} uiterlijk op {day} te betalen. Ontvangen wij het bedrag dan"
            " niet, dan geven wij de vordering uit handen. De kosten daarvan komen voor jouw"
            " rekening, voor zover de wet dat toelaat.",
            "Ben je het niet eens met deze vordering? Laat het ons dan voor die dag"
            " weten{contact}.",
        ),
    ),
    Step.HANDED_OVER: _NL_U[Step.HANDED_OVER],
}
_EN: Texts = {
    Step.FRIENDLY: (
        (
            "It may have escaped your attention: according to our records"
            " {the invoice below has|the invoices below have} not been paid yet.",
        ),
        (
            "Would you please transfer {amount} by {day}?",
            "If you have paid already, you need not do anything. Is something not right, or are you"
            " unable to pay now? Please let us know{contact}.",
        ),
    ),
    Step.FOURTEEN_DAYS: (
        (
            "We have not received your payment of"
            " {the invoice below|the invoices below} yet. The term of payment is over.",
        ),
        (
            "We ask you to pay the open amount of {amount} within fourteen days after this letter"
            " has been delivered to you. You then pay no collection costs.",
            "If you have not paid within that term, you owe collection costs of {costs}{vat}. This"
            " amount follows from article 6:96 of the Dutch Civil Code and the Dutch decree on"
            " extrajudicial collection costs, for a principal of {amount}.",
            "Do you disagree with this claim, or are you unable to pay at once? Please contact"
            " us{contact}.",
        ),
    ),
    Step.NOTICE: (
        (
            "In spite of our reminder we have not received payment of"
            " {the invoice below|the invoices below}. The term of payment is over. We hereby give"
            " you notice of default.",
        ),
        (
            "Because you did not pay in time, you owe collection costs of {costs}{vat} (article"
            " 6:96 of the Dutch Civil Code).{interest}",
            "We ask you to pay {demand} by {day}. If we have not received it then, we hand the"
            " claim over for collection. The costs of that are yours, as far as the law allows.",
            "Do you disagree with this claim? Please let us know before that day{contact}.",
        ),
    ),
    Step.HANDED_OVER: (
        (
            "In spite of our letters we have not received payment of"
            " {the invoice below|the invoices below}. We therefore hand the claim over.",
        ),
        ("{earlier}", "The claim is {demand}.{interest}"),
    ),
}
_PIECES = {
    "nl": {
        "contact": " via {ways}",
        "or": " of ",
        "vat": ", waarvan {vat} btw die wij niet kunnen verrekenen",
        "interest": " De wettelijke rente tot en met {today} is {interest}.",
        "earlier": "Eerder schreven wij hierover: {letters}.",
    },
    "en": {
        "contact": " at {ways}",
        "or": " or ",
        "vat": ", of which {vat} is VAT that we cannot deduct",
        "interest": " The statutory interest up to and including {today} is {interest}.",
        "earlier": "We wrote about this before: {letters}.",
    },
}


def written(letter: Letter) -> Letter:
    """The letter with its paragraphs, from what else it holds."""
    language = "nl" if letter.language == "nl" else "en"
    before, after = _texts(language, letter)[letter.step]
    return replace(letter, before=_filled(before, letter), after=_filled(after, letter))


def title(letter: Letter) -> str:
    """What stands above it, large."""
    return TITLES["nl" if letter.language == "nl" else "en"][letter.step]


def _texts(language: str, letter: Letter) -> Texts:
    if language == "en":
        return _EN
    return _NL_U if letter.formal or letter.step is Step.FOURTEEN_DAYS else _NL_JE


def _filled(paragraphs: tuple[str, ...], letter: Letter) -> tuple[str, ...]:
    values = _values(letter)
    made = []
    for paragraph in paragraphs:
        pattern = _numbered(paragraph, len(letter.claims))
        text = re.sub(r"\{(\w+)\}", lambda found: values[found[1]], pattern)
        if text:
            made.append(text)
    return tuple(made)


def _numbered(text: str, many: int) -> str:
    """Choose between what is said of one invoice and of more: {one|more}."""
    while "|" in text:
        start, end = text.rindex("{", 0, text.index("|")), text.index("}", text.index("|"))
        one, more = text[start + 1 : end].split("|")
        text = text[:start] + (one if many == 1 else more) + text[end + 1 :]
    return text


def _values(letter: Letter) -> dict[str, str]:
    language = "nl" if letter.language == "nl" else "en"
    pieces, words = _PIECES[language], Words(language)

    def euros(cents: int) -> str:
        return amounts.euros(cents, language)

    def day(on: date | None) -> str:
        return words.day(on) if on else ""

    ways = [way for way in (letter.seller.phone, letter.seller.email) if way]
    told = ", ".join(
        f"{TITLES[language][each.step].lower()} ({words.day(each.dated)})"
        for each in letter.earlier
    )
    return {
        "amount": euros(letter.principal),
        "demand": euros(letter.demand),
        "costs": euros(letter.costs),
        "day": day(letter.pay_by),
        "contact": pieces["contact"].format(ways=pieces["or"].join(ways)) if ways else "",
        "vat": pieces["vat"].format(vat=euros(letter.costs_vat)) if letter.costs_vat else "",
        "interest": pieces["interest"].format(
            today=day(letter.dated), interest=euros(letter.interest)
        )
        if letter.interest
        else "",
        "earlier": pieces["earlier"].format(letters=told) if told else "",
    }
