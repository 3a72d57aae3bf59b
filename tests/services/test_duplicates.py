"""Customers that look alike are offered with the reason, and never again once somebody decided."""

from dataclasses import replace
from typing import Any

import pytest

from mcsys_desktop.core import clock
from mcsys_desktop.models.base import transaction
from mcsys_desktop.models.customers import Address, Customer, CustomerKind, Relation
from mcsys_desktop.models.duplicates import NotDuplicate
from mcsys_desktop.services import customers, duplicates, merging
from mcsys_desktop.services.customers import CustomerDraft
from mcsys_desktop.services.duplicates import Reason, Strength, finding
from tests import make
from tests.conftest import AtDesk

pytestmark = pytest.mark.usefixtures("db")
PRIVATE = CustomerKind.PRIVATE


def found() -> list[tuple[str, str, set[Reason]]]:
    """Every pair: both names, and why."""
    return [
        (pair.one.name, pair.other.name, set(pair.alike.reasons)) for pair in duplicates.pairs()
    ]


def address(owner: Customer, postcode: str, house_number: str, city: str = "Leusden") -> None:
    with transaction():
        Address(customer=owner, postcode=postcode, house_number=house_number, city=city).save()


def known(**typed: Any) -> list[tuple[str, set[Reason]]]:
    """Who is warned of, while this is typed."""
    kind = CustomerKind.BUSINESS if "company_name" in typed else PRIVATE
    answers = duplicates.known_already(replace(CustomerDraft(kind=kind), **typed))
    return [(answer.row.name, set(answer.alike.reasons)) for answer in answers]


def test_one_number_in_any_spelling_is_a_reason() -> None:
    make.customer("Bakkerij De Vries", numbers=["033 461 20 45"])
    make.customer("K. de Vries", kind=PRIVATE, numbers=["+31 33-4612045"])
    make.customer("Kapsalon Bella", numbers=["033 461 20 46"])

    (pair,) = duplicates.pairs()
    assert (pair.one.name, pair.other.name) == ("Bakkerij De Vries", "K. de Vries")
    (sign,) = pair.alike.signs
    assert (sign.reason, sign.about) == (Reason.NUMBER, "033 461 20 45")
    assert pair.alike.strength is Strength.LIKELY


def test_the_number_of_somebody_else_is_none() -> None:
    one, other = make.customer("Kapsalon Bella"), make.customer("Fietsen Bos")
    for customer in (one, other):
        make.number(customer, "033 461 20 45", relation=Relation.ACCOUNTANT)

    assert found() == []


def test_one_e_mail_address_in_any_capitals_is_a_reason() -> None:
    make.customer("Garage Bos", emails=["Info@Voorbeeld.example"])
    make.customer("Autobedrijf Van Dam", emails=["info@voorbeeld.example"])

    assert found() == [("Garage Bos", "Autobedrijf Van Dam", {Reason.EMAIL})]


def test_one_house_is_a_reason_and_with_the_name_a_good_one() -> None:
    one, other = make.customer("Bakkerij De Vries"), make.customer("De Vries Bakkerij B.V.")
    third = make.customer("Kapsalon Bella")
    address(one, "3811 AH", "12a")
    address(other, "3811 AH", "12 A")
    address(third, "3811 AH", "12a")

    assert found() == [
        ("Bakkerij De Vries", "De Vries Bakkerij B.V.", {Reason.NAME, Reason.ADDRESS}),
        ("Bakkerij De Vries", "Kapsalon Bella", {Reason.ADDRESS}),
        ("De Vries Bakkerij B.V.", "Kapsalon Bella", {Reason.ADDRESS}),
    ]


def test_a_name_with_a_slip_is_a_reason_in_one_place_only() -> None:
    make.customer("Karin Verhoeven", kind=PRIVATE, city="Leusden")
    make.customer("Karin Verhoevn", kind=PRIVATE, city="Leusden")
    make.customer("Karin Verhoven", kind=PRIVATE, city="Groningen")

    assert found() == [("Karin Verhoeven", "Karin Verhoevn", {Reason.SIMILAR})]


