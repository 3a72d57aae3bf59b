"""Invented secrets and people, put where errors repeat what they were given."""

from dataclasses import dataclass

# Assembled, so that no line of source holds them whole.
NAME = "Zonne" + "veld"
SURNAME = "Kwik" + "staart"
PHONE = "06-51 62 " + "73 84"
MAIL = "kwik." + "zonne@voorbeeld.example"
IBAN = "NL91 ABNA 0417 " + "1643 00"
PASSWORD = "paarse " + "fiets bij de gracht"
KEY = "9f8e7d6c5b4a3928" * 4
TOKEN = "Mfs4FIpfWLx-" + "u534NaKghA"
ADDRESS = f"postgresql://anna:{'geheim' + 'pje'}@10.9.8.7/kantoor"


@dataclass(frozen=True)
class Canary:
    """A text to lose, and the parts of it that must be found nowhere."""

    text: str
    parts: tuple[str, ...]


EVERYTHING = Canary(
    f"{NAME} {SURNAME} {PHONE} {MAIL} {IBAN} {PASSWORD} {KEY} {TOKEN} {ADDRESS}",
    (
        *(NAME, SURNAME, "51 62 73", "516273", MAIL, "kwik.", "0417 1643", "0417164300"),
        *("paarse", "gracht", KEY[:16], TOKEN, "u534Na", "geheimpje", "anna:", "10.9.8.7"),
    ),
)


def found_in(text: str) -> list[str]:
    """Which parts of the canaries stand in ``text``."""
    return [part for part in EVERYTHING.parts if part.casefold() in text.casefold()]
