"""The program on a screen of twice the density: ``-m tests.ui.twice FOLDER``.

Goes through its screens in an invented office, at the least size and at the usual one, takes a
picture of each, and prints as JSON the density and what is cut off on which of them.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import shiboken6
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from mcsys_desktop.app import start
from mcsys_desktop.app.program import Program
from mcsys_desktop.app.screens import Screens
from mcsys_desktop.core import profile
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.services import offices
from mcsys_desktop.ui.calls import CallsPage
from mcsys_desktop.ui.crash import CrashHandler
from mcsys_desktop.ui.single_instance import SingleInstance
from tests.ui.accessibility import clipped

PATIENCE = 30.0
SETTLING = 5.0  # on a busy machine what was asked for comes late
SIZES = ((1366, 768), (1600, 960))


def _wait(seconds: float) -> None:
    start.until(lambda: False, seconds)


def _start(screens: Screens) -> None:
    screens.window.show_page("start")
    screens.start.look_after()
    start.until(lambda: screens.start.duplicates.figure != "…", PATIENCE)


def _card(screens: Screens) -> None:
    screens.window.show_page("customers")
    page = screens.customers
    start.until(lambda: bool(page.list.model.rows), PATIENCE)
    page.open_customer(page.list.model.rows[0].id)
    start.until(lambda: page.editing.card is not None, PATIENCE)


def _calls(screens: Screens) -> CallsPage:
    page = screens.going.calls_page()
    page.show_view("waiting")
    start.until(lambda: bool(page.waiters.list.rows), PATIENCE)
    page.waiters.setCurrentIndex(page.waiters.list.index(0, 0))
    return page


def _log(screens: Screens) -> None:
    page = _calls(screens)
    page.show_view("all")
    start.until(lambda: page.log.model.complete, PATIENCE)
    page.log.table.setCurrentIndex(page.log.model.index(0, 0))


def _picture(screens: Screens) -> None:
    _calls(screens).show_view("picture")


def _form(screens: Screens) -> QWidget:
    form = _calls(screens).adder.ask("06 1234 5678")
    assert form is not None
    return form


def _moment(screens: Screens) -> QWidget:
    return _calls(screens).details.plan.when.ask()


def _page(name: str) -> Callable[[Screens], None]:
    return lambda screens: screens.window.show_page(name)


SCREENS: dict[str, Callable[[Screens], QWidget | CallsPage | None]] = {
    "start": _start,
    "card": _card,
    "calls": _calls,
    "log of calls": _log,
    "day and week": _picture,
    "call somebody back": _form,
    "day and time": _moment,
    "duplicates": _page("duplicates"),
    "colleagues": _page("colleagues"),
    "log": _page("log"),
    "settings": _page("settings"),
}


def go_through(screens: Screens, folder: Path) -> dict[str, list[str]]:
    """What is cut off, by screen and size."""
    found: dict[str, list[str]] = {}
    for width, height in SIZES:
        screens.window.resize(width, height)
        for name, come in SCREENS.items():
            own = come(screens)
            _wait(0.2)
            shown = own if own is not None and own.isWindow() else screens.window
            shown.grab().save(str(folder / f"{name.replace(' ', '_')}_{width}.png"))
            where = f"{name}, {width}x{height}"
            start.until(lambda shown=shown: clipped(shown) == [], SETTLING)  # type: ignore[misc]  # mypy does not infer its default
            found[where] = clipped(shown)
            room = shown.screen().availableGeometry()
            if shown is not screens.window and not room.contains(shown.geometry()):
                found[where].append("sticks out of the screen")
            if shown is not screens.window:
                shown.close()
    return found


def main(folder: Path) -> int:
    place = profile.find(folder / "profile")
    offices.create_demo(place.demo_office)
    chosen = Settings(language="nl")
    application = start.make_application(["mcsys-desktop"])
    start.dress(chosen)
    window = start.make_window(chosen)
    begun = start.Start(place, profile.url_of(place.demo_office), remember=False)
    program = Program(begun, chosen, window, SingleInstance(window), CrashHandler(window))
    window.move(QPoint(0, 0))
    window.show()
    program.begin()
    if not start.until(lambda: program.is_ready, PATIENCE) or program.screens is None:
        return 1
    told = {"density": window.devicePixelRatio(), "cut": go_through(program.screens, folder)}
    sys.stdout.write(json.dumps(told) + "\n")
    program.leaving.agree()
    window.close()
    program.end()
    shiboken6.delete(window)
    application.processEvents()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
