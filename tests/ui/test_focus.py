"""Calls come in while somebody types in another program: not a key is lost, nothing is pressed.

Real windows of real processes, a window manager, and keys from the X server.
"""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Office
from tests.ui.display import MISSING, Display, new_display, wait_for

pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")

SENTENCE = "De kassa blijft hangen na de update, en de klant wacht. "
TEXT = SENTENCE * 5
RESTING = 20  # looks at a window, 20 ms apart, that all find it in the same place


@pytest.fixture
def engine() -> str:
    """Where a window goes does not depend on the database."""
    return "sqlite"


@pytest.fixture
def display(tmp_path: Path) -> Iterator[Display]:
    with new_display(tmp_path) as here:
        yield here


def typist(display: Display, tmp_path: Path) -> Path:
    """A window of another program in which one types; gives the file with what arrived."""
    file = tmp_path / "typed.txt"
    display.start(sys.executable, "-m", "tests.ui.focus_typist", str(file))
    window = wait_for(lambda: display.keys("search", "--name", "somebody types here"))
    display.keys("windowactivate", "--sync", window.splitlines()[-1])
    return file


def caller(display: Display, office: Office, tmp_path: Path, how: str) -> Callable[[], Any]:
    """Our program with calls coming in; gives a way to ask what happened to it."""
    file = tmp_path / "seen.json"
    display.start(sys.executable, "-m", "tests.ui.focus_caller", office.url, str(file), how)
    wait_for(lambda: json.loads(file.read_text(encoding="utf-8"))["visible"])
    return lambda: json.loads(file.read_text(encoding="utf-8"))


def resting_place(seen: Callable[[], Any]) -> list[int]:
    """Where the note is on the screen, when the window manager has moved it for the last time."""
    places: list[list[int]] = []

    def rests() -> bool:
        places.append(seen()["at"])
        return places[-RESTING:] == [places[-1]] * RESTING

    wait_for(rests)
    return places[-1]


def type_during_calls(display: Display, seen: Callable[[], Any]) -> int:
    """Type the text while calls come in; gives how many came meanwhile."""
    before = seen()["calls"]
    display.keys("type", "--delay", "12", TEXT)
    return int(seen()["calls"]) - int(before)


@pytest.mark.timeout(180)
def test_calls_take_no_key_and_no_focus_from_another_program(
    display: Display, office: Office, tmp_path: Path
) -> None:
    typed = typist(display, tmp_path)
    focused = display.focused()
    seen = caller(display, office, tmp_path, "polite")
    assert display.focused() == focused

    came = type_during_calls(display, seen)

    wait_for(lambda: len(typed.read_text(encoding="utf-8")) >= len(TEXT))
    assert typed.read_text(encoding="utf-8") == TEXT
    assert display.focused() == focused
    after = seen()
    assert (after["clicks"], after["active"], after["note"]) == (0, 0, "")
    assert came >= 2


@pytest.mark.timeout(180)
def test_calls_take_no_key_and_no_focus_from_our_own_window(
    display: Display, office: Office, tmp_path: Path
) -> None:
    seen = caller(display, office, tmp_path, "own")
    window = display.keys("search", "--name", "somebody types here").splitlines()[-1]
    display.keys("windowactivate", "--sync", window)
    focused = display.focused()

    came = type_during_calls(display, seen)

    wait_for(lambda: len(seen()["own"]) >= len(TEXT))
    assert seen()["own"] == TEXT
    assert display.focused() == focused
    assert (seen()["clicks"], seen()["active"], seen()["note"]) == (0, 0, "")
    assert came >= 2


@pytest.mark.timeout(180)
def test_a_click_into_the_note_gives_it_the_keyboard(
    display: Display, office: Office, tmp_path: Path
) -> None:
    typed = typist(display, tmp_path)
    seen = caller(display, office, tmp_path, "patient")
    wait_for(lambda: seen()["state"] == "unknown")  # and stays so: one long call

    display.keys("mousemove", *map(str, resting_place(seen)), "click", "1")
    wait_for(lambda: seen()["active"])
    display.keys("type", "--delay", "12", "Belt over de kassa")

    wait_for(lambda: seen()["note"] == "Belt over de kassa")
    assert typed.read_text(encoding="utf-8") == ""
    assert seen()["clicks"] == 0


@pytest.mark.timeout(180)
def test_the_proof_can_fail_a_naive_window_takes_keys(
    display: Display, office: Office, tmp_path: Path
) -> None:
    typed = typist(display, tmp_path)
    focused = display.focused()
    seen = caller(display, office, tmp_path, "naive")

    type_during_calls(display, seen)

    assert typed.read_text(encoding="utf-8") != TEXT
    assert seen()["active"] > 0
    wait_for(lambda: display.focused() != focused)  # while the next call rings
