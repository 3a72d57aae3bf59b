"""Reading a list in on the screen: by dropping a file, by keyboard alone, and with a way out."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mcsys_desktop.models.customers import Customer
from mcsys_desktop.services import customers, imports
from mcsys_desktop.ui.imports.dialog import BringIn
from mcsys_desktop.ui.imports.dropping import DropZone, list_in
from mcsys_desktop.ui.imports.taking_out import TakeOut
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.work import Work
from tests import make
from tests.conftest import Office
from tests.ui.accessibility import clipped, walk

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
