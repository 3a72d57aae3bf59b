"""Reading a list in on the screen: by dropping a file, by keyboard alone, and with a way out."""

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.progress import Progress
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.services import customers, exports, imports
from mcsys_desktop.ui.bell import BellList
from mcsys_desktop.ui.imports.dialog import BringIn
from mcsys_desktop.ui.imports.dropping import DropZone, list_in
from mcsys_desktop.ui.imports.taking_out import TakeOut
from mcsys_desktop.ui.long_work import LongTask
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.work import Work
from tests import make
from tests.conftest import Office
from tests.ui.accessibility import clipped, walk

# A list behind the bell takes the keyboard, which no screen is there for.
pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)

LIST = (
    "Klantnr;Naam;Telefoon;E-mail;Vreemd\n"
    "1001;Bakkerij De Vries B.V.;033 461 20 45;info@bakkerij.example;x\n"
    "1002;Pieter van der Wal;06 1111 2222;pieter.example.nl;y\n"
    "1003;Anna Smit;;anna@example.nl;z\n"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "klanten.csv"
    made.write_text(LIST, "utf-8")
    return made


@pytest.fixture
def dialog(db: Office, work: Work, qtbot: QtBot) -> Iterator[BringIn]:
    style().apply("light", "normal", 1.0)
    made = BringIn(work)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    yield made
    style().apply("light", "normal", 1.0)


def at_step(dialog: BringIn, step: int) -> Callable[[], bool]:
    return lambda: dialog.steps.currentIndex() == step and dialog.bar.isHidden()


def rows_shown(dialog: BringIn) -> list[list[str]]:
    model = dialog.trial.table
    return [
        [model.index(line, place).data() for place in range(model.columnCount())]
        for line in range(model.rowCount())
    ]


def test_a_list_is_in_after_enter_was_pressed_three_times(
    dialog: BringIn, file: Path, qtbot: QtBot
) -> None:
    dialog.read(file)

    for step in (1, 2, 3):
        qtbot.waitUntil(at_step(dialog, step), timeout=20_000)
        focused = QApplication.focusWidget()
        assert focused is None or focused is dialog.next
        QTest.keyClick(dialog.next, Qt.Key.Key_Return)

    assert dialog.isHidden()
    assert sorted(one.name for one in Customer.select()) == ["Anna Smit", "Bakkerij De Vries B.V."]


def test_nothing_is_written_before_it_was_said_what_happens(
    dialog: BringIn, file: Path, qtbot: QtBot
) -> None:
    dialog.read(file)
    qtbot.waitUntil(at_step(dialog, 1), timeout=20_000)
    dialog.go_on()
    qtbot.waitUntil(at_step(dialog, 2), timeout=20_000)

    assert Customer.select().count() == 0
    ((line, name, sentence),) = rows_shown(dialog)  # errors first
    assert (line, name) == ("3", "Pieter van der Wal")
    assert "pieter.example.nl" in sentence
    dialog.trial.kinds[imports.Outcome.NEW].click()
    assert [row[1] for row in rows_shown(dialog)] == ["Bakkerij De Vries B.V.", "Anna Smit"]
    assert dialog.next.text() == "Read in 2 rows"


def test_errors_can_be_saved_mended_and_read_in(
    dialog: BringIn, file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog.read(file)
    for step in (1, 2):
        qtbot.waitUntil(at_step(dialog, step), timeout=20_000)
        dialog.go_on()
    qtbot.waitUntil(at_step(dialog, 3), timeout=20_000)
    left = tmp_path / "fouten.csv"

    assert not dialog.save.isHidden()
    assert dialog.save_errors(left)

    mended = left.read_text("utf-8-sig").replace("pieter.example.nl", "pieter@example.nl", 1)
    left.write_text(mended, "utf-8-sig")
    read = imports.read_file(left)
    assert imports.bring_in(read, imports.remembered(read)).counts[imports.Outcome.NEW] == 1


def test_a_column_can_be_another_one(dialog: BringIn, file: Path, qtbot: QtBot) -> None:
    dialog.read(file)
    qtbot.waitUntil(at_step(dialog, 1), timeout=20_000)
    *_rest, strange = dialog.columns.choices
    assert strange.value() == imports.Field.NOTHING

    strange.choose(imports.Field.NAME)

    assert dialog.columns.fields()[4] is imports.Field.NAME
    assert dialog.columns.fields()[1] is imports.Field.NOTHING  # only one column is the name
    shown = dialog.columns.table
    assert [shown.headerData(at, Qt.Orientation.Horizontal) for at in range(4)] == [
        *("Customer number", "Phone", "E-mail", "Name")
    ]


def test_customers_that_are_here_can_be_left_alone(
    dialog: BringIn, file: Path, qtbot: QtBot
) -> None:
    make.customer("Anna Smit", number=1003)
    dialog.read(file)
    qtbot.waitUntil(at_step(dialog, 1), timeout=20_000)
    dialog.go_on()
    qtbot.waitUntil(at_step(dialog, 2), timeout=20_000)
    assert dialog.next.text() == "Read in 2 rows"

    dialog.trial.existing.choose(imports.Existing.SKIP)

    qtbot.waitUntil(lambda: dialog.next.text() == "Read in 1 row", timeout=20_000)


@pytest.mark.parametrize("engine", ["sqlite"])
def test_what_is_no_list_is_said_and_another_can_be_chosen(
    dialog: BringIn, tmp_path: Path, qtbot: QtBot
) -> None:
    book = tmp_path / "klanten.xlsx"
    book.write_bytes(b"PK\x03\x04 and more")

    dialog.read(book)

    qtbot.waitUntil(lambda: "CSV" in dialog.said.text(), timeout=20_000)
    assert at_step(dialog, 0)()
    assert dialog.next.text() == "Choose a file"


@pytest.mark.parametrize("engine", ["sqlite"])
@pytest.mark.parametrize("scale", [1.0, 1.3])
def test_every_step_can_be_read_and_reached(
    dialog: BringIn, file: Path, qtbot: QtBot, scale: float
) -> None:
    style().apply("light", "normal", scale)
    dialog.resize(1000, 700)
    QAbstractItemModelTester(dialog.columns.table, dialog)
    QAbstractItemModelTester(dialog.trial.table, dialog)
    dialog.read(file)
    for step in (1, 2, 3):
        qtbot.waitUntil(at_step(dialog, step), timeout=20_000)
        QApplication.processEvents()  # the new words find their place
        assert walk(dialog) == []
        assert clipped(dialog) == []
        if step < 3:
            dialog.go_on()


def _list(path: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    return data


def _enter(window: QWidget, data: QMimeData) -> QDragEnterEvent:
    event = QDragEnterEvent(
        QPoint(20, 20),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(window, event)
    return event


def test_the_window_lights_up_for_a_list_and_for_nothing_else(qtbot: QtBot, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 400)
    window.show()
    zone = DropZone(window)
    dropped: list[Path] = []
    zone.dropped.connect(dropped.append)
    letter, file = _list(tmp_path / "brief.docx"), tmp_path / "klanten.csv"

    assert not _enter(window, letter).isAccepted()
    assert zone.isHidden()
    data = _list(file)
    assert _enter(window, data).isAccepted()
    assert zone.isVisible()
    assert zone.sentence == "Release to read in klanten.csv"
    drop = QDropEvent(
        QPointF(20, 20),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(zone, drop)

    assert dropped == [file]
    assert zone.isHidden()
    book = _list(tmp_path / "klanten.xlsx")
    _enter(window, book)
    assert "CSV" in zone.sentence
    zone.close_down()
    again = _enter(window, data)
    assert not again.isAccepted()


def test_only_one_local_file_is_a_list(tmp_path: Path) -> None:
    both = QMimeData()
    both.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("a.csv", "b.csv")])
    far = QMimeData()
    far.setUrls([QUrl("https://example.org/klanten.csv")])

    assert list_in(both) is None
    assert list_in(far) is None
    assert list_in(QMimeData()) is None


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


@pytest.mark.parametrize("engine", ["sqlite"])
def test_customers_are_taken_out_to_a_file(
    db: Office, work: Work, tmp_path: Path, qtbot: QtBot
) -> None:
    one, two = make.customer("Een"), make.customer("Twee")
    dialog = TakeOut(work, (two.id,))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    assert walk(dialog) == []
    file = tmp_path / "klanten.csv"

    with qtbot.waitSignal(dialog.finished, timeout=10_000):
        dialog.save_to(file)

    made = file.read_text("utf-8-sig")
    assert "Twee" in made
    assert "Een" not in made
    assert customers.count() == 2
    assert one.id != two.id
