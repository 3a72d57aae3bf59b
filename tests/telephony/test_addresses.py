"""Only addresses of the office's own network are listened at, and listened to."""

import pytest

from mcsys_desktop.core import i18n
from mcsys_desktop.telephony import addresses


@pytest.mark.parametrize(
    "text",
    ["10.1.2.3", "172.31.0.1", "192.168.20.5", "127.0.0.1", "::1", "fd00::7", "fe80::1%eth0"],
)
def test_an_address_of_the_office_is_fine(text: str) -> None:
    assert addresses.problem(text) == ""
    assert addresses.is_near(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Choose the network address"),
        ("0.0.0.0", "all addresses at once"),  # noqa: S104 - refused
        ("::", "all addresses at once"),
        ("8.8.8.8", "from the internet"),
        ("2a00:1450::1", "from the internet"),
        ("100.64.0.1", "from the internet"),
        ("224.0.0.1", "from the internet"),
        ("::ffff:8.8.8.8", "from the internet"),
        ("localhost", "not a network address"),
        ("192.168.1.1/24", "not a network address"),
    ],
)
def test_any_other_address_is_refused_with_a_sentence(text: str, words: str) -> None:
    i18n.use("en")
    try:
        assert words in addresses.problem(text)
    finally:
        i18n.use("nl")


def test_mapped_and_zoned_addresses_are_read_as_what_they_are() -> None:
    assert addresses.plain("::ffff:192.168.20.31") == "192.168.20.31"
    assert addresses.plain("fe80::1%eth0") == "fe80::1"
    assert addresses.plain("nonsense") == "nonsense"


def test_the_list_of_phones_holds_addresses_and_networks() -> None:
    phones = addresses.AllowList(["192.168.20.31", " 10.0.5.0/24 ", "fd00::/64"])
    assert phones.wrong == []
    assert "192.168.20.31" in phones
    assert "::ffff:192.168.20.31" in phones
    assert "10.0.5.77" in phones
    assert "fd00::5" in phones
    assert "192.168.20.32" not in phones
    assert "" not in phones


def test_the_list_of_phones_never_reaches_outside_the_office() -> None:
    wrong = ["0.0.0.0/0", "8.8.8.8", "192.0.0.0/8", "::/0", "telefoon", ""]
    assert addresses.AllowList(wrong).wrong == wrong


def test_this_computer_has_its_own_addresses() -> None:
    assert addresses.is_here("127.0.0.1")
    assert not addresses.is_here("192.168.253.254")
    assert all(addresses.is_here(found) for found in addresses.of_this_computer())
