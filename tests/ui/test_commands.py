"""The search field does what the keys do, and knows what can be done with a number or a name."""

from functools import partial

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mcsys_desktop.core import i18n
from mcsys_desktop.ui import commands, shortcuts
from mcsys_desktop.ui.commands import Typed
from mcsys_desktop.ui.rail import ENTRIES

CALLS = next(entry.action for entry in ENTRIES if entry.name == "calls")


class Window(QWidget):
    """A window in which some keys work, and a page inside it that is not seen."""

    def __init__(self) -> None:
        super().__init__()
        self.done: list[str] = []
        for name in ("new", "lock", "settings", CALLS, "refresh", "search", "next pane"):
            shortcuts.bind(self, name, partial(self.done.append, name))
        self.page = QWidget(self)
        shortcuts.bind(self.page, "edit", partial(self.done.append, "edit"))
        self.show()
        self.page.hide()


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    made = Window()
    qtbot.addWidget(made)
    return made


def targets(window: Window, typed: str, *, found: bool = True, may_write: bool = True) -> list[str]:
    results = commands.offered(window, Typed(typed, found), may_write=may_write)
    return [result.target for result in results]


def test_an_action_is_found_by_its_words_in_any_order_and_by_others(window: Window) -> None:
    assert targets(window, "lock") == ["do:lock"]
    assert targets(window, "desk lo") == ["do:lock"]
    assert targets(window, "sign out") == ["do:lock"]
    assert targets(window, "new customer") == ["do:new"]
    assert targets(window, "go to calls") == [f"do:{CALLS}"]
    assert targets(window, "calls") == [f"do:{CALLS}"]
    assert targets(window, "ettings") == []
    assert targets(window, "l") == targets(window, "search") == targets(window, "next part") == []


def test_actions_speak_the_language_of_the_screen(window: Window) -> None:
    i18n.use("nl")
    assert targets(window, "vergrendelen") == ["do:lock"]
    assert targets(window, "naar gesprekken") == [f"do:{CALLS}"]
    assert targets(window, "nieuwe klant") == ["do:new"]
    assert targets(window, "instell") == ["do:settings"]
    assert targets(window, "afmelden") == ["do:lock"]


def test_only_what_works_here_and_now_is_offered_and_it_is_done(window: Window) -> None:
    assert targets(window, "edit") == []
    window.page.show()
    assert targets(window, "edit") == ["do:edit"]

    assert shortcuts.do(window, "edit")
    assert shortcuts.do(window, "lock")
    assert not shortcuts.do(window, "undo")
    assert window.done == ["edit", "lock"]


def test_a_number_can_be_called_and_one_that_nobody_has_becomes_a_customer(
    window: Window,
) -> None:
    for typed in ("0612345678", "06 1234 5678", "+31 6 12345678", "bel 06 1234 5678"):
        assert targets(window, typed) == ["dial:+31612345678", "list:06 1234 5678"], typed
    assert targets(window, "0612345678", found=False) == [
        "dial:+31612345678",
        "new:06 1234 5678",
        "list:06 1234 5678",
    ]
    assert targets(window, "0612345678", found=False, may_write=False) == ["dial:+31612345678"]
    assert targets(window, "0612") == []


def test_nothing_is_called_or_made_by_a_key_too_many(window: Window) -> None:
    number = commands.offered(window, Typed("0612345678", False))
    name = commands.offered(window, Typed("Jan Smit", False))
    assert [result.offered for result in (*number, *name)] == [True, True, True, True]
    (said, _new, _list) = commands.offered(window, Typed("bel 0612345678", False))
    assert not said.offered


def test_a_name_that_nobody_has_becomes_a_customer(window: Window) -> None:
    assert targets(window, "Jan de Smit", found=False) == ["new:Jan de Smit"]
    assert targets(window, "Jan de Smit", found=True) == []
    assert targets(window, "Jan de Smit", found=False, may_write=False) == []
    for typed in ("jan@post.example", "dorpsstraat 12", "ab"):
        assert targets(window, typed, found=False) == [], typed
