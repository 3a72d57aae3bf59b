"""What the tests of the customers page do over and over, in the words of somebody at a desk."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mcsys_desktop.models.customers import Customer, CustomerKind
from mcsys_desktop.ui.customers import CustomersPage
from mcsys_desktop.ui.customers.fields import Field, TextField
from mcsys_desktop.ui.customers.groups import FieldGroup
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.work import Work
from tests import make

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def shown(page: CustomersPage) -> list[str]:
    model = page.list.model
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def opened_page(work: Work, live: Live, qtbot: QtBot) -> CustomersPage:
    """The page in an active window, with its list there."""
    page = CustomersPage(work, live)
    qtbot.addWidget(page)
    page.resize(1064, 876)
    with qtbot.waitActive(page):
        page.show()
    qtbot.waitUntil(lambda: not page.list.waiting.is_waiting)
    return page


def show(page: CustomersPage, qtbot: QtBot) -> None:
    with qtbot.waitActive(page):
        page.show()
    with qtbot.waitSignal(page.list.model.loaded):
        page.refresh()


def some_people() -> None:
    make.customer("Bakkerij De Vries", numbers=["033 461 20 45"], city="Amersfoort")
    make.customer("Pieter van der Wal", kind=CustomerKind.PRIVATE, numbers=["06 1234 5678"])
    make.customer("Karin de Vries", kind=CustomerKind.PRIVATE, city="Soest")
    make.customer("De Gouden Leeuw", city="Baarn")


def open_card(page: CustomersPage, qtbot: QtBot, customer: Customer) -> None:
    page.open_customer(customer.id)
    qtbot.waitUntil(lambda: page.editing.card is not None and page.editing.card.id == customer.id)
    idle(page, qtbot)


def idle(page: CustomersPage, qtbot: QtBot) -> None:
    """Until no job is under way: the test's other desk needs the database for itself."""
    waits = (page.list.waiting, page.card.header.waiting, page.card.timeline.waiting)
    qtbot.waitUntil(lambda: not any(each.is_waiting for each in waits))


def press(page: CustomersPage, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(QApplication.focusWidget() or page, key, modifier)


def write(page: CustomersPage, words: str) -> None:
    QTest.keyClicks(QApplication.focusWidget() or page, words)


def field(page: CustomersPage, facet: str, name: str, row: int = 0) -> Field:
    for part in page.card.sections:
        for editor in part.editors:
            if editor.facet.key == facet:
                shown = editor.fields
                rows = shown.rows if isinstance(shown, FieldGroup) else [shown.row]
                return rows[row].fields[name]
    raise AssertionError(facet)


def type_over(qtbot: QtBot, wanted: Field, words: str) -> None:
    assert isinstance(wanted, TextField)
    wanted.line.setFocus()
    wanted.line.selectAll()
    QTest.keyClicks(wanted.line, words)


def group(page: CustomersPage, facet: str) -> FieldGroup:
    for part in page.card.sections:
        for editor in part.editors:
            if editor.facet.key == facet and isinstance(editor.fields, FieldGroup):
                return editor.fields
    raise AssertionError(facet)


def saved(page: CustomersPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.card.is_editing)
    idle(page, qtbot)
