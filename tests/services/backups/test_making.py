"""A backup is made while others work, is proven before it counts, and is never readable."""

import os
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.progress import Cancelled, Progress
from mcsys_desktop.models import address, base
from mcsys_desktop.models.safety import Backup
from mcsys_desktop.services import backups, history, offices
from mcsys_desktop.services.backups import Keys, Wanted, files
from mcsys_desktop.services.backups.files import Unfinished
from tests import make
from tests.conftest import Office
from tests.models.test_audit import tamper
from tests.services.backups.conftest import Inside

ROUNDS = 10
PASSWORD = "kameel schuurpapier gordijn tuba"


@pytest.fixture(autouse=True)
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where backups are tried out; nothing may stay there."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_a_backup_that_was_proven_counts(keeping: Office, keys: Keys, shelf: Path) -> None:
    last = history.last_link()
    made = backups.make(shelf, keys.recipients)
    assert list(shelf.iterdir()) == [made.path]
    row = Backup.get()
    assert (row.place, row.bytes, row.sha256) == (str(made.path), made.bytes, made.sha256)
    assert (row.seq, row.hash, row.digest) == (last.seq, last.hash, made.totals.digest)
    assert row.taken_at <= row.proven_at
    good = backups.last_good()
    assert good is not None
    assert good.place == made.path
    kinds = [kind for (kind,) in base.rows("SELECT kind FROM audit_row ORDER BY id")]
    assert kinds[-2:] == ["insert", "backup"]
    assert history.verify() == []
    assert made.path.stat().st_mode & 0o077 == 0 or os.name == "nt"


def test_nothing_readable_ever_lies_on_the_disk(
    keeping: Office, keys: Keys, shelf: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bytes] = []

    def look(_folder: str, ignore_errors: bool) -> None:
        seen.extend(path.read_bytes() for path in scratch.rglob("*") if path.is_file())
        for path in sorted(scratch.rglob("*"), reverse=True):
            path.unlink() if path.is_file() else path.rmdir()

    monkeypatch.setattr("mcsys_desktop.services.backups.proving.shutil.rmtree", look)
    made = backups.make(shelf, keys.recipients)
    assert max(map(len, seen)) > 100_000, "the scratch file was looked at"
    for data in [*seen, made.path.read_bytes()]:
        for canary in (b"Bakkerij", b"+31612345678", b"SQLite format 3", b"mcsys-office"):
            assert canary not in data
    assert list(scratch.iterdir()) == []


def test_either_key_opens_it_and_no_other(keeping: Office, keys: Keys, shelf: Path) -> None:
    made = backups.make(shelf, keys.recipients)
    for identity in (keys.owner, keys.envelope):
        assert backups.prove(made.path, [identity]).totals == made.totals
    with pytest.raises(backups.WrongKey):
        backups.prove(made.path, [backups.make_keys().owner])


def test_backups_are_whole_while_others_write(
    keeping: Office,
    keys: Keys,
    shelf: Path,
    new_file: Callable[[], str],
    inside: Inside,
) -> None:
    stop = threading.Event()
    written: list[int] = []
    failures: list[BaseException] = []

    def write() -> None:
        try:
            while not stop.is_set():
                with base.connected():
                    one = make.customer("Gelijktijdig", numbers=["0611111111", "0622222222"])
                    with base.transaction():
                        one.notes = "gewijzigd"
                        one.save()
                    written.append(one.id)
        except BaseException as error:
            failures.append(error)

    writers = [threading.Thread(target=write) for _one in range(2)]
    for writer in writers:
        writer.start()
    made = []
    try:
        for _round in range(ROUNDS):
            before = len(written)
            made.append(backups.make(shelf, keys.recipients))
            assert len(written) > before, "nobody was held up"
    finally:
        stop.set()
        for writer in writers:
            writer.join()
    assert failures == []
    assert len({one.totals.digest for one in made}) == ROUNDS
    base.disconnect()
    for one in made:
        url = new_file()
        done = backups.restore(one.path, url, [keys.owner], Wanted(plain=True))
        assert done.totals == one.totals
        with inside(url):
            ((half,),) = base.rows(
                "SELECT count(*) FROM customer AS c WHERE name = 'Gelijktijdig' AND (2 <>"
                " (SELECT count(*) FROM phone_number AS p WHERE p.customer_id = c.id) OR 1 <>"
                " (SELECT count(*) FROM customer_search AS s WHERE s.rowid = c.id))"
            )
            assert half == 0
            assert history.verify() == []


def test_a_log_that_was_changed_by_hand_raises_the_alarm_and_the_backup_is_kept(
    keeping: Office, keys: Keys, shelf: Path
) -> None:
    prefix = "app." if base.shared() else ""
    tamper(keeping, f"UPDATE {prefix}audit_act SET actor = 'bob' WHERE seq = 2")  # noqa: S608
    with pytest.raises(backups.HistoryChangedError):
        backups.make(shelf, keys.recipients)
    assert backups.last_good() is None
    (kept,) = shelf.iterdir()
    assert backups.prove(kept, [keys.owner]).flaws != []


