"""Locked again and again, with all windows open: not one pixel, word or title of a customer."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.display import MISSING, ROOT, Display, new_display

pytestmark = [
    pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}"),
    pytest.mark.timeout(600),
]


@pytest.fixture
def display(tmp_path: Path) -> Iterator[Display]:
    with new_display(tmp_path) as here:
        yield here


@pytest.mark.parametrize("rounds", [9, pytest.param(100, marks=pytest.mark.endurance)])
def test_a_locked_desk_leaks_nothing(display: Display, tmp_path: Path, rounds: int) -> None:
    folder = tmp_path / "profile"
    done = subprocess.run(
        [sys.executable, "-m", "tests.app.locked_desk", str(folder), str(rounds)],
        cwd=ROOT,
        env=display.environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=580,
    )
    assert done.returncode == 0, done.stderr
    reports = json.loads(done.stdout)
    assert len(reports) == rounds
    for seen in reports:
        opened = seen.pop("open")
        assert opened["words"]  # what is looked for can be found where it is
        assert opened["tree"]
        assert opened["windows"] >= 4
        assert seen == {
            "words": 0,
            "tree": 0,
            "windows": 1,
            "titles": [],
            "same_picture": True,
            "hidden": True,
            "back": ["Kanarie half typ", True, True],
        }
