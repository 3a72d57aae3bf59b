"""The program is killed while somebody types: what was typed is there, but for a few letters."""

import itertools
import random
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from mcsys_desktop.core import sealed
from mcsys_desktop.core.drafts import Draft, Drafts
from mcsys_desktop.core.profile import Profile
from mcsys_desktop.models import address, base
from mcsys_desktop.services import customers
from mcsys_desktop.services.offices.doors import own_login
from mcsys_desktop.ui.customers.typed import card_parts
from tests.faults.typist import CHOSEN, DAYS, LETTERS
from tests.faults.watching import Watched

LOST_AT_MOST = 12  # letters, of somebody who types thirty a second


def lose(url: str, office_id: str, folder: Path, seconds: float, where: str) -> tuple[int, int]:
    """Kill the program after so long; how many letters were typed, and how many are gone."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    with Watched("tests.faults.typist", url, str(folder), where) as typist:
        time.sleep(seconds)
        typist.kill()
    typed = max((told.said for told in typist.history if told.what == "typed"), default=0)
    said: list[str] = []
    drafts = Drafts(said.append)
    place = Profile(folder).drafts
    drafts.open(place, office_id, own_login(), sealed.desk_key(place))
    kept = drafts.all_of()
    drafts.close()
    assert said == [], "unreadable"
    note = "".join(READ[where](draft) for draft in kept)
    # What was typed last may stand in the file before it was told here.
    expected = "".join(itertools.islice(itertools.cycle(LETTERS), len(note) + 1))
    assert expected.startswith(note) or expected.rstrip() == note
    return typed, typed - len(note)


def _of_card(draft: Draft) -> str:
    """What was typed over the card; what was chosen beside it must be there as well."""
    parts = card_parts(draft.texts)
    (terms,) = parts["terms"].typed
    chosen = {name: terms.values[name] for name in CHOSEN}
    assert (chosen, terms.values["payment_days"]) == (CHOSEN, int(DAYS))
    (registered,) = parts["registration"].typed
    return str(registered.values["department"])


READ: dict[str, Callable[[Draft], str]] = {
    "new": lambda draft: draft.texts["notes"],
    "note": lambda draft: draft.texts["text"],
    "card": _of_card,
    "call": lambda draft: draft.texts["note"],
}


def kill_often(url: str, times: int, tmp_path: Path, where: str = "new") -> str:
    """Kill it that many times; a line for whoever wants to know."""
    base.connect(url, author="anna")
    office_id = base.state().office_id
    base.disconnect()
    chance = random.Random(times)
    lost = []
    for _time in range(times):
        typed, gone = lose(url, office_id, tmp_path / "desk", chance.uniform(0.4, 1.6), where)
        assert typed > 0
        assert gone <= LOST_AT_MOST
        lost.append(gone)
    mean = sum(lost) / len(lost)
    return (
        f"{times} kills while typing ({where}): 0 unreadable, {max(lost)} letters lost at most,"
        f" {mean:.1f} on average"
    )


def make_office(sqlite_template: Path, tmp_path: Path) -> str:
    path = tmp_path / "office.db"
    shutil.copy(sqlite_template, path)
    url = address.of_file(path)
    base.connect(url, author="anna")
    with base.connected():
        made = customers.create(
            customers.CustomerDraft(customers.CustomerKind.BUSINESS, "Bakkerij De Vries")
        )
    base.disconnect()
    assert made == 1
    return url


@pytest.mark.timeout(180)
def test_five_kills_while_somebody_types_about_a_call(
    sqlite_template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = kill_often(make_office(sqlite_template, tmp_path), 5, tmp_path, "call")
    with capsys.disabled():
        print("\n" + said)  # noqa: T201  # a measurement


@pytest.mark.endurance
def test_fifty_kills_while_somebody_types_about_a_call(
    sqlite_template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = kill_often(make_office(sqlite_template, tmp_path), 50, tmp_path, "call")
    with capsys.disabled():
        print("\n" + said)  # noqa: T201  # a measurement


@pytest.mark.timeout(180)
def test_ten_kills_while_somebody_types(
    sqlite_template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = kill_often(make_office(sqlite_template, tmp_path), 10, tmp_path)
    with capsys.disabled():
        print("\n" + said)  # noqa: T201  # a measurement


@pytest.mark.timeout(180)
@pytest.mark.parametrize("where", ["card", "note"])
def test_three_kills_while_somebody_changes_a_customer(
    sqlite_template: Path, tmp_path: Path, where: str
) -> None:
    kill_often(make_office(sqlite_template, tmp_path), 3, tmp_path, where)


@pytest.mark.endurance
@pytest.mark.parametrize("where", ["card", "note"])
def test_fifty_kills_while_somebody_changes_a_customer(
    sqlite_template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], where: str
) -> None:
    said = kill_often(make_office(sqlite_template, tmp_path), 50, tmp_path, where)
    with capsys.disabled():
        print("\n" + said)  # noqa: T201  # a measurement


@pytest.mark.endurance
def test_two_hundred_kills_while_somebody_types(
    sqlite_template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = kill_often(make_office(sqlite_template, tmp_path), 200, tmp_path)
    with capsys.disabled():
        print("\n" + said)  # noqa: T201  # a measurement
