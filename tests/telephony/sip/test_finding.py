"""A provider is found by its name: SRV records in order, then addresses, over a real socket."""

import asyncio
import random
import socket
from collections import Counter
from dataclasses import replace

import dns.rcode
import pytest

from mcsys_desktop.core import i18n
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.telephony import sources
from mcsys_desktop.telephony.base import SourceState
from mcsys_desktop.telephony.sip import finding, source
from mcsys_desktop.telephony.sip.finding import NotOffered, Target, Way, in_order
from mcsys_desktop.telephony.sip.source import SipSource
from tests.telephony.sip.lab import desk
from tests.telephony.sip.messages import ACCOUNT
from tests.telephony.sip.name_server import NameServer, Records, name_server
from tests.telephony.sip.test_source import small

NAME = "provider.example"
PROVIDER = replace(ACCOUNT, host=NAME, domain=NAME, by_name=True)
TWO: Records = {
    ("_sip._udp.provider.example.", "SRV"): [
        "20 0 5062 second.provider.example.",
        "10 0 5070 first.provider.example.",
    ],
    ("_sip._tcp.provider.example.", "SRV"): ["1 1 5072 first.provider.example."],
    ("_sips._tcp.provider.example.", "SRV"): ["1 1 5081 first.provider.example."],
    ("first.provider.example.", "A"): ["127.0.0.1"],
    ("second.provider.example.", "A"): ["127.0.0.2"],
    ("second.provider.example.", "AAAA"): ["::1"],
}


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    i18n.use("en")
    monkeypatch.setattr(source, "FIRST_WAIT", 0.05)


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is asked of the computer itself; it knows each name as 127.0.0.9."""
    asked: list[str] = []

    async def of_machine(host: str, port: int, _transport: str) -> list[Way]:
        asked.append(host)
        return [Way("127.0.0.9", port)]

    monkeypatch.setattr(finding, "_of_machine", of_machine)
    return asked


def asking(server: NameServer, monkeypatch: pytest.MonkeyPatch) -> NameServer:
    monkeypatch.setattr(finding, "resolver", server.resolver)
    return server


@pytest.mark.parametrize(
    ("transport", "found"),
    [
        ("udp", [("127.0.0.1", 5070), ("::1", 5062), ("127.0.0.2", 5062)]),
        ("tcp", [("127.0.0.1", 5072)]),
        ("tls", [("127.0.0.1", 5081)]),
    ],
)
def test_the_machines_of_a_provider_come_in_the_order_of_its_records(
    transport: str,
    found: list[tuple[str, int]],
    system: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(finding, "_leads_there", lambda way: True)
    with name_server(TWO) as server:
        asking(server, monkeypatch)
        ways = asyncio.run(finding.ways(replace(PROVIDER, transport=transport)))
    assert [(way.host, way.port) for way in ways] == found
    assert system == []


def test_an_address_of_a_kind_that_this_computer_cannot_reach_comes_last(
    system: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "_leads_there", lambda way: ":" not in way.host)
    with name_server(TWO) as server:
        asking(server, monkeypatch)
        ways = asyncio.run(finding.ways(PROVIDER))
    assert [way.host for way in ways] == ["127.0.0.1", "127.0.0.2", "::1"]


@pytest.mark.parametrize(
    ("host", "by_name"),
    [
        ("provider.example", False),  # somebody typed a port: one machine is meant
        ("192.168.20.2", True),
        ("::1", True),
        ("pbx", True),
        ("pbx.local", True),
    ],
)
def test_whatever_is_a_machine_is_not_looked_for_as_a_service(
    host: str, by_name: bool, system: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with name_server(TWO) as server:
        asking(server, monkeypatch)
        ways = asyncio.run(finding.ways(replace(PROVIDER, host=host, by_name=by_name)))
    assert ways == [Way("127.0.0.9", 5060)]
    assert (system, server.asked) == ([host], [])


@pytest.mark.parametrize("trouble", ["nothing", "servfail", "silence", "garbage", "nowhere"])
def test_without_records_the_name_is_a_machine(
    trouble: str, system: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "PATIENCE", 0.3)
    with name_server({} if trouble == "nothing" else dict(TWO)) as server:
        asking(server, monkeypatch)
        if trouble == "servfail":
            server.rcode = dns.rcode.SERVFAIL
        elif trouble == "silence":
            server.spoil = lambda _answer: None
        elif trouble == "garbage":
            server.spoil = lambda answer: answer[:2] + b"\xff" * 20
        elif trouble == "nowhere":
            monkeypatch.setattr(finding, "resolver", _no_servers)
        ways = asyncio.run(finding.ways(PROVIDER))
    assert ways == [Way("127.0.0.9", 5060)]
    assert system == [NAME]


def _no_servers() -> None:
    import dns.resolver

    raise dns.resolver.NoResolverConfiguration


def test_a_name_that_offers_nothing_of_the_kind_says_so(
    system: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    records: Records = {("_sip._udp.provider.example.", "SRV"): ["0 0 0 ."]}
    with name_server(records) as server:
        asking(server, monkeypatch)
        with pytest.raises(NotOffered, match="choose another"):
            asyncio.run(finding.ways(PROVIDER))
        with desk(PROVIDER, registered=False) as phone:
            assert "choose another" in phone.status(SourceState.OFF).error
    assert system == []


def test_a_machine_that_only_this_computer_knows_is_found_too(
    system: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    records: Records = {("_sip._udp.provider.example.", "SRV"): ["1 1 5066 sip.inside.example."]}
    with name_server(records) as server:
        asking(server, monkeypatch)
        assert asyncio.run(finding.ways(PROVIDER)) == [Way("127.0.0.9", 5066)]
    assert system == ["sip.inside.example"]


def test_a_thousand_records_are_not_a_thousand_tries(
    system: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    many = [f"1 1 {port} first.provider.example." for port in range(5000, 5060)]
    with name_server({("_sip._udp.provider.example.", "SRV"): many, **_one("first")}) as server:
        asking(server, monkeypatch)
        ways = asyncio.run(finding.ways(PROVIDER))
    assert len(ways) == finding.MOST_TARGETS


def _one(name: str) -> Records:
    return {(f"{name}.provider.example.", "A"): ["127.0.0.1"]}


def test_load_is_shared_by_weight_and_priority_comes_first() -> None:
    chance = random.Random(7)
    targets = [Target("a", 1, 10, 70), Target("b", 2, 10, 30), Target("c", 3, 10, 0)]
    late = Target("d", 4, 20, 100)
    first: Counter[str] = Counter()
    for _ in range(2000):
        ordered = in_order([late, *targets], chance.random)
        assert len(ordered) == 4
        assert ordered[-1] is late
        first[ordered[0].host] += 1
    assert 1300 < first["a"] < 1500
    assert 500 < first["b"] < 700
    assert first["c"] < 10


def test_damaged_answers_do_no_harm(system: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "PATIENCE", 0.02)
    chance = random.Random(5)

    def spoil(answer: bytes) -> bytes:
        made = bytearray(answer)
        for _ in range(chance.randint(1, 6)):
            made[chance.randrange(2, len(made))] = chance.randrange(256)
        return bytes(made[: chance.randint(3, len(made))])

    with name_server(TWO) as server:
        asking(server, monkeypatch)
        server.spoil = spoil
        for _ in range(30):
            try:
                assert asyncio.run(finding.ways(PROVIDER))
            except NotOffered:
                continue


def test_a_provider_whose_first_machine_is_gone_is_reached_at_the_second(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as box:
        box.bind(("127.0.0.1", 0))
        gone = box.getsockname()[1]
    with small() as office:
        records: Records = {
            ("_sip._udp.provider.example.", "SRV"): [
                f"1 1 {gone} first.provider.example.",
                f"2 1 {office.port} first.provider.example.",
            ],
            **_one("first"),
        }
        with name_server(records) as server:
            asking(server, monkeypatch)
            with desk(PROVIDER, registered=False) as phone:
                phone.status(SourceState.WORKING)
            registered = office.asked[0]
    assert registered.uri == f"sip:{NAME}"  # whichever machine it is


@pytest.mark.parametrize(
    ("typed", "by_name"),
    [
        ("sip.provider.example", True),
        ("sip:sip.provider.example:5060", False),
        ("[::1]:5080", False),
    ],
)
def test_a_port_that_is_typed_is_one_machine(typed: str, by_name: bool) -> None:
    settings = Settings(sip_enabled=True, sip_server=typed, sip_user="201")
    made = sources.of_office("sip", settings)
    assert isinstance(made, SipSource)
    assert made._account.by_name is by_name
