"""Every night one backup, the old ones go, and every desk hears when there is none."""

import os
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.models import base
from mcsys_desktop.services import backups
from mcsys_desktop.services.backups import Keys, files, nightly, standing
from mcsys_desktop.services.backups.files import Kept
from mcsys_desktop.services.backups.nightly import Night
from tests.conftest import Office
from tests.services.backups.conftest import Inside

ONE = pytest.mark.parametrize("engine", ["sqlite"])


def kept(*moments: datetime) -> list[Kept]:
    return [Kept(Path(f"{moment:%Y-%m-%d}"), moment) for moment in moments]


def test_35_days_are_kept_and_the_last_of_each_year() -> None:
    now = datetime(2026, 11, 22, 3, tzinfo=UTC)
    nights = kept(*(now - timedelta(days=ago) for ago in range(1000)))
    gone = set(files.superfluous(nights, now, []))
    left = [each.path.name for each in nights if each.path not in gone]
    assert left[:36] == [f"{now - timedelta(days=ago):%Y-%m-%d}" for ago in range(36)]
    assert left[36:] == ["2025-12-31", "2024-12-31"]


def test_a_clock_that_jumps_ahead_empties_no_shelf() -> None:
    now = datetime(2026, 11, 22, 3, tzinfo=UTC)
    nights = kept(*(now - timedelta(days=ago) for ago in range(1, 35)))
    later = now + timedelta(days=365 * 20)
    assert files.superfluous([*kept(later), *nights], later, []) == []


def test_the_last_good_one_stays_however_old_it_is() -> None:
    now = datetime(2026, 11, 22, 3, tzinfo=UTC)
    nights = kept(*(now - timedelta(days=ago) for ago in range(100, 200)))
    old = nights[-1].path
    assert old in files.superfluous(nights, now, [])
    assert old not in files.superfluous(nights, now, [old])


@pytest.mark.parametrize(
    ("now", "last"),
    [
        ("2026-11-22T12:00", "2026-11-22T01:30"),
        ("2026-11-22T01:29", "2026-11-21T01:30"),
        ("2026-07-01T00:31", "2026-07-01T00:30"),
        ("2026-03-29T12:00", "2026-03-29T01:30"),  # the hour that is skipped
        ("2026-10-25T00:45", "2026-10-25T00:30"),  # the one that comes twice: the first
        ("2026-10-25T01:45", "2026-10-25T00:30"),
    ],
)
def test_the_night_is_by_the_clock_on_the_wall(now: str, last: str) -> None:
    night = Night(Path(), [], time(2, 30))
    moment = datetime.fromisoformat(now).replace(tzinfo=UTC)
    assert f"{nightly.last_time(night, moment):%Y-%m-%dT%H:%M}" == last


