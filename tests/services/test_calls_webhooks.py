"""What exchanges post of a call settles to what became of it, however often it is sent."""

import random

import pytest

from mcsys_desktop.core import clock
from mcsys_desktop.models.calls import Call
from mcsys_desktop.services import calls
from mcsys_desktop.services.calls import CallEvent, CallState, EventKind, Outcome
from mcsys_desktop.telephony.events import Direction
from tests.telephony import webhook_transcripts as said
from tests.telephony.exchanges_office import Relayed

pytestmark = pytest.mark.usefixtures("db")

OUTCOMES = {
    "VOYS_1": Outcome.ANSWERED,
    "VOYS_1_MISSED": Outcome.MISSED,
    "VOYS_1_UNAVAILABLE": Outcome.MISSED,
    "VOYS_1_TRANSFERRED": Outcome.ANSWERED,
    "VOYS_2": Outcome.ANSWERED,
    "VOYS_2_OUT": Outcome.ANSWERED,
    "SIPGATE": Outcome.ANSWERED,
    "SIPGATE_MISSED": Outcome.MISSED,
    "SIPGATE_VOICEMAIL": Outcome.VOICEMAIL,
    "SIPGATE_WITHHELD": Outcome.MISSED,
    "ZAMMAD": Outcome.ANSWERED,
    "VOIPZEKER": Outcome.ANSWERED,
    "VOIPZEKER_MISSED": Outcome.MISSED,
    "VOIPZEKER_GROUP": Outcome.ANSWERED,
    "THREE_CX": Outcome.ANSWERED,
    "THREE_CX_MISSED": Outcome.MISSED,
}


def events(name: str) -> list[CallEvent]:
    """What is heard of a call that took place just now."""
    office = Relayed(clock.now())
    return [event for request in said.CALLS[name] for event in office.hear(request)]


def logged() -> Call:
    (row,) = Call.select()
    return row


@pytest.mark.parametrize(("name", "outcome"), OUTCOMES.items())
def test_each_call_becomes_one_row_with_its_outcome(name: str, outcome: Outcome) -> None:
    for event in events(name):
        calls.report(event)
    call = logged()
    assert (call.state, call.outcome) == (CallState.ENDED, outcome)
    assert call.direction == (Direction.OUTBOUND if name.endswith("OUT") else Direction.INBOUND)
    assert call.e164 == ("" if name == "SIPGATE_WITHHELD" else "+31334612045")


@pytest.mark.parametrize("name", OUTCOMES)
def test_sent_twice_and_in_any_order_it_is_the_same_call(name: str) -> None:
    chance = random.Random(name)
    told = events(name) * 2
    chance.shuffle(told)
    for event in told:
        calls.report(event)
    found = Call.select().where(Call.outcome == OUTCOMES[name])
    if name != "VOIPZEKER_GROUP":  # without a ring to go by, its second telephone may stay apart
        assert Call.select().count() == 1
    assert found.count() >= 1


def test_a_call_at_a_kwebbl_dial_plan_rings_and_nobody_knows_how_it_ends() -> None:
    for event in events("KWEBBL"):
        calls.report(event)
    call = logged()
    assert (call.state, call.name_given) == (CallState.RINGING, "Karin de Vries")


def test_a_provider_and_a_telephone_on_the_desk_report_one_call() -> None:
    told = events("VOYS_1")
    ring = CallEvent("handset:01", "a", EventKind.RINGING, told[0].at, number_raw="0334612045")
    for event in (*told, ring):
        calls.report(event)
    assert logged().outcome == Outcome.ANSWERED
