"""A link as the argument of the program: handed to the one that runs, or refused."""

from pathlib import Path

import pytest

from mcsys_desktop.app import run as window
from mcsys_desktop.app.start import Start
from mcsys_desktop.cli.main import main


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Start]:
    """The windows that would have been opened."""
    seen: list[Start] = []

    def run(start: Start) -> int:
        seen.append(start)
        return 0

    monkeypatch.setattr(window, "run", run)
    return seen


@pytest.mark.parametrize(
    "link", ["tel:06-12345678", "callto:0612345678", "mcsys://call?number=%2B31612345678"]
)
def test_a_link_lets_its_number_ring(link: str, started: list[Start], tmp_path: Path) -> None:
    assert main(["--profile", str(tmp_path), link]) == 0
    (start,) = started
    assert start.message == {"ring": "+31612345678"}


def test_without_a_link_the_window_is_shown(started: list[Start], tmp_path: Path) -> None:
    assert main(["--profile", str(tmp_path)]) == 0
    assert started[0].message == {"show": True}


def test_an_invitation_may_come_as_a_link_to_a_file(started: list[Start], tmp_path: Path) -> None:
    file = tmp_path / "voor Karin.mcsys"
    assert main(["--profile", str(tmp_path), file.as_uri()]) == 0
    assert started[0].message == {"join": str(file)}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("tel:*21*0612345678%23",), 1),
        (("mcsys://call?number=0612345678&x=1",), 1),
        (("tel:0612345678", "tel:0612345678"), 2),
        (("demo", "tel:0612345678"), 2),
    ],
)
def test_what_is_not_followed_is_one_sentence(
    arguments: tuple[str, ...],
    code: int,
    started: list[Start],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--profile", str(tmp_path), *arguments]) == code
    said = capsys.readouterr()
    assert len(said.err.splitlines()) == 1
    assert said.out == ""
    assert not started


def test_verbs_that_take_numbers_take_links(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--profile", str(tmp_path), "number", "tel:+31-20-1234567"]) == 0
    assert "020 123 45 67" in capsys.readouterr().out