def test_a_night_is_due_once_also_when_the_computer_was_off(
    keeping: Office, keys: Keys, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = standing.server_time()
    at = (now - timedelta(hours=1)).astimezone(clock.OFFICE_ZONE).time()
    night = Night(shelf, keys.recipients, at)
    assert nightly.due(night)
    nightly.make_nightly(night)
    assert not nightly.due(night)
    monkeypatch.setattr(nightly, "server_time", lambda: now + timedelta(hours=23, minutes=30))
    assert nightly.due(night)
    monkeypatch.setattr(nightly, "server_time", lambda: now + timedelta(days=12))
    assert nightly.due(night)


def test_old_ones_go_only_after_a_good_one_and_others_are_left_alone(
    keeping: Office, keys: Keys, shelf: Path
) -> None:
    office = base.state().office_id
    old = datetime(2020, 1, 1, tzinfo=UTC)
    mine = [files.new_name(shelf, office, old + timedelta(days=day)) for day in range(40)]
    others = [files.new_name(shelf, "ffffffff", old), shelf / "vakantie.jpg"]
    left = shelf / f".{office[:8]}-0011223344556677{files.PART}"
    for path in [*mine, *others, left]:
        path.write_bytes(b"x")
    night = Night(shelf, ["age1geen"])
    with pytest.raises(UserError):
        nightly.make_nightly(night)
    assert all(path.exists() for path in [*mine, *others])
    made = nightly.make_nightly(Night(shelf, keys.recipients))
    assert not left.exists(), "what a killed backup left"
    assert sorted(shelf.iterdir()) == sorted([*mine[-34:], *others, made.path])


def test_a_share_that_is_away_is_not_emptied_and_not_made(
    keeping: Office, keys: Keys, shelf: Path
) -> None:
    with pytest.raises(UserError, match="is not there"):
        nightly.make_nightly(Night(shelf / "share", keys.recipients))


def test_every_desk_is_warned_after_26_hours(
    keeping: Office, keys: Keys, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(standing, "keyed", lambda: True)
    made_at = standing.server_time()
    assert backups.warning() == "", "the office is new"
    assert "never backed up" in backups.warning(made_at + timedelta(hours=27))
    made = backups.make(shelf, keys.recipients)
    assert backups.warning(made.taken_at + timedelta(hours=25, minutes=59)) == ""
    said = backups.warning(made.taken_at + timedelta(hours=26, minutes=1))
    assert said.startswith("The last good backup is of ")
    assert said.endswith(".")


def test_a_backup_of_days_to_come_counts_for_nothing(
    keeping: Office, keys: Keys, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clock was ahead when it was made. Nobody must do without backups until then."""
    night, real = nightly.Night(shelf, keys.recipients), standing.server_time
    monkeypatch.setattr(standing, "keyed", lambda: True)
    backups.make(shelf, keys.recipients)
    assert not nightly.due(night)
    for module in (standing, nightly):
        monkeypatch.setattr(module, "server_time", lambda: real() - timedelta(days=400))
    assert nightly.due(night)
    assert "still to come" in backups.warning()


@ONE
def test_nobody_is_warned_of_an_office_without_a_key(keeping: Office) -> None:
    assert backups.warning(datetime(2099, 1, 1, tzinfo=UTC)) == ""


@pytest.mark.parametrize("engine", ["postgres"])
def test_whoever_only_reads_is_warned_too(lived_in: Office, inside: Inside) -> None:
    with inside(login="rita"):
        assert "never" in backups.warning(datetime(2099, 1, 1, tzinfo=UTC))


def test_one_at_a_time_holds_the_turn(office: Office) -> None:
    mine, other = (nightly.turn_of(office.url, office.password) for _each in range(2))
    assert mine.take()
    assert mine.take()
    assert not other.take()
    assert mine.held()
    mine.give_back()
    assert not mine.held()
    assert other.take()
    other.give_back()


@pytest.mark.parametrize("engine", ["postgres"])
def test_a_lost_line_has_lost_the_turn(office: Office) -> None:
    turn = nightly.turn_of(office.url, office.password)
    assert turn.take()
    with office.administrator() as admin:
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    assert not turn.held()
    assert turn.take()
    turn.give_back()


def test_without_keys_there_is_no_backup(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="backup keys"):
        backups.recipients(Settings())
    with pytest.raises(UserError, match="mistake"):
        backups.recipients(Settings(backup_recipients=("age1iets",)))


def test_a_key_sheet_is_for_its_owner_and_overwrites_nothing(tmp_path: Path, keys: Keys) -> None:
    file = backups.write_sheet(tmp_path, "sleutel.txt", keys.owner, "of the owner")
    assert file.stat().st_mode & 0o077 == 0 or os.name == "nt"
    assert backups.read_identity(file) == keys.owner
    text = file.read_text("utf-8")
    typed = [line[2:] for line in text.splitlines() if line.startswith("# ")][-4:]
    assert typed == backups.sheet_lines(keys.owner)
    for wrong in ("sleutel.txt", "nergens/sleutel.txt"):
        with pytest.raises(UserError):
            backups.write_sheet(tmp_path, wrong, keys.owner, "")
    assert file.read_text("utf-8") == text


@pytest.mark.parametrize(("text", "at"), [("2:30", time(2, 30)), ("23:59", time(23, 59))])
def test_a_time_is_read(text: str, at: time) -> None:
    assert nightly.read_time(text) == at
    for wrong in ("", "24:00", "2.30", "2", "2:30:00", "zes uur"):
        with pytest.raises(UserError):
            nightly.read_time(wrong)
