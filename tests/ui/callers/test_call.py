"""One call at one desk: it goes forward, whatever phones say and in whatever order."""

from datetime import timedelta
from typing import Any

import pytest

from mcsys_desktop.core import clock
from mcsys_desktop.services import calls
from mcsys_desktop.ui.callers import arrivals
from mcsys_desktop.ui.callers.call import DeskCall, Stage

Kind = calls.EventKind
NOW = clock.now()


def event(
    kind: calls.EventKind, source: str = "handset:a", after: float = 0, **more: Any
) -> calls.CallEvent:
    given: dict[str, Any] = {"number_raw": "0334612045"} | more
    return calls.CallEvent(source, "1", kind, NOW + timedelta(seconds=after), **given)


def rung(extension: str = "", **more: Any) -> DeskCall:
    first = event(Kind.RINGING, **more)
    call = arrivals.from_event(1, first)
    call.take(first, extension)
    return call


def test_a_call_rings_is_spoken_and_is_finished() -> None:
    call = rung()
    stages = [call.stage]
    for kind in (Kind.ANSWERED, Kind.ENDED):
        assert call.take(event(kind, after=5), "")
        stages.append(call.stage)

    assert stages == [Stage.RINGING, Stage.TALKING, Stage.FINISHING]


def test_a_late_event_never_reopens_a_call() -> None:
    call = rung()
    call.take(event(Kind.ANSWERED, after=3), "")
    call.take(event(Kind.ENDED, after=60), "")

    assert not call.take(event(Kind.RINGING, after=0), "")
    assert not call.take(event(Kind.ANSWERED, after=3), "")
    assert call.stage is Stage.FINISHING


def test_a_call_is_missed_only_when_no_phone_rings_any_more() -> None:
    call = rung()
    call.take(event(Kind.RINGING, "handset:b", 1), "")
    call.take(event(Kind.MISSED, after=20), "")
    stages = [call.stage]
    call.take(event(Kind.MISSED, "handset:b", 21), "")

    assert [*stages, call.stage] == [Stage.RINGING, Stage.MISSED]


def test_what_another_desk_answers_leaves_this_one() -> None:
    call = rung("21", device="21")

    call.take(event(Kind.ANSWERED, "handset:b", 4, device="22"), "21")

    assert call.stage is Stage.GONE


def test_what_another_desk_answers_stays_while_somebody_here_has_a_note() -> None:
    call = rung("21")
    call.note = "Belt over de kassa"

    call.take(event(Kind.ANSWERED, "handset:b", 4, device="22"), "21")

    assert call.stage is Stage.FINISHING


def test_our_own_phone_may_answer_what_the_exchange_says_was_answered_elsewhere() -> None:
    call = rung("21", device="21")
    call.take(event(Kind.RINGING, "handset:b", device="22"), "21")
    call.take(event(Kind.ANSWERED_ELSEWHERE, "handset:b", 4, device="22"), "21")
    stages = [call.stage]
    call.take(event(Kind.ANSWERED, after=4, device="21"), "21")

    assert [*stages, call.stage] == [Stage.RINGING, Stage.TALKING]


@pytest.mark.parametrize(
    ("last", "stage"),
    [
        (Kind.ENDED, Stage.GONE),
        (Kind.MISSED, Stage.GONE),
        (Kind.LOST, Stage.GONE),
    ],
)
def test_a_call_of_ours_that_nobody_picked_up_is_not_missed(
    last: calls.EventKind, stage: Stage
) -> None:
    dialled = event(Kind.DIALLING, direction=calls.Direction.OUTBOUND)
    call = arrivals.from_event(1, dialled)
    call.take(dialled, "")

    call.take(event(last, after=30, direction=calls.Direction.OUTBOUND), "")

    assert call.stage is stage


def test_a_withheld_number_is_not_even_kept_in_memory() -> None:
    call = rung(withheld=True, name_raw="Jan")

    assert (call.number_raw, call.name_given, call.number.e164) == ("", "", "")
    assert call.anonymous


@pytest.mark.parametrize("sent", ["anonymous", "Anoniem", "unavailable"])
def test_words_that_stand_for_no_number_are_withheld(sent: str) -> None:
    assert rung(number_raw=sent).anonymous


def test_two_calls_of_one_number_at_one_phone_are_two_calls() -> None:
    call = rung()
    again = arrivals.from_event(2, event(Kind.RINGING, after=2))

    assert not call.same_ring(again, event(Kind.RINGING, after=2))


def test_two_phones_of_a_ring_group_ring_for_one_call() -> None:
    call = rung()
    other = event(Kind.RINGING, "handset:b", 2, number_raw="+31334612045")
    late = event(Kind.RINGING, "handset:b", 9)

    assert call.same_ring(arrivals.from_event(2, other), other)
    assert not call.same_ring(arrivals.from_event(2, late), late)


def test_withheld_calls_are_one_only_on_the_same_number_of_ours() -> None:
    call = rung(withheld=True, called_raw="033 100 00 00")
    same = event(Kind.RINGING, "handset:b", withheld=True, called_raw="033 100 00 00")
    other = event(Kind.RINGING, "handset:b", withheld=True, called_raw="033 100 00 01")

    assert call.same_ring(arrivals.from_event(2, same), same)
    assert not call.same_ring(arrivals.from_event(2, other), other)