@pytest.mark.parametrize("engine", ["sqlite"])
def test_a_disk_that_does_not_keep_what_was_written_is_noticed(
    keeping: Office, keys: Keys, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Unfinished.to_disk

    def rot(new: Unfinished) -> None:
        real(new)
        with new.path.open("r+b") as file:
            file.seek(2000)
            (byte,) = file.read(1)
            file.seek(2000)
            file.write(bytes([byte ^ 4]))

    monkeypatch.setattr(Unfinished, "to_disk", rot)
    with pytest.raises(UserError, match="could not be read back"):
        backups.make(shelf, keys.recipients)
    assert list(shelf.iterdir()) == []
    assert backups.last_good() is None


def test_a_backup_that_is_stopped_anywhere_leaves_nothing(
    keeping: Office, keys: Keys, shelf: Path, scratch: Path
) -> None:
    stopped = 0
    while True:
        asked: list[int] = []

        def enough(asked: list[int] = asked, least: int = stopped) -> bool:
            asked.append(1)
            return len(asked) > least

        try:
            backups.make(shelf, keys.recipients, enough)
            break
        except backups.Stopped:
            stopped += 1
        assert [*shelf.iterdir(), *scratch.iterdir()] == []
        assert backups.last_good() is None
    assert stopped > 5, "while writing, while putting back, and while following the chain"


def test_a_folder_that_is_not_there_is_no_empty_disk(
    keeping: Office, keys: Keys, shelf: Path
) -> None:
    with pytest.raises(UserError, match="is not there"):
        backups.make(shelf / "share", keys.recipients)
    assert not (shelf / "share").exists()


@pytest.mark.parametrize("engine", ["postgres"])
def test_a_login_that_may_not_read_everything_makes_no_backup(
    lived_in: Office,
    keys: Keys,
    shelf: Path,
    inside: Inside,
) -> None:
    for login in ("rita", "anna", "carla"):
        with inside(login=login), pytest.raises(UserError, match="may not read the whole"):
            backups.make(shelf, keys.recipients)
    assert list(shelf.iterdir()) == []


def test_the_keys_of_an_office_in_a_file_come_along(
    tmp_path: Path, keys: Keys, shelf: Path
) -> None:
    made = offices.create_file(tmp_path / "winkel.db", "Sanne Vis", PASSWORD)
    offices.enter(made.url, PASSWORD)
    with offices.connected():
        make.customer("Bakkerij")
        done = backups.make(shelf, keys.recipients)
        assert backups.warning() == ""
    offices.close()
    for path in tmp_path.glob("winkel*"):
        path.unlink()
    url = address.of_file(tmp_path / "terug.db")
    with pytest.raises(offices.WrongPassword):
        backups.restore(done.path, url, [keys.owner], Wanted("een heel ander wachtwoord"))
    assert list(tmp_path.glob("terug*")) == []
    again = backups.restore(done.path, url, [keys.owner], Wanted(PASSWORD))
    assert again.code == "", "the one that was printed still opens the office"
    try:
        assert offices.enter(url, PASSWORD).name == "Sanne Vis"
        offices.enter_with_code(url, made.code, "tandwiel pannenkoek orkaan fluit")
    finally:
        offices.close()
    fresh = address.of_file(tmp_path / "vers.db")
    renewed = backups.restore(
        done.path, fresh, [keys.owner], Wanted("dakgoot pinguin vlieger kalebas", new_key=True)
    )
    try:
        offices.enter(fresh, "dakgoot pinguin vlieger kalebas")
        offices.enter_with_code(fresh, renewed.code, "tandwiel pannenkoek orkaan fluit")
    finally:
        offices.close()


def test_two_backups_in_one_second_do_not_overwrite_each_other(tmp_path: Path) -> None:
    from datetime import UTC, datetime

    moment = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)
    for _time in range(3):
        files.new_name(tmp_path, "1a2b3c4d5e6f", moment).touch()
    kept = files.in_folder(tmp_path, "1a2b3c4d5e6f")
    assert [each.taken_at for each in kept] == [moment] * 3
    assert files.in_folder(tmp_path, "99999999") == []


def test_a_backup_tells_how_far_it_is_and_can_be_given_up_while_it_counts(
    keeping: Office, keys: Keys, shelf: Path
) -> None:
    told: list[tuple[int, int]] = []
    made = backups.make(
        shelf, keys.recipients, progress=Progress(lambda done, total: told.append((done, total)))
    )
    assert told[-1] == (2 * made.totals.rows, 2 * made.totals.rows)
    assert [done for done, _total in told] == sorted(done for done, _total in told)
    given_up = Progress()
    given_up.cancel()
    before = list(shelf.iterdir())
    with pytest.raises(Cancelled):
        backups.make(shelf, keys.recipients, progress=given_up)
    assert list(shelf.iterdir()) == before
