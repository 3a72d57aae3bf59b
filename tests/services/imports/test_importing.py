"""Reading a list in: what becomes of each row, what is written, and what never is."""

from pathlib import Path

import pytest

from mcsys_desktop.models import base
from mcsys_desktop.models.audit import AuditAct
from mcsys_desktop.models.customers import (
    Address,
    Customer,
    CustomerKind,
    EmailAddress,
    Origin,
    Person,
    PhoneNumber,
)
from mcsys_desktop.models.tags import CustomerTag
from mcsys_desktop.services import customers, erasing, history, imports
from mcsys_desktop.services.imports import Existing, Outcome
from tests import make
from tests.conftest import AtDesk, Office

LIST = """Klantnr;Naam;Contactpersoon;Adres;Postcode;Plaats;Telefoon;E-mail;Label;Opmerkingen
1001;Bakkerij De Vries B.V.;Karin de Vries;Kerkstraat 12a;3811 AH;Amersfoort;\
033-4612045 / 06-12345678;info@bakkerij.example;VIP, Bakker;"Belt
na vijf uur"
;Pieter van der Wal;;Dorpsweg 5;1234AB;Ons Dorp;06 1111 2222;pieter@example.nl;;
1003;Anna Smit;;;;;;anna@example.nl;;
"""


