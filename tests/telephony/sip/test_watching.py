"""Of a watched extension one knows who picked up and when it was over."""

from mcsys_desktop.telephony.events import CallEvent, Direction, EventKind
from mcsys_desktop.telephony.sip import watching
from mcsys_desktop.telephony.sip.callers import Caller
from mcsys_desktop.telephony.sip.message import respond
from mcsys_desktop.telephony.sip.subscription import Subscription
from mcsys_desktop.telephony.sip.watching import Extension
from tests.telephony.sip.messages import ACCOUNT, DIALOG, HERE, NOTIFY, request

CALL = "1-77@192.0.2.8"
NAMED = {CALL: Caller("+31201234567", "Bakkerij Jansen", called="+31881234567")}


class Watched:
    """Extension 202, and what is heard of it."""

    def __init__(self, callers: dict[str, Caller] | None = None) -> None:
        self.events: list[CallEvent] = []
        known = callers if callers is not None else NAMED
        self.extension = Extension(ACCOUNT, "202", known, self.events.append)

    def hear(self, *states: str, at: float = 0.0, old: str = "", new: str = "") -> list[str]:
        """Documents with one call in these states; the kinds of event that came of them."""
        self.events.clear()
        for state in states:
            text = DIALOG.decode().replace("early", state)
            self.extension.hear((text.replace(old, new) if old else text).encode(), at)
        return self.kinds

    @property
    def kinds(self) -> list[str]:
        return [event.kind.value for event in self.events]


NOBODY = DIALOG[: DIALOG.index(b"<dialog id")] + b"</dialog-info>"


def test_a_call_from_ring_to_end() -> None:
    watched = Watched()
    assert watched.hear("trying", "early", "early", "confirmed", "confirmed", "terminated") == [
        "ringing",
        "answered",
        "ended",
    ]
    for event in watched.events:
        assert (event.source, event.external_id) == ("dialog:202@office.test", CALL)
        assert (event.device, event.number_raw) == ("202", "+31201234567")  # as the INVITE said


def test_who_is_not_known_here_is_named_by_the_exchange() -> None:
    watched = Watched({})
    watched.hear("early")
    (event,) = watched.events
    assert (event.number_raw, event.called_raw, event.withheld) == ("0201234567", "202", False)
    watched = Watched({})
    watched.hear("early", old="0201234567@office.test", new="anonymous@anonymous.invalid")
    (event,) = watched.events
    assert (event.number_raw, event.withheld) == ("", True)


def test_a_call_of_nobody_says_nothing() -> None:
    assert Watched({}).hear("early", "confirmed", old="sip:0201234567@office.test") == []


def test_nobody_picked_up() -> None:
    watched = Watched()
    assert watched.hear("early", "terminated") == ["ringing", "missed"]
    watched = Watched()
    watched.hear("early")
    watched.extension.hear(NOBODY, 1.0)  # a full document that leaves the call out
    assert watched.kinds == ["ringing", "missed"]


def test_two_telephones_of_one_extension_are_one_call() -> None:
    watched = Watched()
    watched.hear("early")
    second = b'<dialog id="d2" call-id="' + CALL.encode() + b'"><state>confirmed</state></dialog>'
    both = DIALOG.replace(b"early", b"terminated").replace(
        b"</dialog-info>", second + b"</dialog-info>"
    )
    watched.extension.hear(both, 1.0)
    assert watched.kinds == ["ringing", "answered"]
    watched.extension.hear(NOBODY, 2.0)
    assert watched.kinds == ["ringing", "answered", "ended"]


def test_a_call_that_goes_out_is_told_as_one() -> None:
    watched = Watched({})
    told = watched.hear("trying", "confirmed", "terminated", old="recipient", new="initiator")
    assert told == ["dialling", "answered", "ended"]
    assert {event.direction for event in watched.events} == {Direction.OUTBOUND}


def test_what_no_longer_rings_here_and_is_not_taken_soon_is_missed() -> None:
    watched = Watched()
    watched.hear("early")
    watched.extension.gone(CALL, 10.0)
    watched.extension.tick(10.0 + watching.AFTERTHOUGHT - 0.1)
    assert watched.kinds == ["ringing"]
    watched.extension.tick(watched.extension.due)
    assert watched.kinds == ["ringing", "missed"]


def test_but_who_takes_it_meanwhile_has_answered() -> None:
    watched = Watched()
    watched.hear("early")
    watched.extension.gone(CALL, 10.0)
    assert watched.hear("confirmed", at=11.0) == ["answered"]
    watched.extension.tick(100.0)
    assert watched.kinds == ["answered"]


def test_without_news_or_a_connection_it_is_lost() -> None:
    watched = Watched()
    watched.hear("early")
    watched.extension.tick(watched.extension.due)
    assert watched.kinds == ["ringing", "lost"]
    watched.hear("early", "confirmed")
    watched.extension.lose()
    assert watched.kinds == ["ringing", "answered", "lost"]
    assert watched.extension.due == float("inf")


def subscribed() -> tuple[Watched, Subscription]:
    watched = Watched()
    made = Subscription(ACCOUNT, HERE, watched.extension)
    asked = made.make(300)
    fields = (("contact", "<sip:192.168.20.2:5060>"), ("record-route", "<sip:a;lr>, <sip:b;lr>"))
    made.granted(respond(asked, 200, "n", fields))
    return watched, made


def test_a_subscription_goes_on_where_the_exchange_said() -> None:
    _watched, made = subscribed()
    again = made.make(300)
    assert again.uri == "sip:192.168.20.2:5060"
    assert again.all("route") == ["<sip:b;lr>", "<sip:a;lr>"]
    assert again.first("to") == "<sip:202@office.test>;tag=n"
    made.renew()
    assert made.make(300).uri == "sip:202@office.test"


def test_only_its_own_news_is_taken_and_each_once() -> None:
    watched, made = subscribed()
    asked = made.make(300)
    mine = request(NOTIFY, call_id=asked.first("call-id"), to=asked.first("from"))
    assert made.owns(mine)
    assert not made.owns(request(NOTIFY))
    assert not made.hear(mine, 0.0)
    assert watched.kinds == ["ringing"]
    old = NOTIFY.replace(b"early", b"ended").replace(b"CSeq: 3", b"CSeq: 2")
    made.hear(request(old), 0.0)
    assert watched.kinds == ["ringing"]


def test_an_exchange_may_end_it() -> None:
    _watched, made = subscribed()
    assert made.hear(request(NOTIFY, subscription_state="terminated;reason=timeout"), 0.0)
    assert EventKind.RINGING in {event.kind for event in _watched.events}
