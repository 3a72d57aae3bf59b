"""Somebody who works at a desk by keyboard: real keys to a real window, and what they see then."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.faults.watching import Watched
from tests.ui.display import Display

MODULE = "tests.stories.seen_desk"
PATIENCE = 30.0  # seconds; making keys takes some on purpose
LOOK = 0.05
AT_ONCE = 8  # ms between two keys, where nobody wants to see somebody type
BY_HAND = 200  # as people type
LOOKS = 1.5  # seconds that somebody looks at a new screen
DRAGS = 4.0  # seconds to find a file in its folder and take it along


class Typist:
    """One person at one desk. ``keys`` and ``screens`` count what it took them."""

    def __init__(
        self,
        display: Display,
        profile: Path,
        *office: str,
        by_hand: bool = False,
        pictures: Path | None = None,
    ) -> None:
        self.keys, self.screens = 0, 0
        self.name = profile.name
        self.steps: list[tuple[str, float]] = []
        self._display, self._by_hand, self._pictures = display, by_hand, pictures
        self._began = time.monotonic()
        self._before = set(self._windows())
        self.desk = Watched(MODULE, str(profile), *office, environment=display.environment())
        self.main = self._wait(lambda: sorted(set(self._windows()) - self._before))[0]

    def __enter__(self) -> "Typist":
        self.desk.__enter__()
        return self

    def __exit__(self, *what: object) -> None:
        self.desk.__exit__(*what)

    def come(self) -> None:
        """Sit down at this desk: its window is in front, or what it asks."""
        self._wait(self._activated)

    def _activated(self) -> bool:
        asking = sorted(set(self._windows()) - self._before - {self.main}, reverse=True)
        for window in (self.main, *asking):
            self._display.keys("windowactivate", window)
            time.sleep(LOOK)
            if self.see()["window"]:
                return True
        return False

    def press(self, *keys: str) -> None:
        """Press keys by their names of X: Return, Tab, ctrl+k."""
        for key in keys:
            if self._by_hand:
                time.sleep(BY_HAND / 1000)
            self._display.keys("key", key)
            self.keys += 1

    def type(self, words: str) -> None:
        """Type words where the keyboard is."""
        delay = BY_HAND if self._by_hand else AT_ONCE
        self._display.keys("type", "--delay", str(delay), words)
        self.keys += len(words)

    def see(self) -> Any:
        """What is to be seen now."""
        return self.desk.ask("see", "see")

    def reads(self, words: str) -> bool:
        """Whether these words stand somewhere on the windows of this desk."""
        return any(words in each for each in self.see()["words"])

    def until_asked(self, question: str) -> None:
        """Wait for a question of the first start."""
        self._wait(lambda: self.see()["asked"] == question, question)

    def until_reads(self, *words: str) -> None:
        """Wait until these words stand on the windows of this desk."""
        for each in words:
            self._wait(lambda each=each: self.reads(each), each)  # type: ignore[misc]

    def until(self, seen: Callable[[Any], Any], what: str) -> None:
        """Wait until what is seen is so."""
        self._wait(lambda: seen(self.see()), what)

    def on(self, *words: str, key: str = "Tab", most: int = 40) -> None:
        """Press ``key`` until the keyboard is where one of these words stands."""
        for _press in range(most):
            focus = self.see()["focus"]
            if any(word in each for word in words for each in focus):
                return
            self.press(key)
        raise AssertionError(f"{key} never led to {words}; it is at {self.see()['focus']}")

    def wait_for_phone(self) -> None:
        """Wait until this desk hears telephones."""
        self._wait(lambda: self.desk.ask("phone", "phone"), "a listener")

    def drop(self, file: Path) -> bool:
        """Let go of a file above the window in front; whether it was taken there."""
        if self._by_hand:
            time.sleep(DRAGS)
        return bool(self.desk.ask(f"drop {file}", "drop"))

    def look(self, name: str) -> None:
        """A new screen: look at it, and keep a picture where pictures are wanted."""
        self.screens += 1
        if self._by_hand:
            time.sleep(LOOKS)
        self.steps.append((name, time.monotonic() - self._began))
        if self._pictures is not None:
            time.sleep(0.3)  # what was just asked for is painted
            file = self._pictures / f"{self.screens:02d}_{self.name}_{name}.png"
            assert self.desk.ask(f"picture {file}", "picture")

    def _windows(self) -> list[str]:
        found = self._display.keys("search", "--onlyvisible", "--name", "MCSys Desktop", quiet=True)
        return found.splitlines()

    def _wait(self, happened: Callable[[], Any], what: str = "it") -> Any:
        deadline = time.monotonic() + PATIENCE
        while not (found := happened()):
            if time.monotonic() > deadline:
                seen = self.see()
                raise AssertionError(f"{what} never came: {seen}; {self.desk.crashes}")
            time.sleep(LOOK)
        return found
