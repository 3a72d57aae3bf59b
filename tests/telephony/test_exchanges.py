"""What people type into an exchange is understood here, and the 3CX template asks for just that."""

import json
import re
from concurrent.futures import Future
from xml.etree import ElementTree

import pytest

from mcsys_desktop.app import phone_addresses
from mcsys_desktop.core import resources
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.telephony import exchanges, reception
from mcsys_desktop.telephony.caller_names import CallerNames
from mcsys_desktop.telephony.exchanges import Exchange
from mcsys_desktop.telephony.reception import Reception
from mcsys_desktop.telephony.replies import Reply
from tests.telephony.exchanges_office import Relayed
from tests.telephony.transcripts import HOST, TOKEN
from tests.telephony.webhook_transcripts import post

ASKING = (*exchanges.ASKING, *exchanges.ASKING_FROM_OUTSIDE)
REPORTING = (*exchanges.REPORTING, *exchanges.REPORTING_FROM_OUTSIDE)


@pytest.mark.parametrize("exchange", [*ASKING, *REPORTING], ids=lambda each: each.path)
def test_every_address_is_one_that_is_answered(exchange: Exchange) -> None:
    target = exchange.url("", TOKEN)
    gets = exchange in ASKING or exchange.path == "voipzeker"
    names = CallerNames(lambda number: Future())
    open_to = Reception(TOKEN, {HOST}, reception.webhooks(TOKEN), names)
    head = f"{'GET' if gets else 'POST'} {target} HTTP/1.1\r\nHost: {HOST}".encode()
    reply = open_to.hear(head, b"", "192.168.20.9")
    assert isinstance(reply, Reply)
    assert reply.status == 200
    assert (reply.later is not None) is (exchange in ASKING)


def test_the_addresses_appear_with_the_setting_that_they_need() -> None:
    settings = Settings(listener_enabled=True, listener_address="192.168.20.5")
    phones = len(phone_addresses.addresses(settings))
    settings.listener_names = True
    titles = [line.brand for line in phone_addresses.addresses(settings)[phones:]]
    assert titles == ["3CX", "FreePBX", "FreeSWITCH"]
    settings.listener_webhooks = True
    settings.listener_relay = "https://relay.example.nl/"
    lines = phone_addresses.addresses(settings)[phones:]
    assert len(lines) == len(ASKING) + len(REPORTING)
    outside = [line.url for line in lines if line.url.startswith("https://relay.example.nl/")]
    assert len(outside) == 5


def template() -> ElementTree.Element:
    path = resources.path("exchanges", "3cx.xml")
    return ElementTree.fromstring(path.read_bytes())  # noqa: S314 - our own file


def test_what_the_3cx_template_posts_is_understood() -> None:
    values = {
        "CallType": "Inbound",
        "CallDirection": "Inbound",
        "Number": "0334612045",
        "Agent": "201",
        "Duration": "00:00:09",
    }
    posted = {}
    for value in template().iterfind(".//PostValues/Value"):
        text = value.text or ""
        posted[value.attrib["Key"]] = values.get(text.strip("[]"), text)
    events = Relayed().hear(post("3cx", json.dumps(posted).encode()))
    assert [event.seconds for event in events] == [9, None, None]
    assert events[0].number_raw == "0334612045"
    assert events[0].name_raw == ""


def test_the_3cx_template_asks_at_our_addresses() -> None:
    urls = [request.attrib["Url"] for request in template().iterfind(".//Request")]
    known = {exchange.url("[Address]", "[Token]") for exchange in (*ASKING, *REPORTING)}
    assert set(urls) <= known
    names = {variable.attrib["Path"] for variable in template().iterfind(".//Variable")}
    assert names == {"contact.id", "contact.name"}


def test_the_instructions_name_every_address() -> None:
    text = resources.path("exchanges", "README.md").read_text(encoding="utf-8")
    for exchange in (*ASKING, *REPORTING):
        if exchange.title not in ("3CX", "FreePBX"):
            assert re.search(re.escape(exchange.url("", "TOKEN")), text), exchange.title
