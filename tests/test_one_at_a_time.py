"""A turn that one process has at a time: two that prepare one environment would break it."""

import subprocess
import sys
from pathlib import Path

from build_spec.one_at_a_time import one_at_a_time

ROOT = Path(__file__).parents[1]
OTHER = (
    "import pathlib, sys; from build_spec.one_at_a_time import one_at_a_time\n"
    "print('waits', flush=True)\n"
    "with one_at_a_time(pathlib.Path(sys.argv[1])): print('has it', flush=True)"
)


def _other(file: Path) -> "subprocess.Popen[str]":
    asked = [sys.executable, "-c", OTHER, str(file)]
    return subprocess.Popen(asked, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_the_second_waits_for_the_first(tmp_path: Path) -> None:
    file = tmp_path / "turn"
    with one_at_a_time(file):
        other = _other(file)
        assert other.stdout is not None
        assert other.stdout.readline() == "waits\n"
        assert other.poll() is None
    assert other.communicate(timeout=30)[0] == "has it\n"


def test_the_turn_of_one_that_was_killed_is_free(tmp_path: Path) -> None:
    file = tmp_path / "turn"
    asked = [sys.executable, "-c", OTHER + "; sys.stdin.read()", str(file)]
    first = subprocess.Popen(
        asked, cwd=ROOT, stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True
    )
    assert first.stdout is not None
    while "has it" not in first.stdout.readline():
        pass
    first.kill()
    first.communicate(timeout=30)
    with one_at_a_time(file):
        pass