def test_firms_are_told_apart_by_name_wherever_they_are() -> None:
    make.customer("Bouwbedrijf Jansen BV", city="Leusden")
    make.customer("Bouwbedrijf Jansen", city="Amersfoort")

    assert found() == [("Bouwbedrijf Jansen BV", "Bouwbedrijf Jansen", {Reason.NAME})]


def test_letters_that_only_look_the_same_are_a_reason() -> None:
    make.customer("Bakkerij De Vries", numbers=["033 461 20 45"])
    make.customer("Bаkkerij De Vries", numbers=["033 461 20 45"])  # its first а is Cyrillic

    assert found()[0][2] == {Reason.NUMBER, Reason.LOOKALIKE}


def test_the_surest_come_first() -> None:
    for postcode, names in (("3811 AH", ("Kapper", "Fietsen")), ("3812 AH", ("Bos", "Bos BV"))):
        for name in names:
            address(make.customer(name), postcode, "1")
    make.customer("Garage", numbers=["033 461 20 45"])
    make.customer("Autos", numbers=["033 461 20 45"])

    assert [reasons for _one, _other, reasons in found()] == [
        {Reason.NUMBER},
        {Reason.NAME, Reason.ADDRESS},
        {Reason.ADDRESS},
    ]


def test_what_was_said_to_be_two_is_not_offered_again(at_desk: AtDesk) -> None:
    one = make.customer("Garage", numbers=["033 461 20 45"])
    other = make.customer("Autos", numbers=["033 461 20 45"])
    duplicates.not_the_same(other.id, one.id)
    at_desk(duplicates.not_the_same, one.id, other.id)  # a colleague says the same

    assert found() == []
    assert NotDuplicate.select().count() == 1
    duplicates.the_same_after_all(one.id, other.id)
    assert len(found()) == 1


def test_what_was_said_of_one_that_was_merged_holds_for_its_heir() -> None:
    one = make.customer("Garage", numbers=["033 461 20 45"])
    other = make.customer("Autos", numbers=["033 461 20 45"])
    heir = make.customer("Garage Bos")
    duplicates.not_the_same(one.id, other.id)
    merging.merge(heir.id, heir.version, one.id, one.version)

    assert found() == []
    duplicates.the_same_after_all(heir.id, other.id)
    assert [pair.id for pair in duplicates.pairs()] == [(other.id, heir.id)]


def test_merged_and_archived_ones_are_left_out() -> None:
    one = make.customer("Garage", numbers=["033 461 20 45"])
    other = make.customer("Autos", numbers=["033 461 20 45"])
    make.customer("Oud", numbers=["033 461 20 45"], archived_at=clock.now())
    assert duplicates.still_open([(one.id, other.id)]) == {(one.id, other.id)}
    merging.merge(one.id, one.version, other.id, other.version)

    assert found() == []
    assert duplicates.still_open([(one.id, other.id)]) == set()


def test_the_merged_one_still_shows_what_its_heir_has_in_common() -> None:
    heir, one = make.customer("Garage"), make.customer("Oud", numbers=["033 461 20 45"])
    make.customer("Autos", numbers=["033 461 20 45"])
    merging.merge(heir.id, heir.version, one.id, one.version)

    assert found() == [("Garage", "Autos", {Reason.NUMBER})]


def test_pages_follow_each_other_without_a_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "_KEYS", 3)
    monkeypatch.setattr(finding, "_WALKED", 4)
    for at in range(10):
        numbers = [f"033 461 20 {at + 10}"]
        make.customer(f"{chr(97 + at) * 5} bedrijf", numbers=numbers)
        make.customer(f"{chr(107 + at) * 5} winkel", numbers=numbers)
        make.customer(f"Slager {chr(97 + at) * 6}", city="Leusden")
        make.customer(f"Slager {chr(97 + at) * 6} BV", city="Leusden")

    listed, place = [], None
    while page := duplicates.pairs(place, 4):
        listed += [pair.id for pair in page]
        place = page[-1].place
    assert len(listed) == len(set(listed)) == 20
    assert listed == [pair.id for pair in duplicates.pairs(limit=100)]


