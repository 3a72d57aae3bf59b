"""The table of customers beside Qt's own tables, on the same rows in one run.

Qt's `QSqlTableModel` reads the office's file by itself (it has no key here), and shows columns of
one table; ours asks six questions for a page, on another thread, and draws what it gets in its own
way.
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView

from mcsys_desktop.models import address, base
from mcsys_desktop.services.customers import tables
from mcsys_desktop.services.keyset import Key
from mcsys_desktop.ui.customers.table import kind
from mcsys_desktop.ui.lists.model import LongTable
from mcsys_desktop.ui.lists.stretches import PAGE
from mcsys_desktop.ui.lists.view import ListTable
from mcsys_desktop.ui.work import Work
from tests.benchmarks.offices import BigOffice

SIZE = (1400, 800)
PATIENCE = 60.0
LOADED = 200  # rows that both have in memory while they are scrolled
SHOWN = (  # ten columns, as ours
    *("number", "name", "kind", "standing", "sort_key", "department", "language", "version"),
    *("created_at", "changed_at"),
)


class Painted(QObject):
    """Counts how often a widget was painted."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self.count = 0
        view.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.count += 1
        return False


@dataclass
class Seen:
    """Milliseconds of each round."""

    first: list[float] = field(default_factory=list)
    down: list[float] = field(default_factory=list)

    @property
    def median_first(self) -> float:
        """From the question to painted rows."""
        return statistics.median(self.first)

    @property
    def median_down(self) -> float:
        """One page down, painted, rows being in memory."""
        return statistics.median(self.down)


def until(application: QApplication, done: Callable[[], Any]) -> None:
    """Let events pass until something is so. Raises TimeoutError."""
    beat = QTimer(interval=200)  # so that waiting ends
    beat.start()
    end = time.perf_counter() + PATIENCE
    # As the program waits: a loop that never sleeps would keep Python from the workers.
    while not done():
        application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if time.perf_counter() > end:
            raise TimeoutError("the list did not come")


def opened(office: BigOffice) -> Work:
    """Workers that ask this office."""
    base.connect(office.url, password=office.password, author="bench")
    work = Work()
    work.connect_with(base.connected)
    return work


class Ours:
    """Our table, empty at first."""

    def __init__(self, work: Work) -> None:
        self.kind = kind()
        self.model = LongTable(work, self.kind.columns)
        self.view = ListTable(self.model, name="bench")
        self.view.arrange(self.kind.usual().columns)
        self.painted = Painted(self.view)
        self.view.resize(*SIZE)
        self.view.show()

    def first(self, application: QApplication) -> float:
        """Show the first rows; milliseconds."""
        came: list[bool] = []
        self.model.modelReset.connect(lambda: came.append(True))
        application.processEvents()
        began = time.perf_counter()
        self.model.seek(self.kind.source(self.kind.usual(), ""))
        until(application, lambda: came)
        count = self.painted.count
        self.view.viewport().update()
        until(application, lambda: self.painted.count > count)
        return (time.perf_counter() - began) * 1000

    def close(self) -> None:
        """Take it away."""
        self.view.close()
        self.view.deleteLater()
        self.model.deleteLater()


