"""Places: Dutch postcodes in their usual form, and the countries that an address can be in."""

import re
from collections.abc import Mapping

from mcsys_desktop.core.i18n import N_

HOME = "NL"
_POSTCODE = re.compile(r"([1-9][0-9]{3})\s*([A-Za-z]{2})")

# Whoever an IT shop in the Netherlands sends a bill to; ISO 3166-1. The neighbours come first.
COUNTRIES: Mapping[str, str] = {
    "NL": N_("Netherlands"),
    "BE": N_("Belgium"),
    "DE": N_("Germany"),
    "AW": N_("Aruba"),
    "AU": N_("Australia"),
    "AT": N_("Austria"),
    "BQ": N_("Bonaire, Sint Eustatius and Saba"),
    "BG": N_("Bulgaria"),
    "CA": N_("Canada"),
    "CN": N_("China"),
    "HR": N_("Croatia"),
    "CW": N_("Curaçao"),
    "CY": N_("Cyprus"),
    "CZ": N_("Czechia"),
    "DK": N_("Denmark"),
    "EE": N_("Estonia"),
    "FI": N_("Finland"),
    "FR": N_("France"),
    "GR": N_("Greece"),
    "HU": N_("Hungary"),
    "IS": N_("Iceland"),
    "IN": N_("India"),
    "ID": N_("Indonesia"),
    "IE": N_("Ireland"),
    "IL": N_("Israel"),
    "IT": N_("Italy"),
    "JP": N_("Japan"),
    "LV": N_("Latvia"),
    "LI": N_("Liechtenstein"),
    "LT": N_("Lithuania"),
    "LU": N_("Luxembourg"),
    "MT": N_("Malta"),
    "MA": N_("Morocco"),
    "NZ": N_("New Zealand"),
    "NO": N_("Norway"),
    "PL": N_("Poland"),
    "PT": N_("Portugal"),
    "RO": N_("Romania"),
    "RS": N_("Serbia"),
    "SX": N_("Sint Maarten"),
    "SK": N_("Slovakia"),
    "SI": N_("Slovenia"),
    "ZA": N_("South Africa"),
    "ES": N_("Spain"),
    "SR": N_("Suriname"),
    "SE": N_("Sweden"),
    "CH": N_("Switzerland"),
    "TR": N_("Turkey"),
    "UA": N_("Ukraine"),
    "GB": N_("United Kingdom"),
    "US": N_("United States"),
}


def postcode(typed: str) -> str:
    """A postcode; a Dutch one as it stands on an envelope, any other as it was typed.

    >>> postcode("1234ab")
    '1234 AB'
    """
    dutch = _POSTCODE.fullmatch(typed.strip())
    return f"{dutch[1]} {dutch[2].upper()}" if dutch else typed


def is_dutch_postcode(typed: str) -> bool:
    """Whether it has the form of a Dutch postcode."""
    return bool(_POSTCODE.fullmatch(typed.strip()))
