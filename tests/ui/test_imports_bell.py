"""Reading in and taking out behind the bell: how far, what came of it, and the way back."""

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.progress import Progress
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.services import exports, imports
from mcsys_desktop.ui.bell import BellList
from mcsys_desktop.ui.imports.dialog import BringIn
from mcsys_desktop.ui.imports.taking_out import TakeOut
from mcsys_desktop.ui.long_work import LongTask
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.work import Work
from tests import make
from tests.conftest import Office
from tests.ui.test_imports import LIST, at_step

# A list behind the bell takes the keyboard, which no screen is there for.
pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "klanten.csv"
    made.write_text(LIST, "utf-8")
    return made


@pytest.fixture
def dialog(db: Office, work: Work, qtbot: QtBot) -> BringIn:
    style().apply("light", "normal", 1.0)
    made = BringIn(work)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Reading in goes on when the test says so."""
    go_on, bring_in = threading.Event(), imports.bring_in

    def slowly(
        found: imports.Found,
        fields: Sequence[imports.Field],
        existing: imports.Existing,
        progress: Callable[[int, int], None],
        stopped: Callable[[], bool],
    ) -> imports.Tried:
        progress(1, 4)
        go_on.wait(20)
        return bring_in(found, fields, existing, progress, stopped)

    monkeypatch.setattr(imports, "bring_in", slowly)
    yield go_on
    go_on.set()


def begin(dialog: BringIn, file: Path, work: Work, qtbot: QtBot) -> LongTask:
    """Up to the moment that rows are being read in."""
    dialog.read(file)
    for step in (1, 2):
        qtbot.waitUntil(at_step(dialog, step), timeout=20_000)
        dialog.go_on()
    qtbot.waitUntil(lambda: bool(work.long.tasks) and work.long.tasks[0].total == 4)
    (task,) = work.long.tasks
    return task


@pytest.mark.parametrize("engine", ["sqlite"])
def test_reading_in_is_behind_the_bell_and_the_bell_leads_back(
    dialog: BringIn, file: Path, work: Work, held: threading.Event, qtbot: QtBot
) -> None:
    task = begin(dialog, file, work, qtbot)
    assert (task.title, task.done) == ("Read in klanten.csv", 1)
    window = dialog.windowHandle()
    assert window is not None
    window.close()  # as the cross in the corner does
    qtbot.waitUntil(dialog.isHidden)
    assert work.long.tasks == [task]
    bell = BellList(dialog, work)
    qtbot.addWidget(bell)
    bell.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    (line,) = bell.rows
    line.back.click()  # type: ignore[attr-defined]  # of a task
    assert dialog.isVisible()
    dialog.hide()

    held.set()

    qtbot.waitUntil(at_step(dialog, 3), timeout=20_000)
    (notice,) = work.notices.all
    assert notice.sentence == "Done: 2 new customers."
    assert notice.words == "Show"
    work.notices.do(notice)
    assert dialog.isVisible()
    assert dialog.told.text() == notice.sentence


@pytest.mark.parametrize("engine", ["sqlite"])
def test_what_is_given_up_behind_the_bell_is_said_in_the_dialog_and_writes_nothing(
    dialog: BringIn, file: Path, work: Work, held: threading.Event, qtbot: QtBot
) -> None:
    task = begin(dialog, file, work, qtbot)
    task.cancel()
    held.set()

    qtbot.waitUntil(lambda: dialog.said.text() == "Stopped. Nothing was written.", timeout=20_000)
    assert at_step(dialog, 2)()
    assert Customer.select().count() == 0
    assert work.notices.all[0].sentence == "Given up: Read in klanten.csv."


@pytest.mark.parametrize("engine", ["sqlite"])
def test_what_goes_wrong_while_it_is_put_away_leads_back_as_well(
    dialog: BringIn,
    file: Path,
    work: Work,
    held: threading.Event,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begin(dialog, file, work, qtbot)
    dialog.hide()

    def refuse(*_arguments: object) -> None:
        raise UserError("Somebody else changed it.")

    monkeypatch.setattr("mcsys_desktop.services.imports.writing.write", refuse)
    held.set()

    qtbot.waitUntil(lambda: bool(work.notices.all), timeout=20_000)
    (notice,) = work.notices.all
    assert (notice.tone, notice.words) == ("bad", "Show")
    work.notices.do(notice)
    assert dialog.isVisible()
    assert dialog.said.text() == "Somebody else changed it."


@pytest.mark.parametrize("engine", ["sqlite"])
def test_taking_out_stands_behind_the_bell_and_can_be_given_up(
    db: Office, work: Work, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.customer("Een")
    go_on, customers_file = threading.Event(), exports.customers_file

    def slowly(*arguments: Any, progress: Progress) -> bytes:
        go_on.wait(20)
        return customers_file(*arguments, progress=progress)

    monkeypatch.setattr(exports, "customers_file", slowly)
    dialog = TakeOut(work)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    file = tmp_path / "klanten.csv"
    dialog.save_to(file)
    (task,) = work.long.tasks
    assert task.title == "Take out customers"

    task.cancel()
    go_on.set()

    qtbot.waitUntil(lambda: dialog.error.text() == "Stopped. No file was made.")
    assert not file.exists()
    assert dialog.submit.isEnabled()
