"""The demo office: invented, the same for each seed, and showing everything that is difficult."""

from datetime import timedelta

import pytest

from mcsys_desktop.core import clock
from mcsys_desktop.models.calls import Call
from mcsys_desktop.models.customers import Customer, EmailAddress, PhoneNumber
from mcsys_desktop.models.invoices import Invoice
from mcsys_desktop.services import articles, callers, calls, colleagues, customers, demo, invoices
from mcsys_desktop.services.calls import Outcome
from mcsys_desktop.services.invoices import Status
from tests.conftest import AtDesk, Office

pytestmark = pytest.mark.usefixtures("db")
SIZE = 150


@pytest.fixture
def filled(at_desk: AtDesk) -> None:
    """The office, filled by its administrator: only she names colleagues."""
    at_desk(demo.fill, 1, SIZE, login="carla")


@pytest.mark.usefixtures("filled")
def test_the_demo_office_shows_all_that_is_difficult() -> None:
    assert customers.count() > SIZE * 0.9
    assert Customer.select().count() == SIZE

    three = callers.recognise("033 461 20 45").hits
    assert {hit.name: hit.reason.split(" (")[0] for hit in three} == {
        "Bakkerij De Vries B.V.": "Main number",
        "Ruud de Vries": "Number of the partner",
        "Karin de Vries": "Former number",
    }
    assert len(callers.recognise("033 465 10 10").hits) >= 4
    assert [hit.name for hit in callers.recognise("033 470 81 77").hits] == [
        "Scholengroep De Brink"
    ]
    assert customers.search("img src")[0].name == '<img src="x"> Webdesign'
    (garage,) = customers.search("Garage Verhoeven")
    assert garage.badge is not None
    facts = callers.recognise("0342 41 55 60").facts
    assert facts[0].title == "2 missed calls today"

    _every_customer_can_be_searched_for()
    _the_past_is_kept_as_the_policy_says()
    assert colleagues.name_of("ayse") == "Ayşe Demir"
    assert colleagues.name_of("nobody") == "nobody"
    assert colleagues.me() == "anna"
    assert set(colleagues.names()) == {"sanne", "mark", "ayse"}


@pytest.mark.usefixtures("filled")
def test_the_demo_office_has_bills_of_all_sorts(db: Office) -> None:
    finals = list(Invoice.select().where(Invoice.number.is_null(False)).order_by(Invoice.id))
    assert len(finals) > 30
    assert Invoice.select().where(Invoice.number.is_null()).count() == 3
    standings = invoices.standings([row.id for row in finals])
    found = {each.status for each in standings.values()}
    assert {Status.PAID, Status.PARTLY_PAID, Status.SENT} <= found | {Status.OVERDUE}
    if db.path is not None:  # a server goes by its own clock: there everything is of today
        assert {Status.PAID, Status.OVERDUE, Status.DISPUTED, Status.SENT} <= found
        assert invoices.owed_in_all().overdue > 0
    assert invoices.flaws() == []
    assert articles.find("ssd")[0].code == "SSD-1TB"


def _every_customer_can_be_searched_for() -> None:
    for row in customers.listing(limit=SIZE):
        assert row.id in {found.id for found in customers.search(str(row.number))}


def _the_past_is_kept_as_the_policy_says() -> None:
    now = clock.now()
    past = list(Call.select())
    assert len(past) > SIZE * 2
    assert min(call.rang_at for call in past) < now - timedelta(days=2 * 365)
    assert all(call.rang_at <= now for call in past)
    assert all(call.ended_at is None or call.ended_at <= now for call in past)
    assert any(call.note for call in past)
    strangers = [call for call in past if call.customer_id is None]
    assert min(call.rang_at for call in strangers) > now - timedelta(days=90)
    today = calls.today()
    assert 4 <= len(today) <= 6
    assert sum(row.outcome is Outcome.MISSED for row in today) == 2
    addresses = [email.address for email in EmailAddress.select()]
    assert all(address.endswith(".example") for address in addresses)
    parsed = PhoneNumber.select().where(PhoneNumber.e164 != "").count()
    assert parsed == PhoneNumber.select().count() - 1  # "belt zelf terug"


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)  # the plan knows no engine
def test_the_same_seed_invents_the_same_people() -> None:
    from itertools import islice

    from mcsys_desktop.services.demo.plan import Inventor

    first, again, other = (list(islice(Inventor(seed).customers(), 50)) for seed in (1, 1, 2))

    assert first == again
    assert first != other


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_filling_tells_how_far_it_is() -> None:
    heard: list[tuple[int, int]] = []

    demo.fill(2, 120, lambda done, of: heard.append((done, of)))

    assert heard == [(100, 120), (120, 120)]
