"""The command line: answers alone on standard output, one sentence elsewhere, exit codes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Office

ROOT = Path(__file__).parents[2]
PASSWORD = "kameel schuurpapier gordijn tuba"
VERBS = ("demo", "tour", "number", "lookup", "create", "upgrade", "ring", "self-test")


def run(*arguments: object, profile: Path, **more: str) -> "subprocess.CompletedProcess[str]":
    """Run the program as a person would, in a profile of its own."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"} | more
    return subprocess.run(
        [sys.executable, "-m", "mcsys_desktop", "--profile", profile, *map(str, arguments)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=100,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def said_one_sentence(done: "subprocess.CompletedProcess[str]") -> bool:
    return len(done.stderr.splitlines()) == 1 and done.stdout == ""


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    return tmp_path / "profile"


def test_the_answers_are_those_of_the_numbers_file(profile: Path) -> None:
    rows = json.loads((ROOT / "tests/data/calls/numbers.json").read_text("utf-8"))
    for row in rows[::12]:
        done = run("number", "--json", "--", row["given"], profile=profile)
        expected = {key: row[key] for key in ("kind", "e164", "extension")}
        assert json.loads(done.stdout) == expected, row
        assert (done.returncode, done.stderr) == (0, "")


def test_a_number_needs_no_window_and_no_database(profile: Path) -> None:
    seen = (
        "import sys; sys.argv[1:] = ['number', '0612345678', '--json'];"
        "from mcsys_desktop.cli.main import main; code = main();"
        "bad = {'PySide6', 'peewee', 'psycopg', 'sqlcipher3', 'fpdf', 'argon2'} & set(sys.modules);"
        "sys.exit(f'imported {bad}' if bad else code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", seen], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself(verb: str, profile: Path) -> None:
    done = run(verb, "--help", profile=profile)
    assert done.returncode == 0
    assert done.stdout.startswith("usage: mcsys-desktop")
    assert done.stderr == ""


@pytest.mark.parametrize("arguments", [("numbr",), ("number",), ("tour",), ("--ofice", "x")])
def test_what_is_not_understood_is_one_sentence_and_exit_code_2(
    arguments: tuple[str, ...], profile: Path
) -> None:
    done = run(*arguments, profile=profile)
    assert done.returncode == 2
    assert said_one_sentence(done), done.stderr


def test_what_cannot_be_done_is_one_sentence_and_exit_code_1(profile: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.db"
    empty.touch()
    for arguments in (
        ("lookup", "0612345678"),
        ("--office", "sqlite:///missing.db", "lookup", "0612345678"),
        ("--office", f"sqlite:///{empty}", "lookup", "0612345678"),
        ("--office", f"sqlite:///{empty}", "upgrade"),
        ("--office", "mysql://x/y", "lookup", "0612345678"),
        ("--office", "postgresql://anna:geheim@server.example/mcsys", "lookup", "0612345678"),
        ("--office", "postgresql://anna@192.0.2.1/mcsys", "lookup", "0612345678"),
        ("ring", "0612345678"),
        ("ring", "geen nummer"),
        ("--office", "sqlite:////proc/nergens/x.db", "create", "--no-key"),
    ):
        done = run(*arguments, profile=profile)
        assert done.returncode == 1, (arguments, done)
        assert said_one_sentence(done), (arguments, done.stderr)
        assert "geheim" not in done.stderr
    assert empty.read_bytes() == b""


def test_a_mistake_of_the_program_is_exit_code_3_and_in_the_log(
    profile: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from mcsys_desktop.cli.main import main
    from mcsys_desktop.core import phone

    def broken(_text: str) -> None:
        raise ZeroDivisionError("Zonne" + "veld 0612345678")

    monkeypatch.setattr(phone, "parse", broken)
    assert main(["--profile", str(profile), "number", "0612345678"]) == 3
    printed = capsys.readouterr()
    assert printed.out == ""
    assert len(printed.err.splitlines()) == 1
    log = (profile / "log" / "mcsys.log").read_text("utf-8")
    assert "ZeroDivisionError" in log
    assert "0612345678" not in log


def test_an_encrypted_office_is_made_found_in_and_kept_shut(profile: Path, tmp_path: Path) -> None:
    secret = tmp_path / "password"
    secret.write_text(PASSWORD + "\n")
    wrong = tmp_path / "wrong"
    wrong.write_text("iets heel anders dan dat\n")
    url = f"sqlite:///{tmp_path / 'kantoor.db'}"
    sheet = tmp_path / "sheet.pdf"
    given = ("--office", url, "--password-file", secret)

    made = run(*given, "create", "--name", "Sanne Vis", "--sheet", sheet, profile=profile)
    assert made.returncode == 0, made.stderr
    assert len(made.stdout.strip().split("-")) == 7
    assert sheet.read_bytes().startswith(b"%PDF-")
    content = (tmp_path / "kantoor.db").read_bytes()
    assert b"SQLite format" not in content
    assert b"colleague" not in content

    found = run(*given, "lookup", "0612345678", "--json", profile=profile)
    assert (found.returncode, json.loads(found.stdout)) == (0, [])
    refused = run(
        "--office", url, "--password-file", wrong, "lookup", "0612345678", profile=profile
    )
    assert refused.returncode == 1
    assert said_one_sentence(refused)
    again = run(*given, "create", profile=profile)
    assert again.returncode == 1
    assert said_one_sentence(again)
    assert run(*given, "upgrade", profile=profile).returncode == 0


@pytest.mark.parametrize("engine", ["postgres"])
def test_a_server_office_is_asked_as_an_ordinary_login(
    office: Office, profile: Path, tmp_path: Path
) -> None:
    secret = tmp_path / "password"
    secret.write_text(office.password)
    given = ("--office", office.url, "--password-file", secret)
    found = run(*given, "lookup", "0612345678", "--json", profile=profile)
    assert (found.returncode, found.stdout.strip()) == (0, "[]"), found.stderr
    refused = run(*given, "upgrade", profile=profile)
    assert refused.returncode == 1
    assert said_one_sentence(refused)


def test_without_a_screen_the_window_is_refused_with_a_sentence(profile: Path) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("only X and Wayland can be missing")
    done = run(profile=profile, QT_QPA_PLATFORM="", DISPLAY="", WAYLAND_DISPLAY="")
    assert done.returncode == 1
    assert said_one_sentence(done)
