"""What became of a call, judged from reports in any order."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcsys_desktop.models.calls import CallState, Outcome
from mcsys_desktop.services.calls.merging import fit, same_call
from mcsys_desktop.services.calls.settling import Heard, Settled, forward, hear, settle
from mcsys_desktop.telephony.events import CallEvent, Direction, EventKind

AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
RINGING, ANSWERED, MISSED, ENDED = (
    EventKind.RINGING,
    EventKind.ANSWERED,
    EventKind.MISSED,
    EventKind.ENDED,
)
ELSEWHERE, LOST = EventKind.ANSWERED_ELSEWHERE, EventKind.LOST


def event(kind: EventKind, second: float = 0, source: str = "desk", **more: object) -> CallEvent:
    return CallEvent(source, "1", kind, AT + timedelta(seconds=second), **more)  # type: ignore[arg-type]  # fields of the event


def heard(*events: CallEvent) -> Heard:
    result: Heard | None = None
    for one in events:
        result = hear(result, one)
    assert result is not None
    return result


def judged(*reports: Heard, direction: Direction = Direction.INBOUND) -> Settled:
    return settle(reports, direction)


def test_a_call_rings_while_any_handset_rings() -> None:
    ringing = heard(event(RINGING, source="a"))
    missed = heard(event(RINGING, source="b"), event(MISSED, 3, source="b"))

    assert judged(ringing, missed).state is CallState.RINGING


def test_answered_wins_over_missed() -> None:
    missed = heard(event(RINGING, source="a"), event(MISSED, 9, source="a"))
    answered = heard(
        event(RINGING, source="b"),
        event(ANSWERED, 8, source="b", device="balie"),
        event(ENDED, 70, source="b"),
    )

    found = judged(missed, answered)

    assert (found.state, found.outcome, found.answered_by) == (
        CallState.ENDED,
        Outcome.ANSWERED,
        "balie",
    )
    assert found.answered_at == AT + timedelta(seconds=8)
    assert found.ended_at == AT + timedelta(seconds=70)


def test_a_call_goes_on_until_the_line_that_answered_ends() -> None:
    missed = heard(event(RINGING, source="a"), event(ELSEWHERE, 9, source="a"))
    answered = heard(event(RINGING, source="b"), event(ANSWERED, 8, source="b"))

    assert judged(missed, answered).state is CallState.ANSWERED


def test_answered_elsewhere_is_a_claim_until_somebody_confirms_it() -> None:
    claim = heard(event(RINGING, source="a"), event(ELSEWHERE, 9, source="a"))

    assert judged(claim).outcome is Outcome.ANSWERED_ELSEWHERE

    still_rings = heard(event(RINGING, source="b"))
    assert judged(claim, still_rings).state is CallState.RINGING


def test_an_end_without_an_answer_and_without_a_miss_is_unknown() -> None:
    assert judged(heard(event(RINGING), event(ENDED, 20))).outcome is Outcome.UNKNOWN
    assert judged(heard(event(RINGING), event(ENDED, 20, seconds=0))).outcome is Outcome.MISSED
    assert judged(heard(event(RINGING), event(ENDED, 20, seconds=15))).outcome is Outcome.ANSWERED
    assert judged(heard(event(RINGING), event(LOST, 20))).outcome is Outcome.UNKNOWN


def test_nobody_here_misses_a_call_that_we_made() -> None:
    out = heard(event(EventKind.DIALLING), event(MISSED, 20))

    assert judged(out, direction=Direction.OUTBOUND).outcome is Outcome.UNKNOWN


@pytest.mark.parametrize("reason", ["voicemail", "busy", "blocked"])
def test_a_source_may_name_the_outcome(reason: str) -> None:
    ended = heard(event(RINGING), event(ENDED, 20, reason=reason))

    assert judged(ended).outcome is Outcome(reason)


def test_two_words_of_one_moment_and_weight_are_heard_the_same_in_any_order() -> None:
    both = event(RINGING, 3), event(EventKind.DIALLING, 3)

    assert heard(*both) == heard(*reversed(both))


@given(
    st.lists(
        st.tuples(
            st.sampled_from(list(EventKind)),
            st.integers(0, 5),
            st.sampled_from(["", "busy", "x"]),
            st.sampled_from([None, 0, 7]),
        ),
        min_size=2,
        max_size=5,
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_events_makes_no_difference(
    said: list[tuple[EventKind, int, str, int | None]], chance: object
) -> None:
    events = [event(kind, at, reason=why, seconds=long) for kind, at, why, long in said]
    first = heard(*events)
    shuffled = list(events)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis' Random

    assert heard(*shuffled) == first
    assert heard(*events, *shuffled) == first


def test_what_was_over_is_never_opened_again() -> None:
    for old, new in itertools.product(CallState, CallState):
        stored = Settled(old, Outcome.NONE, AT)
        kept = forward(stored, Settled(new, Outcome.NONE, AT))
        assert kept.state == max(old, new)


def test_a_missed_call_turns_out_to_be_answered_without_opening_again() -> None:
    stored = Settled(CallState.ENDED, Outcome.MISSED, AT, None, AT + timedelta(seconds=20))
    news = Settled(CallState.ANSWERED, Outcome.NONE, AT, AT + timedelta(seconds=9), None, "a")

    kept = forward(stored, news)

    assert (kept.state, kept.outcome) == (CallState.ENDED, Outcome.ANSWERED)
    assert kept.ended_at == stored.ended_at


def test_two_phones_of_a_ring_group_ring_within_four_seconds() -> None:
    first = heard(event(RINGING, 0, "a"))

    assert same_call(first, heard(event(RINGING, 4, "b")))
    assert not same_call(first, heard(event(RINGING, 4.1, "b")))
    assert not same_call(first, heard(event(RINGING, 0, "a")))


def test_a_phone_that_never_said_it_rang_joins_the_call_under_way() -> None:
    ringing = heard(event(RINGING, 0, "a"))
    answered = heard(event(ANSWERED, 20, "b"))
    missed = heard(event(RINGING, 0, "a"), event(MISSED, 10, "a"))

    assert same_call(ringing, answered)
    assert same_call(answered, ringing)
    assert not same_call(missed, answered)


def test_a_report_that_knows_when_it_rang_displaces_a_guess_of_its_own_source() -> None:
    ringing = heard(event(RINGING, 0, "a"))
    guess = heard(event(ANSWERED, 60, "b"))

    found = fit(heard(event(RINGING, 1, "b")), [ringing, guess])

    assert found is not None
    assert found.displaced == (guess,)
    assert fit(heard(event(ANSWERED, 60, "b")), [ringing, guess]) is None
