"""How papers of this office look: what was chosen, with logo and letterhead, for ``documents``."""

import base64
import hashlib
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from peewee import IntegrityError

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.documents.invoices import text
from mcsys_desktop.documents.invoices.look import Colour, Window
from mcsys_desktop.documents.invoices.look import Look as Look
from mcsys_desktop.documents.invoices.snapshot import Seller
from mcsys_desktop.models.base import Group, transaction
from mcsys_desktop.models.invoice_settings import InvoiceSetting, Letterhead
from mcsys_desktop.models.outbox import PaperLook
from mcsys_desktop.services import companies, invoice_settings, sellers
from mcsys_desktop.services.colleagues.rights import require
from mcsys_desktop.services.invoice_settings import Chosen

if TYPE_CHECKING:
    from mcsys_desktop.documents.pictures import Picture

MOST_FILE = 20_000_000  # bytes of a letterhead that somebody chose
MOST_KEPT = 3_000_000  # bytes of its pictures together
_TENTHS = 10


def look() -> Look:
    """How a paper that is made now looks."""
    chosen = invoice_settings.chosen()
    first, following = _letterhead() if chosen.letterhead is Letterhead.PDF else (b"", b"")
    return of(chosen, companies.sign().logo, first, following)


def of(chosen: Chosen, logo: bytes, first: bytes = b"", following: bytes = b"") -> Look:
    """The look that was chosen, with these pictures: for a page that shows a choice at once."""
    return Look(
        window=Window(chosen.window.value),
        right=chosen.window_right / _TENTHS,
        down=chosen.window_down / _TENTHS,
        accent=colour(chosen.accent),
        logo=logo,
        background=first if chosen.letterhead is Letterhead.PDF else b"",
        following=following if chosen.letterhead is Letterhead.PDF else b"",
        preprinted=chosen.letterhead is Letterhead.PREPRINTED,
        fold_mark=chosen.fold_marks,
        code=chosen.qr,
        terms_page=chosen.terms_page,
    )


def colour(written: str) -> Colour:
    """A colour written as #0F766E. Raises UserError for what is none."""
    digits = written.strip().removeprefix("#")
    try:
        if len(digits) != 6:
            raise ValueError
        red, green, blue = bytes.fromhex(digits)
    except ValueError as error:
        raise UserError(_("A colour is written like #0F766E: six digits or letters.")) from error
    return red, green, blue


def letterhead() -> tuple[bytes, bytes]:
    """The pictures below the first page and the pages after it; nothing for none."""
    return _letterhead()


def keep_letterhead(data: bytes) -> None:
    """Take a PDF or a picture as letterhead; nothing takes it away. Its second page, if it has one,
    lies below all pages after the first.

    Raises Refused to who may not, and UserError for what cannot be used.
    """
    require(Group.ACCOUNTING)
    first, following = read_letterhead(data) if data else (b"", b"")
    with transaction():
        row = InvoiceSetting.select().order_by(InvoiceSetting.id).first() or InvoiceSetting()
        row.letterhead_first = base64.b64encode(first).decode("ascii")
        row.letterhead_next = base64.b64encode(following).decode("ascii")
        row.letterhead = Letterhead.PDF if first else Letterhead.DRAWN
        row.save()


def read_letterhead(data: bytes) -> tuple[bytes, bytes]:
    """The pages of a letterhead as pictures. Raises UserError for what cannot be used."""
    from mcsys_desktop.documents import pictures  # few ever choose one

    wrong = UserError(
        _("This cannot be used as a letterhead. Take a PDF, a PNG or a JPEG of a whole page.")
    )
    if len(data) > MOST_FILE:
        raise UserError(_("This file is too large for a letterhead. Take one of at most 20 MB."))
    try:
        pages = pictures.letterhead(data)
    except ValueError as error:
        raise wrong from error
    if sum(map(len, pages)) > MOST_KEPT:
        raise UserError(_("This letterhead is too large. Take one with smaller pictures."))
    return pages[0], pages[1] if len(pages) > 1 else b""


def sample(shown: Look, terms: str = "") -> bytes:
    """A PDF of an invented invoice as it would look. Raises UserError for a damaged picture."""
    from mcsys_desktop.documents.invoices import paper, samples  # fpdf2 costs half a start

    try:
        return paper.render(samples.sheet(_seller(), terms), shown, clock.now())
    except ValueError as error:
        raise UserError(_("The logo or the letterhead cannot be drawn.")) from error


def sample_picture(shown: Look, terms: str, width: int) -> "Picture":
    """The first page of the sample, ``width`` pixels wide."""
    from mcsys_desktop.documents import pictures

    return pictures.page(sample(shown, terms), 0, width)


def envelope(shown: Look) -> bytes:
    """A PDF of a page to hold against an envelope with a window."""
    from mcsys_desktop.documents.invoices import samples

    return samples.envelope(_seller(), shown, clock.now())


def _seller() -> Seller:
    seller = sellers.seller()
    return seller if seller.name else replace(seller, name=_("Your company"))


def keep(seen: Look) -> int:
    """The id of a look, kept when it is the first time: an act of its own."""
    told = text.text(seen)
    key = hashlib.sha256(told.encode()).hexdigest()
    found: PaperLook | None = PaperLook.get_or_none(PaperLook.key == key)
    if found is not None:
        return int(found.id)
    row: PaperLook = PaperLook(key=key, text=told)
    try:
        with transaction():
            row.save()
    except IntegrityError:  # another desk was first
        row = PaperLook.get(PaperLook.key == key)
    return int(row.id)


def kept(look_id: int | None) -> Look | None:
    """A look as a paper once had it; None where it is not known."""
    row = PaperLook.get_or_none(PaperLook.id == look_id) if look_id is not None else None
    return None if row is None else _read(row.text)


def _letterhead() -> tuple[bytes, bytes]:
    row = InvoiceSetting.select().order_by(InvoiceSetting.id).first()
    if row is None:
        return b"", b""
    return _plain(row.letterhead_first), _plain(row.letterhead_next)


@lru_cache(maxsize=4)
def _plain(letters: str) -> bytes:
    return base64.b64decode(letters)


@lru_cache(maxsize=4)
def _read(told: str) -> Look:
    return text.read(Look, told)
