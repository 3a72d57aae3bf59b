"""What the office forgets, and when: as it chose, and never by a clock that cannot be trusted."""

from datetime import timedelta

import pytest

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.models import base, failures
from mcsys_desktop.models.call_backs import CallBack
from mcsys_desktop.models.calls import Call
from mcsys_desktop.models.office import CALL_LOG_DAYS, keep_setting
from mcsys_desktop.services import call_backs, forgetting, retention
from mcsys_desktop.services.call_backs import Asked
from mcsys_desktop.services.colleagues import rights
from tests import make
from tests.conftest import AtDesk
from tests.models.raw_sql import refused_with
from tests.services.telling import miss, speak

pytestmark = pytest.mark.usefixtures("db")


def choose(days: int) -> None:
    assert rights().manages
    forgetting.set_call_log_days(days)


def test_calls_stay_for_ninety_days_where_the_office_chose_nothing() -> None:
    assert forgetting.call_log_days() == 90
    speak(clock.now() - timedelta(days=91), "1", "0644192703")
    young = speak(clock.now() - timedelta(days=89), "2", "0644192703")

    assert retention.forget_at_desk() == 1

    assert [call.id for call in Call.select()] == [young.id]


def test_the_office_chooses_a_shorter_or_a_longer_term(at_desk: AtDesk) -> None:
    make.customer("Bakkerij De Vries", numbers=["0334612045"])
    for number, days in enumerate((400, 200, 100, 40, 20)):
        speak(clock.now() - timedelta(days=days), f"s{number}", "0644192703")
        speak(clock.now() - timedelta(days=days), f"k{number}", "0334612045")

    def of_nobody() -> int:
        return int(Call.select().where(Call.customer.is_null()).count())

    at_desk(choose, 365, login="carla")
    retention.forget_at_night()
    assert of_nobody() == 4
    at_desk(choose, 30, login="carla")
    retention.forget_at_night()
    assert of_nobody() == 1
    assert Call.select().count() == 6, "those of a customer stay"


def test_whoever_waits_is_kept_and_goes_when_done(at_desk: AtDesk) -> None:
    at_desk(choose, 30, login="carla")
    miss(clock.now() - timedelta(days=40))
    assert retention.forget_at_desk() == 0
    (entry,) = call_backs.listing()
    call_backs.tick_off([entry.id])

    assert retention.forget_at_desk() == 1

    assert Call.select().count() == CallBack.select().count() == 0


def test_who_asked_by_another_way_goes_by_the_same_term(at_desk: AtDesk) -> None:
    entry = call_backs.add(Asked(number="0644192703"))
    call_backs.tick_off([entry])
    assert retention.forget_at_desk() == 0
    assert CallBack.select().count() == 1


@pytest.mark.parametrize("days", [0, 29, 731, -1])
def test_a_term_that_will_not_do_is_refused_with_a_sentence(days: int, at_desk: AtDesk) -> None:
    with pytest.raises(UserError, match="30 and 730"):
        at_desk(forgetting.set_call_log_days, days, login="carla")
    assert forgetting.call_log_days() == 90


@pytest.mark.parametrize("engine", ["postgres"])
def test_only_an_administrator_chooses(at_desk: AtDesk) -> None:
    with pytest.raises(UserError):
        at_desk(forgetting.set_call_log_days, 30, login="bob")


@pytest.mark.parametrize("said", ["0", "", "-5", "1", "veel", "30 days", "99999999999999999999"])
def test_nonsense_in_the_setting_empties_no_log(said: str, at_desk: AtDesk) -> None:
    def write() -> None:
        with base.transaction():
            keep_setting(CALL_LOG_DAYS, "60")
            keep_setting(CALL_LOG_DAYS, said)

    at_desk(write, login="carla")
    speak(clock.now() - timedelta(days=29), "1", "0644192703")
    refused_with("DELETE FROM call", None, failures.GUARDED)
    assert forgetting.call_log_days() >= 30


def test_the_database_keeps_calls_for_the_chosen_term(at_desk: AtDesk) -> None:
    at_desk(choose, 120, login="carla")
    call = speak(clock.now() - timedelta(days=100), "1", "0644192703")
    with pytest.raises(UserError), base.transaction():
        Call.get_by_id(call.id).delete_instance()
    at_desk(choose, 60, login="carla")
    with base.transaction():
        Call.get_by_id(call.id).delete_instance()
    assert Call.select().count() == 0


def test_no_clock_that_jumped_makes_things_old(monkeypatch: pytest.MonkeyPatch) -> None:
    make.customer("Klant")
    real = clock.now()
    before = forgetting.old_before(90)
    assert before is not None
    assert abs(before - (real - timedelta(days=90))) < timedelta(minutes=5)
    monkeypatch.setattr(clock, "now", lambda: real + timedelta(days=7305))
    before = forgetting.old_before(90)
    assert before is None or before < real
