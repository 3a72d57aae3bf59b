"""Addresses as the post wants them."""

from mcsys_desktop.documents.invoices.snapshot import Buyer, Place

# As the post of the Netherlands wants it: in capitals, in a language that it reads.
COUNTRIES = {
    "AT": "Österreich",
    "BE": "België",
    "CH": "Schweiz",
    "CZ": "Czech Republic",
    "DE": "Deutschland",
    "DK": "Danmark",
    "ES": "España",
    "FI": "Finland",
    "FR": "France",
    "GB": "United Kingdom",
    "IE": "Ireland",
    "IT": "Italia",
    "LU": "Luxembourg",
    "NO": "Norge",
    "PL": "Polska",
    "PT": "Portugal",
    "SE": "Sverige",
    "US": "United States",
}


def address_lines(buyer: Buyer, language: str = "nl") -> list[str]:
    """The address as the post wants it: two blanks after the postcode, the country if abroad."""
    place = buyer.place
    town = f"{place.postcode}  {place.city}".strip()
    attention = buyer.attention
    to = "t.a.v." if language == "nl" else "Attn"
    lines = [
        buyer.name,
        buyer.department,
        f"{to} {attention}" if attention and attention != buyer.name else "",
        f"{place.street} {place.house_number}".strip(),
        town,
    ]
    if place.country not in ("", "NL"):
        lines.append(COUNTRIES.get(place.country, place.country).upper())
    return [line for line in lines if line]


def one_line(place: Place) -> str:
    """A place in one line."""
    street = f"{place.street} {place.house_number}".strip()
    town = f"{place.postcode} {place.city}".strip()
    return " · ".join(part for part in (street, town) if part)
