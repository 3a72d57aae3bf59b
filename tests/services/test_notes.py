"""Dated notes about a customer."""

import uuid

import pytest

from mcsys_desktop.core.errors import CardNumber, StaleRecord, UserError
from mcsys_desktop.models.base import transaction
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.services import notes
from mcsys_desktop.services.notes import NoteKind
from tests import make
from tests.conftest import AtDesk

pytestmark = pytest.mark.usefixtures("db")


def _texts(customer_id: int) -> list[str]:
    return [line.text for line in notes.before([customer_id])]


def test_notes_are_read_newest_first_and_page_by_page() -> None:
    customer = make.customer().id
    for number in range(7):
        notes.write(customer, f"Notitie {number}")

    read: list[str] = []
    last = None
    while page := notes.before([customer], last, limit=3):
        read += [line.text for line in page]
        last = (page[-1].happened_at, page[-1].id)
    assert read == [f"Notitie {number}" for number in reversed(range(7))]


def test_a_pinned_note_stays_in_view_until_somebody_says_otherwise() -> None:
    customer = make.customer().id
    kept = notes.write(customer, "Blaffende hond", pinned=True)
    notes.write(customer, "Belde over de printer", kind=NoteKind.CONVERSATION)

    assert [line.text for line in notes.pinned(customer)] == ["Blaffende hond"]
    notes.keep_in_view(kept, pinned=False)
    notes.keep_in_view(kept, pinned=False)
    assert notes.pinned(customer) == []


def test_a_note_is_written_once_however_often_it_is_asked() -> None:
    customer, request = make.customer().id, uuid.uuid4().hex

    first = notes.write(customer, "Eén keer", request=request)
    assert notes.write(customer, "Eén keer", request=request) == first
    assert _texts(customer) == ["Eén keer"]


def test_two_who_change_one_note_are_both_told(at_desk: AtDesk) -> None:
    note = notes.write(make.customer().id, "Belt terug")
    line = notes.get(note)
    assert line is not None

    def change(text: str) -> None:
        notes.change(note, line.version, text=text, kind=line.kind, pinned=False)

    at_desk(change, "Belt maandag terug")

    with pytest.raises(StaleRecord) as caught:
        change("Belt niet terug")
    assert caught.value.changed_by == "bob"
    now = notes.get(note)
    assert now is not None
    assert now.text == "Belt maandag terug"


def test_a_removed_note_comes_back_with_its_own_date() -> None:
    customer = make.customer().id
    note = notes.write(customer, "Sleutel ligt bij de buren", pinned=True)
    gone = notes.remove(note)

    assert gone is not None
    assert _texts(customer) == []
    assert notes.remove(note) is None
    notes.bring_back(gone)
    (back,) = notes.pinned(customer)
    assert (back.text, back.happened_at) == ("Sleutel ligt bij de buren", gone.happened_at)


def test_what_cannot_be_a_note_is_told() -> None:
    customer = make.customer().id
    with pytest.raises(UserError, match="what the note should say"):
        notes.write(customer, " \n ")
    with pytest.raises(CardNumber):
        notes.write(customer, "Kaart 4111 1111 1111 1111")
    with pytest.raises(UserError, match="no longer in the office"):
        notes.write(customer + 99, "Iemand anders")


def test_notes_of_a_merged_customer_stay_in_view() -> None:
    heir, merged = make.customer("Een").id, make.customer("Twee").id
    notes.write(merged, "Van toen", pinned=True)
    with transaction():
        row = Customer.get_by_id(merged)
        row.merged_into = heir
        row.save()

    assert [line.text for line in notes.pinned(heir)] == ["Van toen"]
