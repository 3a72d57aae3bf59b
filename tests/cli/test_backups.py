"""Backups from the command line: keys, backup, check, restore."""

from pathlib import Path

import pytest

from mcsys_desktop.core import profile as profiles
from tests.cli.test_command_line import run, said_one_sentence

PASSWORD = "kameel schuurpapier gordijn tuba"


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    return tmp_path / "profile"


@pytest.fixture
def password(tmp_path: Path) -> Path:
    file = tmp_path / "password"
    file.write_text(PASSWORD + "\n")
    return file


def test_from_keys_to_an_office_that_stands_again(
    profile: Path, password: Path, tmp_path: Path
) -> None:
    office, back = tmp_path / "winkel.db", tmp_path / "terug.db"
    named = ("--office", profiles.url_of(office), "--password-file", password)
    assert run(*named, "create", "--name", "Sanne", profile=profile).returncode == 0

    done = run(*named, "backup", "--to", tmp_path, profile=profile)
    assert done.returncode == 1
    assert said_one_sentence(done)
    assert "backup keys" in done.stderr

    stick = tmp_path / "stick"
    stick.mkdir()
    done = run("backup", "keys", "--to", stick, profile=profile)
    assert (done.returncode, done.stdout) == (0, "")
    owner, envelope = sorted(stick.iterdir(), reverse=True)[1], sorted(stick.iterdir())[1]
    again = run("backup", "keys", "--to", stick, profile=profile)
    assert again.returncode == 1
    assert said_one_sentence(again)

    shelf = tmp_path / "shelf"
    shelf.mkdir()
    done = run(*named, "backup", "--to", shelf, profile=profile)
    assert done.returncode == 0, done.stderr
    (backup,) = shelf.iterdir()

    for key in (owner, envelope):
        done = run("backup", "check", backup, "--identity", key, profile=profile)
        assert done.returncode == 0, done.stderr
        assert done.stdout.count("\n") == 1
    done = run("backup", "check", backup, "--identity", password, profile=profile)
    assert done.returncode == 1
    assert said_one_sentence(done)

    restore = ("restore", backup, "--to", profiles.url_of(back), "--identity", owner)
    done = run(*restore, profile=profile)
    assert (done.returncode, back.exists()) == (1, False), "nobody to ask for the password"
    done = run("--password-file", password, *restore, profile=profile)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    done = run("--password-file", password, *restore, profile=profile)
    assert done.returncode == 1
    assert said_one_sentence(done)
    there = ("--office", profiles.url_of(back), "--password-file", password)
    assert run(*there, "lookup", "0612345678", profile=profile).returncode == 0

    back.unlink()
    back.with_suffix(".keys").unlink()
    sheet = tmp_path / "blad.pdf"
    more = ("--new-key", "--sheet", sheet)
    done = run("--password-file", password, *restore, *more, profile=profile)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.strip()) == 34, "the new recovery code"
    assert sheet.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("verb", [("backup",), ("restore",), ("collect",), ("backup", "keys")])
def test_every_verb_explains_itself(verb: tuple[str, ...], profile: Path) -> None:
    done = run(*verb, "--help", profile=profile)
    assert done.returncode == 0
    assert done.stdout.startswith("usage: mcsys-desktop")
    assert done.stderr == ""