class Qts:
    """Qt's table on Qt's own model of the file."""

    def __init__(self, office: BigOffice) -> None:
        from PySide6.QtSql import QSqlDatabase

        name = f"bench-{id(self)}"
        self.database = QSqlDatabase.addDatabase("QSQLITE", name)
        self.database.setDatabaseName(str(address.parse(office.url).path))
        if not self.database.open():
            raise RuntimeError(self.database.lastError().text())
        self.view = QTableView()
        self.painted = Painted(self.view)
        self.view.resize(*SIZE)
        self.view.verticalHeader().hide()
        self.view.verticalHeader().setDefaultSectionSize(40)
        self.view.setShowGrid(False)
        self.view.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.view.show()

    def first(self, application: QApplication) -> float:
        """Show the first rows; milliseconds."""
        from PySide6.QtCore import Qt
        from PySide6.QtSql import QSqlTableModel

        application.processEvents()
        began = time.perf_counter()
        self.model = QSqlTableModel(self.view, self.database)
        self.model.setTable("customer")
        self.model.setSort(self.model.fieldIndex("sort_key"), Qt.SortOrder.AscendingOrder)
        if not self.model.select():
            raise RuntimeError(self.model.lastError().text())
        self.view.setModel(self.model)
        for at in range(self.model.columnCount()):
            hidden = self.model.record().fieldName(at) not in SHOWN
            self.view.setColumnHidden(at, hidden)
            if not hidden:
                self.view.setColumnWidth(at, 130)
        count = self.painted.count
        self.view.viewport().update()
        until(application, lambda: self.painted.count > count)
        return (time.perf_counter() - began) * 1000

    def close(self) -> None:
        """Take it away."""
        self.view.close()
        self.view.deleteLater()


def page_down(application: QApplication, view: QTableView) -> float:
    """One page down among the first rows, painted whole; milliseconds."""
    bar = view.verticalScrollBar()
    height = view.viewport().height()
    to = bar.value() + height
    if to > LOADED * 40 - height:
        to = 0
    bar.setValue(to)
    application.processEvents()  # what it brings along is not what is measured
    began = time.perf_counter()
    view.viewport().repaint()
    return (time.perf_counter() - began) * 1000


def standard(rows: list[Any], columns: Any) -> QTableView:
    """Qt's model that holds every text in C++, with what our table shows."""
    model = QStandardItemModel()
    for row in rows:
        model.appendRow([QStandardItem(column.text(row)) for column in columns])
    view = QTableView()
    model.setParent(view)
    view.setModel(model)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(40)
    view.setShowGrid(False)
    view.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    for at, column in enumerate(columns):
        view.setColumnWidth(at, column.width)
    view.resize(*SIZE)
    view.show()
    return view


def measure(application: QApplication, office: BigOffice, rounds: int) -> dict[str, Seen]:
    """First rows and pages down, taking turns."""
    work = opened(office)
    seen = {"ours": Seen(), "QSqlTableModel": Seen(), "QStandardItemModel": Seen()}
    ours, qts = Ours(work), Qts(office)
    for at in range(rounds + 1):
        for name, table in (("ours", ours), ("QSqlTableModel", qts)):
            took = table.first(application)
            if at:
                seen[name].first.append(took)
        until(application, lambda: ours.model.complete)
    copy = standard([ours.model.at(at) for at in range(LOADED)], ours.kind.columns)
    application.processEvents()
    for at in range(rounds * 8):
        for name, view in (
            ("ours", ours.view),
            ("QSqlTableModel", qts.view),
            ("QStandardItemModel", copy),
        ):
            took = page_down(application, view)
            if at > 4:
                seen[name].down.append(took)
    copy.deleteLater()
    ours.close()
    qts.close()
    application.processEvents()
    work.stop()
    base.disconnect()
    return seen


def ends(office: BigOffice, rounds: int) -> dict[str, tuple[float, float, float]]:
    """By order: milliseconds for the first page, the last, and all keys."""
    base.connect(office.url, password=office.password, author="bench")
    found = {}
    with base.connected():
        sought = tables.Sought()
        for name in tables.ORDERS:
            order = tables.order(name)
            began = time.perf_counter()
            keys, _size = tables.keys(sought, order, PAGE)
            all_keys = (time.perf_counter() - began) * 1000
            bounds: list[tuple[Key | None, Key | None]] = [(None, keys[1]), (keys[-2], keys[-1])]
            times: list[list[float]] = [[], []]
            for at in range(rounds + 1):
                for which, (start, end) in enumerate(bounds):
                    began = time.perf_counter()
                    tables.between(sought, order, start, end, 1000)
                    if at:
                        times[which].append((time.perf_counter() - began) * 1000)
            found[name] = statistics.median(times[0]), statistics.median(times[1]), all_keys
    base.disconnect()
    return found
