"""A phone book of our own in a FRITZ!Box, kept up to date over TR-064.

The book of the people at home (number 0) and all others are never touched. What lies in ours and
is not in the ledger cannot be known again; then the book is begun anew.
"""

from mcsys_desktop.core.i18n import _
from mcsys_desktop.telephony.book_push import Kept, PasswordRefused, PushTrouble
from mcsys_desktop.telephony.fritzbox.tr064 import BoxTrouble, Refused, Tr064, WrongPassword

TITLE = "MCSys"  # as it stands in the box
MOST = 2000  # contacts that a box takes in one book
_MOST_BOOKS = 32
_NO_SUCH = ("713", "402")  # of a contact or a book that is not there
_END = "</contact>"


class BoxBook:
    """Our book in one box."""

    def __init__(self, box: Tr064) -> None:
        self._box = box
        self._number: str | None = None

    def take_stock(self) -> dict[str, Kept]:
        """Begin anew: nothing is there."""
        number = self._found()
        if number is not None:
            self._ask("DeletePhonebook", NewPhonebookID=number, NewPhonebookExtraID="")
        self._number = None
        return {}

    def put(self, _name: str, content: bytes, before: Kept | None) -> Kept:
        """Put a contact; one that somebody removed there comes back."""
        number, contact = self._book(), content.decode()
        if before is not None:
            known = contact.replace(_END, f"<uniqueid>{before.place}</uniqueid>{_END}")
            try:
                return self._set(number, known, before.place)
            except Refused as error:
                if error.code not in _NO_SUCH:
                    raise PushTrouble(str(error)) from error
        try:
            return self._set(number, contact, "")
        except Refused as error:
            raise PushTrouble(str(error)) from error

    def remove(self, kept: Kept) -> None:
        """Remove a contact."""
        entry = {"NewPhonebookID": self._book(), "NewPhonebookEntryUniqueID": kept.place}
        try:
            self._told("DeletePhonebookEntryUID", **entry)
        except Refused as error:
            if error.code not in _NO_SUCH:
                raise PushTrouble(str(error)) from error

    def close(self) -> None:
        """Hang up."""
        self._box.close()

    def _set(self, number: str, contact: str, place: str) -> Kept:
        entry = {"NewPhonebookID": number, "NewPhonebookEntryData": contact}
        said = self._told("SetPhonebookEntryUID", **entry)
        return Kept(said.get("NewPhonebookEntryUniqueID", "") or place, "", "")

    def _book(self) -> str:
        """The number of our book, made where there is none."""
        if self._number is None:
            self._number = self._found()
        if self._number is None:
            self._ask("AddPhonebook", NewPhonebookExtraID="mcsys", NewPhonebookName=TITLE)
            self._number = self._found()
        if self._number is None:
            raise PushTrouble(_("The FRITZ!Box does not make a phone book for the customers."))
        return self._number

    def _found(self) -> str | None:
        listed = self._ask("GetPhonebookList").get("NewPhonebookList", "")
        for number in [one.strip() for one in listed.split(",")][:_MOST_BOOKS]:
            if number.isdecimal() and number != "0":
                named = self._ask("GetPhonebook", NewPhonebookID=number)
                if named.get("NewPhonebookName") == TITLE:
                    return number
        return None

    def _ask(self, action: str, **arguments: str) -> dict[str, str]:
        try:
            return self._told(action, **arguments)
        except Refused as error:
            raise PushTrouble(str(error)) from error

    def _told(self, action: str, **arguments: str) -> dict[str, str]:
        """Raises Refused as it is, everything else as PushTrouble."""
        try:
            return self._box.ask(action, **arguments)
        except Refused:
            raise
        except WrongPassword as error:
            raise PasswordRefused(str(error)) from error
        except BoxTrouble as error:
            raise PushTrouble(str(error)) from error
