"""The books of a period: each box, the list of the EU, what was open then, and all in one zip."""

import csv
import hashlib
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.money.treatments import Treatment
from mcsys_desktop.documents.tables import Value
from mcsys_desktop.models import base
from mcsys_desktop.models.base import Group
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.models.invoices import Invoice
from mcsys_desktop.models.outbox import DocumentFile
from mcsys_desktop.services import books, invoices, payments
from mcsys_desktop.services.books import exports, period
from mcsys_desktop.services.books.overview import Box, Part
from mcsys_desktop.services.colleagues.rights import Rights
from mcsys_desktop.services.payments import Method, Share
from tests import billing
from tests.conftest import AtDesk, Office

Ask = Callable[..., Any]


@pytest.fixture(autouse=True)
def ask(db: Office, at_desk: AtDesk) -> Ask:
    """Ask as carla, who does the books; our company is known."""
    at_desk(billing.company, login="carla")
    return partial(at_desk, login="carla")


def _today() -> books.Period:
    return books.Period(clock.today(), clock.today())


def _all(rows: Callable[[books.Period], Iterator[list[Value]]]) -> list[list[Value]]:
    return list(rows(_today()))


def _abroad() -> Customer:
    customer = billing.customer("Fietsen Muller GmbH")
    with base.transaction():
        customer.vat_number = "DE136695976"
        customer.save()
    return customer


def _eu(customer: Customer, price: int, treatment: Treatment) -> invoices.Finished:
    made, version = billing.draft(customer)
    found = invoices.get(made)
    assert found is not None
    head = replace(found.head, delivered_on=clock.today())
    line = billing.line("Switch", price=price, treatment=treatment)
    return invoices.finalise(made, invoices.save(made, version, head, [line]), billing.request())


def test_each_box_has_its_documents_and_a_credit_takes_off(ask: Ask) -> None:
    customer = billing.customer()
    first = billing.final(
        customer,
        billing.line("Laptop", price=9_999_900),
        billing.line("Boek", price=100_000, treatment=Treatment.LOW),
        billing.line("Cursus", price=300_000, treatment=Treatment.EXEMPT),
    )
    second = billing.final(customer, billing.line("Muis", price=50_050))
    credit = invoices.finalise(invoices.credit(second.id), 1, billing.request())
    found = ask(books.overview, _today())
    high = found.box("1a")
    assert [(part.invoice_id, part.base, part.vat) for part in high.parts] == [
        (first.id, 99_999, 21_000),
        (second.id, 501, 105),
        (credit.id, -501, -105),
    ]
    assert (high.base, high.vat, high.base_euros, high.vat_euros) == (99_999, 21_000, 999, 210)
    assert (found.box("1b").base, found.box("1b").vat, found.box("1b").vat_euros) == (1000, 90, 0)
    assert (found.box("").base, found.box("").vat) == (3000, 0)
    assert (found.vat, found.vat_euros) == (21_090, 210)
    assert "5b" in found.remarks[0]
    before = clock.today() - timedelta(days=1)
    assert ask(books.overview, books.Period(before, before)).vat == 0
    billing.draft(customer)
    assert ask(books.overview, _today()) == found


def test_whole_euros_are_in_favour_of_who_pays() -> None:
    part = Part(1, "C1", date(2026, 12, 1), Treatment.HIGH, -10_050, -2_111)
    assert (Box("1a", (part,)).base_euros, Box("1a", (part,)).vat_euros) == (-101, -22)


def test_used_goods_are_taxed_on_what_each_earned(ask: Ask) -> None:
    def used(name: str, price: int, cost: int | None) -> invoices.DraftLine:
        return replace(billing.line(name, price=price, treatment=Treatment.MARGIN), cost=cost)

    customer = billing.customer()
    first = billing.final(
        customer, used("Laptop", 3_000_000, 1_790_000), used("Scherm", 500_000, 900_000)
    )
    found = ask(books.overview, _today())
    (part,) = found.box("1a").parts
    assert (part.invoice_id, part.base, part.vat) == (first.id, 10_000, 2_100)
    assert len(found.remarks) == 1
    other = billing.final(customer, used("Telefoon", 1_000_000, None))
    again = ask(books.overview, _today())
    assert (again.vat, again.unknown) == (2_100, (other.number,))
    assert other.number in again.remarks[1]


def test_supplies_within_the_eu_stand_by_buyer_goods_and_services_apart(ask: Ask) -> None:
    customer = _abroad()
    goods = _eu(customer, 1_000_000, Treatment.EU_GOODS)
    service = _eu(customer, 250_000, Treatment.EU_SERVICES)
    credit = invoices.finalise(invoices.credit(service.id), 1, billing.request())
    billing.final(billing.customer("Ander BV"))
    (found,) = ask(books.supplies, _today())
    assert (found.vat_number, found.goods, found.services) == ("DE136695976", 10_000, 0)
    assert found.numbers == (goods.number, service.number, credit.number)
    assert ask(books.overview, _today()).box("3b").base == 10_000


