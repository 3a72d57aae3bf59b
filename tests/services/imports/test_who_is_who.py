"""Reading a list in: which rows are the same customer, here or in the list itself."""

from pathlib import Path

from mcsys_desktop.models import base
from mcsys_desktop.models.customers import (
    Customer,
    CustomerKind,
    EmailAddress,
    Person,
)
from mcsys_desktop.services import customers, erasing
from mcsys_desktop.services.imports import Existing, Outcome
from tests import make
from tests.conftest import AtDesk, Office
from tests.services.imports.bringing import bring, counts


def test_a_person_who_is_called_otherwise_now_is_renamed_where_the_list_goes_first(
    db: Office, tmp_path: Path
) -> None:
    bring("Klantnr;Naam;E-mail\n7;Karin Smit;karin@example.nl\n", tmp_path)

    bring("Klantnr;Naam;E-mail\n7;Karin de Boer;karin@example.nl\n", tmp_path, Existing.OVERWRITE)

    (only,) = Customer.select()
    assert (only.name, only.number) == ("Karin de Boer", 7)
    assert only.sort_key == "boer  karin de"
    assert [person.surname for person in Person.select()] == ["Boer"]


def test_who_is_known_already_can_be_left_alone(db: Office, tmp_path: Path) -> None:
    make.customer("Bakkerij De Vries", numbers=["033 461 20 45"])
    text = "Bedrijf;Telefoon;E-mail\nBakkerij De Vries;0334612045;info@bakkerij.example\n"

    done = bring(text, tmp_path, Existing.SKIP)

    assert counts(done) == {"same": 1}
    assert EmailAddress.select().count() == 0


def test_a_number_of_somebody_else_is_an_error_and_not_an_update(
    db: Office, tmp_path: Path
) -> None:
    ours = make.customer("Bakkerij De Vries", number=1001)
    text = "Klantnr;Naam;E-mail\n1001;Garage Verhoeven;info@garage.example\n"

    done = bring(text, tmp_path)

    assert [row.error for row in done.errors()] == [
        "Customer number 1001 is Bakkerij De Vries here: give another one, or none."
    ]
    assert customers.card(ours.id).emails == ()


def test_a_shared_number_makes_nobody_another_person(db: Office, tmp_path: Path) -> None:
    make.customer("Karin de Vries", kind=CustomerKind.PRIVATE, numbers=["033 461 20 45"])

    done = bring("Naam;Telefoon\nMohamed El Amrani;033 461 20 45\n", tmp_path)

    assert counts(done) == {"new": 1}
    assert Customer.select().count() == 2


def test_rows_of_one_firm_are_one_customer_with_several_people(db: Office, tmp_path: Path) -> None:
    text = (
        "Bedrijf;Voornaam;Tussenvoegsel;Achternaam;Telefoon;Mobiel\n"
        "Jansen B.V.;Piet;;Jansen;020 1234567;06 1111 1111\n"
        "Jansen B.V.;Fatima;el;Idrissi;020 1234567;06 2222 2222\n"
    )

    done = bring(text, tmp_path)

    assert counts(done) == {"new": 1, "update": 1}
    (firm,) = customers.search("jansen", 5)
    card = customers.card(firm.id)
    assert [person.name for person in card.people] == ["Piet Jansen", "Fatima el Idrissi"]
    assert [(number.e164, number.person) for number in card.numbers] == [
        ("+31201234567", ""),
        ("+31611111111", "Piet Jansen"),
        ("+31622222222", "Fatima el Idrissi"),
    ]


def test_two_with_keys_of_their_own_stay_two(db: Office, tmp_path: Path) -> None:
    text = (
        "ID;Naam;Postcode;E-mail\n"
        "A-1;J. Jansen;3811 AH;jansen@example.nl\n"
        "A-2;J. Jansen;3811 AH;jansen@example.nl\n"
    )

    assert counts(bring(text, tmp_path)) == {"new": 2}
    assert counts(bring(text, tmp_path)) == {"same": 2}
    assert sorted(one.imported_key for one in Customer.select()) == ["A-1", "A-2"]


def test_two_of_one_name_in_one_street_stay_two(db: Office, tmp_path: Path) -> None:
    """A father and his son, each with a number of his own."""
    done = bring(
        "Naam;Adres;Postcode;Telefoon\n"
        "J. Jansen;Markt 4;3811 AH;033 555 0001\n"
        "J. Jansen;Markt 18;3811 AH;033 555 0002\n"
        "J. Jansen;;3811 AH;033 555 0003\n",
        tmp_path,
    )
    assert counts(done) == {"new": 2, "update": 1}


def test_a_merged_customer_is_the_one_it_was_merged_into(db: Office, tmp_path: Path) -> None:
    heir = make.customer("Bakkerij De Vries")
    gone = make.customer("Bakkerij Vries", emails=["oud@bakkerij.example"])
    with base.transaction():
        gone.merged_into = heir
        gone.save()

    done = bring("Bedrijf;E-mail;KvK\nBakkerij Vries;oud@bakkerij.example;12345678\n", tmp_path)

    assert counts(done) == {"update": 1}
    assert Customer.get_by_id(heir.id).kvk_number == "12345678"
    assert Customer.get_by_id(gone.id).kvk_number == ""


def test_nothing_is_added_to_somebody_whose_data_were_erased(
    db: Office, at_desk: AtDesk, tmp_path: Path
) -> None:
    gone = make.customer("Karin de Vries", emails=["karin@example.nl"], number=77)
    at_desk(erasing.erase, gone.id, login="carla")

    done = bring("Klantnr;Naam;E-mail\n77;Karin de Vries;karin@example.nl\n", tmp_path)

    assert [row.outcome for row in done.rows] == [Outcome.ERROR]
    assert "erased" in done.errors()[0].error
    done = bring("Naam;E-mail\nKarin de Vries;karin@example.nl\n", tmp_path)
    assert counts(done) == {"new": 1}


def test_who_was_merged_is_still_found_after_something_was_added(
    db: Office, tmp_path: Path
) -> None:
    heir = make.customer("Bakkerij De Vries", emails=["info@bakkerij.example"])
    gone = make.customer("Broodhuis Amersfoort")
    with base.transaction():
        gone.merged_into = heir
        gone.save()
    text = "Bedrijf;E-mail;Telefoon\nBakkerij De Vries;info@bakkerij.example;033 461 20 45\n"

    bring(text, tmp_path)

    assert [row.id for row in customers.search("broodhuis", 5)] == [heir.id]
    assert [row.id for row in customers.search("0334612045", 5)] == [heir.id]
