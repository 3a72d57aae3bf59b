"""Being registered lasts, costs no more than needed, and never shuts the office out."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from mcsys_desktop.telephony.sip import clients, message, standing
from mcsys_desktop.telephony.sip.clients import Clients
from mcsys_desktop.telephony.sip.message import Request, respond
from mcsys_desktop.telephony.sip.registration import Registration
from mcsys_desktop.telephony.sip.standing import Outcome, Secret, Standing, Verdict
from tests.telephony.sip.messages import ACCOUNT, HERE

NONCE = ("www-authenticate", 'Digest realm="r", nonce="{}", qop="auth", algorithm=MD5')


def challenge(nonce: str, stale: bool = False) -> tuple[str, str]:
    return NONCE[0], NONCE[1].format(nonce) + (", stale=true" if stale else "")


@dataclass
class Office:
    """A telephone and what it says to the exchange, with a clock that tests set."""

    reliable: bool = True
    sent: list[Request] = field(default_factory=list)
    told: list[Outcome] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.clients = Clients(self._take, HERE.via, reliable=self.reliable)
        made = Registration(ACCOUNT, HERE)
        self.standing = Standing(
            self.clients,
            Secret("201", "geheim"),
            made.make,
            self.told.append,
            made.granted_for,
            chance=lambda low, high: 1.0,
        )

    def _take(self, data: bytes) -> None:
        read = message.read(data)
        assert isinstance(read, Request)
        self.sent.append(read)

    def answer(self, status: int, *fields: tuple[str, str], at: float = 0.0) -> None:
        """The exchange answers what it was asked last."""
        response = respond(self.sent[-1], status, "x", fields)
        read = message.read(response.wire())
        assert isinstance(read, message.Response)
        self.clients.hear(read, at)

    @property
    def verdicts(self) -> list[Verdict]:
        return [one.verdict for one in self.told]

    def granted(self, seconds: int = 100, at: float = 0.0) -> None:
        self.answer(200, ("contact", f"{HERE.contact('201')};expires={seconds}"), at=at)


def test_a_password_is_proved_when_it_is_asked_for_and_then_at_once() -> None:
    office = Office()
    office.standing.begin(0.0)
    assert office.sent[0].first("authorization") == ""
    assert office.sent[0].first("expires") == "300"
    assert ACCOUNT.instance in office.sent[0].first("contact")
    office.answer(401, challenge("one"))
    assert 'nonce="one"' in office.sent[1].first("authorization")
    assert [one.sequence[0] for one in office.sent] == [1, 2]
    assert office.sent[0].first("call-id") == office.sent[1].first("call-id")
    office.granted()
    assert office.verdicts == [Verdict.GRANTED]
    office.standing.tick(85.0)
    assert "nc=00000002" in office.sent[2].first("authorization")


def test_it_is_refreshed_before_it_is_over() -> None:
    office = Office()
    office.standing.begin(0.0)
    office.granted(100)
    assert office.standing.due == 85.0
    office.standing.tick(84.9)
    assert len(office.sent) == 1
    office.standing.tick(85.0)
    assert len(office.sent) == 2


def test_a_wrong_password_is_sent_once() -> None:
    office = Office()
    office.standing.begin(0.0)
    office.answer(401, challenge("one"))
    office.answer(401, challenge("two"))
    assert office.verdicts == [Verdict.WRONG_PASSWORD]
    assert len(office.sent) == 2
    office.standing.tick(1e9)
    assert len(office.sent) == 2


@pytest.mark.parametrize("after_proof", [True, False])
def test_forbidden_is_a_wrong_password_too(after_proof: bool) -> None:
    office = Office()
    office.standing.begin(0.0)
    if after_proof:
        office.answer(401, challenge("one"))
    office.answer(403)
    assert office.verdicts == [Verdict.WRONG_PASSWORD]
    assert office.standing.due == float("inf")


def test_a_stale_nonce_is_no_wrong_password() -> None:
    office = Office()
    office.standing.begin(0.0)
    office.answer(401, challenge("one"))
    office.answer(401, challenge("two", stale=True))
    office.granted()
    assert office.verdicts == [Verdict.GRANTED]


def test_nor_is_a_nonce_that_has_grown_old_without_saying_so() -> None:
    office = Office()
    office.standing.begin(0.0)
    office.answer(401, challenge("one"))
    office.granted()
    office.standing.tick(85.0)
    office.answer(401, challenge("two"), at=85.0)
    office.granted(at=85.0)
    assert office.verdicts == [Verdict.GRANTED, Verdict.GRANTED]


def test_an_exchange_that_calls_every_nonce_stale_is_not_asked_without_end() -> None:
    office = Office()
    office.standing.begin(0.0)
    for number in range(20):
        if office.told:
            break
        office.answer(401, challenge(str(number), stale=True))
    assert office.verdicts == [Verdict.REFUSED]
    assert len(office.sent) == 6


def test_a_longer_term_that_is_insisted_on_is_taken() -> None:
    office = Office()
    office.standing.begin(0.0)
    office.answer(423, ("min-expires", "3600"))
    assert office.sent[1].first("expires") == "3600"
    office.answer(423, ("min-expires", "3600"))  # the same again helps nobody
    assert office.verdicts == [Verdict.REFUSED]


def test_after_a_refusal_it_waits_longer_each_time_but_never_for_ever() -> None:
    office, at, waits = Office(), 0.0, []
    office.standing.begin(at)
    for _ in range(9):
        office.answer(503, at=at)
        waits.append(office.standing.due - at)
        at = office.standing.due
        office.standing.tick(at)
    assert waits == [30, 60, 120, 240, 480, 960, 1800, 1800, 1800]
    office.granted(at=at)
    office.standing.tick(at + 85)
    office.answer(503, at=at + 85)
    assert office.standing.due == at + 85 + 30  # all is forgotten when it worked once


def test_it_waits_as_long_as_the_exchange_asks_and_not_exactly_as_all_others() -> None:
    office = Office()
    office.standing.begin(0.0)
    office.answer(503, ("retry-after", "100 (busy);duration=5"))
    assert office.standing.due == 100.0
    asked: list[tuple[float, float]] = []

    def chance(low: float, high: float) -> float:
        asked.append((low, high))
        return high

    office.standing._chance = chance
    office.standing.tick(100.0)
    office.answer(503, at=100.0)
    assert asked == [(0.8, 1.2)]
    assert office.standing.due == pytest.approx(100.0 + 60 * 1.2)


def test_a_way_of_proving_that_we_do_not_know_is_no_wrong_password() -> None:
    office = Office()
    office.standing.begin(0.0)
    office.answer(401, ("www-authenticate", 'Digest realm="r", nonce="n", qop="auth-int"'))
    assert office.verdicts == [Verdict.UNPROVABLE]


def test_no_answer_is_noticed_after_half_a_minute() -> None:
    office = Office(reliable=False)
    office.standing.begin(0.0)
    at = 0.0
    while not office.told:
        at = office.clients.due
        office.clients.tick(at)
    assert at == clients.PATIENCE == 32.0
    assert office.verdicts == [Verdict.UNANSWERED]
    assert len(office.sent) == 11  # RFC 3261 17.1.2.2
    assert len({one.first("via") for one in office.sent}) == 1


def test_signing_off_takes_our_address_away_and_tells_nobody() -> None:
    office = Office()
    office.standing.begin(0.0)
    office.answer(401, challenge("one"))
    office.granted()
    office.standing.end(1.0)
    assert office.sent[-1].first("expires") == "0"
    assert office.sent[-1].first("contact").endswith(";expires=0")
    office.answer(200)
    assert office.clients.idle
    assert office.verdicts == [Verdict.GRANTED]
    office.standing.tick(1e9)
    assert len(office.sent) == 3


@pytest.mark.parametrize(
    ("fields", "seconds"),
    [
        ([("contact", "{};expires=60"), ("expires", "90")], 60),
        ([("contact", "<sip:201@192.168.20.9>;expires=7, {};expires=60")], 60),
        ([("contact", "<sip:201@192.0.2.1:9>;expires=44")], 44),  # one alone, seen through a router
        ([("contact", '<sip:201@192.0.2.1>;expires=7;+sip.instance="<urn:uuid:{i}>"'),
          ("contact", "<sip:201@192.0.2.2>;expires=8")], 7),
        ([("expires", "90")], 90),
        ([], 300),
        ([("contact", "*"), ("expires", "x")], 0),
    ],
)  # fmt: skip
def test_the_time_that_is_granted_is_our_own(fields: list[tuple[str, str]], seconds: int) -> None:
    office, made = Office(), Registration(ACCOUNT, HERE)
    office.standing.begin(0.0)
    mine = HERE.contact("201")
    filled = [
        (name, value.replace("{i}", ACCOUNT.instance).replace("{}", mine)) for name, value in fields
    ]
    assert made.granted_for(respond(office.sent[0], 200, "x", filled), 300) == seconds


def test_nothing_granted_is_a_refusal() -> None:
    office = Office()
    office.standing.begin(0.0)
    office.granted(0)
    assert office.verdicts == [Verdict.REFUSED]


def test_an_answer_to_something_else_is_no_answer() -> None:
    office = Office()
    office.standing.begin(0.0)
    other = respond(office.sent[0], 200, "x")
    for old, new in (("branch=z9hG4bK", "branch=z9hG4bK0"), ("1 REGISTER", "1 OPTIONS")):
        wire = other.wire().replace(old.encode(), new.encode())
        read = message.read(wire)
        assert isinstance(read, message.Response)
        office.clients.hear(read, 0.0)
    assert office.told == []


def test_a_secret_is_not_shown() -> None:
    shown: Callable[[object], str] = repr
    assert "geheim" not in shown(Secret("201", "geheim"))
    assert ACCOUNT.password not in shown(ACCOUNT)
    assert standing.FIRST_WAIT == 30.0
