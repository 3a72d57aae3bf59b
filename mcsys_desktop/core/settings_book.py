"""The settings of the phone book that telephones in the office fetch and search."""

from dataclasses import dataclass
from typing import Literal

from mcsys_desktop.core.declaring import setting
from mcsys_desktop.core.i18n import N_

BOOK = N_("Phone book for telephones")


@dataclass
class BookSettings:
    """The part of a desk's settings that is about phone books; all of it off at first."""

    book_enabled: bool = setting(
        False,
        N_("Hand out the phone book"),
        N_(
            "Telephones in the office fetch names and numbers here, at the address under Telephony."
        ),
        section=BOOK,
    )
    book_numbers: Literal["national", "plus", "zeros"] = setting(
        "national",
        N_("How numbers are written"),
        N_("As the phone system shows who calls: many telephones compare it sign by sign."),
        section=BOOK,
        choices={"national": "0612345678", "plus": "+31612345678", "zeros": "0031612345678"},
    )
    book_directory: bool = setting(
        False,
        N_("Answer by LDAP"),
        N_("Telephones look a caller up here while it rings, whatever way the number is written."),
        section=BOOK,
    )
    book_port: int = setting(
        3890,
        N_("LDAP port"),
        N_("Where telephones ask at the address under Telephony; more than 1024."),
        section=BOOK,
        least=0,  # 0 takes a free port, for tests
        most=65535,
    )
    book_phones: tuple[str, ...] = setting(
        (),
        N_("Telephones with a password of their own"),
        N_("One name per line. Take a name away, and that telephone reads nothing any more."),
        section=BOOK,
    )
    book_phones_known: tuple[str, ...] = setting(())  # that were given a key
    carddav_enabled: bool = setting(
        False,
        N_("Put the phone book on a CardDAV server"),
        N_("On one computer of the office. Names and numbers leave this program."),
        section=BOOK,
    )
    carddav_url: str = setting(
        "",
        N_("Address of the address book"),
        N_("One of its own, for example https://cloud.example.nl/dav/addressbooks/shop/phones/."),
        section=BOOK,
    )
    carddav_login: str = setting(
        "", N_("User of the address book"), N_("Who may write in it."), section=BOOK
    )
    book_token: str = setting("")  # the secret part of the address of the phone book

    def own_token(self, name: str) -> str:
        """The token in this setting, made at first use: 128 bits, in letters for a URL."""
        if not getattr(self, name):
            import secrets  # most starts have a token already

            setattr(self, name, secrets.token_urlsafe(16))
        return str(getattr(self, name))