def test_a_reception_that_many_share_offers_only_names_that_are_alike() -> None:
    for name in ("Aarde", "Berg", "Cirkel", "Duin", "Eik", "Gracht", "Haven", "Iep", "Jacht"):
        make.customer(name, numbers=["033 461 20 45"])
    make.customer("Haven BV", numbers=["033 461 20 45"])

    assert {(one, other) for one, other, _reasons in found()} == {("Haven", "Haven BV")}


def test_while_typing_number_e_mail_and_address_are_known() -> None:
    bakery = make.customer(
        "Bakkerij De Vries", numbers=["033 461 20 45"], emails=["info@voorbeeld.example"]
    )
    address(bakery, "3811 AH", "12a")

    assert known(phone="0031334612045") == [("Bakkerij De Vries", {Reason.NUMBER})]
    assert known(email="INFO@voorbeeld.example") == [("Bakkerij De Vries", {Reason.EMAIL})]
    assert known(postcode="3811ah", house_number="12 A") == [
        ("Bakkerij De Vries", {Reason.ADDRESS})
    ]
    assert known(phone="033 461 20 46", email="x@y", postcode="3811", house_number="12a") == []


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("bakkerij de vries", Reason.NAME),
        ("De Vries, Bakkerij B.V.", Reason.NAME),
        ("Bakerij De Vries", Reason.SIMILAR),
        ("Bakkerij De Fries", Reason.SIMILAR),
        ("Bakkerij De Vriess", Reason.SIMILAR),
        ("Вakkerij De Vries", Reason.LOOKALIKE),  # its В is Cyrillic
    ],
)
def test_while_typing_a_name_is_known_with_a_slip_in_it(typed: str, reason: Reason) -> None:
    make.customer("Bakkerij De Vries")
    make.customer("Bakkerij Bos")
    make.customer("Slagerij De Vries")

    assert known(company_name=typed) == [("Bakkerij De Vries", {reason})]


def test_a_name_stored_in_other_letters_is_known_by_what_it_looks_like() -> None:
    make.customer("Bаkkerij De Vries")  # its first а is Cyrillic

    assert known(company_name="Bakkerij De Vries")[0][1] == {Reason.LOOKALIKE}
    assert [row.name for row in customers.search("bakkerij")] == ["Bаkkerij De Vries"]


def test_somebody_of_that_name_in_another_town_is_not_warned_of() -> None:
    customers.create(CustomerDraft(first_name="Jan", surname="Jansen", city="Groningen"))

    assert known(first_name="Jan", surname="Jansen", city="Leusden") == []
    assert known(first_name="Jan", surname="Jansen") == [("Jan Jansen", {Reason.NAME})]


def test_a_merged_one_is_warned_of_as_its_heir() -> None:
    heir, one = make.customer("Garage"), make.customer("Oud", numbers=["033 461 20 45"])
    merging.merge(heir.id, heir.version, one.id, one.version)

    assert known(phone="033 461 20 45") == [("Garage", {Reason.NUMBER})]


def test_nothing_typed_is_like_nobody() -> None:
    make.customer("", kind=PRIVATE)

    assert known() == []
    assert known(company_name="x" * 5000, postcode="9" * 400, house_number="1") == []


def test_pairs_are_counted_once_each_whatever_they_have_in_common() -> None:
    for name in ("Bakkerij De Vries", "De Vries Bakkerij"):
        made = make.customer(name, numbers=["033 461 20 45"], emails=["info@bakkerij.example"])
        address(made, "3833 AA", "1")
    make.customer("Kapsalon Bella")

    assert duplicates.counted() == duplicates.Counted(1, more=False)


def test_counting_ends_at_a_hundred() -> None:
    for number in range(110):
        for name in ("Een", "Ander"):
            make.customer(f"{name} {number:03}", numbers=[f"0334612{number:03}"])

    counted = duplicates.counted()

    assert (counted.pairs, counted.more) == (100, True)
