"""A built program that is small enough for a test, published, and one that is installed."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from mcsys_desktop.core import releases
from mcsys_desktop.core.installed import Installed
from mcsys_desktop.models.versions import SCHEMA
from mcsys_desktop.services import updates
from mcsys_desktop.services.updates import finding, publishing

OLD, NEW = "0.1.0", "0.2.0"
PROGRAM = '#!/bin/sh\n# {version}\n[ "$1" = --version ] && echo mcsys-desktop {version}\n'

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the small program is a shell script")


def make_build(folder: Path, version: str) -> Path:
    """What PyInstaller leaves: a program, libraries, a link between them, and data."""
    inside = folder / "_internal"
    (inside / "PySide6").mkdir(parents=True)
    program = folder / "mcsys-desktop"
    program.write_text(PROGRAM.format(version=version))
    program.chmod(0o755)
    (inside / "PySide6" / "libQt6Core.so.6").write_bytes(os.urandom(300_000))
    (inside / "libQt6Core.so.6").symlink_to("PySide6/libQt6Core.so.6")
    (inside / "empty.txt").write_bytes(b"")
    for number in range(40):
        (inside / f"module{number}.pyc").write_bytes(f"{version} {number}".encode() * 200)
    return folder


@dataclass(frozen=True, slots=True)
class Published:
    """A folder of updates, with what is needed to publish more."""

    folder: Path
    key: str
    key_file: Path
    code: str

    def publish(self, build: Path, version: str, monkeypatch: pytest.MonkeyPatch) -> None:
        with monkeypatch.context() as once:
            once.setattr(publishing, "__version__", version)
            updates.publish(build, self.folder, self.key_file, self.code)

    def newest(self, than: str = OLD, office_version: int = SCHEMA) -> updates.Release:
        return finding.newest([str(self.folder)], self.key, than, office_version)


@pytest.fixture
def published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Published:
    """Version 0.2.0 lies in the folder."""
    code, key = updates.new_key(tmp_path / "updates.key")
    there = Published(tmp_path / "updates", key, tmp_path / "updates.key", code)
    build = make_build(tmp_path / "build", NEW)
    there.publish(build, NEW, monkeypatch)
    return there


@pytest.fixture
def here(tmp_path: Path) -> Installed:
    """Version 0.1.0 is installed."""
    build = make_build(tmp_path / "programs" / "mcsys-desktop", OLD)
    return Installed(build, OLD)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        each.relative_to(folder).as_posix(): each.read_bytes()
        for each in sorted(folder.rglob("*"))
        if each.is_file()
    }


def stem(version: str = NEW) -> str:
    return releases.stem(version, releases.system())


def started(one: Installed) -> str:
    """What the version says that counts when ``one`` is started."""
    counts = one.successor() or one
    return subprocess.run(
        [str(counts.program), "--version"], capture_output=True, text=True, check=True
    ).stdout.split()[-1]
