"""What somebody chose of a list comes back: at the desk, and as a view under a name."""

import pytest
from pytestqt.qtbot import QtBot

from mcsys_desktop.services import views
from mcsys_desktop.ui.lists import choice as choices
from mcsys_desktop.ui.lists.pane import ListPane
from mcsys_desktop.ui.work import Work
from tests.conftest import Office
from tests.ui.long_lists import Jobs, kind, made, settle

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard")  # off screen


@pytest.fixture
def engine() -> str:
    """Screens do the same on both engines."""
    return "sqlite"


@pytest.fixture
def jobs() -> Jobs:
    return Jobs(700)


@pytest.fixture
def pane(work: Work, jobs: Jobs, qtbot: QtBot) -> ListPane:
    return made(work, jobs, qtbot)


def test_views_are_saved_chosen_and_removed(db: Office, pane: ListPane, qtbot: QtBot) -> None:
    pane.narrow("long", True)
    pane.table.show_column("number", seen=True)
    with qtbot.waitSignal(pane.said):
        pane.views.save("Long & wide", True)
    wanted = pane.choice
    pane.show_choice(pane.kind.usual())
    pane.views.ask()
    qtbot.waitUntil(lambda: pane.views.menu is not None and pane.views.menu.isVisible())
    menu = pane.views.menu
    assert menu is not None
    action = next(each for each in menu.actions() if each.text().startswith("Long"))
    assert action.text() == "Long && wide (for everybody)"
    action.trigger()
    menu.close()
    assert pane.choice == wanted
    assert pane.table.arrangement() == wanted.columns
    settle(pane, qtbot)
    (view,) = views.of_list("jobs")
    with qtbot.waitSignal(pane.said):
        pane.views.remove(view)
    assert views.of_list("jobs") == []


@pytest.mark.parametrize(
    "written",
    [
        "",
        "[]",
        "nonsense",
        "[" * 100_000,
        '{"filters": {"long": "yes", "gone": 1, "place": 7}, "sort": "gone", "columns": 3}',
        '{"columns": [["gone", 1, true], ["name", "x", true], [], ["name", 5], null]}',
        '{"columns": [["name", 100, false], ["length", 1, false], ["state", 1, false]]}',
    ],
)
def test_what_is_no_choice_of_this_list_is_left_out(written: str, jobs: Jobs) -> None:
    declared = kind(jobs)
    assert declared.read(written) == declared.usual()


def test_a_choice_comes_back_as_it_was_written(jobs: Jobs) -> None:
    declared = kind(jobs)
    usual = declared.usual()
    chosen = choices.Choice({"long": True, "place": "here"}, "name", True, usual.columns[::-1])
    assert declared.read(chosen.written()) == chosen
