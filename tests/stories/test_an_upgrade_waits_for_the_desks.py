"""The office is upgraded while two people work in it: they are asked in their windows, and decide.

With MCSYS_PICTURES=FOLDER the pictures of their windows stay there.
"""

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from mcsys_desktop.core.profile import Profile
from mcsys_desktop.models import migrations, upgrade
from mcsys_desktop.models.base import Group
from mcsys_desktop.services import offices, servers
from mcsys_desktop.services.offices import Answer
from tests.faults.watching import Watched
from tests.models.newer import NEXT
from tests.servers import DATABASE, OwnServer, own_server
from tests.ui.display import MISSING, Display, new_display

DESK = "tests.stories.invited_desk"
PASSWORD = "walnoot dirigent sneeuwschep kwast"
SOON = 20.0


@pytest.fixture(scope="module")
def server() -> Iterator[OwnServer]:
    with own_server() as made:
        made.prepare()
        yield made


@pytest.fixture
def display(tmp_path: Path) -> Iterator[Display]:
    if MISSING:
        pytest.skip(f"not installed here: {', '.join(MISSING)}")
    folder = tmp_path / "display"
    folder.mkdir(mode=0o700)
    with new_display(folder) as shown:
        yield shown


def desk(server: OwnServer, display: Display, folder: Path, name: str) -> Watched:
    """Somebody who was let in, at work."""
    own = folder / name
    own.mkdir()
    invited = server.invite(name, Group.DESK)
    url = servers.join(invited.invitation, invited.code, PASSWORD, Profile(own))
    (own / "password").write_text(PASSWORD + "\n")
    return Watched(DESK, str(own), url, environment=display.environment())


def until(seen: Callable[[], Any], fits: Callable[[Any], object]) -> Any:
    deadline = time.monotonic() + SOON
    while not fits(found := seen()):
        assert time.monotonic() < deadline, found
        time.sleep(0.1)
    return found


def test_it_begins_when_the_one_agrees_and_the_other_is_closed(
    server: OwnServer, display: Display, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pictures = Path(os.environ.get("MCSYS_PICTURES") or tmp_path)
    monkeypatch.setattr(upgrade, "MIGRATIONS", (*migrations.MIGRATIONS, NEXT))
    monkeypatch.setattr(upgrade, "SCHEMA", NEXT.NUMBER)
    told: list[list[tuple[str, Answer]]] = []
    done: list[list[str]] = []

    def tell(waited: list[offices.Waited]) -> None:
        told.append([(one.name, one.answer) for one in waited])

    def upgrading() -> None:
        url = server.local.url(DATABASE)
        done.append(offices.upgrade(url, server.local.password, tell))

    with desk(server, display, tmp_path, "bob") as bob:
        with desk(server, display, tmp_path, "piet") as piet:
            asking = threading.Thread(target=upgrading, daemon=True)
            asking.start()
            for one in (bob, piet):
                said = until(lambda one=one: one.ask("wish", "wish"), bool)  # type: ignore[misc]
                assert "wil het kantoor bijwerken naar versie" in said
            assert bob.ask("begin Zonneveld", "begin") == "Zonneveld"
            assert "wacht op jou" in bob.ask("later", "later")
            until(lambda: told[-1], lambda now: ("bob", Answer.LATER) in now)
            assert bob.ask(f"picture {pictures / 'upgrade_waits.png'}", "picture")
            assert "Je bent akkoord" in bob.ask("agree", "agree")
            until(lambda: told[-1], lambda now: now == [("piet", Answer.NONE)])
            time.sleep(2)
            assert not done, "somebody who does not answer is waited for"
            assert server.sql("SELECT version FROM app.schema_meta", DATABASE) == [
                (NEXT.NUMBER - 1,)
            ]
        asking.join(30)  # Piet went home
        assert done == [[NEXT.NAME]]
        said = until(lambda: bob.ask("banner", "banner"), bool)
        assert "ouder dan het kantoor" in said
        assert "bewaard" in said, "what Bob was typing is not lost"
        assert until(lambda: bob.ask("wish", "wish"), lambda said: said == "") == ""
        assert bob.ask(f"picture {pictures / 'upgrade_done.png'}", "picture")
        assert bob.crashes == piet.crashes == []
