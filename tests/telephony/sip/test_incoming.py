"""A call rings here, is never taken and never refused, and ends as the exchange says."""

from dataclasses import replace

import pytest

from mcsys_desktop.telephony.events import EventKind
from mcsys_desktop.telephony.sip import incoming
from mcsys_desktop.telephony.sip.fields import tag
from mcsys_desktop.telephony.sip.message import Response
from tests.telephony.sip.messages import ACCOUNT, CANCEL, HERE, INVITE, Phone, request


def statuses(responses: list[Response]) -> list[int]:
    return [one.status for one in responses]


ACK = request(CANCEL.replace(b"CANCEL", b"ACK"))


def test_a_call_rings_silently() -> None:
    phone = Phone()
    assert statuses(phone.hear(INVITE)) == [100]
    (event,) = phone.events
    assert (event.kind, event.external_id, event.source) == (
        EventKind.RINGING,
        "1-77@192.0.2.8",
        "sip:201@office.test",
    )
    assert (event.number_raw, event.called_raw, event.device) == (
        "+31201234567",
        "+31881234567",
        "201",
    )


def test_or_so_that_the_caller_hears_it() -> None:
    phone = Phone(replace(ACCOUNT, rings=True))
    trying, ringing = phone.hear(INVITE)
    assert (trying.status, ringing.status) == (100, 180)
    assert tag(trying.first("to")) == ""
    assert tag(ringing.first("to"))
    assert ringing.first("record-route") == "<sip:192.168.20.2;lr;ftag=1c>"
    assert ringing.all("via") == request(INVITE).all("via")
    assert "192.168.20.5:40001" in ringing.first("contact")


def test_the_same_question_gets_the_same_answer_and_is_one_call() -> None:
    phone = Phone(replace(ACCOUNT, rings=True))
    phone.hear(INVITE)
    assert statuses(phone.hear(INVITE)) == [180]
    assert phone.kinds == ["ringing"]


@pytest.mark.parametrize(
    ("reasons", "kind"),
    [
        (['SIP;cause=200;text="Call completed elsewhere"'], "answered_elsewhere"),
        (["Q.850;cause=26"], "answered_elsewhere"),
        (['SIP;cause=200;text="Call completed elsewhere", Q.850;cause=26'], "answered_elsewhere"),
        (["Q.850;cause=16", "SIP;cause=200"], "answered_elsewhere"),
        (["SIP;cause=487"], "missed"),
        (["Q.850;cause=16"], "missed"),
        (['Q.850;cause=16;text="SIP;cause=200"'], "missed"),
        ([], "missed"),
    ],
)
def test_how_a_call_ended_is_read_from_why_it_is_cancelled(reasons: list[str], kind: str) -> None:
    phone = Phone()
    phone.hear(INVITE)
    cancelled, ended = phone.hear(request(CANCEL, reason=reasons or None))
    assert (cancelled.status, cancelled.sequence) == (200, (1, "CANCEL"))
    assert (ended.status, ended.sequence) == (487, (1, "INVITE"))
    assert phone.kinds == ["ringing", kind]
    assert phone.events[0].external_id == phone.events[1].external_id


def test_the_end_is_told_again_until_it_is_acknowledged() -> None:
    phone = Phone()
    phone.hear(INVITE, 0.0)
    phone.hear(CANCEL, 1.0)
    told = [at / 10 for at in range(11, 100) if phone.after(at / 10)]
    assert told == [1.5, 2.5, 4.5, 8.5]  # twice as long each time, at most four seconds
    assert phone.hear(ACK, 10.0) == []
    assert [phone.after(at) for at in (11.0, 14.0)] == [[], []]
    assert phone.hear(INVITE, 14.0) == []  # a late copy is swallowed
    assert phone.incoming.settled
    phone.after(15.0)
    assert phone.incoming.due == float("inf")


def test_without_an_acknowledgement_it_is_forgotten_after_half_a_minute() -> None:
    phone = Phone()
    phone.hear(INVITE, 0.0)
    phone.hear(CANCEL, 1.0)
    for at in range(1, 34):
        phone.after(float(at))
    assert phone.incoming.due == float("inf")


def test_over_tcp_nothing_is_told_twice() -> None:
    phone = Phone(here=replace(HERE, transport="tcp"))
    phone.hear(INVITE, 0.0)
    phone.hear(CANCEL, 1.0)
    assert [phone.after(float(at)) for at in range(2, 33)] == [[]] * 31


