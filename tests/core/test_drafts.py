"""What was typed is there again after a crash, for whoever has the key and nobody else."""

import errno
import json
import os
import random
import stat
import time
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any

import pytest

from mcsys_desktop.core import drafts as module
from mcsys_desktop.core import sealed
from mcsys_desktop.core.drafts import Drafts, Link

KEY = bytes(range(32))
OFFICE = "5d0c9a52"
SECRET = "Mevrouw Zonneveld belt terug"


def opened(folder: Path, *, login: str = "anna", key: bytes = KEY) -> tuple[Drafts, list[str]]:
    """The drafts of somebody, and what is said of them."""
    said: list[str] = []
    drafts = Drafts(said.append)
    drafts.open(folder, OFFICE, login, key)
    return drafts, said


def kept(folder: Path) -> Path:
    """The one file of drafts."""
    (file,) = folder.glob("*.drafts")
    return file


def test_what_was_put_is_there_again_and_what_was_dropped_is_not(tmp_path: Path) -> None:
    drafts, _said = opened(tmp_path)
    drafts.put("customer/7", {"notes": SECRET})
    drafts.put("call/3", {"note": "x"})
    drafts.put("call/4", {"note": "y"})
    drafts.drop("call/3")
    drafts.last_link = Link(812, "ab" * 32)
    drafts.close()

    again, said = opened(tmp_path)
    assert [draft.form for draft in again.all_of()] == ["call/4", "customer/7"]
    taken = again.take("customer/7")
    assert taken is not None
    assert taken.texts == {"notes": SECRET}
    assert datetime.now(UTC) - taken.at < timedelta(minutes=1)
    assert again.take("customer/7") is None
    assert again.last_link == Link(812, "ab" * 32)
    assert said == []
    again.close()


def test_it_is_on_the_disk_soon_also_while_somebody_types_on(tmp_path: Path) -> None:
    drafts, _said = opened(tmp_path)
    ends = time.monotonic() + 1.5
    behind, count = 0, 0
    while time.monotonic() < ends:
        count += 1
        drafts.put("note", {"note": "a" * count})
        time.sleep(0.03)
        if list(tmp_path.glob("*.drafts")):
            held = json.loads(sealed.read(kept(tmp_path), KEY, OFFICE.encode()))
            note = held["drafts"].get("note", {"texts": {"note": ""}})["texts"]["note"]
            behind = max(behind, count - len(note))
    drafts.close()
    assert count > 20
    assert behind <= 12


def test_what_was_put_before_it_is_open_is_newer_and_stays(tmp_path: Path) -> None:
    drafts, _said = opened(tmp_path)
    drafts.put("note", {"note": "oud"})
    drafts.close()
    early = Drafts()
    early.put("note", {"note": "nieuw"})
    assert early.open(tmp_path, OFFICE, "anna", KEY) == []
    assert [draft.texts["note"] for draft in early.all_of()] == ["nieuw"]
    early.close()


def test_nothing_can_be_read_without_the_key(tmp_path: Path) -> None:
    drafts, _said = opened(tmp_path)
    drafts.put("note", {"note": SECRET})
    drafts.close()
    assert SECRET.encode() not in kept(tmp_path).read_bytes()
    stranger, said = opened(tmp_path, key=bytes(32))
    assert stranger.all_of() == []
    assert len(said) == 1
    stranger.close()
    assert list(tmp_path.glob("*.unreadable"))


@pytest.mark.parametrize("damage", ["flip", "cut", "empty", "foreign"])
def test_a_damaged_file_is_set_aside_and_said_and_stops_nobody(tmp_path: Path, damage: str) -> None:
    drafts, _said = opened(tmp_path)
    drafts.put("note", {"note": SECRET})
    drafts.close()
    whole = kept(tmp_path).read_bytes()
    chance = random.Random(5)
    for _time in range(60 if damage in ("flip", "cut") else 1):
        broken = bytearray(whole)
        if damage == "flip":
            broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
        elif damage == "cut":
            broken = broken[: chance.randrange(len(broken))]
        else:
            broken = bytearray(b"" if damage == "empty" else b"SQLite format 3\0")
        kept(tmp_path).write_bytes(broken)
        again, said = opened(tmp_path)
        assert again.all_of() == []
        assert len(said) == 1
        assert "unreadable" in said[0]
        again.put("note", {"note": "verder"})
        again.close()
        (aside,) = tmp_path.glob("*.unreadable")
        assert aside.read_bytes() == broken


def test_a_file_of_a_newer_program_is_set_aside_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "FORMAT", 2)
    drafts, _said = opened(tmp_path)
    drafts.put("note", {"note": "later"})
    drafts.close()
    monkeypatch.setattr(module, "FORMAT", 1)
    again, said = opened(tmp_path)
    assert (again.all_of(), len(said)) == ([], 1)
    again.close()


