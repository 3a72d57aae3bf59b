"""The pieces that UBL 2.1 is put together from."""

import re
from datetime import date
from typing import TypeAlias

from lxml import etree

from mcsys_desktop.core.money import amounts
from mcsys_desktop.documents.invoices.snapshot import Buyer, Place, Seller

CAC = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
CBC = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
ROOT = "urn:oasis:names:specification:ubl:schema:xsd:{name}-2"
KVK, OIN = "0106", "0190"  # identifiers of the ISO 6523 list
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Element: TypeAlias = "etree._Element"


def document(name: str) -> Element:
    """The root of an Invoice or CreditNote."""
    space = ROOT.format(name=name)
    spaces: dict[str | None, str] = {None: space, "cac": CAC, "cbc": CBC}
    return etree.Element(f"{{{space}}}{name}", nsmap=spaces)  # type: ignore[arg-type]  # stubs


def party(party: Element, whose: Seller | Buyer, number: str, scheme: str) -> None:
    """Who somebody is: name, address, numbers, and how to reach them."""
    put(inside(party, "PartyName"), "Name", whose.name)
    address(party, "PostalAddress", whose.place)
    if whose.vat_number:
        tax = inside(party, "PartyTaxScheme")
        put(tax, "CompanyID", whose.vat_number)
        put(inside(tax, "TaxScheme"), "ID", "VAT")
    legal = inside(party, "PartyLegalEntity")
    put(legal, "RegistrationName", whose.name)
    if number:
        put(legal, "CompanyID", number, **({"schemeID": scheme} if scheme else {}))
    contact = {
        "Name": whose.attention if isinstance(whose, Buyer) else "",
        "Telephone": whose.phone if isinstance(whose, Seller) else "",
        "ElectronicMail": whose.email,
    }
    if any(contact.values()):
        element = inside(party, "Contact")
        for name, value in contact.items():
            if value:
                put(element, name, value)


def endpoint(buyer: Buyer) -> tuple[str, str]:
    """(scheme, number) under which a buyer receives such files; empty where none is known."""
    if buyer.endpoint:
        return buyer.scheme, buyer.endpoint
    if buyer.oin:
        return OIN, buyer.oin
    return (KVK, buyer.kvk_number) if buyer.place.country == "NL" else ("", "")


def address(parent: Element, name: str, place: Place) -> None:
    """A place, under a name of its own."""
    address = inside(parent, name)
    street = f"{place.street} {place.house_number}".strip()
    for tag, text in (
        ("StreetName", street),
        ("CityName", place.city),
        ("PostalZone", place.postcode),
    ):
        if text:
            put(address, tag, text)
    put(inside(address, "Country"), "IdentificationCode", place.country or "NL")


def category(parent: Element, name: str, category: str, points: int, reason: str = "") -> None:
    """A category of VAT with its rate, and why there is none."""
    element = inside(parent, name)
    put(element, "ID", category)
    put(element, "Percent", decimal(points, amounts.PERCENT))
    if reason and category not in ("S", "Z"):
        put(element, "TaxExemptionReason", reason)
    put(inside(element, "TaxScheme"), "ID", "VAT")


def inside(parent: Element, name: str) -> Element:
    """A new element that holds others."""
    return etree.SubElement(parent, f"{{{CAC}}}{name}")


def put(parent: Element, name: str, text: str, **attributes: str) -> None:
    """A new element with a text; what XML cannot hold is left out."""
    element = etree.SubElement(parent, f"{{{CBC}}}{name}", attributes)
    element.text = _NOT_XML.sub("", text)


def money(parent: Element, name: str, cents: int) -> None:
    """An amount of euros."""
    sign = "-" if cents < 0 else ""
    put(parent, name, f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02d}", currencyID="EUR")


def decimal(value: int, decimals: int) -> str:
    """A whole number of its last decimal as XML wants it."""
    return amounts.number(value, decimals, 0, "en").replace(",", "")


def day(day: date | None) -> str:
    """A day as XML wants it."""
    return day.isoformat() if day else ""