def test_what_was_open_is_known_of_any_day(ask: Ask) -> None:
    today, later = clock.today(), clock.today() + timedelta(days=3)
    customer = billing.customer()
    first, second = billing.final(customer), billing.final(customer)
    made = payments.receive(5000, later, Method.BANK, [Share(first.id, 5000)])
    credit = invoices.finalise(invoices.credit(second.id), 1, billing.request())

    def opened(on: date) -> dict[int, int]:
        return {each.invoice_id: each.open for each in ask(books.open_items, on)}

    assert opened(today - timedelta(days=1)) == {}
    assert opened(today) == {first.id: 9075, second.id: 9075, credit.id: -9075}
    assert opened(later) == {first.id: 4075, second.id: 9075, credit.id: -9075}
    payments.settle(credit.id, second.id, 9075)
    assert opened(later) == {first.id: 4075}
    payments.take_back(made)
    assert (opened(today), opened(later)) == ({first.id: 9075}, {first.id: 9075})
    (item,) = ask(books.open_items, today)
    assert (item.customer, item.total) == ("Bakkerij De Vries", 9075)


def test_the_zip_holds_papers_and_lists_and_says_that_all_is_there(
    ask: Ask, tmp_path: Path
) -> None:
    customer = billing.customer("=Bakkerij BV")
    first = billing.final(customer, billing.line("@Laptop", 1500, 1_000_000))
    credit = invoices.finalise(invoices.credit(first.id), 1, billing.request())
    file = tmp_path / "boeken.zip"
    packed = ask(books.pack, file, _today())
    assert (packed.documents, packed.flaws) == (2, [])
    kept = {row.name: bytes(row.content) for row in DocumentFile.select()}
    assert packed.papers == len(kept) > 0
    with zipfile.ZipFile(file) as box:
        names = box.namelist()
        inside = {Path(name).name: box.read(name) for name in names}
    assert {name: inside[name] for name in kept} == kept
    told = inside["check.txt"].decode("utf-8-sig")
    assert "No number is missing" in told
    assert hashlib.sha256(inside["by-rate.csv"]).hexdigest() in told
    assert f"{first.number} to {first.number}: 1 documents, 0 missing" in told
    assert inside["by-rate.csv"].startswith(b"\xef\xbb\xbf")
    rates = list(csv.reader(inside["by-rate.csv"].decode("utf-8-sig").splitlines(), delimiter=";"))
    assert [row[0] for row in rates[1:]] == [first.number, credit.number]
    assert rates[1][5] == "'=Bakkerij BV"
    assert [row[-3:] for row in rates[1:]] == [
        ["150,00", "31,50", "181,50"],
        ["-150,00", "-31,50", "-181,50"],
    ]
    assert inside["open-items.csv"].decode("utf-8-sig").count("181,50") == 4  # total and open
    lines = list(
        csv.DictReader(inside["by-line.csv"].decode("utf-8-sig").splitlines(), delimiter=";")
    )
    assert [(row["Description"], row["Quantity"], row["Excl. VAT"]) for row in lines] == [
        ("'@Laptop", "1,5", "150,00"),
        ("'@Laptop", "-1,5", "-150,00"),
    ]


def test_a_discount_on_the_whole_is_a_line_so_that_lines_add_up(ask: Ask) -> None:
    customer = billing.customer()
    made, version = billing.draft(customer)
    found = invoices.get(made)
    assert found is not None
    head = replace(found.head, discount=1000)
    done = invoices.finalise(
        made, invoices.save(made, version, head, [billing.line()]), billing.request()
    )
    row = Invoice.get_by_id(done.id)
    nets = [cells[-1] for cells in ask(_all, exports.line_rows)]
    assert nets == [7500, -750]
    assert [cells[-1] for cells in ask(_all, exports.rate_rows)] == [row.total]


def test_what_is_no_period_and_no_place_gets_a_sentence(ask: Ask, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="before"):
        books.Period(date(2026, 12, 2), date(2026, 12, 1))
    (tmp_path / "taken").write_text("")
    with pytest.raises(UserError, match="cannot be written"):
        ask(books.pack, tmp_path / "taken" / "books.zip", _today())


def test_others_are_sent_to_who_does_the_books(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(period, "rights", lambda: Rights(Group.DESK))
    file = tmp_path / "books.zip"
    asked: list[Callable[[], object]] = [
        lambda: books.overview(_today()),
        lambda: books.supplies(_today()),
        lambda: books.open_items(clock.today()),
        lambda: books.pack(file, _today()),
        lambda: _all(exports.rate_rows),
        lambda: _all(exports.line_rows),
    ]
    for each in asked:
        with pytest.raises(UserError, match="does the books"):
            each()
    assert not file.exists()
