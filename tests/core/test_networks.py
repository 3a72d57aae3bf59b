"""Private addresses, and all the others."""

import pytest

from mcsys_desktop.core import networks

PRIVATE = """
10.0.0.1 172.16.5.4 172.31.255.254 192.168.178.20 127.0.0.1 169.254.7.7 fd12:3456::1 fe80::1
fe80::1%eth0 ::1 ::ffff:192.168.1.1
"""
OTHERS = """
8.8.8.8 172.32.0.1 172.15.255.255 192.169.0.1 11.0.0.1 100.64.0.1 0.0.0.0 192.0.2.1 2001:db8::1
2a00:1450::1 ::ffff:8.8.8.8 :: 64:ff9b::a00:1 kantoor 10.0.0 10.0.0.1.1 10.0.0.256
"""


def test_private_addresses_are_known() -> None:
    assert [found for found in PRIVATE.split() if not networks.is_private(found)] == []


def test_no_other_is_taken_for_one() -> None:
    assert [found for found in [*OTHERS.split(), ""] if networks.is_private(found)] == []


@pytest.mark.parametrize(
    ("given", "address"),
    [("10.0.0.1", True), ("fe80::1%eth0", True), ("kantoor.local", False), ("", False)],
)
def test_a_name_is_no_address(given: str, address: bool) -> None:
    assert networks.is_address(given) is address
