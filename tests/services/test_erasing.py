"""Erasing a customer: nothing of them is left in any column of the database."""

# ruff: noqa: S608  # the names of the catalogue's own columns

from datetime import timedelta

import pytest

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import Refused, UserError
from mcsys_desktop.models import base, catalogue, search
from mcsys_desktop.models.base import transaction
from mcsys_desktop.models.call_backs import CallBack
from mcsys_desktop.models.calls import Call
from mcsys_desktop.models.customers import Customer, CustomerPerson, Person
from mcsys_desktop.models.merging import Merging
from mcsys_desktop.models.notes import Note
from mcsys_desktop.models.privacy import Erasure, Personal, Purpose, Term
from mcsys_desktop.services import customers, erasing, history, merging, tags
from mcsys_desktop.services.customers import (
    CustomerDraft,
    CustomerKind,
    InvoicesBy,
    Standing,
)
from mcsys_desktop.services.merging import Choice
from tests import make
from tests.conftest import AtDesk, Office

CANARY = "Kanariepiet"
NUMBER = "+31338765432"


pytestmark = pytest.mark.usefixtures("db")


def _full() -> int:
    """A customer of whom everything is known, all of it with the canary in it."""
    draft = CustomerDraft(
        kind=CustomerKind.BUSINESS,
        company_name=f"{CANARY} BV",
        first_name=CANARY,
        prefix="van",
        surname=f"{CANARY}-Smit",
        phone="033 876 54 32",
        email=f"{CANARY}@post.example",
        street=f"{CANARY}straat",
        house_number="1",
        postcode="3811 AH",
        city=f"{CANARY}dorp",
        notes=f"Dit is {CANARY}.",
    )
    id_ = customers.create(draft)
    card = customers.card(id_)
    customers.change(
        id_, card.version, department=CANARY, vat_number=CANARY, invoices_by=InvoicesBy.POST
    )
    customers.change_person(card.people[0].id, card.people[0].version, role=CANARY)
    customers.change_number(card.numbers[0].id, card.numbers[0].version, remark=CANARY)
    tags.put(id_, tags.make("Onderhoud"))
    with transaction():
        Note(customer=id_, text=f"{CANARY} belde.", happened_at=clock.now()).save()
        stranger = Call(
            e164=NUMBER, number_raw="0338765432", name_given=CANARY, rang_at=clock.now()
        )
        stranger.save()  # it rang before anybody knew whose number it was
    with transaction():
        call = Call.get_by_id(stranger.id)
        call.customer, call.note = Customer.get_by_id(id_), f"{CANARY} vroeg iets"
        call.person = Person.get_by_id(card.people[0].person_id)
        call.save()
        CallBack(
            customer=id_,
            call=call,
            e164=NUMBER,
            name=CANARY,
            reason=CANARY,
            waits_since=clock.now(),
        ).save()
    card = customers.card(id_)
    customers.change_person(card.people[0].id, card.people[0].version, surname=f"{CANARY}-Vos")
    return id_


def _found(office: Office, what: str) -> list[str]:
    """Every column of the database that holds these letters, whoever may read it."""
    places = catalogue.columns(office.catalogue())
    if office.path is None:
        with office.administrator() as admin:
            return [
                f"{table}.{column}"
                for table, column in places
                if admin.execute(
                    f'SELECT 1 FROM app."{table}" WHERE "{column}"::text ILIKE %s LIMIT 1'.encode(),
                    (f"%{what}%",),
                ).fetchone()
            ]
    return [
        f"{table}.{column}"
        for table, column in places
        if base.rows(
            f'SELECT 1 FROM "{table}" WHERE instr(lower(CAST("{column}" AS TEXT)), ?)'
            f' OR instr(lower(hex(CAST("{column}" AS BLOB))), ?) LIMIT 1',
            (what.lower(), what.lower().encode().hex()),
        )
    ]


def _erase(at_desk: AtDesk, id_: int) -> None:
    at_desk(erasing.erase, id_, login="carla")


def test_no_column_of_the_database_holds_an_erased_customer(db: Office, at_desk: AtDesk) -> None:
    id_ = _full()
    before = _found(db, CANARY)
    assert {"customer.name", "person.surname", "audit_detail.detail", "note.text"} <= set(before)
    assert _found(db, "338765432")

    _erase(at_desk, id_)

    assert _found(db, CANARY) == []
    assert _found(db, "338765432") == []
    assert history.verify() == []


def test_what_is_left_is_a_number_in_the_archive_and_that_it_was_erased(at_desk: AtDesk) -> None:
    id_ = _full()
    number = Customer.get_by_id(id_).number

    _erase(at_desk, id_)

    left = Customer.get_by_id(id_)
    assert (left.name, left.number) == ("[gewist]", number)
    assert left.archived_at is not None
    assert left.erased_at is not None
    assert search.find(["kanariepiet"]) == []
    newest = history.of_customer(id_)[0]
    assert newest.login == "carla"
    assert "Personal data erased" in [line.title for line in newest.lines]
    assert (Call.select().count(), CallBack.select().count(), Note.select().count()) == (0, 0, 0)


