"""The addresses of a row: street and number, postcode and place, taken apart where they are not."""

import re
from typing import TYPE_CHECKING

from mcsys_desktop.core import text
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models.customers import AddressUse
from mcsys_desktop.services.customers import checks
from mcsys_desktop.services.imports.drafts import DraftCustomer, DraftPlace
from mcsys_desktop.services.imports.fields import Field

if TYPE_CHECKING:
    from mcsys_desktop.services.imports.rows import Cells

_NUMBERED = re.compile(r"(?P<street>.*[^\W\d_].*?)[\s,]+(?P<number>\d{1,5}(?:[\s/-]*[\w/-]{1,8})?)")
_POSTCODE = re.compile(r"([1-9][0-9]{3}\s?[A-Za-z]{2})[\s,]+(\S.*)")
_PARTS = ("street", "house_number", "postcode", "city", "country")
_SETS = (
    (AddressUse.VISITING, ""),
    (AddressUse.BILLING, "billing_"),
    (AddressUse.VISITING, "other_"),
)
_COUNTRIES = {
    name: code
    for code, names in {
        "NL": "nederland, the netherlands, netherlands, holland, niederlande, pays-bas, nld",
        "BE": "belgie, belgium, belgique, belgien, bel",
        "DE": "duitsland, germany, deutschland, deu",
        "FR": "frankrijk, france, fra",
        "LU": "luxemburg, luxembourg",
        "GB": "verenigd koninkrijk, groot-brittannie, engeland, united kingdom, uk, england",
        "ES": "spanje, spain, espana",
        "IT": "italie, italy, italia",
        "PT": "portugal",
        "AT": "oostenrijk, austria, osterreich",
        "CH": "zwitserland, switzerland, schweiz",
        "DK": "denemarken, denmark, danmark",
        "SE": "zweden, sweden, sverige",
        "NO": "noorwegen, norway, norge",
        "FI": "finland",
        "PL": "polen, poland, polska",
        "CZ": "tsjechie, czechia, czech republic",
        "HU": "hongarije, hungary",
        "IE": "ierland, ireland",
        "GR": "griekenland, greece",
        "RO": "roemenie, romania",
        "BG": "bulgarije, bulgaria",
        "TR": "turkije, turkey",
        "US": "verenigde staten, united states, united states of america, usa, vs",
        "CA": "canada",
        "AU": "australie, australia",
        "CW": "curacao",
        "AW": "aruba",
        "SR": "suriname",
    }.items()
    for name in names.split(", ")
}


def put_places(draft: DraftCustomer, held: "Cells") -> None:
    """The addresses that the row has, each once."""
    for use, start in _SETS:
        street, house_number, postcode, city, country = (
            held.get(Field(start + part)) for part in _PARTS
        )
        addition = "" if start else held.get(Field.ADDITION)
        if addition and house_number:
            house_number += addition if addition[:1].isalpha() else f"-{addition}"
        if not (street or postcode or city):
            continue
        if not city and (both := _POSTCODE.fullmatch(postcode)):
            postcode, city = both[1], both[2]
        if not house_number and (numbered := _NUMBERED.fullmatch(street)):
            street, house_number = numbered["street"], " ".join(numbered["number"].split())
        place = DraftPlace(
            use,
            held.take(checks.line, "", "street", street),
            held.take(checks.line, "", "house_number", house_number),
            held.take(checks.postcode, "", postcode),
            held.take(checks.line, "", "city", city),
            held.take(_country, "NL", country),
        )
        if place not in draft.places:
            draft.places.append(place)


def _country(told: str) -> str:
    if not told:
        return "NL"
    if len(told) == 2 and told.isascii() and told.isalpha():
        return told.upper() if told.upper() != "UK" else "GB"
    code = _COUNTRIES.get(text.fold(told))
    if code is None:
        raise UserError(
            _("“{country}” is no country that is known here: write its two letters.").format(
                country=text.clean(told, 40)
            )
        )
    return code
