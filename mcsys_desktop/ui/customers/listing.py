"""The list of customers: filter chips, a field that filters while typing, and the rows."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from mcsys_desktop.core.i18n import _, ngettext
from mcsys_desktop.services import customers
from mcsys_desktop.ui import layouts, shortcuts, widgets
from mcsys_desktop.ui.customers.more import MoreOfLists
from mcsys_desktop.ui.customers.nothing import Nothing
from mcsys_desktop.ui.customers.waiting import Waiting
from mcsys_desktop.ui.delegates import List, RowLook
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.tables import PagedList
from mcsys_desktop.ui.work import Task, Work

Row = customers.CustomerRow
_SETTLE_MS = 120  # who holds an arrow key down only opens the customer they stop at


class CustomerList(widgets.Pane):
    """Left of the card. `chosen` tells which customer somebody stopped at."""

    chosen = Signal(int)

    def __init__(self, work: Work) -> None:
        super().__init__("surface", "right")
        self._work = work
        self._asked: Task | None = None
        self._open = 0  # the customer on the card
        self._marking = False  # selecting what is open already opens nothing
        self._counts = True
        self._first = False  # Enter was pressed before the answer came
        self._hidden = False
        self._kind = customers.CustomerFilter.ALL
        self.title = widgets.label(_("Customers"), "title")
        self.count = widgets.label("", "meta", figures=True)
        self.waiting = Waiting()
        self.peek = widgets.Button(_("Show names"), icon="lock", kind="link")
        self.peek.setToolTip(_("Hold to show the names and calls of others"))
        self.peek.hide()
        self.more = MoreOfLists()
        self.table = widgets.Button(_("Table"), kind="link", key="")
        self.table.setToolTip(shortcuts.shown("table"))
        self.filter = widgets.SearchField(
            _("Name, number or city"), name=_("Filter customers"), key="Ctrl F"
        )
        self.model = PagedList(self._ask, lambda row: self._look(row).title, self._spoken)
        self.model.setParent(self)
        self.view = List(self._look, name=_("Customer list"))
        self.view.setModel(self.model)
        self.nothing = Nothing()
        self.nothing.all_wanted.connect(self._show_all)
        self.chips: dict[customers.CustomerFilter, widgets.Button] = {}
        head = layouts.column(
            layouts.row(self.title, self.count, None, self.peek, self.table, self.more),
            self.filter,
            self._make_chips(),
            gap=12,
            margins=(16, 16, 16, 8),
        )
        self.duplicates = widgets.Button(
            _("Likely duplicates"), icon="users", kind="ghost", key=shortcuts.shown("duplicates")
        )
        foot = layouts.row(self.duplicates, None, margins=(12, 6, 12, 6))
        body = layouts.column(head, self.nothing, self.view, foot, margins=(0, 0, 1, 0), gap=0)
        body.setStretch(1, 1)
        body.setStretch(2, 1)
        self.setLayout(body)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._choose_current)
        self.filter.searched.connect(self._on_searched)
        self.filter.returnPressed.connect(self._open_first)
        self.filter.left.connect(self.view.setFocus)
        self.filter.installEventFilter(self)
        self.view.installEventFilter(self)
        self.view.selectionModel().currentChanged.connect(self._on_current)
        self.view.clicked.connect(self._on_pressed)
        self.view.activated.connect(self._on_pressed)
        self.model.loaded.connect(self._on_loaded)
        self.restyle()

    def restyle(self) -> None:
        """Take the present text size."""
        self.setFixedWidth(style().metrics.list_pane)

    def refresh(self) -> None:
        """Fetch what is shown again; selection and place stay."""
        self.model.refresh()

    def keep_count(self) -> None:
        """There are as many as before: the next fetch need not count, which takes longest."""
        self._counts = False

    def restart(self) -> None:
        """Begin at the top with the present filter."""
        self.model.restart()
        self.view.scrollToTop()

    def mark_open(self, customer_id: int) -> None:
        """Show which customer is on the card."""
        self._open = customer_id
        self._mark()

    def go_to_filter(self) -> None:
        """Go to the filter, with what stands there selected."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def step(self, rows: int = 1) -> None:
        """Open the next customer of the list, or the first."""
        if not self.model.rowCount():
            return
        current = self.view.currentIndex()
        at_row = current.row() if self.view.selectionModel().isSelected(current) else -1
        wanted = at_row + rows if at_row >= 0 else 0
        at = min(max(wanted, 0), self.model.rowCount() - 1)
        self.view.setCurrentIndex(self.model.index(at, 0))
        self._on_current(self.view.currentIndex())  # also where it was current, not chosen

    def set_counter(self, hidden: bool) -> None:
        """Hide the names of everybody but the customer on the card."""
        self._hidden = hidden
        self.view.viewport().update()
        if self.model.rowCount():  # what a screen reader says has changed as well
            last = self.model.index(self.model.rowCount() - 1, 0)
            self.model.dataChanged.emit(self.model.index(0, 0), last)

    def _show_all(self) -> None:
        self.filter.empty()
        self.filter.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._kind is not customers.CustomerFilter.ALL:
            self.chips[customers.CustomerFilter.ALL].click()

    def entry(self) -> QWidget:
        """Where F6 puts the focus."""
        return self.filter if self.view.isHidden() else self.view

    def _make_chips(self) -> QHBoxLayout:
        words = {
            customers.CustomerFilter.ALL: _("All"),
            customers.CustomerFilter.BUSINESS: _("Business"),
            customers.CustomerFilter.PRIVATE: _("Private"),
        }
        group = QButtonGroup(self)
        group.setExclusive(True)
        line = layouts.row()
        for kind, said in words.items():
            chip = widgets.Button(said, kind="filter")
            chip.setChecked(kind is self._kind)
            chip.clicked.connect(self._chip_clicked(kind))
            group.addButton(chip)
            line.addWidget(chip)
            self.chips[kind] = chip
        line.addStretch(1)
        line.addWidget(self.waiting)
        return line

    def _chip_clicked(self, kind: customers.CustomerFilter) -> Callable[[], None]:
        def show() -> None:
            self._kind = kind
            self.restart()

        return show

    def _look(self, row: Row) -> RowLook:
        business = row.kind is customers.CustomerKind.BUSINESS
        if self._hidden and row.id != self._open:
            title = _("Customer {number}").format(number=row.number)
            return RowLook(title, _("Hidden at the counter"), avatar=("", business))
        chip = (row.badge.text, row.badge.tone) if row.badge else None
        return RowLook(row.name, row.city, row.phone, chip, avatar=(row.name, business))

    def _spoken(self, row: Row) -> str:
        return self._look(row).spoken()

    def _ask(
        self, last: Row | None, limit: int, deliver: Callable[[Sequence[Row]], object]
    ) -> None:
        after = None if last is None else (last.sort_key, last.id)
        text = self.filter.text().strip()

        def come(page: customers.Page) -> None:
            self.waiting.end()
            rows, total = page
            if total is not None and not (text and after is not None):
                self._show_count(total, bool(text))
            deliver(rows)

        def fail(error: Exception) -> None:
            self._first = False
            self.waiting.end()
            self._work.failed.emit(self, error)

        # What was asked before and is overtaken now may have been the one to count.
        counts, self._counts = self._counts or self.waiting.is_waiting, True
        if self._asked is not None:
            self._asked.cancel()
        self.waiting.begin()
        self._asked = self._work.run(
            self, customers.page, text, self._kind, after, limit, counts, then=come, failed=fail
        )

    def _show_count(self, total: int, found: bool) -> None:
        number = f"{total:,}".replace(",", ".")
        words = ngettext("{number} found", "{number} found", total) if found else "{number}"
        self.count.setText(words.format(number=number))

    def _on_searched(self, _text: str) -> None:
        self.restart()

    def _on_loaded(self) -> None:
        nothing = self.model.rowCount() == 0
        searched = bool(self.filter.text().strip())
        narrowed = searched or self._kind is not customers.CustomerFilter.ALL
        sentence = _("Nobody found.") if narrowed else _("No customers yet.")
        self.nothing.say(sentence, narrowed=narrowed)
        had_focus = nothing and self.view.hasFocus()
        self.nothing.setVisible(nothing)
        self.view.setVisible(not nothing)
        if had_focus:
            self.filter.setFocus(Qt.FocusReason.OtherFocusReason)
        self._mark()
        if self._first:
            self._open_first()

    def _mark(self) -> None:
        """Select the open customer, unless keys are going to another: news would lose them."""
        index = self.model.find(self._open)
        if index == self.view.currentIndex() or self._settle.isActive():
            return
        selection = self.view.selectionModel()
        self._marking = True
        if index.isValid():
            selection.setCurrentIndex(index, selection.SelectionFlag.ClearAndSelect)
            self.view.scrollTo(index)
        else:
            selection.clear()
        self._marking = False

    def _on_current(self, current: QModelIndex) -> None:
        row = self.model.row(current)
        moved = self.view.selectionModel().isSelected(current)  # and not only looked at by Tab
        if row is not None and row.id != self._open and moved and not self._marking:
            self._settle.start()

    def _on_pressed(self, _index: QModelIndex) -> None:
        self._choose_current()

    def _choose_current(self) -> None:
        self._settle.stop()
        row = self.model.row(self.view.currentIndex())
        if row is not None and row.id != self._open:
            self.chosen.emit(row.id)

    def _open_first(self) -> None:
        """Enter in the filter opens what stands on top, as soon as that is known."""
        self._first = self.waiting.is_waiting
        if not self._first and self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(0, 0))
            self._choose_current()

    # Qt's own names from here.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key = event.key()
        if watched is self.filter:
            if key == Qt.Key.Key_Down and self.model.rowCount():
                self.view.setFocus(Qt.FocusReason.TabFocusReason)
                self.step()
                return True
            return False
        if key == Qt.Key.Key_Escape and self.filter.text():
            self.filter.empty()
            return True
        current = self.view.currentIndex()
        if key == Qt.Key.Key_Down and not self.view.selectionModel().isSelected(current):
            self.step()  # the first press opens the first, and not the second
            return True
        letters = event.text()
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if plain and letters.isprintable() and letters.strip() and letters != "/":
            # Typing in the list is typing in the filter: nobody should have to go there first.
            self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.filter.insert(letters)
            self.filter.textEdited.emit(self.filter.text())
            return True
        return False
