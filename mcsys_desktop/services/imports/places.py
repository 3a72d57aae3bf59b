"""The addresses of a row: street and number, postcode and place, taken apart where they are not."""

import re
from typing import TYPE_CHECKING

from mcsys_desktop.core import places, text
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
_MORE_NAMES = {  # beside those of ``core.places``, in English and in our language
    name: code
    for code, names in {
        "NL": "nederland, the netherlands, holland, niederlande, pays-bas, nld",
        "BE": "belgie, belgique, belgien, bel",
        "DE": "duitsland, deutschland, deu",
        "FR": "frankrijk, fra",
        "GB": "verenigd koninkrijk, groot-brittannie, engeland, uk, england",
        "ES": "spanje, espana",
        "IT": "italie, italia",
        "AT": "oostenrijk, osterreich",
        "CH": "zwitserland, schweiz",
        "DK": "denemarken, danmark",
        "SE": "zweden, sverige",
        "NO": "noorwegen, norge",
        "PL": "polen, polska",
        "CZ": "tsjechie, czech republic",
        "US": "verenigde staten, united states of america, usa, vs",
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
        code = held.take(_country, "NL", country)
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
            code,
        )
        if place not in draft.places:
            draft.places.append(place)


def _country(told: str) -> str:
    if not told:
        return places.HOME
    if len(told) == 2 and told.isascii() and told.isalpha():
        return told.upper() if told.upper() != "UK" else "GB"
    folded = text.fold(told)
    code = _MORE_NAMES.get(folded) or next(
        (
            code
            for code, name in places.COUNTRIES.items()
            if folded in (text.fold(name), text.fold(_(name)))
        ),
        None,
    )
    if code is None:
        raise UserError(
            _("“{country}” is no country that is known here: write its two letters.").format(
                country=text.clean(told, 40)
            )
        )
    return code
