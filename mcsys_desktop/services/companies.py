"""The office's own company: who we are, for the top of the screen and for paper."""

import base64
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

from mcsys_desktop.core import bank_accounts, registrations
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models import base
from mcsys_desktop.models.base import Group
from mcsys_desktop.models.companies import Company as Stored
from mcsys_desktop.services import colleagues
from mcsys_desktop.services.customers import checks

MOST_LOGO = 512 * 1024  # letters of base64
PNG = b"\x89PNG\r\n\x1a\n"
_LIMITS = {
    "house_number": 20,
    "postcode": 12,
    "country": 2,
    "kvk_number": 20,
    "vat_number": 20,
    "iban": 34,
    "bic": 11,
}


@dataclass(frozen=True, slots=True)
class Company:
    """Who we are. ``version`` 0: nobody said so yet. Without the logo, which few need."""

    name: str = ""
    street: str = ""
    house_number: str = ""
    postcode: str = ""
    city: str = ""
    country: str = "NL"
    phone: str = ""
    email: str = ""
    website: str = ""
    kvk_number: str = ""
    vat_number: str = ""
    iban: str = ""
    bic: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class Sign:
    """What stands on top of the screen: the name and the logo (PNG bytes; nothing for none)."""

    name: str
    logo: bytes


FIELDS = tuple(each.name for each in fields(Company) if each.name != "version")


def company() -> Company:
    """Who we are, as far as somebody said."""
    row = _stored()
    if row is None:
        return Company()
    return Company(**{name: getattr(row, name) for name in FIELDS}, version=row.version)


def sign() -> Sign:
    """The name and the logo."""
    row = _stored()
    if row is None:
        return Sign("", b"")
    return Sign(row.name, base64.b64decode(row.logo) if row.logo else b"")


def save(said: Company) -> Company:
    """Keep what ``said`` says, over its version; what is stored then.

    Raises Refused for who is no administrator, StaleRecord when somebody was first, and UserError
    for what cannot be stored. Numbers that cannot be right are kept: `doubts` tells of them.
    """
    colleagues.require(Group.ADMIN)
    wanted = _tidied(asdict(said))
    with base.transaction():
        row = _stored()
        if row is None:
            row = Stored(**wanted)
        else:
            checks.assign(row, said.version or row.version, wanted, frozenset(FIELDS))
        row.save()
    return company()


def keep_logo(png: bytes) -> None:
    """Keep a logo, as PNG; nothing takes it away. Raises Refused, and UserError for a large one."""
    colleagues.require(Group.ADMIN)
    letters = base64.b64encode(png).decode()
    if png and not png.startswith(PNG):
        raise UserError(_("This is no picture that can be used as a logo. Take a PNG or a JPEG."))
    if len(letters) > MOST_LOGO:
        raise UserError(_("This logo is too large. Take a smaller picture."))
    with base.transaction():
        row = _stored() or Stored()
        row.logo = letters
        row.save()


def doubts(said: Mapping[str, str]) -> dict[str, str]:
    """What looks wrong in what was typed: a sentence per field. None of it stops anybody."""
    found = {
        "kvk_number": registrations.kvk_doubt(said.get("kvk_number", "")),
        "vat_number": registrations.vat_doubt(said.get("vat_number", "")),
        "iban": bank_accounts.iban_doubt(said.get("iban", "")),
    }
    return {name: _(msgid) for name, msgid in found.items() if msgid}


def tidy(name: str, typed: str) -> str:
    """What was typed for the field ``name``, as it is stored."""
    match name:
        case "kvk_number":
            return registrations.kvk(typed)
        case "vat_number":
            return registrations.vat(typed)
        case "iban":
            return bank_accounts.iban(typed)
        case "postcode":
            return checks.postcode(typed)
        case "country":
            return typed.strip().upper() or "NL"
        case "bic":
            return typed.replace(" ", "").upper()
        case _:
            return typed


def _tidied(said: dict[str, object]) -> dict[str, str]:
    tidied = {}
    for name in FIELDS:
        value = tidy(name, str(said[name]))
        limit = _LIMITS.get(name)
        cleaned = checks.line("name", value)
        if limit is not None and len(cleaned) > limit:
            raise UserError(
                _("“{start}…” is too long: at most {limit} characters fit here.").format(
                    start=cleaned[:20], limit=limit
                )
            )
        tidied[name] = cleaned
    if tidied["email"]:
        tidied["email"] = checks.email(tidied["email"])
    return tidied


def _stored() -> Stored | None:
    found: Stored | None = Stored.select().order_by(Stored.id).first()
    return found