def test_somebody_whom_another_customer_has_too_stays_there(at_desk: AtDesk) -> None:
    id_ = _full()
    person = customers.card(id_).people[0].person_id
    other = make.customer("Slagerij Smit")
    with transaction():
        CustomerPerson(customer=other, person=person).save()

    _erase(at_desk, id_)

    assert Person.get_by_id(person).first_name == CANARY
    assert [each.person_id for each in customers.card(other.id).people] == [person]
    told = [
        change.new
        for act in history.of_customer(other.id)
        for line in act.lines
        for change in line.changes
    ]
    assert CANARY in told  # the other customer's history still tells of them
    assert customers.card(id_).people == ()


def test_merged_customers_go_together(db: Office, at_desk: AtDesk) -> None:
    heir, merged = make.customer("Slagerij Smit").id, _full()
    with transaction():
        row = Customer.get_by_id(merged)
        row.merged_into = heir
        row.save()

    _erase(at_desk, merged)  # whichever of the two was asked for

    assert _found(db, CANARY) == []
    assert _found(db, "Slagerij") == []


@pytest.mark.parametrize("asked_for", ["heir", "merged"])
def test_what_a_merging_took_over_is_erased_with_the_two(
    db: Office, at_desk: AtDesk, asked_for: str
) -> None:
    heir, merged = make.customer("Slagerij Smit"), Customer.get_by_id(_full())
    taken = {"name": Choice.OTHER, "department": Choice.OTHER}
    merging.merge(heir.id, heir.version, merged.id, merged.version, taken)
    assert "merging.taken" in _found(db, CANARY)
    assert "merging.taken" in _found(db, "Slagerij")  # what the heir was called before

    _erase(at_desk, heir.id if asked_for == "heir" else merged.id)

    assert Merging.select().count() == 0
    assert _found(db, CANARY) == []
    assert _found(db, "Slagerij") == []
    assert history.verify() == []


def test_only_an_administrator_erases(db: Office, at_desk: AtDesk, engine: str) -> None:
    id_ = _full()
    if engine == "sqlite":
        pytest.skip("in a file without colleagues everybody manages")
    with pytest.raises(Refused):
        at_desk(erasing.erase, id_, login="bob")
    assert _found(db, CANARY)


def test_erasing_twice_is_no_quarrel_and_nothing_can_be_written_over_it(at_desk: AtDesk) -> None:
    id_ = _full()
    _erase(at_desk, id_)
    _erase(at_desk, id_)

    for change in (
        lambda: customers.change(id_, Customer.get_by_id(id_).version, name="Terug BV"),
        lambda: customers.take_out_of_archive(id_),
        lambda: customers.add_number(id_, "06 1234 5678"),
        lambda: customers.add_person(id_, surname="Terug"),
    ):
        with pytest.raises(UserError, match="erased"):
            change()
    assert search.find(["gewist"]) == []


def test_what_a_law_keeps_is_not_erased(at_desk: AtDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    id_ = _full()
    paper = Personal(Purpose.TAX, Term.FISCAL, Erasure.KEEP)
    monkeypatch.setitem(vars(Note.text), "declaration", paper)

    with pytest.raises(UserError, match="The law keeps"):
        _erase(at_desk, id_)
    assert Customer.get_by_id(id_).name == f"{CANARY} BV"


def test_prospects_who_said_no_are_offered_when_their_term_ends(
    at_desk: AtDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    prospect = make.customer("Twijfel BV", standing=Standing.PROSPECT)
    customer = make.customer("Klant BV")
    customers.decline(prospect.id)
    with pytest.raises(UserError, match="Only a prospect"):
        customers.decline(customer.id)

    assert erasing.due() == []
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=31))
    assert [(each.id, each.name) for each in erasing.due()] == [(prospect.id, "Twijfel BV")]

    at_desk(erasing.set_term, 60, login="carla")
    assert (erasing.term(), erasing.due()) == (60, [])
    at_desk(erasing.set_term, 10, login="carla")
    customers.decline_no_longer(prospect.id)
    assert erasing.due() == []
    customers.decline(prospect.id)
    version = Customer.get_by_id(prospect.id).version
    customers.change(prospect.id, version, standing=Standing.CUSTOMER)
    assert Customer.get_by_id(prospect.id).declined_at is None


@pytest.mark.parametrize("days", [0, -1, 366])
def test_a_term_is_between_a_day_and_a_year(days: int) -> None:
    with pytest.raises(UserError, match="between 1 and 365"):
        erasing.set_term(days)
