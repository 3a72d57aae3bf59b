"""Nobody who called in vain is forgotten: who comes on the call-back list, and who comes off it."""

from datetime import datetime, timedelta

import pytest

from mcsys_desktop.core import clock
from mcsys_desktop.models.base import transaction
from mcsys_desktop.models.call_backs import CallBack, Closing
from mcsys_desktop.models.staff import Colleague
from mcsys_desktop.services import call_backs, calls
from mcsys_desktop.services.call_backs import Asked
from mcsys_desktop.services.calls import Direction, EventKind, Result
from tests import make
from tests.conftest import AtDesk
from tests.services.telling import later, miss, report_all, said, speak

pytestmark = pytest.mark.usefixtures("db")

RINGING, ANSWERED, MISSED, ENDED, ELSEWHERE, DIALLING = (
    EventKind.RINGING,
    EventKind.ANSWERED,
    EventKind.MISSED,
    EventKind.ENDED,
    EventKind.ANSWERED_ELSEWHERE,
    EventKind.DIALLING,
)
SHOP, MOBILE = "0334612045", "0612345678"


@pytest.fixture
def at() -> datetime:
    """A moment an hour ago, so that calls may follow each other."""
    return clock.now().replace(microsecond=0) - timedelta(hours=1)


def test_a_missed_call_is_on_the_list_and_the_next_of_that_number_counts_there(
    at: datetime,
) -> None:
    miss(at)
    last = miss(later(at, 10), "2")

    (entry,) = call_backs.listing()

    assert (entry.number, entry.missed, entry.call_id) == ("033 461 20 45", 2, last.id)
    assert entry.waits_since == at
    assert call_backs.waiting() == call_backs.Waiting(1, at)


def test_the_same_miss_told_by_many_phones_is_one(at: datetime) -> None:
    for source in ("handset:01", "handset:02", "handset:03"):
        miss(at, call=source, source=source)

    (entry,) = call_backs.listing()
    assert entry.missed == 1


@pytest.mark.parametrize("reason", ["voicemail", "busy"])
def test_who_got_the_voicemail_or_a_busy_line_was_not_reached(at: datetime, reason: str) -> None:
    report_all([said(RINGING, at), said(ENDED, at, 9, reason=reason)])

    assert [entry.missed for entry in call_backs.listing()] == [1]


@pytest.mark.parametrize(
    "number", ["anonymous", "21", ""], ids=["withheld", "a colleague", "no number"]
)
def test_who_cannot_be_called_back_is_not_on_the_list(at: datetime, number: str) -> None:
    miss(at, number=number)

    assert call_backs.listing() == []


def test_a_missed_call_of_our_own_is_not_on_the_list(at: datetime) -> None:
    report_all(
        [
            said(DIALLING, at, direction=Direction.OUTBOUND),
            said(MISSED, at, 9, direction=Direction.OUTBOUND),
        ]
    )

    assert call_backs.listing() == []


def test_a_number_that_is_none_is_there_once_as_well(at: datetime) -> None:
    miss(at, number="00999123456789")
    miss(later(at, 10), "2", number="00999123456789")

    (entry,) = call_backs.listing()
    assert (entry.e164, entry.number, entry.missed) == ("", "00999123456789", 2)


@pytest.mark.parametrize(
    ("news", "closing"),
    [(ELSEWHERE, Closing.MISTAKEN), (ANSWERED, Closing.THEY_CALLED)],
    ids=["elsewhere", "on another phone"],
)
def test_late_news_that_somebody_answered_takes_it_off_again(
    at: datetime, news: EventKind, closing: Closing
) -> None:
    row = miss(at)
    assert [entry.call_id for entry in call_backs.listing()] == [row.id]

    calls.report(said(news, at, 9, source="handset:02"))

    assert call_backs.listing() == []
    assert CallBack.get().closing is closing


def test_late_news_does_not_take_off_what_somebody_asked_for(at: datetime) -> None:
    row = miss(at)
    call_backs.add(Asked(call_id=row.id, reason="Offerte"))

    calls.report(said(ELSEWHERE, at, 9, source="handset:02"))

    (entry,) = call_backs.listing()
    assert (entry.missed, entry.reason) == (0, "Offerte")


@pytest.mark.parametrize("out", [False, True], ids=["they called", "we called"])
def test_contact_in_either_direction_takes_it_off(at: datetime, out: bool) -> None:
    missed = miss(at)

    speak(later(at, 10), "2", out=out)

    assert call_backs.listing() == []
    closed = CallBack.get()
    assert closed.closing is (Closing.WE_CALLED if out else Closing.THEY_CALLED)
    told = calls.get(missed.id)
    assert told is not None
    assert told.handled_at is not None


