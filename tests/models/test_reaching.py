"""Which servers are spoken to at all: only those on the office's own network."""

import socket
from typing import Any

import pytest

from mcsys_desktop.core.errors import OfficeUnavailable, UserError
from mcsys_desktop.models import address, postgres, reaching


def answers(monkeypatch: pytest.MonkeyPatch, *found: str) -> None:
    """Let every name lead to ``found``."""

    def getaddrinfo(_host: object, port: int, **_more: object) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (place, port)) for place in found]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)


def test_a_name_that_leads_out_of_the_office_is_refused_before_anything_is_sent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known = postgres.parameters(address.parse("postgresql://anna@kantoor.local/mcsys"), "x", 1)
    for found in (("8.8.8.8",), ("192.168.1.10", "8.8.8.8")):
        answers(monkeypatch, *found)
        with pytest.raises(UserError, match=r"8\.8\.8\.8"):
            reaching.connect(**known)


def test_a_name_is_looked_up_once_and_its_addresses_are_pinned(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers(monkeypatch, "192.168.1.10", "fd00::10", "192.168.1.10")
    known = postgres.parameters(address.parse("postgresql://anna@kantoor.local/mcsys"), "x", 1)
    pinned = reaching._pinned(known)
    assert pinned["hostaddr"] == "192.168.1.10,fd00::10"
    assert pinned["host"] == "kantoor.local,kantoor.local"
    for name, value in address.SAFE.items():
        assert pinned[name] == value


def test_a_name_that_nobody_knows_is_said_to_be_unknown() -> None:
    known = postgres.parameters(address.parse("postgresql://anna@nergens.invalid/mcsys"), "x", 1)
    with pytest.raises(OfficeUnavailable, match=r"nergens\.invalid"):
        reaching.connect(**known)


def test_a_socket_of_this_computer_needs_no_tls_and_no_password(tmp_path: object) -> None:
    read = address.parse(f"postgresql://postgres@:5433/mcsys?host={tmp_path}")
    assert (read.local, read.host, read.port) == (True, str(tmp_path), 5433)
    assert read.options == {}
    assert address.parse(read.as_login("anna").url).host == str(tmp_path)
