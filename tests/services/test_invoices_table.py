"""The list of invoices: sought, sorted and read from key to key, on both engines."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from mcsys_desktop.core import clock
from mcsys_desktop.core.progress import Progress
from mcsys_desktop.services import invoices, payments
from mcsys_desktop.services.invoices import EventKind, Status, many, tables
from mcsys_desktop.services.invoices.tables import InvoiceRow, Sought
from mcsys_desktop.services.keyset import Key
from tests import billing
from tests.conftest import AtDesk

pytestmark = pytest.mark.usefixtures("db", "company")


@pytest.fixture
def company(at_desk: AtDesk) -> None:
    """An administrator said who we are."""
    at_desk(billing.company, login="carla")


def whole(sought: Sought, sort: str, every: int, *, descending: bool) -> list[InvoiceRow]:
    """The list, stretch by stretch."""
    order = tables.order(sort, descending=descending)
    starts, size = tables.keys(sought, order, every)
    bounds: Sequence[tuple[Key | None, Key | None]] = list(
        zip([None, *starts[1:]], [*starts[1:], None], strict=True)
    )
    stretches = [tables.between(sought, order, start, end, 1000) for start, end in bounds]
    assert [len(one) for one in stretches[:-1]] == [every] * (len(stretches) - 1)
    assert len(stretches[-1]) == size
    for (start, end), stretch in zip(bounds, stretches, strict=True):
        assert tables.counted(sought, order, start, end) == len(stretch)
        assert start is None or tables.key(sort, stretch[0]) == start
    return [row for one in stretches for row in one]


def found(**sought: object) -> set[int]:
    order = tables.order("made")
    return {row.id for row in tables.between(Sought(**sought), order, None, None, 100)}  # type: ignore[arg-type]


@pytest.mark.parametrize("sort", ["made", "number", "dated", "due", "total"])
def test_the_list_is_sorted_in_every_way_and_no_document_is_lost(sort: str) -> None:
    customer = billing.customer()
    for at in range(4):
        billing.final(customer, billing.line(price=750_000 + 10_000 * (at % 2)))
        billing.draft(customer)
    up = whole(Sought(), sort, 3, descending=False)
    down = whole(Sought(), sort, 3, descending=True)
    assert len({row.id for row in up}) == len(up) == len(down) == 8
    if sort != "made":  # drafts have none of it, and come last in either direction
        assert [bool(row.number) for row in up] == [True] * 4 + [False] * 4
        assert [bool(row.number) for row in down] == [True] * 4 + [False] * 4
    finals = [tables.key(sort, row) for row in up if row.number]
    assert finals == sorted(finals)
    assert [tables.key(sort, row) for row in down if row.number] == finals[::-1]


def test_each_part_holds_what_its_name_says() -> None:
    customer = billing.customer()
    draft, _version = billing.draft(customer)
    open_, paid, disputed = (billing.final(customer) for _each in range(3))
    share = payments.Share(paid.id, paid.total)
    payments.receive(paid.total, clock.today(), payments.Method.BANK, [share])
    invoices.tell(disputed.id, EventKind.DISPUTED)
    assert found(part="draft") == {draft}
    assert found(part="open") == {open_.id, disputed.id}
    assert found(part="paid") == {paid.id}
    assert found(part="disputed") == {disputed.id}
    assert found(part="overdue") == set()
    invoices.tell(disputed.id, EventKind.DISPUTE_OVER, at=clock.now() + timedelta(seconds=1))
    assert found(part="disputed") == set()
    rows = {row.id: row for row in tables.rows([draft, open_.id, paid.id])}
    assert rows[draft].status is Status.DRAFT
    assert (rows[draft].total, rows[draft].open) == (9075, 0)
    assert (rows[open_.id].open, rows[paid.id].open) == (9075, 0)
    assert rows[open_.id].customer == "Bakkerij De Vries"


def test_documents_are_found_by_number_customer_amount_and_text() -> None:
    bakery, baker = billing.customer(), billing.customer("Jan Jansen", private=True)
    one = billing.final(bakery, billing.line("SSD 500 GB", price=2_298_400))
    other = billing.final(baker, billing.line("Voorrijkosten", price=500_000))
    assert found(text=one.number) == {one.id}
    assert found(text="jansen") == {other.id}
    assert found(text="278,11") == {one.id}
    assert found(text="ssd 500") == {one.id}
    assert found(customer_id=baker.id) == {other.id}
    today = clock.today()
    assert found(since=today, until=today + timedelta(days=1)) == {one.id, other.id}
    assert found(until=date(2020, 1, 1)) == set()
    assert {name for _id, name in tables.offers()} == {"Bakkerij De Vries", "Jan Jansen"}


def test_of_several_drafts_each_is_done_or_told_why_not() -> None:
    customer = billing.customer()
    good, _one = billing.draft(customer)
    empty = invoices.begin(customer.id)
    final = billing.final(customer)
    told: list[tuple[int, int]] = []
    progress = Progress(lambda done, total: told.append((done, total)))
    outcomes = many.finalise_all([good, empty, final.id], progress=progress)
    assert [(one.invoice_id, one.finished is not None) for one in outcomes] == [
        (good, True),
        (empty, False),
    ]
    assert "no lines" in outcomes[1].why
    assert told[-1] == (3, 3)
    again = invoices.get(empty)
    assert again is not None
    assert not again.final
