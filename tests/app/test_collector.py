"""The process that is always on: one at a time, every night, and nothing stops it but its end."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from mcsys_desktop.app.collector import Collector
from mcsys_desktop.core import settings
from mcsys_desktop.models import base
from mcsys_desktop.models.safety import Backup
from mcsys_desktop.services import backups, offices, retention
from mcsys_desktop.services.backups import Keys, standing
from mcsys_desktop.services.backups.nightly import Night
from tests.app.test_lost_office import give_back, take_away
from tests.conftest import PASSWORD, Office, _administrator

ROOT = Path(__file__).parents[2]
KEEPER = "nora"


@pytest.fixture(scope="module")
def keys() -> Keys:
    return backups.make_keys()


@pytest.fixture
def url(office: Office, request: pytest.FixtureRequest) -> str:
    """The office, for who may back it up."""
    if office.path is None:
        from mcsys_desktop.models import server

        with _administrator(request.getfixturevalue("postgres_template")) as admin:
            admin.autocommit = False
            known = admin.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (KEEPER,))
            if not known.fetchone():
                server.create_login(admin, KEEPER, PASSWORD, server.BACKUP, iterations=4096)
    return office.login(KEEPER)


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    folder = tmp_path / "shelf"
    folder.mkdir()
    return folder


@contextmanager
def running(collector: Collector) -> Iterator[threading.Thread]:
    """The collector at work, on a thread of its own as if it was alone."""
    thread = threading.Thread(target=collector.run)
    thread.start()
    try:
        yield thread
    finally:
        collector.stop()
        thread.join(20)
        assert not thread.is_alive()


def until(happened: Callable[[], object], seconds: float = 30.0) -> None:
    deadline = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def counted(url: str, password: str) -> int:
    """How many backups count."""
    offices.enter(url, password)
    try:
        with base.connected():
            return Backup.select().count()
    finally:
        offices.close()


def noted(office: Office) -> int:
    """The same, while this process has the office open."""
    with office.administrator() as admin:
        row = admin.execute("SELECT count(*) FROM app.backup").fetchone()
    return int(row[0]) if row else 0


def test_it_makes_the_backup_that_is_due_and_no_second_one(
    office: Office,
    url: str,
    keys: Keys,
    shelf: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    night = Night(shelf, keys.recipients)
    collector = Collector(url, office.password, night, tmp_path / "tries", look=0.05)
    gone: list[int] = []
    forget = retention.forget_at_night

    def forgotten() -> int:
        gone.append(forget())
        return gone[-1]

    monkeypatch.setattr(retention, "forget_at_night", forgotten)
    with running(collector):
        until(lambda: [path for path in shelf.iterdir() if path.suffix == ".age"])
        until(lambda: gone)
        time.sleep(1)
    assert gone == [0], "once a night, after the backup"
    (made,) = shelf.iterdir()
    assert backups.prove(made, [keys.owner]).flaws == []
    assert counted(url, office.password) == 1


def test_a_share_that_is_away_is_told_once_and_tried_again_later(
    office: Office,
    url: str,
    keys: Keys,
    shelf: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("mcsys_desktop.app.collector.AGAIN", 0.5)
    told: list[str] = []
    night = Night(shelf / "share", keys.recipients)
    collector = Collector(url, office.password, night, tmp_path / "tries", told.append, look=0.05)
    with running(collector):
        until(lambda: told)
        time.sleep(0.3)
        assert len(told) == 1
        (shelf / "share").mkdir()
        until(lambda: [path for path in (shelf / "share").iterdir() if path.suffix == ".age"])


@pytest.mark.parametrize("engine", ["postgres"])
def test_it_survives_a_restart_of_the_server(
    office: Office,
    url: str,
    keys: Keys,
    shelf: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[str] = []
    night = Night(shelf, keys.recipients)
    collector = Collector(url, office.password, night, tmp_path / "tries", told.append, look=0.05)
    later = standing.server_time
    with running(collector) as thread:
        until(lambda: noted(office) == 1)  # it has its name a moment before
        take_away(office)
        until(lambda: told)
        time.sleep(0.7)
        assert thread.is_alive()
        give_back(office)
        monkeypatch.setattr(
            "mcsys_desktop.services.backups.nightly.server_time",
            lambda: later() + timedelta(days=1, hours=1),
        )
        until(lambda: len([path for path in shelf.iterdir() if path.suffix == ".age"]) == 2)
    assert counted(url, office.password) == 2


class Outside:
    """The real process, as a service starts it."""

    def __init__(self, office: Office, url: str, keys: Keys, shelf: Path, folder: Path) -> None:
        self.profile = folder / "profile"
        chosen = settings.Settings(language="en", backup_recipients=keys.recipients)
        chosen.save(self.profile)
        password = folder / "password"
        password.write_text(office.password + "\n")
        self.arguments = [
            *(sys.executable, "-m", "mcsys_desktop", "--profile", str(self.profile)),
            *("--office", url, "--password-file", str(password)),
        ]
        self.shelf = shelf

    def start(self, *more: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [*self.arguments, "collect", "--to", str(self.shelf), *more],
            cwd=ROOT,
            env=os.environ | {"PYTHONUTF8": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no SIGTERM")
def test_the_process_ends_cleanly_and_another_takes_its_turn(
    office: Office, url: str, keys: Keys, shelf: Path, tmp_path: Path
) -> None:
    outside = Outside(office, url, keys, shelf, tmp_path)
    one = outside.start("--at", "3:15")
    try:
        until(lambda: [path for path in shelf.iterdir() if path.suffix == ".age"])
        kept = settings.load(outside.profile)
        assert (kept.backup_folder, kept.backup_at) == (str(shelf), "03:15")
        other = outside.start()
        try:
            assert other.stderr is not None
            assert "waits for its turn" in other.stderr.readline()
            one.send_signal(signal.SIGTERM)
            out, err = one.communicate(timeout=20)
            assert (one.returncode, out, err) == (0, "", "")
        finally:
            other.send_signal(signal.SIGTERM)
            other.communicate(timeout=30)
        assert other.returncode == 0
    finally:
        one.kill()
        one.wait()
    assert [path.suffix for path in shelf.iterdir()] == [".age"]
    log = (outside.profile / "log" / "mcsys.log").read_text("utf-8")
    assert "the nightly backup is good" in log
    assert "Traceback" not in log


def test_it_loads_nothing_of_the_window() -> None:
    seen = (
        "import sys; import mcsys_desktop.app.collector;"
        "sys.exit(any(name.startswith(('PySide6', 'shiboken6')) for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", seen], cwd=ROOT, check=False)
    assert done.returncode == 0