def test_another_branch_of_a_call_that_rings_is_turned_away() -> None:
    phone = Phone()
    phone.hear(INVITE)
    other = INVITE.replace(b"z9hG4bKcb3a.1.0", b"z9hG4bKcb3a.1.1")
    assert statuses(phone.hear(other)) == [482]
    assert statuses(phone.hear(other)) == [482]
    assert phone.kinds == ["ringing"]


def test_a_call_that_comes_back_later_is_another_one() -> None:
    phone = Phone()
    phone.hear(INVITE)
    phone.hear(CANCEL)
    phone.hear(INVITE.replace(b"cb3a.1.0", b"cb3a.2.0"))
    assert phone.kinds == ["ringing", "missed", "ringing"]
    assert [event.external_id for event in phone.events][1:] == [
        "1-77@192.0.2.8",
        "1-77@192.0.2.8 2",
    ]


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"to": "<sip:201@office.test>;tag=old"}, 481),
        ({"require": "100rel"}, 420),
        ({"require": ["timer", "100rel, x"]}, 420),
    ],
)
def test_what_we_cannot_do_is_said_and_rings_nowhere(
    changes: dict[str, object], status: int
) -> None:
    phone = Phone()
    (answer,) = phone.hear(request(INVITE, **changes))
    assert answer.status == status
    assert phone.events == []
    if status == 420:
        assert "100rel" in answer.first("unsupported")
    assert statuses(phone.after(0.5)) == [status]  # an INVITE's answer is told until heard


def test_an_address_of_another_kind_does_not_ring() -> None:
    phone = Phone()
    other = replace(request(INVITE), uri="h323:201@192.168.20.5")
    assert statuses(phone.hear(other)) == [416]


@pytest.mark.parametrize(
    ("method", "status"),
    [
        ("OPTIONS", 200),
        ("CANCEL", 481),
        ("BYE", 481),
        ("PRACK", 481),
        ("NOTIFY", 481),
        ("MESSAGE", 405),
        ("SUBSCRIBE", 405),
        ("NONSENSE", 405),
    ],
)
def test_everything_else_gets_its_answer(method: str, status: int) -> None:
    phone = Phone()
    (answer,) = phone.hear(CANCEL.replace(b"CANCEL", method.encode()))
    assert answer.status == status
    assert tag(answer.first("to"))
    if status in (200, 405):
        assert "INVITE" in answer.first("allow")


def test_a_call_that_rings_without_end_is_given_up() -> None:
    phone = Phone()
    phone.hear(INVITE, 0.0)
    assert phone.after(incoming.LONGEST_RING - 1) == []
    assert statuses(phone.after(incoming.LONGEST_RING)) == [480]
    assert phone.kinds == ["ringing", "lost"]


def test_who_quits_leaves_the_call_to_the_others() -> None:
    phone = Phone()
    phone.hear(INVITE)
    phone.said.clear()
    phone.incoming.hang_up(1.0)
    assert statuses(phone.answers()) == [480]
    assert not phone.incoming.settled
    phone.hear(ACK)
    assert phone.incoming.settled


def test_calls_are_never_refused_for_everybody() -> None:
    phone = Phone()
    for number in range(incoming.MOST_RINGING + 5):
        one = INVITE.replace(b"1-77@", f"{number}@".encode()).replace(
            b"cb3a.1", f"cb3a.{number}x".encode()
        )
        (answer,) = phone.hear(one)
        assert answer.status == (100 if number < incoming.MOST_RINGING else 480)
    assert len(phone.events) == incoming.MOST_RINGING


def test_an_exchange_without_branches_is_understood_too() -> None:
    phone = Phone()
    old = INVITE.replace(b";branch=z9hG4bKcb3a.1.0", b"")
    phone.hear(old)
    phone.hear(old)
    phone.hear(CANCEL.replace(b";branch=z9hG4bKcb3a.1.0", b""))
    assert phone.kinds == ["ringing", "missed"]


def test_a_lost_connection_leaves_no_call_that_rings_for_ever() -> None:
    phone = Phone()
    phone.hear(INVITE)
    phone.incoming.lose()
    assert phone.kinds == ["ringing", "lost"]
    assert phone.incoming.due == float("inf")
