"""The desk hears that the computer is locked: over a real D-Bus, in processes of its own."""

import os
import select
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("dbus-daemon") is None,
    reason="no D-Bus here",
)


@contextmanager
def running(module: str, bus: str) -> Iterator[subprocess.Popen[str]]:
    """A process on that bus, which says when it is ready."""
    process = subprocess.Popen(
        [sys.executable, "-m", module],
        cwd=ROOT,
        env=os.environ | {"DBUS_SESSION_BUS_ADDRESS": bus, "DBUS_SYSTEM_BUS_ADDRESS": bus},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == "ready\n"
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[str]:
    address = f"unix:path={tmp_path / 'bus'}"
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", f"--address={address}", "--print-address"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert daemon.stdout is not None
    try:
        assert daemon.stdout.readline()
        yield address
    finally:
        daemon.kill()
        daemon.wait()
        daemon.stdout.close()


def test_screen_saver_sleep_and_our_own_session_lock_the_desk(bus: str) -> None:
    with ExitStack() as stack:
        session = stack.enter_context(running("tests.ui.lock.session", bus))
        desk = stack.enter_context(running("tests.ui.lock.listening", bus))
        assert session.stdin is not None
        assert desk.stdout is not None
        for told in ("saver off", "awake", "lock theirs", "saver on", "sleep", "lock"):
            session.stdin.write(told + "\n")
            session.stdin.flush()
            if told in ("saver on", "sleep", "lock"):
                # Whatever came before it on this bus has been heard, and said nothing.
                assert desk.stdout.readline() == "locked\n"
        assert select.select([desk.stdout], [], [], 0.2)[0] == []  # and nothing more


def test_without_a_bus_nothing_is_heard_and_nothing_is_said(tmp_path: Path) -> None:
    with running("tests.ui.lock.listening", f"unix:path={tmp_path / 'none'}"):
        pass
