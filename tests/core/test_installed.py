"""Which version of the built program counts, and how one becomes another."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mcsys_desktop.core import installed
from mcsys_desktop.core.installed import POINTER, Installed

ROOT = Path(__file__).parents[2]


@pytest.fixture
def here(tmp_path: Path) -> Installed:
    folder = tmp_path / "mcsys-desktop"
    folder.mkdir()
    return Installed(folder, "0.2.0")


def newer(here: Installed, version: str) -> Installed:
    other = Installed(here.folder_of(version), version)
    other.folder.mkdir()
    other.program.write_text(f'#!/bin/sh\necho {version} "$@" "$LD_LIBRARY_PATH"\nexit 7\n')
    other.program.chmod(0o755)
    return other


def test_the_pointer_names_the_version_that_counts(here: Installed) -> None:
    assert here.successor() is None
    new = newer(here, "0.10.0")
    assert here.successor() is None, "it is there, and nothing says that it counts"
    here.point_to("0.10.0")
    assert here.successor() == new
    assert new.successor() is None, "it does not become itself"
    new.program.unlink()
    assert here.successor() is None, "where it has gone, the old one goes on"


@pytest.mark.parametrize(
    "said",
    [
        *(b"", b"\0" * 100, b"mcsys-desktop-0.1.9", b"mcsys-desktop-0.2.0", b"mcsys-desktop-1"),
        *(b"mcsys-desktop-9.9.9/../../evil", b"/mcsys-desktop-9.9.9", b"\xff\xfe", b"x" * 10_000),
        b"mcsys-desktop-999999.0.0",
    ],
)
def test_a_damaged_or_older_pointer_points_to_nothing(here: Installed, said: bytes) -> None:
    for version in ("0.1.9", "9.9.9"):
        newer(here, version)
    (here.beside / POINTER).write_bytes(said)
    assert here.successor() is None


def test_a_program_from_source_has_no_versions_beside_it() -> None:
    assert installed.here() is None
    installed.hand_over(["--version"])  # and goes on


FROZEN = """
import sys
sys.frozen, sys.executable = True, sys.argv[1]
from mcsys_desktop.core import installed
installed.hand_over(sys.argv[2:])
print("the old one goes on")
"""


def frozen(here: Installed, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", FROZEN, str(here.program), *arguments],
        cwd=ROOT,
        env=os.environ
        | {"LD_LIBRARY_PATH": str(here.folder), "LD_LIBRARY_PATH_ORIG": "/as/before"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.skipif(os.name == "nt", reason="the small program is a shell script")
def test_whichever_version_is_started_becomes_the_newest(here: Installed) -> None:
    assert frozen(here).stdout == "the old one goes on\n"
    new = newer(here, "0.3.0")
    here.point_to("0.3.0")
    done = frozen(here, "--profile", "x y", "demo")
    assert (done.stdout, done.returncode) == ("0.3.0 --profile x y demo /as/before\n", 7)
    new.program.chmod(0o644)  # something is wrong with it
    if os.geteuid() != 0 or not os.access(new.program, os.X_OK):
        assert frozen(here).stdout == "the old one goes on\n"
