"""What leaves a list: chosen rows on the clipboard, and files, for other programs."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mcsys_desktop.models import base
from mcsys_desktop.ui import clipboard
from mcsys_desktop.ui.lists.pane import ListPane
from mcsys_desktop.ui.work import Work
from tests.conftest import Office
from tests.ui.long_lists import Jobs, choose, made, settle

CTRL = Qt.KeyboardModifier.ControlModifier


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


def test_copying_puts_text_and_a_table_on_the_clipboard_and_not_for_long(
    pane: ListPane, jobs: Jobs, qtbot: QtBot
) -> None:
    jobs.rows[0] = jobs.rows[0].__class__(2, "=cmd|' /C calc'!A0\tx\ny", 1)
    jobs.rows[1] = jobs.rows[1].__class__(4, "a<b>&c", 2)
    pane.refresh()
    settle(pane, qtbot)
    pane.table.show_column("state", seen=False)
    choose(pane, (0, 1))
    with qtbot.waitSignal(pane.said) as told:
        QTest.keyClick(pane.table, Qt.Key.Key_C, CTRL)
    assert told.args == ["2 rows copied."]
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "Name\tLength\n'=cmd|' /C calc'!A0 x y\t1\na<b>&c\t2"
    assert data.html().endswith(
        "<table><tr><th>Name</th><th>Length</th></tr>"
        "<tr><td>&#x27;=cmd|&#x27; /C calc&#x27;!A0 x y</td><td>1</td></tr>"
        "<tr><td>a&lt;b&gt;&amp;c</td><td>2</td></tr></table>"
    )
    assert clipboard.secret_clipboard()._timer.remainingTime() > 500_000
    clipboard.forget()  # the desk is locked
    assert QGuiApplication.clipboard().text() == ""


def test_at_the_counter_nothing_is_shown_copied_or_taken_out(
    pane: ListPane, qtbot: QtBot, tmp_path: Path
) -> None:
    pane.set_counter(True)
    assert pane.model.index(0, 0).data() == ""
    assert not pane.head.export.isEnabled()
    QGuiApplication.clipboard().setText("what was there")
    choose(pane, (0, 1))
    QTest.keyClick(pane.table, Qt.Key.Key_C, CTRL)
    pane.out.write(tmp_path / "list.csv")
    qtbot.wait(100)
    assert QGuiApplication.clipboard().text() == "what was there"
    assert not list(tmp_path.iterdir())
    pane.set_counter(False)
    assert pane.model.index(0, 0).data() == "job 000002"


def test_the_whole_list_and_what_was_chosen_become_files(
    db: Office, pane: ListPane, jobs: Jobs, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    with qtbot.waitSignal(pane.said) as told:
        pane.out.write(file)
    assert told.args == ["700 rows are in list.csv."]
    lines = file.read_text("utf-8-sig").split("\n")
    assert lines[0].strip() == '"Name";"Length";"State"'
    assert lines[700].strip() == '"job 001400";"0";"open"'
    choose(pane, (500, 501))
    with qtbot.waitSignal(pane.said):
        pane.out.write(tmp_path / "some.csv", chosen=True)
    assert (tmp_path / "some.csv").read_text("utf-8-sig").count("\n") == 3
    with qtbot.waitSignal(pane.said):
        pane.out.write(tmp_path / "list.xlsx", chosen=True)
    assert (tmp_path / "list.xlsx").read_bytes().startswith(b"PK")
    noted = base.rows("SELECT kind FROM audit_row WHERE kind = 'export'")
    assert len(noted) == 3


def test_a_file_that_cannot_be_written_says_so(
    db: Office, pane: ListPane, work: Work, qtbot: QtBot, tmp_path: Path
) -> None:
    for name, words in (("list.txt", ".csv or .xlsx"), ("no/list.csv", "another folder")):
        (tmp_path / "no").write_text("a file")
        with qtbot.waitSignal(work.failed) as failed:
            pane.out.write(tmp_path / name)
        assert failed.args is not None
        assert words in str(failed.args[1])
