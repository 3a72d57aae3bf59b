"""Reading a list in: what becomes of each row, what is written, and what never is."""

from pathlib import Path

import pytest

from mcsys_desktop.models.audit import AuditAct
from mcsys_desktop.models.customers import (
    Customer,
    CustomerKind,
    Origin,
)
from mcsys_desktop.models.tags import CustomerTag
from mcsys_desktop.services import customers, history, imports
from mcsys_desktop.services.imports import Existing, Outcome
from tests import make
from tests.conftest import Office
from tests.services.imports.bringing import LIST, bring, counts, found, rows_of_everything


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


def test_what_was_chosen_for_columns_is_kept_for_the_next_file(db: Office, tmp_path: Path) -> None:
    read = found("Naam;Vreemd\nKarin;karin@example.nl\n", "list.csv", tmp_path)
    assert imports.remembered(read)[1] is imports.Field.NOTHING

    imports.bring_in(read, (imports.Field.NAME, imports.Field.EMAIL))

    other = found("NAAM;vreemd\nPiet;piet@example.nl\n", "other.csv", tmp_path)
    assert imports.remembered(other)[1] is imports.Field.EMAIL


def test_what_is_doubtful_is_kept_as_it_stands_there(db: Office, tmp_path: Path) -> None:
    done = bring("Bedrijf;KvK;BTW\nJansen B.V.;1234;NL0042.19.381.B07\n", tmp_path)

    assert counts(done) == {"new": 1}
    (jansen,) = Customer.select()
    assert (jansen.kvk_number, jansen.vat_number) == ("1234", "NL004219381B07")
