"""Real processes of ``mcsys-desktop collect`` that listen to a small Asterisk, for tests."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from mcsys_desktop.core.settings import Settings
from mcsys_desktop.models import base
from mcsys_desktop.services import offices, phone_systems
from mcsys_desktop.services.phone_systems import PhoneSystem
from tests.conftest import Office
from tests.telephony.asterisk.exchange import LOOPBACK

ROOT = Path(__file__).parents[2]
T = TypeVar("T")


def inside(office: Office, job: Callable[[], T], login: str = "carla") -> T:
    """Do something in the office, and leave it."""
    offices.enter(office.login(login), office.password)
    try:
        with base.connected():
            return job()
    finally:
        offices.close()


def listen_to_asterisk(office: Office, port: int) -> None:
    """Let the office listen to the manager interface at that port."""
    chosen = {
        "asterisk_enabled": True,
        "asterisk_server": f"{LOOPBACK}:{port}",
        "asterisk_user": "mcsys",
    }
    inside(office, lambda: phone_systems.keep(PhoneSystem("asterisk", chosen), "geheim"))


class Process:
    """One process that collects calls, of a profile of its own."""

    def __init__(self, office: Office, folder: Path, login: str) -> None:
        profile = folder / f"profile-{login}"
        Settings(language="en").save(profile)
        password = folder / f"password-{login}"
        password.write_text(f"{office.password}\n")
        self.log = profile / "log" / "mcsys.log"
        self._process = subprocess.Popen(
            [
                *(sys.executable, "-m", "mcsys_desktop", "--profile", str(profile)),
                *("--office", office.login(login), "--password-file", str(password)),
                *("collect", "--calls-only"),
            ],
            cwd=ROOT,
            env=os.environ | {"PYTHONUTF8": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def kill(self) -> None:
        """As the system does that has no memory left."""
        self._process.kill()
        self._process.communicate(timeout=30)

    def freeze(self) -> None:
        """It is there and does nothing: nobody hangs up for it."""
        self._process.send_signal(signal.SIGSTOP)

    def stop(self) -> str:
        """End it as a service is ended; what it printed."""
        self._process.send_signal(signal.SIGCONT)
        self._process.send_signal(signal.SIGTERM)
        told, _nothing = self._process.communicate(timeout=30)
        assert self._process.returncode == 0, told
        return told


@contextmanager
def collecting(office: Office, folder: Path, login: str = "bob") -> Iterator[Process]:
    process = Process(office, folder, login)
    try:
        yield process
    finally:
        process.kill()
