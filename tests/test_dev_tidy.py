"""What the one command of developers starts ends with it, and is never left half done."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

import dev
from tests import postgres


@pytest.mark.skipif(os.name == "nt", reason="Windows has no apt-get")
def test_an_interrupted_installation_is_not_left_half_done(tmp_path: Path) -> None:
    mark = tmp_path / "configured"
    installer = (
        "import pathlib, signal, time\n"
        "signal.signal(signal.SIGINT, signal.SIG_IGN)\n"  # as apt-get does while dpkg works
        "print('unpacking', flush=True)\n"
        f"pathlib.Path({str(tmp_path / 'begun')!r}).touch()\n"
        "time.sleep(1.5)\n"
        "print('configuring', flush=True)\n"
        f"pathlib.Path({str(mark)!r}).touch()\n"
    )
    parent = f"import sys, dev\ndev.apt([sys.executable, '-c', {installer!r}])\n"
    with subprocess.Popen(
        [sys.executable, "-c", parent],
        cwd=dev.ROOT,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        while not (tmp_path / "begun").exists():
            assert process.poll() is None
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(20) != 0
    assert mark.exists()


@pytest.mark.skipif(not shutil.which("Xvfb"), reason="there is no Xvfb here")
def test_the_virtual_display_goes_when_it_is_no_longer_needed() -> None:
    with dev.virtual_display() as variables, socket.socket(socket.AF_UNIX) as client:
        door = "/tmp/.X11-unix/X" + variables["DISPLAY"].removeprefix(":")  # noqa: S108
        client.connect(door)
    with socket.socket(socket.AF_UNIX) as client, pytest.raises(OSError, match=r"refused|No such"):
        client.connect(door)


@pytest.mark.skipif(not postgres.server_programs(), reason="there is no PostgreSQL here")
@pytest.mark.parametrize("end", [None, KeyboardInterrupt])
def test_the_tests_server_leaves_nothing_behind(end: type[BaseException] | None) -> None:
    programs = postgres.server_programs()
    assert programs
    port = 0

    def use() -> None:
        nonlocal port
        with postgres.postgres_server(programs, sys.executable) as address:
            port = urlsplit(address).port or 0
            socket.create_connection(("127.0.0.1", port)).close()
            assert own_folders()
            if end:
                raise end

    def own_folders() -> list[Path]:
        return list(postgres.SERVERS.glob(f"{postgres.SERVER_PREFIX}{os.getpid()}-*"))

    if end:
        with pytest.raises(end):
            use()
    else:
        use()
    assert not own_folders()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port))


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="there is no telling who still runs")
def test_what_a_killed_run_left_behind_is_removed_by_the_next(tmp_path: Path) -> None:
    programs = postgres.server_programs() or tmp_path
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    left, used = (
        Path(tempfile.mkdtemp(prefix=f"{postgres.SERVER_PREFIX}{maker}-", dir=postgres.SERVERS))
        for maker in (process.pid, os.getpid())
    )
    postgres.sweep_up(programs)
    assert not left.exists()
    assert used.exists()
    used.rmdir()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signals to send")
def test_an_interrupted_run_ends_its_child_first(tmp_path: Path) -> None:
    mark = tmp_path / "tidied"
    child = (
        "import signal, sys, pathlib, time\n"
        f"signal.signal(signal.SIGTERM, lambda *_: (pathlib.Path({str(mark)!r}).touch(),"
        " sys.exit(0)))\n"
        "print('ready', flush=True)\n"
        "time.sleep(60)\n"
    )
    parent = (
        "import signal, sys, os, dev\n"
        "signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))\n"
        f"dev.call([sys.executable, '-c', {child!r}], os.environ)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", parent], cwd=dev.ROOT, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == b"ready\n"
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 143
    assert mark.exists()
