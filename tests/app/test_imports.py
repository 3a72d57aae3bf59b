"""Lists in a whole program: dropped on it, hidden at a counter, ended when people change."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mcsys_desktop.app.program import Program
from mcsys_desktop.app.screens import Screens
from mcsys_desktop.ui.imports.dialog import BringIn
from mcsys_desktop.ui.imports.dropping import DropZone
from mcsys_desktop.ui.imports.taking_out import TakeOut

pytestmark = pytest.mark.parametrize("engine", ["sqlite"])  # the engine does not matter here


@pytest.fixture
def screens(plain: Program, qtbot: QtBot) -> Screens:
    """The screens of a program, once a list may be dropped on them."""
    assert plain.screens is not None
    qtbot.waitUntil(lambda: plain.window.acceptDrops(), timeout=20_000)
    return plain.screens


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "klanten.csv"
    made.write_text("Naam;E-mail\nAnna Smit;anna@example.nl\n", "utf-8")
    return made


def test_a_list_that_is_dropped_on_the_window_comes_into_the_list_of_customers(
    screens: Screens, file: Path, qtbot: QtBot
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton)
    none = Qt.KeyboardModifier.NoModifier
    zone = screens.window.findChild(DropZone)
    assert zone is not None

    QApplication.sendEvent(screens.window, QDragEnterEvent(QPoint(300, 300), *how, none))
    QApplication.sendEvent(zone, QDropEvent(QPointF(300, 300), *how, none))

    (dialog,) = screens.imports.shown()
    assert isinstance(dialog, BringIn)
    for step in (1, 2, 3):
        qtbot.waitUntil(
            lambda step=step: (  # type: ignore[misc]
                dialog.steps.currentIndex() == step and dialog.bar.isHidden()
            ),
            timeout=20_000,
        )
        dialog.go_on()
    model = screens.customers.list.model
    qtbot.waitUntil(lambda: [row.name for row in model.rows] == ["Anna Smit"], timeout=10_000)
    assert screens.imports.shown() == [] or not dialog.isVisible()


def test_whoever_stands_opposite_reads_no_names(screens: Screens) -> None:
    dialog = screens.imports.bring_in()
    assert dialog is not None

    screens.counter_changed.emit(True)
    assert not dialog.isVisible()
    screens.counter_changed.emit(False)

    assert dialog.isVisible()


def test_the_menu_of_the_list_leads_to_both_ways(screens: Screens) -> None:
    screens.customers.list.more.bring_in_wanted.emit()
    screens.customers.list.more.take_out_wanted.emit()

    assert [type(each) for each in screens.imports.shown()] == [BringIn, TakeOut]


def test_nothing_stays_open_when_people_change(screens: Screens) -> None:
    screens.imports.bring_in()

    screens.imports.close()

    assert screens.imports.shown() == []
    assert not screens.window.acceptDrops()
