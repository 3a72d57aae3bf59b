"""The main job, on real input: a phone's own request rings, and the right customer is on screen."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from mcsys_desktop.app.program import Program
from mcsys_desktop.app.tour import telephone
from mcsys_desktop.core.profile import Profile
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.models.customers import CustomerKind
from mcsys_desktop.services import customers
from mcsys_desktop.telephony.listener import HandsetListener
from tests.app.conftest import StartProgram, password_file, profile, start_program
from tests.conftest import Office

__all__ = ["profile", "start_program"]  # fixtures of the whole program, used here as well

NAME = '<img src="x" onerror="alert(1)"> Zonneveld'
SECOND_DESK = Path(__file__).with_name("second_desk.py")
ROOT = Path(__file__).parents[2]


@pytest.fixture
def desk(office: Office, profile: Profile, start_program: StartProgram, qtbot: QtBot) -> Program:
    """A desk with a listener for phones, and one customer with two people's numbers."""
    settings = Settings(
        language="en", listener_enabled=True, listener_address="127.0.0.1", listener_port=0
    )
    program = start_program(
        office.url, password_file=password_file(office, profile), settings=settings
    )
    made: list[int] = []
    draft = customers.CustomerDraft(
        kind=CustomerKind.BUSINESS, company_name=NAME, phone="033 461 20 45"
    )
    program.work.run(program, customers.create, draft, then=made.append)
    qtbot.waitUntil(lambda: bool(made))
    qtbot.waitUntil(lambda: port_of(program) > 0)
    return program


def port_of(program: Program) -> int:
    """Where the listener answers."""
    assert program.phones is not None
    for source in program.phones.sources:
        if isinstance(source, HandsetListener) and source.bound is not None:
            return source.bound[1]
    return 0


@pytest.fixture
def phone(desk: Program) -> Iterator[Callable[..., None]]:
    """A desk phone: bytes over the network, from another process."""
    process = telephone.Telephone()

    def send(form: Callable[..., bytes], event: str, remote: str, name: str = "") -> None:
        port = port_of(desk)
        process.send(port, form(desk.settings.token(), port, event, "call-1", remote, name))

    yield send
    process.stop()


@pytest.mark.parametrize("form", [telephone.yealink, telephone.snom])
def test_a_phones_own_bytes_bring_the_card_up_in_a_real_window(
    desk: Program, phone: Callable[..., None], form: Callable[..., bytes], qtbot: QtBot
) -> None:
    assert desk.screens is not None
    body = desk.screens.panel.body

    phone(form, "ring", "0334612045", '"Bakkerij" J&B <x>')

    qtbot.waitUntil(lambda: body.view.state == "known" and body.view.name == NAME)
    assert desk.window.isVisible()
    assert body.view.detail == "033 461 20 45"
    for label in desk.window.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText
    phone(form, "answered", "0334612045")
    qtbot.waitUntil(lambda: body.view.state == "talking")
    phone(form, "ended", "0334612045")
    qtbot.waitUntil(lambda: body.view.state == "finishing")
    qtbot.waitUntil(lambda: desk.screens is not None and desk.screens.desk.book.unsaved == 0)
    call = desk.screens.desk.shown
    assert call is not None
    assert call.row is not None
    assert call.row.customer_name == NAME


@pytest.mark.parametrize("engine", ["postgres"])
def test_another_desk_has_the_call_in_its_log_untouched_by_hand(
    desk: Program,
    office: Office,
    phone: Callable[..., None],
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    (tmp_path / "password").write_text(office.password)
    program = [sys.executable, "-m", "tests.stories.second_desk"]
    second = subprocess.Popen(
        [*program, office.login("bob"), str(tmp_path), "+31334612045"],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert second.stdout is not None
    try:
        assert second.stdout.readline() == "ready\n"
        phone(telephone.yealink, "ring", "0334612045")
        assert desk.screens is not None
        body = desk.screens.panel.body
        qtbot.waitUntil(lambda: body.view.state == "known")
        qtbot.waitUntil(lambda: second.poll() is not None, timeout=60_000)
        told = json.loads(second.stdout.readline())
    finally:
        second.kill()
        second.wait()
        second.stdout.close()
    assert told == {"customer": NAME, "state": "RINGING", "count": 1}
