"""Puts the phone book into books elsewhere: an address book on a CardDAV server, a FRITZ!Box.

It may take minutes the first time, and asks no database: it is called beside the workers.
"""

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.phone_book_index import Index
from mcsys_desktop.core.phone_books import Entry, NumberForm
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.documents.phone_books import address_book
from mcsys_desktop.documents.phone_books import fritzbox as contacts
from mcsys_desktop.telephony.book_push import Ledger, PasswordRefused, Pushed, PushTrouble, push
from mcsys_desktop.telephony.carddav import CardDavBook
from mcsys_desktop.telephony.fritzbox import source as fritzbox
from mcsys_desktop.telephony.fritzbox.phone_book import MOST, BoxBook

log = logging.getLogger(__name__)
CARDDAV, BOX = "carddav", "fritzbox-book"  # name the books in the status bar


@dataclass(frozen=True, slots=True)
class Told:
    """What came of bringing a book up to date; ``error`` is a sentence, or empty."""

    book: str
    done: Pushed | None = None
    error: str = ""
    again: bool = True  # whether trying again may help


def carddav_password(settings: Settings) -> str:
    """Under which name the password of the address book is kept."""
    return f"carddav {settings.carddav_login.strip()}@{settings.carddav_url.strip()}"


def wanted(settings: Settings) -> tuple[str, ...]:
    """The books elsewhere that this desk looks after."""
    books = ((CARDDAV, settings.carddav_enabled), (BOX, settings.fritzbox_book))
    return tuple(book for book, on in books if on)


def failed() -> str:
    """That it went wrong for a reason that is ours."""
    return _("The phone book could not be put elsewhere, by a fault in the program.")


def bring_up_to_date(
    book: str,
    settings: Settings,
    index: Index,
    folder: Path | None = None,
    still: Callable[[], bool] = lambda: True,
) -> Told:
    """Put what the phone book holds now into a book elsewhere. Raises nothing that can be said.

    ``folder`` holds the ledgers; ``still`` says whether it is wanted still.
    """
    form = NumberForm(settings.book_numbers)
    try:
        if book == BOX:
            done = _into_box(settings, index, form, folder, still)
        else:
            done = _into_carddav(settings, index, form, folder, still)
    except PasswordRefused as error:
        return Told(book, error=str(error), again=False)
    except PushTrouble as error:
        return Told(book, error=str(error))
    log.info("%s: %d put, %d removed, %d left", book, done.put, done.removed, done.left)
    return Told(book, done)


def _into_carddav(
    settings: Settings,
    index: Index,
    form: NumberForm,
    folder: Path | None,
    still: Callable[[], bool],
) -> Pushed:
    url, login = settings.carddav_url.strip(), settings.carddav_login.strip()
    remote = CardDavBook(url, login, settings.secrets.get(carddav_password(settings)))
    cards = {address_book.uid(one): address_book.card(one, form) for one in index.entries}
    try:
        return push(remote, cards, Ledger(_file(folder, f"{login}@{url}")), still)
    finally:
        remote.close()


def _into_box(
    settings: Settings,
    index: Index,
    form: NumberForm,
    folder: Path | None,
    still: Callable[[], bool],
) -> Pushed:
    asked = fritzbox.asking(settings)
    if asked is None:
        raise PushTrouble(fritzbox.nobody())
    told: dict[str, bytes] = {}
    for entry in index.entries:
        told |= _contacts(entry, form)
        if len(told) >= MOST:
            log.warning("the phone book of the box holds %d contacts, and no more", MOST)
            break
    remote = BoxBook(asked)
    try:
        return push(remote, told, Ledger(_file(folder, fritzbox.password_name(settings))), still)
    finally:
        remote.close()


def _contacts(entry: Entry, form: NumberForm) -> dict[str, bytes]:
    return {
        f"{entry.origin}-{at}": contact.encode()
        for at, contact in enumerate(contacts.contacts(entry, form))
    }


def _file(folder: Path | None, book: str) -> Path | None:
    """Where the ledger of a book lies; another address is another book."""
    name = hashlib.sha256(book.encode()).hexdigest()[:24]
    return None if folder is None else folder / "books" / f"{name}.json"
