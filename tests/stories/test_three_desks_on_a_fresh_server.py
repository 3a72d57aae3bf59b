"""From a fresh PostgreSQL to three people at work: real windows, real invitations, one server.

With MCSYS_PICTURES=FOLDER the pictures of the three windows stay there.
"""

import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from mcsys_desktop.app.tour import telephone
from mcsys_desktop.core import certificates, settings
from tests.cli.test_servers import CODE, prepare
from tests.faults.watching import Watched
from tests.rogue import CLEARTEXT, rogue_server
from tests.servers import OUTSIDE, OwnServer, own_server, relay
from tests.ui.display import MISSING, Display, new_display

DESK = "tests.stories.invited_desk"
WORDS = "walnoot dirigent sneeuwschep"
PEOPLE = {"sanne": "Sanne Vis", "bob": "Bob Smit", "piet": "Piet Mol"}
CUSTOMERS = {
    "Bakkerij Smit": "033 461 20 45",
    "Garage Vos": "033 461 20 46",
    "Kapper Bos": "033 461 20 47",
}
CHANGES = {  # who changes whom into what, all at the same time
    "sanne": ("Bakkerij Smit", "Bakkerij Smit & Zoon"),
    "bob": ("Garage Vos", "Garage Vos en Dochters"),
    "piet": ("Kapper Bos", "Kapsalon Bos"),
}
SOON = 20.0


@pytest.fixture(scope="module")
def server() -> Iterator[OwnServer]:
    with own_server() as made:
        yield made


@pytest.fixture
def display(tmp_path: Path) -> Iterator[Display]:
    """A screen with a window manager, which all desks stand on."""
    if MISSING:
        pytest.skip(f"not installed here: {', '.join(MISSING)}")
    folder = tmp_path / "display"
    folder.mkdir(mode=0o700)
    with new_display(folder) as shown:
        yield shown


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    folder = Path(os.environ.get("MCSYS_PICTURES") or tmp_path / "pictures")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def password(login: str) -> str:
    return f"{WORDS} {PEOPLE[login]}"


def until(seen: Callable[[], Any], wanted: object) -> None:
    deadline = time.monotonic() + SOON
    while (found := seen()) != wanted:
        assert time.monotonic() < deadline, f"{found} instead of {wanted}"
        time.sleep(0.1)


def test_three_people_join_by_invitation_and_work_at_once(
    server: OwnServer, tmp_path: Path, pictures: Path, display: Display
) -> None:
    files = {login: tmp_path / f"{login}.mcsys" for login in PEOPLE}
    done = prepare(server, tmp_path / "root", "--first", PEOPLE["sanne"], "--to", files["sanne"])
    (code,) = (line for line in done.stdout.splitlines() if re.fullmatch(CODE, line))
    with ExitStack() as stack:
        desks: dict[str, Watched] = {}

        def open_desk(login: str) -> Watched:
            own = tmp_path / login
            own.mkdir()
            begun = open_window(display, own, str(files[login]))
            desks[login] = stack.enter_context(begun)
            return desks[login]

        sanne = open_desk("sanne")
        assert sanne.ask("picture " + str(pictures / "joining.png"), "picture")
        assert sanne.ask(f"join {code}|{password('sanne')}", "join") == PEOPLE["sanne"]
        for company, number in CUSTOMERS.items():
            sanne.ask(f"new {company}|{number}", "new")
        invited = {
            login: sanne.ask(f"invite {PEOPLE[login]}|{files[login]}", "invite")
            for login in ("bob", "piet")
        }
        for login, code in invited.items():
            assert code not in files[login].read_text(), "the file holds no secret"
            joined = open_desk(login).ask(f"join {code}|{password(login)}", "join")
            assert joined == PEOPLE[login]

        work_at_once(desks)
        for login, desk in desks.items():
            assert desk.ask(f"picture {pictures / f'{login}.png'}", "picture")
        for login, desk in desks.items():
            history_tells_who_did_what(desk)
            assert desk.ask(f"picture {pictures / f'{login}_history.png'}", "picture")
        assert [desk.crashes for desk in desks.values()] == [[], [], []]
    url = settings.load(tmp_path / "bob").office
    only_from_the_network_of_the_office(server, display, tmp_path / "bob", url, pictures)
    a_rogue_server_hears_no_password(display, tmp_path / "bob", url)


def open_window(display: Display, own: Path, way: str) -> Watched:
    return Watched(DESK, str(own), way, environment=display.environment())


def work_at_once(desks: dict[str, Watched]) -> None:
    """Each changes another customer while the phone on Piet's desk rings."""
    port, token = desks["piet"].ask("phone", "phone")
    process = telephone.Telephone()
    began = time.monotonic()
    try:
        for login, (old, new) in CHANGES.items():
            desks[login].give(f"rename {old}|{new}")
        process.send(port, telephone.yealink(token, port, "ring", "call-1", "0334612045", "Smit"))
        for login, (_old, new) in CHANGES.items():
            told = desks[login].wait_for("rename", after=began)
            assert told.said == new
    finally:
        process.stop()
    names = sorted(new for _old, new in CHANGES.values())
    for desk in desks.values():
        until(lambda desk=desk: desk.ask("customers", "customers"), names)  # type: ignore[misc]
        until(lambda desk=desk: desk.ask("calls", "calls"), ["Bakkerij Smit & Zoon"])  # type: ignore[misc]


def history_tells_who_did_what(desk: Watched) -> None:
    for login, (old, new) in CHANGES.items():
        acts = desk.ask(f"past {new}", "past")
        changes = [(who, said) for who, said in acts if f"{old} → {new}" in said]
        assert [who for who, _said in changes] == [PEOPLE[login]], acts
        assert acts[-1][0] == PEOPLE["sanne"], "who made it stands at the beginning"


def return_to(display: Display, own: Path, url: str, port: int) -> Watched:
    """Somebody comes to work again, and reaches the server by this port."""
    (own / "password").write_text(password(own.name) + "\n")
    there = urlsplit(url)
    there = there._replace(netloc=f"{there.username}@{there.hostname}:{port}")
    return open_window(display, own, there.geturl())


def only_from_the_network_of_the_office(
    server: OwnServer, display: Display, own: Path, url: str, pictures: Path
) -> None:
    for source, gets_in in (("127.0.0.9", True), (OUTSIDE, False)):
        with relay(server.port, source) as port, return_to(display, own, url, port) as desk:
            said = desk.ask("banner", "banner")
            desk.ask(f"picture {pictures / 'outside.png'}", "picture")
            assert ("buiten het netwerk" in said) != gets_in, said


def a_rogue_server_hears_no_password(display: Display, own: Path, url: str) -> None:
    stranger = certificates.make_authority("Kantoor", "localhost", "127.0.0.1")
    pair = certificates.make_server(stranger, "localhost", "127.0.0.1")
    with rogue_server(pair, CLEARTEXT, own) as (port, heard):
        with return_to(display, own, url, port) as desk:
            said = desk.ask("banner", "banner")
        assert "niet bewijzen" in said, said
    assert heard.visits > 0
    for secret in (b"dirigent", b"bob"):
        assert secret not in heard.wire + heard.inside
