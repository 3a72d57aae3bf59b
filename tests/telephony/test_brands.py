"""The addresses that people put into their phones are short, ordered and understood here."""

import pytest

from mcsys_desktop.telephony.brands import BRANDS, Brand, templates
from mcsys_desktop.telephony.events import CallEvent
from mcsys_desktop.telephony.handsets import EVENTS, Handsets
from tests.telephony.transcripts import TOKEN

LONGEST = "fd00:1234:5678:9abc:def0:1234:5678:9abc"


@pytest.mark.parametrize("brand", BRANDS, ids=lambda brand: brand.key)
def test_every_address_of_a_brand_is_understood_here(brand: Brand) -> None:
    for event, url in templates("192.168.20.5", 8765, TOKEN)[brand.key].items():
        assert event in EVENTS
        target = url.removeprefix("http://192.168.20.5:8765").removeprefix("192.168.20.5:8765")
        head = f"GET {target} HTTP/1.1\r\nHost: 192.168.20.5:8765\r\n\r\n".encode()
        heard = Handsets(TOKEN, {"192.168.20.5"}).hear(head, "192.168.20.31")
        assert isinstance(heard, CallEvent)
        assert heard.kind is EVENTS[event]
        assert "$" not in repr(heard)  # variables that a phone leaves as they are count for nothing


def test_no_address_is_longer_than_the_phone_keeps() -> None:
    urls = templates(LONGEST, 65535, "t" * 43)
    assert all(
        len(url) <= (brand.longest or 511) for brand in BRANDS for url in urls[brand.key].values()
    )
    assert urls["yealink"]["ring"].startswith(f"http://[{LONGEST}]:65535/phone/")


def test_what_a_caller_chooses_stands_last() -> None:
    for brand in BRANDS:
        fields = list(brand.fields)
        assert fields[-1] == "name"
        assert fields.index("remote") > fields.index("mac")


def test_a_grandstream_gets_an_address_without_scheme() -> None:
    assert templates("10.0.0.2", 80, "t")["grandstream"]["ring"].startswith("10.0.0.2:80/phone/t/")
