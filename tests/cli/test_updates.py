"""Versions are published by commands."""

import os
from pathlib import Path

import pytest

from mcsys_desktop import __version__
from mcsys_desktop.core import releases
from tests.cli.test_command_line import run, said_one_sentence
from tests.services.updates.conftest import make_build

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the small program is a shell script")


def test_a_key_is_made_once_and_a_build_is_published_with_it(tmp_path: Path) -> None:
    profile, key = tmp_path / "profile", tmp_path / "updates.key"
    done = run("server", "updates-key", "--to", key, profile=profile)
    code, public = done.stdout.splitlines()
    assert releases.is_key(public)
    assert code not in key.read_text()
    again = run("server", "updates-key", "--to", key, profile=profile)
    assert (again.returncode, said_one_sentence(again)) == (1, True)

    build = make_build(tmp_path / "build", __version__)
    (tmp_path / "code").write_text(code.lower() + "\n")
    how = ("--to", tmp_path / "updates", "--key-file", key, "--password-file", tmp_path / "code")
    done = run("server", "publish", build, *how, profile=profile)
    assert (done.returncode, said_one_sentence(done)) == (0, True), done.stderr
    assert public in done.stderr
    stem = releases.stem(__version__, releases.system())
    assert {each.name for each in (tmp_path / "updates").iterdir()} == {
        f"{stem}.{ending}" for ending in ("zip", "json", "sig")
    }
    written = (tmp_path / "updates" / f"{stem}.json").read_bytes()
    signature = (tmp_path / "updates" / f"{stem}.sig").read_bytes()
    assert releases.read(written, signature, public).version == __version__

    done = run("server", "publish", tmp_path, *how, profile=profile)
    assert (done.returncode, said_one_sentence(done)) == (1, True)
