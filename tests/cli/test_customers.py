"""Customers read in and taken out without a window."""

import json
from pathlib import Path

import pytest

from mcsys_desktop.cli.answers import Exit
from mcsys_desktop.cli.main import main
from mcsys_desktop.models import address, upgrade

LIST = "Klantnr;Naam;E-mail\n1;Anna Smit;anna@example.nl\n2;Bo Tak;bo\n"


@pytest.fixture
def said(tmp_path: Path) -> list[str]:
    """The arguments that name a fresh office, and a profile of its own."""
    url = address.of_file(tmp_path / "office.db")
    upgrade.create(url, author="anna")
    (tmp_path / "klanten.csv").write_text(LIST, "utf-8")
    return ["--profile", str(tmp_path / "profile"), "--office", url, "customers"]


def test_a_list_is_tried_out_read_in_and_read_in_again(
    said: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, left = str(tmp_path / "klanten.csv"), tmp_path / "errors.csv"
    told = []
    for more in (["--dry-run"], ["--errors", str(left)], []):
        code = main([*said, "import", file, "--json", *more])
        told.append(json.loads(capsys.readouterr().out))
        assert code == Exit.REFUSED  # one row has an error

    assert [one["counts"]["new"] for one in told] == [1, 1, 0]
    assert [one["counts"]["same"] for one in told] == [0, 0, 1]
    assert [error["line"] for error in told[0]["errors"]] == [3]
    assert "Bo Tak" in left.read_text("utf-8-sig")


@pytest.mark.parametrize("ending", ["csv", "xlsx", "vcf"])
def test_customers_are_taken_out_in_each_form(said: list[str], tmp_path: Path, ending: str) -> None:
    main([*said, "import", str(tmp_path / "klanten.csv")])
    file = tmp_path / f"out.{ending}"

    assert main([*said, "export", str(file)]) == Exit.DONE
    assert file.stat().st_size > 50


def test_what_is_no_form_is_said(
    said: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*said, "export", str(tmp_path / "out.doc")]) == Exit.REFUSED
    assert ".csv" in capsys.readouterr().err


def test_a_spreadsheet_is_told_what_to_do(
    said: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "klanten.xlsx"
    book.write_bytes(b"PK\x03\x04 and more")

    assert main([*said, "import", str(book)]) == Exit.REFUSED
    assert "CSV" in capsys.readouterr().err
