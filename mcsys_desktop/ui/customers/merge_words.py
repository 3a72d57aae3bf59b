"""The words for two customers that may be one: why, how likely, and what each of them holds."""

from typing import Any

from mcsys_desktop.core.i18n import _, ngettext
from mcsys_desktop.services import customers, duplicates, merging
from mcsys_desktop.ui.customers import words

TONES = {
    duplicates.Strength.CERTAIN: "bad",
    duplicates.Strength.LIKELY: "warn",
    duplicates.Strength.POSSIBLE: "neutral",
}
_LANGUAGES = {"nl": "Nederlands", "en": "English", "de": "Deutsch", "fr": "Français"}


def strength(alike: duplicates.Alike) -> tuple[str, str]:
    """How likely it is, and the tone of the chip that says so."""
    said = {
        duplicates.Strength.CERTAIN: _("Almost certain"),
        duplicates.Strength.LIKELY: _("Likely"),
        duplicates.Strength.POSSIBLE: _("Possible"),
    }
    return said[alike.strength], TONES[alike.strength]


def reason(sign: duplicates.Sign) -> str:
    """One reason in a few words: "same number"."""
    return {
        duplicates.Reason.NUMBER: _("same phone number"),
        duplicates.Reason.EMAIL: _("same e-mail address"),
        duplicates.Reason.REGISTERED: _("same KvK number or VAT ID"),
        duplicates.Reason.NAME: _("same name"),
        duplicates.Reason.LOOKALIKE: _("name looks the same, in letters of another alphabet"),
        duplicates.Reason.SIMILAR: _("name almost the same"),
        duplicates.Reason.ADDRESS: _("same address"),
    }[sign.reason]


def reasons(alike: duplicates.Alike) -> str:
    """Every reason once: "same phone number, same name"."""
    return ", ".join(dict.fromkeys(map(reason, alike.signs)))


def reasons_whole(alike: duplicates.Alike) -> str:
    """Every reason with what it is about: "same phone number (033 461 20 45)"."""
    return ", ".join(
        f"{reason(sign)} ({sign.about})" if sign.about else reason(sign) for sign in alike.signs
    )


def looks_like(known: duplicates.Known, name: str, city: str) -> str:
    """Who looks like who is being typed: "Looks like: Bakkerij, Leusden — same phone number"."""
    who = ", ".join(part for part in (name, city) if part)
    return _("Looks like: {who} — {why}").format(who=who, why=reasons(known.alike))


def fields() -> dict[str, str]:
    """What the fields of a customer are called."""
    return {
        "name": _("Name"),
        "standing": _("Standing"),
        "department": _("Department"),
        "kvk_number": _("KvK number"),
        "vat_number": _("VAT ID"),
        "notes": _("Notes"),
        "language": _("Language"),
        "payment_days": _("Payment term in days"),
        "invoices_by": _("How invoices are delivered"),
        "address_form": _("How letters speak"),
        "trunk_digits": _("Last digits of a number series"),
    }


def value(line: merging.FieldLine, held: Any, card: customers.CustomerCard) -> str:
    """What one of the two holds, as people read it; nothing where it holds nothing."""
    if line.field == "name":
        return words.joined(card.name, words.kinds()[card.kind])
    if held in (None, "", 0):
        return ""
    known: dict[str, dict[Any, str]] = {
        "standing": dict(words.standings()),
        "language": _LANGUAGES,
        "invoices_by": {"email": _("By e-mail"), "post": _("By post"), "e_invoice": _("E-invoice")},
        "address_form": {"informal": _("Informal (je)"), "formal": _("Formal (u)")},
    }
    return known.get(line.field, {}).get(held, str(held))


def parts(side: merging.Side) -> dict[str, list[str]]:
    """What one of the two has in rows of its own, by what it is called."""
    card = side.card
    return {
        _("People"): [words.joined(person.name, person.role) for person in card.people],
        _("Phone numbers"): [
            words.joined(number.shown, words.number_uses()[number.use]) for number in card.numbers
        ],
        _("E-mail addresses"): [email.address for email in card.emails],
        _("Addresses"): [words.one_line(address) for address in card.addresses],
        _("Tags"): list(side.tags),
        _("Notes and calls"): _counted(side),
    }


def _counted(side: merging.Side) -> list[str]:
    told = (
        (side.notes, ngettext("{count} note", "{count} notes", side.notes)),
        (side.calls, ngettext("{count} call", "{count} calls", side.calls)),
        (
            side.call_backs,
            ngettext("{count} time to call back", "{count} times to call back", side.call_backs),
        ),
    )
    return [said.format(count=count) for count, said in told if count]


def undone(undone: merging.Undone) -> str:
    """That two are apart again, and what was left as it is."""
    if not undone.kept:
        return _("They are apart again.")
    kept = ", ".join(fields()[name] for name in undone.kept)
    return _("They are apart again. Changed since, so left as it is: {fields}.").format(fields=kept)
