"""Lists as Outlook, Google and iPhones write them: everything lands where it belongs."""

from pathlib import Path

import pytest

from mcsys_desktop.models.customers import CustomerKind, NumberUse
from mcsys_desktop.services import customers, imports
from mcsys_desktop.services.customers import CustomerCard
from tests.conftest import Office

pytestmark = pytest.mark.parametrize("engine", ["sqlite"])
DATA = Path(__file__).resolve().parents[2] / "data" / "imports"
FILES = sorted(file.name for file in DATA.iterdir() if file.suffix != ".md")


def brought(name: str) -> list[CustomerCard]:
    read = imports.read_file(DATA / name)
    fields = imports.remembered(read)
    done = imports.bring_in(read, fields)
    assert done.errors() == []
    again = imports.bring_in(read, fields)
    assert again.counts[imports.Outcome.SAME] == len(read.rows)  # a second time adds nothing
    return [customers.card(row.id) for row in customers.listing()]


def numbers(card: CustomerCard) -> dict[str, NumberUse]:
    return {number.e164: number.use for number in card.numbers}


def test_outlook_saves_one_card_in_quoted_printable(db: Office) -> None:
    (garage,) = brought("outlook.vcf")

    assert (garage.name, garage.kind) == ("Garage Verhoeven B.V.", CustomerKind.BUSINESS)
    assert garage.department == "Werkplaats"
    (andre,) = garage.people
    assert (andre.first_name, andre.prefix, andre.surname) == ("André", "van der", "Meer")
    assert (andre.salutation, andre.role) == ("Dhr.", "Bedrijfsleider")
    assert numbers(garage) == {
        "+31342415560": NumberUse.WORK,
        "+31612345678": NumberUse.MOBILE,
        "+31342415561": NumberUse.FAX,
    }
    assert [email.address for email in garage.emails] == ["andre@garage-verhoeven.example"]
    (place,) = garage.addresses
    assert (place.postcode, place.city, place.country) == ("3771 AB", "Barneveld", "NL")
    assert garage.notes.splitlines()[0] == "Belt liever na vijf uur."


def test_google_writes_several_cards_in_one_file(db: Office) -> None:
    fatima, brink = sorted(brought("google.vcf"), key=lambda card: card.name)

    assert [person.name for person in fatima.people] == ["Fatima El Idrissi"]
    assert numbers(fatima) == {
        "+31611112222": NumberUse.MOBILE,
        "+31334612099": NumberUse.MAIN,
    }
    assert fatima.notes == "Router vervangen, zie werkbon; nog factureren"
    assert (brink.name, brink.kind) == ("Stichting De Brink", CustomerKind.BUSINESS)
    assert brink.people == ()


def test_an_iphone_gives_labels_of_its_own(db: Office) -> None:
    cafe, ilse = sorted(brought("iphone.vcf"), key=lambda card: card.name)

    assert (cafe.name, cafe.kind) == ("Café Het Hoekje", CustomerKind.BUSINESS)
    assert cafe.people == ()
    assert (ilse.people[0].prefix, ilse.people[0].surname) == ("de", "Groot")
    assert numbers(ilse) == {
        "+31633334444": NumberUse.MOBILE,
        "+31334621122": NumberUse.WORK,
        "+31334621133": NumberUse.MAIN,
    }
    assert ilse.notes == "Ümlaut en emoji 🙂 blijven goed"


def test_version_four_has_numbers_as_addresses_and_groups(db: Office) -> None:
    (joost,) = brought("phone_book.vcf")

    assert numbers(joost) == {"+31655556666": NumberUse.MOBILE, "+31334612045": NumberUse.WORK}
    assert [number.extension for number in joost.numbers] == ["", "12"]
    assert (joost.people[0].prefix, joost.people[0].surname) == ("van den", "Heuvel")


def test_outlook_in_dutch_has_two_addresses(db: Office) -> None:
    firm, sjoerd = sorted(brought("outlook_contacts_nl.csv"), key=lambda card: card.name)

    assert (firm.name, firm.department) == ("Bouwbedrijf Van Houten", "Planning")
    (jorg,) = firm.people
    assert (jorg.first_name, jorg.prefix, jorg.surname) == ("Jörg", "van", "Houten")
    assert [place.city for place in firm.addresses] == ["Nijkerk", "Putten"]
    assert len(firm.emails) == 2
    assert firm.notes == "Twee regels\nin een vak"
    assert sjoerd.kind is CustomerKind.PRIVATE
    assert [place.city for place in sjoerd.addresses] == ["Soest"]
    assert numbers(sjoerd) == {"+31356021409": NumberUse.HOME}


def test_outlook_in_english_has_second_first_names(db: Office) -> None:
    (fysio,) = brought("outlook_contacts_en.csv")

    (zoe,) = fysio.people
    assert (zoe.first_name, zoe.prefix, zoe.surname) == ("Zoë Anna", "", "Bakker")
    assert (zoe.role, fysio.addresses[0].street) == ("Owner", "Dorpsplein")


def test_google_puts_several_values_in_one_cell(db: Office) -> None:
    (els,) = brought("google_contacts.csv")

    assert [email.address for email in els.emails] == [
        "els@example.nl",
        "els.hendriks@example.nl",
    ]
    assert set(numbers(els)) == {"+31622223333", "+31332537091"}
    assert els.addresses[0].postcode == "3871 KK"


@pytest.mark.parametrize("name", FILES)
def test_no_file_needs_a_hand(db: Office, name: str) -> None:
    assert brought(name)
