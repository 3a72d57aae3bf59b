"""The dates of reminders, on any days at all: terms, steps, interest and costs."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mcsys_desktop.core.money.collection_costs import collection_costs
from mcsys_desktop.models.reminders import Step
from mcsys_desktop.services.reminders.interest import interest
from mcsys_desktop.services.reminders.plan import Delivery, Pace, Written, due_step, next_step

DAYS = st.dates(date(2024, 1, 1), date(2040, 12, 31))
FEW = st.integers(1, 60)
PACES = st.builds(Pace, FEW, FEW, st.integers(1, 5), st.integers(1, 5))
LETTERS = st.lists(
    st.builds(Written, st.sampled_from(list(Step)), DAYS, st.none() | DAYS), max_size=4
)


@given(DAYS, PACES, st.sampled_from(list(Delivery)))
def test_fourteen_whole_days_are_counted_from_the_day_after_delivery(
    dated: date, pace: Pace, by: Delivery
) -> None:
    last = pace.last_day(Step.FOURTEEN_DAYS, dated, by)
    assert last is not None
    delivered = dated + timedelta(days=pace.by_mail if by is Delivery.EMAIL else pace.by_post)
    assert delivered > dated
    term = [delivered + timedelta(days=n) for n in range(1, (last - delivered).days + 1)]
    assert len(term) == 14
    letters = [Written(Step.FOURTEEN_DAYS, dated, last)]
    due = dated - timedelta(days=30)
    for day in (dated, delivered, *term):
        assert due_step(False, due, letters, day, pace) is None
    assert due_step(False, due, letters, last + timedelta(days=1), pace) is Step.HANDED_OVER


def test_the_usual_days() -> None:
    pace = Pace()
    monday = date(2026, 11, 30)
    assert pace.last_day(Step.FOURTEEN_DAYS, monday, Delivery.EMAIL) == date(2026, 12, 15)
    assert pace.last_day(Step.FOURTEEN_DAYS, monday, Delivery.POST) == date(2026, 12, 16)
    assert pace.last_day(Step.NOTICE, monday, Delivery.EMAIL) == date(2026, 12, 8)
    assert pace.last_day(Step.HANDED_OVER, monday, Delivery.POST) is None


@given(st.booleans(), DAYS, LETTERS, DAYS, st.integers(0, 1000), PACES)
def test_a_step_that_is_due_stays_due(
    business: bool, due: date, letters: list[Written], on: date, closed: int, pace: Pace
) -> None:
    step = due_step(business, due, letters, on, pace)
    if step is not None:
        assert due_step(business, due, letters, on + timedelta(days=closed), pace) is step
        assert on > due, "nobody is reminded in time"


@given(st.booleans(), st.sets(st.sampled_from(list(Step))))
def test_no_consumer_is_handed_over_without_the_lawful_letter(
    business: bool, had: set[Step]
) -> None:
    step = next_step(business, had)
    if step is Step.HANDED_OVER and not business:
        assert Step.FOURTEEN_DAYS in had
    assert step not in had, "no letter is written twice"
    assert (step is None) == (Step.HANDED_OVER in had)
    if business:
        assert step is not Step.FOURTEEN_DAYS
    else:
        assert step is not Step.NOTICE


@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_one_letter_never_costs_more_than_two(one: int, other: int) -> None:
    """But for one cent, as each is rounded by itself."""
    assert collection_costs(one + other) <= collection_costs(one) + collection_costs(other) + 1


@given(st.integers(1, 10**8), DAYS, st.integers(1, 8), st.integers(0, 2000))
def test_interest_is_compounded_after_each_full_year(
    cents: int, due: date, years: int, points: int
) -> None:
    first = due + timedelta(days=1)
    if (first.month, first.day) == (2, 29):
        return
    until = first.replace(year=first.year + years) - timedelta(days=1)
    got = interest(cents, due, until, [(date(2000, 1, 1), points)])
    exact = cents * (10_000 + points) ** years - cents * 10_000**years
    assert got == (2 * exact + 10_000**years) // (2 * 10_000**years)


@given(
    st.integers(1, 10**8), DAYS, st.integers(0, 3000), st.integers(0, 2000), st.integers(0, 2000)
)
def test_interest_grows_by_the_day_and_knows_when_rates_change(
    cents: int, due: date, days: int, one: int, other: int
) -> None:
    change = due + timedelta(days=days // 2)
    table = [(date(2000, 1, 1), one), (change, other)]
    until = due + timedelta(days=days)
    found = interest(cents, due, until, table)
    later = interest(cents, due, until + timedelta(days=1), table)
    assert found is not None
    assert later is not None
    assert 0 <= found <= later
    low, high = (
        interest(cents, due, until, [(date(2000, 1, 1), rate)]) for rate in sorted((one, other))
    )
    assert low is not None
    assert high is not None
    assert low <= found <= high


def test_there_is_no_interest_without_a_rate_for_every_day() -> None:
    due, until = date(2026, 1, 1), date(2026, 12, 31)
    assert interest(100_000, due, until, []) is None
    assert interest(100_000, due, until, [(date(2026, 1, 3), 800)]) is None
    assert interest(100_000, due, until, [(date(2026, 1, 2), 800)]) == 7978
    assert interest(100_000, due, due, []) == 0
