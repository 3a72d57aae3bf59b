"""No card number gets into the office through anything that people type, and none is repeated."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import CardNumber, UserError
from mcsys_desktop.models import base
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.services import calls, customers
from mcsys_desktop.services.calls import EventKind
from tests import make
from tests.conftest import Office
from tests.services.telling import said

pytestmark = pytest.mark.usefixtures("db")
CLOSED = {"audit_open", "security_review"}  # to desks
CARD = "4111 1111 1111 1111"
DRAFT_FIELDS = (
    *("company_name", "first_name", "surname", "phone", "email", "street", "city", "notes"),
    *("house_number", "postcode", "prefix"),
)


def refused(job: Callable[[], object]) -> None:
    with pytest.raises(CardNumber) as caught:
        job()
    assert "1111" not in str(caught.value)
    assert "4111" not in repr(caught.value.__cause__) + repr(caught.value.__context__)


@pytest.mark.parametrize("field", DRAFT_FIELDS)
def test_no_field_of_a_new_customer_takes_a_card_number(field: str) -> None:
    typed = CARD.replace(" ", "") if field in ("house_number", "postcode", "prefix") else CARD
    typed = f"{CARD.replace(' ', '')}@x.example" if field == "email" else typed
    kind = customers.CustomerKind.BUSINESS
    known = {"kind": kind, "company_name": "Bakkerij", "first_name": "Jan", "surname": "Smit"}
    draft = customers.CustomerDraft(**(known | {field: typed}))  # type: ignore[arg-type]  # fields
    refused(lambda: customers.create(draft))


@pytest.mark.parametrize("field", ["name", "department", "notes", "kvk_number", "vat_number"])
def test_no_field_of_a_customer_takes_a_card_number(field: str) -> None:
    customer = make.customer()
    refused(lambda: customers.change(customer.id, customer.version, **{field: f"x {CARD}"}))
    assert Customer.get_by_id(customer.id).version == customer.version


def test_no_line_beside_a_customer_takes_a_card_number() -> None:
    customer = make.customer()
    number = make.number(customer, "0334612045")
    for job in (
        lambda: customers.add_number(customer.id, CARD),
        lambda: customers.add_number(customer.id, "0612345678", remark=CARD),
        lambda: customers.change_number(number.id, number.version, typed=CARD),
        lambda: customers.change_number(number.id, number.version, remark=CARD),
        lambda: customers.add_email(customer.id, f"{CARD}@x.example"),
        lambda: customers.add_address(customer.id, street=CARD),
        lambda: customers.add_address(customer.id, city="Ede", remark=CARD),
        lambda: customers.add_person(customer.id, first_name=CARD),
        lambda: customers.add_person(customer.id, first_name="Jan", role=f"cvc 123 {CARD}"),
    ):
        refused(job)


def test_a_note_on_a_call_takes_no_card_number_and_is_never_cut() -> None:
    row = calls.report(said(EventKind.RINGING, clock.now() - timedelta(minutes=1)))
    refused(lambda: calls.write_note(row.id, row.version, f"Betaalt met {CARD}, 12/27."))
    with pytest.raises(UserError, match=r"20000|20\.000|20,000"):
        calls.write_note(row.id, row.version, "a" * 20_001)
    calls.write_note(row.id, row.version, "Betaalt zelf; factuur 20260042 van 06-12345678")
    assert calls.recent()[0].note == "Betaalt zelf; factuur 20260042 van 06-12345678"


def test_what_a_phone_sends_along_is_masked_for_a_phone_cannot_be_refused() -> None:
    moment = clock.now() - timedelta(minutes=1)
    row = calls.report(said(EventKind.RINGING, moment, name_raw=f"Kaart {CARD}"))
    assert row.name_given == "Kaart •••• •••• •••• 1111"


def test_nothing_of_it_is_in_the_database(db: Office) -> None:
    customer = make.customer()
    refused(lambda: customers.change(customer.id, customer.version, notes=CARD))
    for table in set(base.database.get_tables()) - CLOSED:
        for row in base.rows(f'SELECT * FROM "{table}"'):  # noqa: S608  # names of our own tables
            assert "1111 1111" not in repr(row)


def test_numbers_that_people_do_type_are_all_welcome() -> None:
    customer = make.customer()
    for typed in ("+31 6 1234 5678", "0031612345678", "+49 3012 3456 7890", "+371 6700 1234"):
        customers.add_number(customer.id, typed)
    note = "IBAN NL91 ABNA 0417 1643 00, IMEI 490154203237518, KvK 12345678, 2026-07-14 12:00"
    customers.change(customer.id, customer.version, notes=note)
    assert Customer.get_by_id(customer.id).notes == note