def found(text: str, name: str, folder: Path) -> imports.Found:
    """A file with this text, read as the program reads it."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return imports.read_file(file)


def bring(text: str, folder: Path, existing: Existing = Existing.FILL) -> imports.Tried:
    """Read a CSV file in, with the columns that are proposed."""
    read = found(text, "list.csv", folder)
    fields = imports.remembered(read)
    expected = imports.try_out(read, fields, existing)
    done = imports.bring_in(read, fields, existing)
    assert done == expected  # what was said is what was done
    return done


def counts(tried: imports.Tried) -> dict[str, int]:
    return {str(outcome): count for outcome, count in tried.counts.items() if count}


def rows_of_everything() -> dict[str, int]:
    models = (Customer, Person, PhoneNumber, EmailAddress, Address, CustomerTag)
    return {model.__name__: model.select().count() for model in models}


def test_a_list_becomes_customers_with_all_that_belongs_to_them(db: Office, tmp_path: Path) -> None:
    done = bring(LIST, tmp_path)

    assert counts(done) == {"new": 3}
    (bakery,) = customers.search("bakkerij", 5)
    card = customers.card(bakery.id)
    assert card.number == 1001
    assert card.kind is CustomerKind.BUSINESS
    assert [person.name for person in card.people] == ["Karin de Vries"]
    assert [number.e164 for number in card.numbers] == ["+31334612045", "+31612345678"]
    assert [number.use.value for number in card.numbers] == ["main", "mobile"]
    assert {number.origin for number in card.numbers} == {Origin.IMPORTED}
    assert [email.address for email in card.emails] == ["info@bakkerij.example"]
    (place,) = card.addresses
    assert (place.street, place.house_number) == ("Kerkstraat", "12a")
    assert (place.postcode, place.city) == ("3811 AH", "Amersfoort")
    assert card.notes == "Belt\nna vijf uur"
    assert CustomerTag.select().where(CustomerTag.customer == bakery.id).count() == 2
    (pieter,) = customers.search("wal", 5)
    (person,) = customers.card(pieter.id).people
    assert (person.first_name, person.prefix, person.surname) == ("Pieter", "van der", "Wal")
    assert Customer.get_by_id(pieter.id).sort_key == "wal  pieter van der"
    assert Customer.get_by_id(pieter.id).number not in (None, 1001, 1003)


def test_the_same_file_twice_adds_nothing_and_is_no_act(db: Office, tmp_path: Path) -> None:
    bring(LIST, tmp_path)
    before, acts = rows_of_everything(), AuditAct.select().count()

    again = bring(LIST, tmp_path)

    assert counts(again) == {"same": 3}
    assert rows_of_everything() == before
    assert AuditAct.select().count() == acts


def test_a_list_is_one_act_in_a_chain_that_stays_valid(db: Office, tmp_path: Path) -> None:
    acts = AuditAct.select().count()

    bring(LIST, tmp_path)

    assert AuditAct.select().count() == acts + 1
    assert not history.verify()


def test_a_dry_run_writes_nothing(db: Office, tmp_path: Path) -> None:
    before, acts = rows_of_everything(), AuditAct.select().count()
    read = found(LIST, "list.csv", tmp_path)

    imports.try_out(read, imports.remembered(read))

    assert rows_of_everything() == before
    assert AuditAct.select().count() == acts


def test_what_is_empty_here_is_filled_in_and_what_stands_here_stays(
    db: Office, tmp_path: Path
) -> None:
    ours = make.customer(
        "Bakkerij De Vries", numbers=["033 461 20 45"], city="Leusden", notes="Onze notitie"
    )
    text = (
        "Bedrijf;Telefoon;E-mail;Plaats;KvK;Notities\n"
        "Bakkerij de Vries BV;0334612045;info@bakkerij.example;Amersfoort;12345678;Hun notitie\n"
    )

    done = bring(text, tmp_path)

    (row,) = done.rows
    assert row.outcome is Outcome.UPDATE
    assert {str(one) for one in row.fields} == {"email", "kvk"}
    assert {str(one) for one in row.kept} == {"name", "notes", "street"}
    card = customers.card(ours.id)
    assert (card.name, card.notes, card.kvk_number) == (
        "Bakkerij De Vries",
        "Onze notitie",
        "12345678",
    )
    assert [place.city for place in card.addresses] == ["Leusden"]


def test_the_list_goes_first_where_that_was_chosen(db: Office, tmp_path: Path) -> None:
    ours = make.customer(
        "Bakkerij De Vries", numbers=["033 461 20 45"], city="Leusden", notes="Oud"
    )
    text = "Bedrijf;Telefoon;Plaats;Notities\nBakkerij de Vries BV;0334612045;Amersfoort;\n"

    bring(text, tmp_path, Existing.OVERWRITE)

    card = customers.card(ours.id)
    assert card.name == "Bakkerij de Vries BV"
    assert card.notes == "Oud"  # an empty cell never empties anything
    assert [place.city for place in card.addresses] == ["Amersfoort"]
    assert [row.id for row in customers.search("amersfoort", 5)] == [ours.id]
    assert customers.search("leusden", 5) == []


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


def test_a_list_that_is_stopped_leaves_nothing(db: Office, tmp_path: Path) -> None:
    text = "Naam;E-mail\n" + "".join(f"Klant {n};k{n}@example.nl\n" for n in range(900))
    read = found(text, "list.csv", tmp_path)
    done: list[int] = []

    with pytest.raises(imports.Stopped):
        imports.bring_in(
            read,
            imports.remembered(read),
            progress=lambda so_far, _of: done.append(so_far),
            stopped=lambda: len(done) > 1,
        )

    assert done == [400, 800]
    assert Customer.select().count() == 0


def test_what_the_database_refuses_is_refused_here_too(db: Office, tmp_path: Path) -> None:
    done = bring("Naam;Notities\nKarin;betaald met 4111 1111 1111 1111\nPiet;goed\n", tmp_path)

    assert counts(done) == {"new": 1, "error": 1}
    assert "4111" not in done.errors()[0].error


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


def test_what_was_chosen_for_columns_is_kept_for_the_next_file(db: Office, tmp_path: Path) -> None:
    read = found("Naam;Vreemd\nKarin;karin@example.nl\n", "list.csv", tmp_path)
    assert imports.remembered(read)[1] is imports.Field.NOTHING

    imports.bring_in(read, (imports.Field.NAME, imports.Field.EMAIL))

    other = found("NAAM;vreemd\nPiet;piet@example.nl\n", "other.csv", tmp_path)
    assert imports.remembered(other)[1] is imports.Field.EMAIL


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


def test_what_is_doubtful_is_kept_as_it_stands_there(db: Office, tmp_path: Path) -> None:
    done = bring("Bedrijf;KvK;BTW\nJansen B.V.;1234;NL0042.19.381.B07\n", tmp_path)

    assert counts(done) == {"new": 1}
    (jansen,) = Customer.select()
    assert (jansen.kvk_number, jansen.vat_number) == ("1234", "NL004219381B07")
