"""The day at a glance, and what somebody should look after."""

from datetime import timedelta

import pytest

from mcsys_desktop.core import clock
from mcsys_desktop.models.base import transaction
from mcsys_desktop.models.customers import Standing
from mcsys_desktop.services import attention, calls, start
from mcsys_desktop.services.attention import Notice
from mcsys_desktop.services.calls import EventKind
from tests import make
from tests.conftest import AtDesk
from tests.services.telling import report_all, said

pytestmark = pytest.mark.usefixtures("db")


def test_the_day_is_counted_by_the_hour_also_where_nobody_called() -> None:
    now = clock.now()
    here = clock.local(now).hour
    report_all([said(EventKind.RINGING, now), said(EventKind.MISSED, now)])
    calls.report(said(EventKind.RINGING, now, call="2", number="0612345678"))
    calls.report(said(EventKind.RINGING, now - timedelta(days=1), call="3"))

    seen = start.overview()

    assert (seen.calls, seen.missed) == (2, 1)
    assert seen.hours[-1] == start.Hour(here, 2, 1)
    assert [hour.hour for hour in seen.hours] == list(range(min(8, here), here + 1))
    assert (seen.waiting.count, len(seen.longest)) == (1, 1)


def test_new_customers_are_those_of_this_week() -> None:
    make.customer("Een")
    make.customer("Twee")

    seen = start.overview()

    assert (seen.new_customers, seen.many) == (2, False)


def test_a_service_that_knows_of_something_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    quiet, loud = Notice("a", "neutral", "clock", "A"), Notice("b", "bad", "clock", "B")
    monkeypatch.setattr(attention, "SOURCES", (lambda: quiet, lambda: None, lambda: loud))

    assert attention.notices() == [loud, quiet]


def test_prospects_whose_term_has_ended_are_something_for_an_administrator(
    at_desk: AtDesk, engine: str
) -> None:
    assert "declined" not in [notice.kind for notice in at_desk(attention.notices, login="carla")]
    for name in ("Een", "Twee"):
        made = make.customer(name, standing=Standing.PROSPECT)
        with transaction():
            made.declined_at = clock.now() - timedelta(days=31)
            made.save()

    found = at_desk(attention.notices, login="carla")

    (notice,) = [notice for notice in found if notice.kind == "declined"]
    assert (notice.title, notice.target) == ("2 prospects said no", "declined")
    if engine == "postgres":  # in a file without groups everybody manages
        seen = at_desk(attention.notices, login="bob")
        assert "declined" not in [notice.kind for notice in seen]
