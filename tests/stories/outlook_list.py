"""The address list of an invented shop, as the Dutch Outlook writes it: commas, quotes, Windows."""

import csv
from pathlib import Path

COUNT = 300
HEADING = (
    *("Aanhef", "Voornaam", "Middelste naam", "Achternaam", "Bedrijf", "Afdeling", "Functie"),
    *("Werkadres, straat", "Werkadres, plaats", "Werkadres, postcode", "Werkadres, land"),
    *("Fax op werk", "Telefoon op werk", "Telefoon thuis", "Mobiele telefoon"),
    *("E-mailadres", "E-mailtype", "Notities", "Gevoeligheid", "Prioriteit"),
)
_FIRST = ("Anneke", "Bram", "Chloë", "Daan", "Esther", "Fleur", "Gijs", "Hanneke", "Ilse", "Jörgen")
_LAST = (
    *(("van den", "Heuvel"), ("", "Bakker"), ("de", "Vries"), ("", "Smit"), ("van", "Dijk")),
    *(("", "Müller"), ("ter", "Horst"), ("", "Zonneveld"), ("", "Koster"), ("de", "Groot")),
)
_TRADES = ("Bakkerij", "Garage", "Kapsalon", "Slagerij", "Fietsen", "Bloemen", "Notaris", "Café")
_STREETS = ("Molenstraat", "Markt", "Stationsweg", "Dorpsplein", "Lange Gracht")
_PLACES = (("3811 AH", "Amersfoort"), ("3831 CC", "Leusden"), ("3766 AB", "Soest"))

CALLER = 42  # of these calls in the story
CALLER_NAME = "Kapsalon Dijk"
CALLER_NUMBER = "0335550042"


def row(at: int) -> list[str]:
    """Customer ``at``: two in three are businesses, the others people at home."""
    first, (prefix, last) = _FIRST[at % 10], _LAST[(at // 3) % 10]
    postcode, city = _PLACES[at % 3]
    business = at % 3 != 1
    company = f"{_TRADES[at % 8]} {last}" if business else ""
    if at >= 80 and business:
        company += f" {city} {at}"
    where = [f"{_STREETS[at % 5]} {at}", city, postcode, "Nederland"]
    phones = ["", f"033-555 {at:04d}" if business else "", "", f"06-5555{at:04d}"]
    if not business:
        phones[2] = f"(033) 555{at:04d}"
    rest = [f"post{at}@voorbeeld{at}.example", "SMTP", "", "Normaal", "Normaal"]
    role = "Eigenaar" if business else ""
    return ["", first, prefix, last, company, "", role, *where, *phones, *rest]


def write(file: Path) -> Path:
    """The list in ``file``."""
    with file.open("w", encoding="cp1252", newline="") as told:
        writer = csv.writer(told, quoting=csv.QUOTE_ALL)
        writer.writerow(HEADING)
        writer.writerows(row(at) for at in range(1, COUNT + 1))
    return file
