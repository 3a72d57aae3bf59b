"""The program through the ears of a screen reader: its whole tree over AT-SPI, in a real window."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from build_spec.debian import SCREEN_READER, missing_files
from tests.ui.display import MISSING, ROOT, Display, new_display, wait_for

LACKING = [*MISSING, *missing_files(SCREEN_READER)]
pytestmark = pytest.mark.skipif(bool(LACKING), reason=f"this system lacks {LACKING}")

SYSTEM_PYTHON = "/usr/bin/python3"  # pyatspi is Debian's and belongs to Debian's Python
INTERACTIVE = {
    *("push button", "toggle button", "check box", "radio button", "combo box", "text"),
    *("list", "table", "menu item", "page tab", "spin button", "link", "slider"),
}

PAINTED = 1.0  # seconds; pages are made when somebody goes there
POPS_UP = 2.0  # seconds; the bus does not tell of menus, which speak by their focus

Ask = Callable[[str], Any]


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Display]:
    with new_display(tmp_path) as display:
        yield display


@pytest.fixture
def ask(screen: Display, tmp_path: Path) -> Iterator[Ask]:
    """The demo office in a window, and somebody who listens to it."""
    program = [sys.executable, "-m", "mcsys_desktop", "--profile", str(tmp_path / "desk")]
    subprocess.run([*program, "demo", "--make-only"], check=True, cwd=ROOT, timeout=60)
    together = (
        "/usr/libexec/at-spi-bus-launcher --launch-immediately & reader=$1; shift;"
        ' QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1 "$@" </dev/null >/dev/null &'
        f' exec {SYSTEM_PYTHON} "$reader"'
    )
    reader = str(Path(__file__).with_name("screen_reader.py"))
    process = subprocess.Popen(
        ["dbus-run-session", "--", "sh", "-c", together, "sh", reader, *program, "demo"],
        env=screen.environment(),
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,  # so that all of it can be ended
    )
    assert process.stdin is not None
    assert process.stdout is not None
    told, said = process.stdin, process.stdout

    def ask(line: str) -> Any:
        told.write(line + "\n")
        told.flush()
        for line in said:
            mark, _blank, answer = line.partition(" ")
            if mark == "answer":
                return json.loads(answer)
        raise AssertionError("the listener has gone")

    yield ask
    os.killpg(process.pid, signal.SIGTERM)
    process.wait(timeout=30)
    told.close()
    said.close()


def test_everything_that_can_be_used_says_what_it_is(ask: Ask) -> None:
    """On the first screen, and on each that the rail leads to."""
    the_customers(ask)
    seen = 0
    for page in ("Start", "Klanten", "Gesprekken", "Collega's", "Logboek", "Instellingen"):
        assert ask(f"press {page}") is True
        time.sleep(PAINTED)
        tree = ask("tree")
        used = [part for part in tree if part["role"] in INTERACTIVE]
        assert [part for part in used if not part["name"].strip()] == [], page
        seen += len(used)
    assert seen > 100


def test_somebody_who_sees_nothing_makes_a_customer_and_finds_it_again(
    screen: Display, ask: Ask
) -> None:
    the_customers(ask)
    assert ask("press Nieuw") is True
    time.sleep(POPS_UP)  # a menu, on whose first line the keyboard is
    screen.keys("key", "Return")
    wait_for(lambda: "Achternaam" in named(ask, "text"))
    assert ask("type Voornaam\tMarijke") is True
    assert ask("type Achternaam\tZonneschijn") is True
    assert ask("press Bewaren") is True
    wait_for(lambda: "Marijke Zonneschijn" in {part["name"] for part in ask("tree")})
    screen.keys("key", "ctrl+k")
    screen.keys("type", "--delay", "30", "zonneschijn")
    wait_for(lambda: [name for name in named(ask, "list item") if "Marijke Zonneschijn" in name])


def the_customers(ask: Ask) -> None:
    """The list of customers is on the screen."""
    wait_for(lambda: "Klanten" in named(ask, "check box"))
    assert ask("press Klanten") is True
    wait_for(lambda: named(ask, "list item"))


def named(ask: Ask, role: str) -> list[str]:
    """The names of all parts of one kind."""
    return [part["name"] for part in ask("tree") if part["role"] == role]
