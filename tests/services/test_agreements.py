"""Agreements: each period is invoiced once, however long the office was closed."""

import threading
from dataclasses import replace
from datetime import date

import pytest

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import StaleRecord, UserError
from mcsys_desktop.core.money.totals import PriceMode
from mcsys_desktop.models import base
from mcsys_desktop.models.agreements import Agreement as Stored
from mcsys_desktop.models.agreements import AgreementPrice, AgreementRun
from mcsys_desktop.models.invoices import Invoice
from mcsys_desktop.services import agreements, attention, invoices
from mcsys_desktop.services.agreements import Agreement, Interval, Line, PriceChange, Rise
from tests import billing
from tests.conftest import AtDesk, Office

TODAY = date(2026, 12, 7)  # a Monday


@pytest.fixture(autouse=True)
def ours(db: Office, at_desk: AtDesk) -> None:
    at_desk(billing.company, login="carla")


def hosting(price: int = 120_000, description: str = "Webhosting") -> Line:
    return Line(description, 1000, price)


def agree(*lines: Line, first: date = date(2026, 12, 1), **said: object) -> Agreement:
    """An agreement with a customer, as it is kept."""
    customer = said.pop("customer_id", None) or billing.customer().id
    made = Agreement(customer, first, lines or (hosting(),), **said)  # type: ignore[arg-type]
    kept = agreements.get(agreements.save(made))
    assert kept is not None
    return kept


def firsts(found: agreements.Waiting) -> list[date]:
    return [run.period.first for run in found.runs]


# What waits --------------------------------------------------------------------------------------


def test_what_waits_is_told_with_its_sum() -> None:
    agree(first=date(2026, 12, 1))
    agree(hosting(500_000, "Onderhoud"), first=date(2026, 12, 7), title="Werkplekken")
    agree(first=date(2026, 12, 8))  # tomorrow
    found = agreements.waiting(TODAY)
    assert firsts(found) == [date(2026, 12, 1), date(2026, 12, 7)]
    assert found.total == 1452 + 6050
    assert [run.title for run in found.runs] == ["", "Werkplekken"]


def test_each_period_of_a_closed_month_waits_and_becomes_one_draft() -> None:
    kept = agree(first=date(2026, 8, 31))
    found = agreements.waiting(TODAY)
    assert [f"{day:%d-%m}" for day in firsts(found)] == ["31-08", "30-09", "31-10", "30-11"]
    made = agreements.make_drafts(found.runs)
    again = agreements.make_drafts(found.runs)
    assert [one.invoice_id for one in made] == [one.invoice_id for one in again]
    assert agreements.waiting(TODAY).runs == ()
    assert Invoice.select().count() == 4
    draft = invoices.get(made[1].invoice_id or 0)
    assert draft is not None
    assert draft.lines[0].description == ("Webhosting\nPeriode 30 september 2026 – 30 oktober 2026")
    assert (draft.head.period_from, draft.head.period_to) == (
        date(2026, 9, 30),
        date(2026, 10, 30),
    )
    assert draft.head.customer_id == kept.customer_id


def test_a_draft_that_is_thrown_away_lets_its_period_wait_again() -> None:
    agree(first=date(2026, 10, 1))
    made = agreements.make_drafts(agreements.waiting(TODAY).runs)
    for one in made:
        assert one.invoice_id is not None
    first = made[0].invoice_id or 0
    for one in made[1:]:
        draft = invoices.get(one.invoice_id or 0)
        assert draft is not None
        invoices.finalise(draft.id, draft.version, billing.request())
    draft = invoices.get(first)
    assert draft is not None
    invoices.delete(first, draft.version)
    assert firsts(agreements.waiting(TODAY)) == [date(2026, 10, 1)]


def test_what_is_final_is_never_asked_for_again_and_the_next_day_moves_on() -> None:
    kept = agree(first=date(2026, 11, 1))
    for one in agreements.make_drafts(agreements.waiting(TODAY).runs):
        draft = invoices.get(one.invoice_id or 0)
        assert draft is not None
        invoices.finalise(draft.id, draft.version, billing.request())
    january = agreements.waiting(date(2027, 1, 1))
    assert firsts(january) == [date(2027, 1, 1)]
    agreements.make_drafts(january.runs)
    assert Stored.get_by_id(kept.id).next_day == date(2027, 1, 1)


def test_the_database_refuses_a_second_invoice_of_a_period(db: Office) -> None:
    kept = agree()
    run = agreements.waiting(TODAY).runs[0]
    agreements.make_drafts([run])
    with pytest.raises(Exception, match=r"(?i)unique"), base.transaction():
        AgreementRun(
            agreement=kept.id, period_from=run.period.first, period_to=run.period.last
        ).save()


