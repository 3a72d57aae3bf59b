"""Quotes: versions that stay once sent, what was chosen, and the invoices that come of it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import StaleRecord, UserError
from mcsys_desktop.core.money.totals import PriceMode
from mcsys_desktop.core.money.treatments import Treatment
from mcsys_desktop.documents.invoices.snapshot import Kind as PaperKind
from mcsys_desktop.models import base
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.models.invoices import Invoice
from mcsys_desktop.models.quotes import Quote, QuoteLine, QuoteVersion
from mcsys_desktop.services import invoices, quotes
from mcsys_desktop.services.invoices import LineKind, NotReady
from mcsys_desktop.services.quotes import Choice, Line, State, Version
from tests import billing
from tests.conftest import AtDesk, Office


@pytest.fixture(autouse=True)
def ours(db: Office, at_desk: AtDesk) -> None:
    at_desk(billing.company, login="carla")


LINES = (
    Line("Hardware", kind=LineKind.HEADING),
    Line("Laptop 14 inch", 2000, 8_500_000),
    Line("Garantie 5 jaar", 2000, 900_000, choice=Choice.OPTION, chosen=False),
    Line("Tas leer", 2000, 600_000, choice=Choice.ALTERNATIVE, choice_group=1),
    Line("Tas stof", 2000, 300_000, choice=Choice.ALTERNATIVE, choice_group=1),
    Line("Boek", 1000, 229_500, treatment=Treatment.LOW),
)
OFFERED = 2_227_22  # cents: (1700 + 120) x 1.21 + 22.95 x 1.09


def offer(*lines: Line, of: Customer | None = None) -> Version:
    """A draft of a quote with these lines."""
    version_id = quotes.begin((of or billing.customer()).id)
    found = quotes.get(version_id)
    assert found is not None
    quotes.save(version_id, found.version, found.head, lines or LINES, title="Werkplekken")
    return known(version_id)


def known(version_id: int) -> Version:
    found = quotes.get(version_id)
    assert found is not None
    return found


def sent(*lines: Line, of: Customer | None = None) -> Version:
    found = offer(*lines, of=of)
    return quotes.send(found.id, found.version)


def accepted(*lines: Line, of: Customer | None = None) -> Version:
    found = sent(*lines, of=of)
    quotes.accept(found.id, "J. de Vries")
    return known(found.id)


def lines_of(invoice_id: int) -> list[tuple[str, int, int]]:
    found = invoices.get(invoice_id)
    assert found is not None
    return [(line.description, line.quantity, line.price) for line in found.lines]


def make_final(invoice_id: int) -> str:
    found = invoices.get(invoice_id)
    assert found is not None
    return invoices.finalise(found.id, found.version, billing.request()).number


def test_a_quote_is_sent_with_options_outside_its_sum() -> None:
    found = sent()
    assert found.frozen
    assert found.total == OFFERED
    assert found.valid_until == clock.today() + timedelta(days=30)
    sheet = quotes.sheet(found.id)
    assert sheet.snapshot.kind is PaperKind.QUOTE
    assert [item.option for item in sheet.snapshot.items] == [False, True, False, True, False]
    assert sheet.snapshot.total == OFFERED
    assert sheet.number == found.number
    assert sheet.particulars.descriptions[1] == "Garantie 5 jaar"
    inside = [item.net for item in sheet.snapshot.items if not item.option]
    assert sum(inside) == sheet.snapshot.base


def test_what_was_sent_never_changes_and_a_new_version_stands_beside_it() -> None:
    first = sent()
    with pytest.raises(UserError, match="new version"):
        quotes.save(first.id, first.version, first.head, LINES[:2])
    with pytest.raises(Exception), base.transaction():  # noqa: B017, PT011  # the database's own
        QuoteVersion.update(remark="Anders").where(QuoteVersion.id == first.id).execute()
    with pytest.raises(Exception), base.transaction():  # noqa: B017, PT011
        QuoteLine.update(price=1).where(QuoteLine.quote_version == first.id).execute()
    second = known(quotes.revise(first.id))
    assert second.number == f"{first.number}-2"
    assert quotes.revise(second.id) == second.id
    quotes.save(second.id, second.version, second.head, second.lines[:2])
    assert len(known(first.id).lines) == 6
    assert [one.revision for one in quotes.versions(first.quote_id)] == [1, 2]
    with pytest.raises(UserError, match="newer"):
        quotes.accept(first.id)
    assert known(first.id).state(clock.today()) is State.REPLACED
    assert quotes.sheet(first.id).snapshot.total == OFFERED


def test_states_follow_what_was_said_and_when() -> None:
    found = offer()
    today = clock.today()
    assert found.state(today) is State.DRAFT
    found = quotes.send(found.id, found.version)
    assert found.state(today) is State.SENT
    assert found.state(today + timedelta(days=31)) is State.EXPIRED
    quotes.decline(found.id, "J. de Vries", "Te duur")
    assert known(found.id).state(today) is State.DECLINED
    quotes.reopen(found.id)
    assert known(found.id).state(today) is State.SENT
    quotes.accept(found.id, "J. de Vries", "Per telefoon")
    after = known(found.id)
    assert after.state(today + timedelta(days=300)) is State.ACCEPTED
    assert [(event.who, event.author) for event in after.events][-1] == ("J. de Vries", "anna")
    quotes.to_invoice(found.id)
    assert known(found.id).state(today) is State.INVOICED


def test_what_is_missing_is_said_before_it_is_sent() -> None:
    found = offer(Line("", 1000, 1000))
    with pytest.raises(NotReady, match="does not say"):
        quotes.send(found.id, found.version)
    quotes.save(found.id, found.version, found.head, LINES)
    with pytest.raises(StaleRecord):
        quotes.send(found.id, found.version)


def test_numbers_count_on_and_a_draft_can_be_thrown_away() -> None:
    found = [offer() for _each in range(3)]
    numbers = [int(one.number.removeprefix("O")) for one in found]
    assert numbers == [numbers[0], numbers[0] + 1, numbers[0] + 2]
    quotes.delete(found[1].id, found[1].version)
    assert Quote.select().count() == 2


def test_all_of_it_becomes_an_invoice_once() -> None:
    found = accepted()
    made = quotes.to_invoice(found.id)
    assert [line[0] for line in lines_of(made)] == [
        "Hardware",
        "Laptop 14 inch",
        "Tas leer",
        "Boek",
    ]
    draft = invoices.get(made)
    assert draft is not None
    assert invoices.totals(draft.lines, draft.head.mode, clock.today()).total == OFFERED
    assert Invoice.get_by_id(made).from_quote == found.id
    with pytest.raises(UserError, match="already"):
        quotes.to_invoice(found.id)
    invoices.delete(made, draft.version)
    assert [rest.quantity for rest in quotes.rest(found.id)] == [2000, 2000, 1000]


def test_what_the_customer_chose_is_invoiced() -> None:
    found = sent()
    ids = {line.description: line.id for line in found.lines}
    quotes.accept(found.id, chosen=[ids["Garantie 5 jaar"], ids["Tas stof"]])
    assert [rest.line.description for rest in quotes.rest(found.id)] == [
        "Laptop 14 inch", "Garantie 5 jaar", "Tas stof", "Boek",
    ]  # fmt: skip


def test_it_can_be_invoiced_in_parts_and_never_more_than_is_left() -> None:
    found = accepted()
    laptop = next(line.id for line in found.lines if line.description.startswith("Laptop"))
    first = quotes.to_invoice(found.id, {laptop: 500})
    assert lines_of(first) == [("Hardware", 0, 0), ("Laptop 14 inch", 500, 8_500_000)]
    with pytest.raises(UserError, match="more would be"):
        quotes.to_invoice(found.id, {laptop: 1501})
    quotes.to_invoice(found.id, {laptop: 1500})
    assert {rest.line_id: rest.quantity for rest in quotes.rest(found.id)}[laptop] == 0
    assert len(lines_of(quotes.to_invoice(found.id))) == 3


@pytest.mark.parametrize("mode", list(PriceMode))
def test_a_deposit_is_taken_off_by_the_last_invoice_at_its_own_rates(mode: PriceMode) -> None:
    draft = offer()
    quotes.save(draft.id, draft.version, replace(draft.head, mode=mode, discount=500), LINES)
    found = quotes.send(draft.id, draft.version + 1)
    quotes.accept(found.id)
    deposit = quotes.deposit(found.id, points=3000)
    with pytest.raises(UserError, match="deposit invoice final first"):
        quotes.to_invoice(found.id)
    number = make_final(deposit)
    rest = quotes.to_invoice(found.id)
    taken = [line for line in lines_of(rest) if line[0].startswith("Af: ")]
    assert len(taken) == 2
    assert all(number in description for description, _quantity, _price in taken)
    assert make_final(rest) == invoices.sheet(rest).number
    assert invoices.sheet(rest).snapshot.deducts == (number,)
    paid = sum(Invoice.get_by_id(each).total or 0 for each in (deposit, rest))
    assert abs(paid - (found.total or 0)) <= 2  # each invoice rounds its own VAT
    assert quotes.deposits(found.id) == [quotes.Deposit(deposit, number, deducted=True)]
    assert invoices.flaws() == []


def test_a_deposit_may_be_an_amount_and_more_than_half_is_doubtful_for_consumers() -> None:
    private = accepted(of=billing.customer("Anna Smit", private=True))
    made = invoices.get(quotes.deposit(private.id, cents=50_000))
    assert made is not None
    assert invoices.totals(made.lines, made.head.mode, clock.today()).total == 50_000
    assert [line.treatment for line in made.lines] == [Treatment.HIGH, Treatment.LOW]
    assert "half" in quotes.doubt_about(private.id, points=5001)
    assert "half" in quotes.doubt_about(private.id, cents=150_000)
    assert quotes.doubt_about(private.id, points=5000) == ""
    assert quotes.doubt_about(accepted().id, points=9000) == ""
    for wrong in ({"points": 0}, {"points": 10_001}, {"cents": 90_000_000}):
        with pytest.raises(UserError):
            quotes.deposit(private.id, **wrong)


def test_nothing_is_invoiced_before_the_customer_agreed() -> None:
    found = sent()
    for act in (quotes.to_invoice, quotes.rest):
        with pytest.raises(UserError, match="agrees"):
            act(found.id)


def test_a_price_is_of_the_day_and_validity_is_kept_as_chosen() -> None:
    found = offer()
    until = date(2030, 1, 31)
    quotes.save(found.id, found.version, found.head, found.lines, valid_until=until)
    again = known(found.id)
    assert quotes.send(again.id, again.version).valid_until == until
    assert quotes.sheet(again.id).valid_until == until
