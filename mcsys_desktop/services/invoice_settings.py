"""How the office makes its documents: terms, prefixes, what is switched on, how paper looks."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models.base import Group, transaction
from mcsys_desktop.models.invoice_settings import InvoiceSetting
from mcsys_desktop.models.invoice_settings import Letterhead as Letterhead
from mcsys_desktop.models.invoice_settings import Window as Window
from mcsys_desktop.services.colleagues.rights import require

LONGEST_TERM = 365  # days
FURTHEST = 300  # tenths of a millimetre that the window is moved


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen. Lengths are tenths of a millimetre; ``version`` 0: nobody chose yet."""

    payment_days: int = 14
    quote_days: int = 30
    invoice_prefix: str = "F"
    credit_prefix: str = "CN"
    quote_prefix: str = "O"
    keep_years: int = 7
    reminder_after: int = 7
    reminder_days: int = 7
    days_by_mail: int = 1
    days_by_post: int = 2
    small_business_from: date | None = None
    small_business_until: date | None = None
    uses_margin: bool = False
    uses_eu: bool = False
    uses_stock: bool = False
    uses_interest: bool = False
    window: Window = Window.LEFT
    window_right: int = 0
    window_down: int = 0
    letterhead: Letterhead = Letterhead.DRAWN
    accent: str = "#0F766E"
    fold_marks: bool = True
    qr: bool = True
    terms_nl: str = ""
    terms_en: str = ""
    terms_page: bool = False
    version: int = 0

    def small_business(self, on: date) -> bool:
        """Whether the small-business scheme holds on a day: then no VAT is charged."""
        began = self.small_business_from is not None and self.small_business_from <= on
        return began and (self.small_business_until is None or on <= self.small_business_until)

    def terms(self, language: str) -> str:
        """The conditions at the end of a document."""
        return self.terms_nl if language == "nl" else self.terms_en


_NAMES = tuple(each.name for each in fields(Chosen) if each.name != "version")


def chosen() -> Chosen:
    """What holds now."""
    row = _stored()
    if row is None:
        return Chosen()
    return Chosen(**{name: getattr(row, name) for name in _NAMES}, version=row.version)


def choose(version: int, changes: Mapping[str, Any]) -> Chosen:
    """Change some of it, over ``version``; what holds then.

    Raises Refused to who may not, StaleRecord when somebody was first, UserError for what cannot
    be, TypeError for a name that is none.
    """
    require(Group.ACCOUNTING)
    if unknown := set(changes) - set(_NAMES):
        raise TypeError(f"there is no {', '.join(sorted(unknown))} to choose")
    _check(changes)
    with transaction():
        row = _stored() or InvoiceSetting()
        if row.id is not None:
            row.version = version
        for name, value in changes.items():
            if row.id is None or getattr(row, name) != value:
                setattr(row, name, value)
        row.save()
    return chosen()


def _check(changes: Mapping[str, Any]) -> None:
    for name in ("payment_days", "quote_days"):
        if not 0 <= changes.get(name, 0) <= LONGEST_TERM:
            raise UserError(
                _("A term of payment is between 0 and {days} days.").format(days=LONGEST_TERM)
            )
    for name in ("reminder_after", "reminder_days", "days_by_mail", "days_by_post"):
        if not 1 <= changes.get(name, 1) <= LONGEST_TERM:
            raise UserError(
                _("Reminders count in days, from 1 to {days}.").format(days=LONGEST_TERM)
            )
    if changes.get("keep_years", 7) not in (7, 10):
        raise UserError(_("Papers are kept for 7 or for 10 years."))
    accent = str(changes.get("accent", "#0F766E"))
    if re.fullmatch(r"#[0-9A-Fa-f]{6}", accent) is None:
        raise UserError(_("A colour is written like #0F766E: six digits or letters."))
    for name in ("window_right", "window_down"):
        if not -FURTHEST <= changes.get(name, 0) <= FURTHEST:
            raise UserError(_("The window can be moved by 30 mm at most."))
    for name in ("invoice_prefix", "credit_prefix", "quote_prefix"):
        prefix = str(changes.get(name, "F"))
        if not (prefix.isascii() and prefix.isalpha() and len(prefix) <= 10):
            raise UserError(_("A number begins with 1 to 10 letters, like F or CN."))


def _stored() -> InvoiceSetting | None:
    found: InvoiceSetting | None = InvoiceSetting.select().order_by(InvoiceSetting.id).first()
    return found
