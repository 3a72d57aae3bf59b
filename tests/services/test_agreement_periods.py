"""The periods and prices of agreements, over years: no day is left out, none is in two of them."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mcsys_desktop.services.agreements import Agreement, Line, PriceChange, Rise, periods
from mcsys_desktop.services.agreements.prices import price_on
from mcsys_desktop.services.agreements.running import due

DAYS = st.dates(date(1999, 1, 1), date(2060, 12, 31))
STEPS = st.sampled_from((1, 2, 3, 6, 12, 24, 36))
LINE = Line("Webhosting", 1000, 120_000)


# The dates ---------------------------------------------------------------------------------------


@given(DAYS, STEPS, st.integers(0, 120))
def test_periods_follow_each_other_without_a_gap_and_keep_their_day(
    first: date, months: int, place: int
) -> None:
    one = periods.period(first, months, place)
    following = periods.period(first, months, place + 1)
    assert one.first <= one.last
    assert following.first == one.last + timedelta(days=1)
    last_of_month = (one.first + timedelta(days=1)).day == 1
    assert one.first.day == first.day or (last_of_month and one.first.day < first.day)


@given(DAYS, STEPS, st.integers(0, 6000))
def test_every_day_lies_in_one_period(first: date, months: int, after: int) -> None:
    day = first + timedelta(days=after)
    found = periods.period(first, months, periods.place_of(first, months, day))
    assert found.first <= day <= found.last


@given(DAYS, STEPS, st.lists(st.integers(0, 500), min_size=1, max_size=12))
def test_nothing_is_skipped_or_doubled_however_the_office_was_closed(
    first: date, months: int, pauses: list[int]
) -> None:
    """Whoever takes all that is due, on whatever days, has every period once."""
    agreement = Agreement(1, first, (LINE,))
    agreement = replace(agreement, every=months)
    taken: list[periods.Period] = []
    day = first
    for pause in pauses:
        day += timedelta(days=pause)
        taken += [one for one in due(agreement, day) if one not in taken]
    expected = list(periods.begun(first, months, first, day))
    assert taken == expected
    assert len({one.first for one in taken}) == len(taken)
    assert taken[-1].last >= day


def test_the_31st_is_the_last_day_of_shorter_months_and_comes_back() -> None:
    found = [periods.period(date(2027, 10, 31), 1, place).first for place in range(6)]
    assert [f"{day:%d-%m}" for day in found] == [
        "31-10", "30-11", "31-12", "31-01", "29-02", "31-03",
    ]  # fmt: skip
    leap = [periods.period(date(2024, 2, 29), 12, place).first for place in range(5)]
    assert [day.day for day in leap] == [29, 28, 28, 28, 29]


# The prices --------------------------------------------------------------------------------------


def test_a_price_changes_from_its_day_and_rises_each_year() -> None:
    rise = Rise(300, date(2027, 1, 1))
    changes = (PriceChange(date(2026, 7, 1), 110_000), PriceChange(date(2029, 1, 1), 150_000))
    found = {year: price_on(100_000, changes, rise, date(year, 3, 1)) for year in range(2026, 2031)}
    assert found == {2026: 100_000, 2027: 113_300, 2028: 116_700, 2029: 150_000, 2030: 154_500}
    assert price_on(125, (), Rise(1000, date(2027, 1, 1)), date(2027, 1, 1)) == 138