def test_who_calls_from_another_number_of_the_same_customer_was_reached(at: datetime) -> None:
    make.customer("Bakkerij De Vries", numbers=[SHOP, MOBILE])
    missed = miss(at, number=SHOP)

    speak(later(at, 10), "2", number=MOBILE)

    assert call_backs.listing() == []
    told = calls.get(missed.id)
    assert told is not None
    assert told.handled_at is not None


def test_it_is_closed_by_whoever_has_the_extension_that_answered(
    at: datetime, at_desk: AtDesk
) -> None:
    at_desk(_give_extension, "bob", "22", login="carla")
    miss(at)

    report_all(
        [
            said(kind, later(at, 5), second, call="2", device="22")
            for kind, second in ((RINGING, 0), (ANSWERED, 3))
        ]
    )

    assert CallBack.get().closed_by == "bob"


def _give_extension(login: str, extension: str) -> None:
    with transaction():
        Colleague(login=login, name="Bob", extension=extension).save()


def test_an_outgoing_call_that_nobody_answered_leaves_it_there(at: datetime) -> None:
    miss(at)
    report_all(
        [
            said(DIALLING, later(at, 5), call="2", direction=Direction.OUTBOUND),
            said(ENDED, later(at, 5), 20, call="2", direction=Direction.OUTBOUND),
        ]
    )

    assert len(call_backs.listing()) == 1


def test_an_old_conversation_that_is_told_late_takes_nobody_off(at: datetime) -> None:
    miss(at)

    speak(later(at, -30), "2")

    assert len(call_backs.listing()) == 1


def test_who_called_again_after_a_conversation_that_is_told_late_still_waits(
    at: datetime,
) -> None:
    miss(at)
    again = miss(later(at, 20), "3")

    speak(later(at, 10), "2")

    (entry,) = call_backs.listing()
    assert (entry.waits_since, entry.missed, entry.call_id) == (later(at, 20), 1, again.id)


def test_what_was_agreed_in_a_conversation_is_not_done_by_that_conversation(
    at: datetime,
) -> None:
    row = report_all([said(RINGING, at), said(ANSWERED, at, 4)])
    call_backs.add(Asked(call_id=row.id, reason="Belt over de kassa"))

    calls.report(said(ENDED, at, 90))

    (entry,) = call_backs.listing()
    assert (entry.reason, entry.asked, entry.missed) == ("Belt over de kassa", True, 0)


def test_the_result_call_back_puts_it_on_the_list_with_the_note(at: datetime) -> None:
    row = speak(at, "1")
    calls.write_note(row.id, row.version, "Wil een tweede scherm")

    calls.finish(row.id, Result.CALL_BACK)
    (entry,) = call_backs.listing()
    assert entry.reason == "Wil een tweede scherm"

    calls.finish(row.id, Result.SOLVED)
    assert call_backs.listing() == []


def trial(call: str = "1") -> bool:
    return calls.mark_trial(said(RINGING, clock.now()).source, call)


def test_nothing_follows_from_a_test_call_and_every_other_counts(at: datetime) -> None:
    miss(at)
    assert trial()
    assert call_backs.listing() == []
    assert [row.result for row in calls.recent()] == [Result.TRIAL]

    miss(later(at, 10), "2")

    (entry,) = call_backs.listing()
    assert (entry.missed, entry.waits_since) == (1, later(at, 10))


def test_a_real_call_before_the_test_stays_on_the_list(at: datetime) -> None:
    miss(at, "1")
    miss(later(at, 10), "2")

    assert trial("2")

    (entry,) = call_backs.listing()
    assert entry.missed == 1


def test_a_call_that_is_said_to_be_a_test_while_it_rings_stays_one(at: datetime) -> None:
    calls.report(said(RINGING, at))
    assert trial()

    calls.report(said(MISSED, at, 9))

    assert call_backs.listing() == []
    assert calls.recent()[0].result is Result.TRIAL


def test_a_test_conversation_takes_nobody_off_the_list(at: datetime) -> None:
    miss(at, "1")
    calls.report(said(RINGING, later(at, 10), call="2"))
    assert trial("2")

    report_all(
        [said(ANSWERED, later(at, 10), 5, call="2"), said(ENDED, later(at, 10), 9, call="2")]
    )

    assert len(call_backs.listing()) == 1


def test_what_the_log_does_not_know_cannot_be_a_test(at: datetime) -> None:
    assert not trial("never heard of")
