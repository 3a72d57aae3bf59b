"""An exchange that asks a running program who is calling is told, while the settings allow it."""

import socket
from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from mcsys_desktop.app.program import Program
from mcsys_desktop.core.profile import Profile
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.services import customers
from mcsys_desktop.telephony.listener import HandsetListener
from tests.app.conftest import StartProgram, password_file
from tests.conftest import Office

LOOPBACK = "127.0.0.1"


Running = Callable[[bool], Program]


@pytest.fixture
def running(start_program: StartProgram, office: Office, profile: Profile, qtbot: QtBot) -> Running:
    """A program that listens and knows somebody, with or without leave to give names."""
    return lambda names: started(start_program, office, profile, qtbot, names)


def started(
    start_program: StartProgram, office: Office, profile: Profile, qtbot: QtBot, names: bool
) -> Program:
    settings = Settings(
        language="en",
        listener_enabled=True,
        listener_address=LOOPBACK,
        listener_port=0,
        listener_names=names,
    )
    secret = password_file(office, profile)
    program = start_program(office.url, settings=settings, password_file=secret)
    qtbot.waitUntil(lambda: program.phones is not None and listener(program).bound is not None)
    made: list[int] = []
    draft = customers.CustomerDraft(first_name="Els", surname="Hendriks", phone="033 253 70 91")
    program.work.run(program, customers.create, draft, then=made.append)
    qtbot.waitUntil(lambda: bool(made))
    return program


def listener(program: Program) -> HandsetListener:
    assert program.phones is not None
    (source,) = program.phones.sources
    assert isinstance(source, HandsetListener)
    return source


def ask(program: Program) -> tuple[bytes, bytes]:
    bound, token = listener(program).bound, program.settings.token()
    assert bound is not None
    with socket.create_connection(bound, timeout=20) as exchange:
        exchange.sendall(f"GET /cid/{token}?number=0332537091 HTTP/1.0\r\n\r\n".encode())
        answer = b""
        while part := exchange.recv(4096):
            answer += part
    head, _, body = answer.partition(b"\r\n\r\n")
    return head, body


def test_an_exchange_is_told_who_is_calling(running: Running, qtbot: QtBot) -> None:
    program = running(True)
    # The first question may come too late on a slow machine, and then has no answer.
    qtbot.waitUntil(lambda: ask(program)[1] == b"Els Hendriks", timeout=20_000)


def test_no_name_leaves_a_program_that_was_not_allowed_to_tell(running: Running) -> None:
    head, body = ask(running(False))
    assert head.startswith(b"HTTP/1.1 404 ")
    assert body == b""