def test_a_disk_that_refuses_is_said_once_and_typing_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "drafts"
    folder.write_text("a file where a folder should be")
    said: list[str] = []
    drafts = Drafts(said.append)
    drafts.open(folder, OFFICE, "anna", KEY)
    for count in range(3):
        drafts.put("note", {"note": "x" * count})
        time.sleep(0.3)
    assert [draft.texts["note"] for draft in drafts.all_of()] == ["xx"]
    drafts.close()
    assert len(said) <= 2, "once for reading, once for writing"


def test_colleagues_at_one_desk_see_their_own_drafts_and_the_furthest_link(tmp_path: Path) -> None:
    anna, _said = opened(tmp_path)
    anna.put("note", {"note": SECRET})
    anna.last_link = Link(900, "cd" * 32)
    bob, said = opened(tmp_path, login="bob")
    bob.last_link = Link(20, "ef" * 32)
    anna.close()
    bob.close()
    again, said = opened(tmp_path, login="bob")
    assert again.all_of() == []
    assert again.last_link == Link(900, "cd" * 32)
    assert said == []
    again.close()


def at_day(monkeypatch: pytest.MonkeyPatch, day: datetime) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Any:
            return day.astimezone(tz)

    monkeypatch.setattr(module, "datetime", Clock)


def test_drafts_go_after_thirty_days_on_which_they_were_offered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = datetime(2026, 11, 25, 9, tzinfo=UTC)
    at_day(monkeypatch, begun)
    drafts, _said = opened(tmp_path)
    drafts.put("note", {"note": SECRET})
    drafts.close()
    for day in range(31):
        at_day(monkeypatch, begun + timedelta(days=day))
        for _start in range(2):  # twice a day
            again, _said = opened(tmp_path)
            assert len(again.all_of()) == 1, day
            again.close()
    at_day(monkeypatch, begun + timedelta(days=31))
    again, _said = opened(tmp_path)
    assert again.all_of() == []
    again.close()


@pytest.mark.parametrize("days", [-400, 3, 400, 7305])
def test_a_clock_that_is_wrong_and_set_right_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, days: int
) -> None:
    right = datetime(2026, 11, 25, 9, tzinfo=UTC)
    wrong = right + timedelta(days=days)
    for typed, later in ((right, wrong), (wrong, right)):
        at_day(monkeypatch, typed)
        drafts, _said = opened(tmp_path)
        drafts.put("note", {"note": SECRET})
        drafts.close()
        at_day(monkeypatch, later)
        again, _said = opened(tmp_path)
        assert [draft.texts["note"] for draft in again.all_of()] == [SECRET]
        again.close()


def test_the_desk_has_one_key_for_its_user_alone(tmp_path: Path) -> None:
    folder = tmp_path / "drafts"
    key = sealed.desk_key(folder)
    assert len(key) == 32
    assert sealed.desk_key(folder) == key
    if os.name != "nt":
        assert stat.S_IMODE((folder / "key").stat().st_mode) == 0o600
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    (folder / "key").write_bytes(b"half")
    assert sealed.desk_key(folder) not in (key, b"half")


def test_the_key_of_a_file_s_drafts_comes_from_the_office_s_key() -> None:
    assert sealed.derived_key(KEY) == sealed.derived_key(KEY)
    assert sealed.derived_key(KEY) not in (KEY, sealed.derived_key(bytes(32)))
    assert len(sealed.derived_key(KEY)) == 32


def test_what_a_killed_program_left_half_written_is_removed(tmp_path: Path) -> None:
    drafts, _said = opened(tmp_path)
    drafts.close()
    left = tmp_path / f".{kept(tmp_path).name}-abc123"
    left.write_bytes(b"half")
    again, said = opened(tmp_path)
    again.close()
    assert not left.exists()
    assert said == []


def test_what_could_not_be_kept_is_kept_as_soon_as_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also when nobody types another letter."""
    full, said = [True], list[str]()
    real = sealed.write

    def write(*told: Any) -> None:
        if full[0]:
            raise OSError(errno.ENOSPC, "no room")
        real(*told)

    monkeypatch.setattr(sealed, "write", write)
    monkeypatch.setattr("mcsys_desktop.core.drafts.RETRY", 0.05)
    drafts = Drafts(said.append)
    drafts.open(tmp_path, "office", "sanne", b"k" * 32)
    drafts.put("new", {"surname": "Zonneveld"})
    for _try in range(100):
        if said:
            break
        time.sleep(0.05)
    assert len(said) == 1
    full[0] = False
    for _try in range(100):
        if list(tmp_path.glob("*.drafts")):
            break
        time.sleep(0.05)
    other = Drafts()
    (found,) = other.open(tmp_path, "office", "sanne", b"k" * 32)
    assert found.texts == {"surname": "Zonneveld"}
    assert len(said) == 1, "said once"
    other.close()
    drafts.close()
