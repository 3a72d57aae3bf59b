"""One program per user, office and login; the second hands over and ends."""

import os
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mcsys_desktop.ui import single_instance
from mcsys_desktop.ui.single_instance import SingleInstance, name_of

SEND = """
import json, sys
from PySide6.QtCore import QCoreApplication
from mcsys_desktop.ui import single_instance
application = QCoreApplication([])
sys.exit(0 if single_instance.send(sys.argv[1], json.loads(sys.argv[2])) else 1)
"""


@pytest.fixture
def first(qapp: object) -> Iterator[SingleInstance]:
    instance = SingleInstance()
    yield instance
    instance.release()


def start_another(name: str, message: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-c", SEND, name, message])


def test_a_second_start_hands_over_and_the_first_hears_it(
    first: SingleInstance, tmp_path: Path, qtbot: QtBot
) -> None:
    name = name_of(tmp_path, "sqlite:////tmp/office.db")
    assert first.claim(name)
    with qtbot.waitSignal(first.message, timeout=20_000) as told:
        second = start_another(name, '{"ring": "0612345678"}')
    assert told.args == [{"ring": "0612345678"}]
    assert second.wait(20) == 0


def test_nobody_hears_where_none_runs(tmp_path: Path, qapp: object) -> None:
    assert not single_instance.send(name_of(tmp_path, ""), {"show": True})


def test_another_office_login_or_profile_is_another_program(tmp_path: Path) -> None:
    names = {
        name_of(tmp_path, ""),
        name_of(tmp_path, "postgresql://anna@server.example/mcsys"),
        name_of(tmp_path, "postgresql://bob@server.example/mcsys"),
        name_of(tmp_path / "other", "postgresql://bob@server.example/mcsys"),
    }
    assert len(names) == 4


def test_the_second_does_not_get_the_name_and_the_next_does(
    first: SingleInstance, tmp_path: Path
) -> None:
    name = name_of(tmp_path, "")
    second = SingleInstance()
    assert first.claim(name)
    assert first.claim(name)
    assert not second.claim(name)
    first.release()
    assert second.claim(name)
    second.release()


@pytest.mark.skipif(sys.platform == "win32", reason="a named pipe leaves nothing behind")
def test_what_a_killed_program_left_behind_is_cleared(
    first: SingleInstance, tmp_path: Path
) -> None:
    name = name_of(tmp_path, "")
    left = socket.socket(socket.AF_UNIX)
    left.bind(name)
    left.close()
    assert Path(name).exists()
    assert first.claim(name)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no mode bits")
def test_only_this_user_may_open_the_socket(first: SingleInstance, tmp_path: Path) -> None:
    for profile in (tmp_path, tmp_path / ("long" * 20)):
        name = name_of(profile, "")
        assert first.claim(name)
        place = Path(name)
        assert stat.S_IMODE(place.stat().st_mode) & 0o077 == 0
        assert place.stat().st_uid == os.getuid()
        assert len(name) < 100


@pytest.mark.parametrize("nonsense", [b"\xff\xfe\n", b"[1]\n", b"x" * 5000, b"{\n"])
def test_nonsense_is_not_heard_and_does_no_harm(
    first: SingleInstance, tmp_path: Path, qtbot: QtBot, nonsense: bytes
) -> None:
    if sys.platform == "win32":
        pytest.skip("the raw socket of this test is a Unix one")
    heard: list[dict[str, object]] = []
    first.message.connect(heard.append)
    name = name_of(tmp_path, "")
    assert first.claim(name)
    with socket.socket(socket.AF_UNIX) as rude:
        rude.connect(name)
        rude.sendall(nonsense)
        rude.setblocking(False)

        def refused() -> bool:
            try:
                return rude.recv(10) == b""
            except BlockingIOError:
                return False
            except ConnectionResetError:
                return True

        qtbot.waitUntil(refused)
    assert heard == []
    with qtbot.waitSignal(first.message, timeout=20_000):
        start_another(name, '{"show": true}').wait(20)