def test_two_desks_at_once_make_one_draft_each(at_desk: AtDesk) -> None:
    for _each in range(3):
        agree()
    runs = agreements.waiting(TODAY).runs
    found: list[list[int | None]] = []
    start = threading.Barrier(2)

    def work() -> None:
        with base.connected():
            start.wait()
            found.append([one.invoice_id for one in agreements.make_drafts(runs)])

    threads = [threading.Thread(target=work) for _each in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 2
    assert found[0] == found[1]
    assert None not in found[0]
    assert Invoice.select().count() == 3


def test_a_period_can_be_left_out_and_taken_in_again() -> None:
    agree()
    run = agreements.waiting(TODAY).runs[0]
    agreements.leave_out(run)
    assert agreements.waiting(TODAY).runs == ()
    assert agreements.make_drafts([run])[0].invoice_id is None
    agreements.take_in_again(run)
    assert agreements.waiting(TODAY).runs == (run,)
    agreements.make_drafts([run])
    with pytest.raises(UserError, match="already"):
        agreements.leave_out(run)


def test_a_pause_an_end_and_arrears_leave_periods_out() -> None:
    agree(
        first=date(2026, 8, 1),
        paused_from=date(2026, 9, 1),
        paused_until=date(2026, 10, 31),
        last_day=date(2026, 11, 30),
    )
    assert firsts(agreements.waiting(TODAY)) == [date(2026, 8, 1), date(2026, 11, 1)]
    agree(first=date(2026, 10, 7), in_arrears=True, title="Achteraf")
    late = [run for run in agreements.waiting(TODAY).runs if run.title]
    assert [run.period.first for run in late] == [date(2026, 10, 7), date(2026, 11, 7)]
    assert [run for run in agreements.waiting(date(2026, 12, 6)).runs if run.title] == late[:1]


def test_another_pause_does_not_bring_back_what_the_first_one_left_out() -> None:
    kept = agree(
        first=date(2026, 8, 1), paused_from=date(2026, 9, 1), paused_until=date(2026, 9, 30)
    )
    agreements.save(replace(kept, paused_from=date(2026, 11, 1), paused_until=date(2026, 11, 30)))
    assert firsts(agreements.waiting(TODAY)) == [
        date(2026, 8, 1),
        date(2026, 10, 1),
        date(2026, 12, 1),
    ]


def test_a_rise_is_written_down_and_another_one_changes_nothing_before_it() -> None:
    kept = agree(hosting(100_000), first=date(2026, 12, 1), rise=Rise(500, date(2026, 12, 1)))
    made = agreements.make_drafts(agreements.waiting(TODAY).runs)
    draft = invoices.get(made[0].invoice_id or 0)
    assert draft is not None
    assert draft.lines[0].price == 105_000
    risen = agreements.get(kept.id)
    assert risen is not None
    assert risen.rise == Rise(500, date(2027, 12, 1))
    assert [(p.from_day, p.price) for p in AgreementPrice.select()] == [
        (date(2026, 12, 1), 105_000)
    ]
    agreements.save(replace(risen, rise=Rise(1000, date(2027, 12, 1))))
    found = agreements.waiting(date(2027, 12, 1))
    assert {run.total for run in found.runs[:-1]} == {1271}
    assert found.runs[-1].total == 1398


def test_lines_come_and_go_in_their_own_time() -> None:
    later = Line("Extra postbus", 1000, 20_000, from_day=date(2026, 12, 1))
    gone = Line("Oude module", 1000, 50_000, until_day=date(2026, 11, 30))
    agree(hosting(), later, gone, first=date(2026, 11, 1))
    made = agreements.make_drafts(agreements.waiting(TODAY).runs)
    drafts = [invoices.get(one.invoice_id or 0) for one in made]
    said = [[line.description.split("\n")[0] for line in one.lines] for one in drafts if one]
    assert said == [["Webhosting", "Oude module"], ["Webhosting", "Extra postbus"]]


def test_the_period_stands_where_the_description_says_so_and_in_their_language() -> None:
    agree(
        hosting(description="Domain mcsys.example ({period})"),
        first=date(2026, 12, 1), interval=Interval.YEAR, language="en", mode=PriceMode.INCL,
    )  # fmt: skip
    made = agreements.make_drafts(agreements.waiting(TODAY).runs)
    draft = invoices.get(made[0].invoice_id or 0)
    assert draft is not None
    assert draft.lines[0].description == (
        "Domain mcsys.example (Period 1 December 2026 – 30 November 2027)"
    )
    assert draft.head.mode is PriceMode.INCL


def test_periods_stay_once_something_was_invoiced() -> None:
    kept = agree()
    agreements.save(replace(kept, first_day=date(2026, 11, 15)))
    kept = agreements.get(kept.id) or kept
    agreements.make_drafts(agreements.waiting(TODAY).runs)
    with pytest.raises(UserError, match="periods stay"):
        agreements.save(replace(kept, first_day=date(2026, 12, 1)))
    with pytest.raises(UserError, match="last day"):
        agreements.delete(kept.id, kept.version)


def test_lines_keep_their_prices_when_one_before_them_goes() -> None:
    second = replace(hosting(description="Mail"), changes=(PriceChange(date(2027, 1, 1), 130_000),))
    kept = agree(hosting(), second)
    agreements.save(replace(kept, lines=kept.lines[1:]))
    changed = agreements.get(kept.id)
    assert changed is not None
    assert changed.version == kept.version + 1
    assert [line.changes for line in changed.lines] == [second.changes]
    with pytest.raises(StaleRecord):
        agreements.save(kept)


def test_what_cannot_be_is_said() -> None:
    kept = agree()
    for wrong in (
        {"every": 0},
        {"lines": ()},
        {"last_day": date(2026, 11, 1)},
        {"paused_until": date(2026, 12, 1)},
        {"rise": Rise(250, None)},
    ):
        with pytest.raises(UserError):
            agreements.save(replace(kept, **wrong))


def test_the_start_page_is_told_what_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    agree()
    found = {notice.kind: notice for notice in attention.notices()}
    assert found["agreements"].title == "Agreements: 1 invoice ready"
    assert found["agreements"].target == "agreements"
