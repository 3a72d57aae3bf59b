"""``documents``: what they add up to, without an office; their papers, with one."""

import json
import re
import zipfile
from pathlib import Path

import pytest

from mcsys_desktop.cli.answers import Exit
from mcsys_desktop.cli.main import main
from mcsys_desktop.core import clock
from mcsys_desktop.models import address, base, upgrade
from tests import billing
from tests.cli.test_command_line import profile, run, said_one_sentence

__all__ = ["profile"]  # the fixture
WORKED = Path(__file__).parents[1] / "data" / "invoicing" / "vat-oracles.json"


def test_worked_documents_add_up(profile: Path) -> None:
    done = run("documents", "totals", WORKED, profile=profile)
    assert (done.returncode, done.stderr) == (0, "")
    cases = json.loads(WORKED.read_text("utf-8"))["cases"]
    wanted = [{"id": case["id"], "expected": case["expected"]} for case in cases]
    assert json.loads(done.stdout) == wanted


def test_another_file_gets_a_sentence(profile: Path, tmp_path: Path) -> None:
    for content in ("{", "[]", '{"cases": [{"id": 1}]}'):
        wrong = tmp_path / "wrong.json"
        wrong.write_text(content, encoding="utf-8")
        done = run("documents", "totals", wrong, profile=profile)
        assert done.returncode == 1
        said_one_sentence(done)
    assert run("documents", "totals", tmp_path / "none.json", profile=profile).returncode == 1


@pytest.fixture
def said(tmp_path: Path) -> list[str]:
    """The arguments that name an office with one final invoice, and a profile of its own."""
    url = address.of_file(tmp_path / "office.db")
    upgrade.create(url, author="anna")
    base.connect(url, author="anna")
    try:
        with base.connected():
            billing.company()
            billing.final(billing.customer())
    finally:
        base.disconnect()
    return ["--profile", str(tmp_path / "profile"), "--office", url, "documents"]


def test_the_papers_of_a_number_are_written_and_proven(
    said: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    number = f"F{clock.today().year}-00001"
    folder = tmp_path / "papers"
    assert main([*said, "render", number.lower(), "--to", str(folder)]) == Exit.DONE
    assert capsys.readouterr().out.split() == [str(folder / f"{number}.pdf")]
    assert (folder / f"{number}.pdf").read_bytes().startswith(b"%PDF")
    assert main([*said, "check"]) == Exit.DONE
    told = capsys.readouterr()
    assert told.out == ""
    assert re.findall(r"\d+", told.err) == ["1", "1", "1", "0", "0"]  # in whichever language


def test_a_number_that_is_none_and_a_folder_that_is_none_get_a_sentence(
    said: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*said, "render", "F1999-1", "--to", str(tmp_path)]) == Exit.REFUSED
    assert "F1999-1" in capsys.readouterr().err
    (tmp_path / "taken").write_text("")
    number = f"F{clock.today().year}-00001"
    assert main([*said, "render", number, "--to", str(tmp_path / "taken")]) == Exit.REFUSED
    assert "taken" in capsys.readouterr().err


def test_the_books_of_a_period_are_said_and_packed(
    said: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    today, file = clock.today().isoformat(), tmp_path / "books.zip"
    days = ["--from", today, "--to", today]
    assert main([*said, "books", *days]) == Exit.DONE
    told = capsys.readouterr()
    assert "1a\t75,00\t15,75\n" in told.out
    assert "5b" in told.err
    assert not file.exists()
    assert main([*said, "books", *days, "--zip", str(file)]) == Exit.DONE
    assert capsys.readouterr().out == told.out
    with zipfile.ZipFile(file) as box:
        names = {Path(name).name for name in box.namelist()}
    assert f"F{clock.today().year}-00001.pdf" in names
    assert main([*said, "books", "--from", today, "--to", "1999-01-01"]) == Exit.REFUSED
