"""The caller panel at the right of the main window: the call, the other calls, and today's."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from mcsys_desktop.core.i18n import _, ngettext
from mcsys_desktop.services import calls
from mcsys_desktop.ui.announcing import announce_if_heard
from mcsys_desktop.ui.callers import rows, words
from mcsys_desktop.ui.callers.acts import Acts
from mcsys_desktop.ui.callers.body import CallBody
from mcsys_desktop.ui.callers.call import DeskCall, Stage
from mcsys_desktop.ui.callers.desk import CallDesk
from mcsys_desktop.ui.callers.others import OtherCalls
from mcsys_desktop.ui.callers.stack import Stack
from mcsys_desktop.ui.delegates import List
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.tables import PagedList
from mcsys_desktop.ui.widgets import Button, Chip, FactRow, Label, Pane, horizontal_line, row
from mcsys_desktop.ui.work import Work

LINES = 4  # other calls; more wait in today's list


class CallerPanel(Pane):
    """Shows the desk's calls. The dock's head has buttons for the compact window and to hide.

    ``hide_wanted`` and ``compact_wanted`` come from those, ``source_wanted`` (a source's key) from
    the banner that says that a phone system is gone.
    """

    hide_wanted = Signal()
    compact_wanted = Signal()
    source_wanted = Signal(str)

    def __init__(self, desk: CallDesk, does: Acts, work: Work) -> None:
        super().__init__("surface", "left")
        self.setAccessibleName(_("Telephone"))
        self._desk = desk
        self.does, self._privacy = does, does.privacy
        self._tall = 0
        self._named: DeskCall | None = None  # whose name was told to screen readers
        self.body = CallBody(desk, does, work)
        self.body.resized.connect(self._arrange)
        self.banner = FactRow(wraps=True)
        self.banner.hide()
        self.banner.clicked.connect(self._on_banner)
        self.others = OtherCalls(desk, self._privacy, LINES)
        self._column = Stack((16, 0, 16, 0))
        self._column.add(self.banner)
        self._column.add(self.body)
        self._column.add(self.others)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._column)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lay_out()
        self._connect()
        self._show_today(desk.today)
        self._show()

    def entry(self) -> QWidget:
        """Where F6 puts the focus: where something is typed about the call."""
        return self.body.entry()

    def _lay_out(self) -> None:
        smaller = Button("", "picture-in-picture-2", "ghost", name=_("Compact window"))
        smaller.clicked.connect(self.compact_wanted)
        close = Button("", "panel-right-close", "ghost", name=_("Hide telephone"))
        close.clicked.connect(self.hide_wanted)
        self.today = PagedList(_ask_nothing, rows.name_of, self._spoken, parent=self)
        self._today_view = List(self._look, name=_("Calls of today"), small=True)
        self._today_view.setModel(self.today)
        self._today_view.activated.connect(self._on_row)
        self._today_view.clicked.connect(self._on_row)
        self._missed = Chip("", "warn")
        self._missed.hide()
        caption = Label(_("Today"), "caption")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 12, 0, 0)
        layout.setSpacing(12)
        head = row(Label(_("Telephone"), "section"), None, smaller, close, gap=4)
        head.setContentsMargins(16, 0, 12, 0)
        below = row(caption, None, self._missed)
        below.setContentsMargins(16, 0, 16, 0)
        layout.addLayout(head)
        layout.addWidget(self._scroll)
        layout.addWidget(horizontal_line())
        layout.addLayout(below)
        layout.addWidget(self._today_view, 1)

    def _connect(self) -> None:
        desk = self._desk
        desk.began.connect(self._on_began)
        desk.updated.connect(self._on_updated)
        desk.arranged.connect(self._show)
        self.body.settled.connect(self._settle)
        desk.ticked.connect(self.body.tick)
        desk.today_changed.connect(self._show_today)
        desk.sources.changed.connect(self._on_source)
        self._privacy.changed.connect(self._on_privacy)

    def _on_privacy(self) -> None:
        self._show()
        self._today_view.viewport().update()

    def _on_began(self, call: DeskCall) -> None:
        self._named = None
        self._announce(call)

    def _on_updated(self, call: DeskCall) -> None:
        if call is self._desk.shown:
            self.body.show_call(call)
        if call.customer_id is not None and call.stage is Stage.RINGING and call is not self._named:
            self._named = call
            self._announce(call)

    def _announce(self, call: DeskCall) -> None:
        """Say who calls: at once the number, then the name."""
        masked = self._privacy.hiding
        who = words.number_of if masked else words.title_of
        announce_if_heard(self.window(), lambda: f"{words.stage_of(call)}, {who(call)}")

    def _show(self) -> None:
        self.body.show_call(self._desk.shown)

    def _settle(self) -> None:
        """The other calls, when the one that is shown is on the screen."""
        moved = self._column.tall() != self._tall
        self._tall = self._column.tall()
        if self.others.settle() or moved:
            self._arrange()

    def _show_today(self, today: list[calls.CallRow]) -> None:
        self.today.show(today)
        count = sum(rows.is_open(row) for row in today)
        text = ngettext("{count} missed", "{count} missed", count).format(count=count)
        self._missed.setText(text)
        self._missed.setVisible(count > 0)
        if self._desk.shown is not None and self._desk.shown.stage is Stage.MISSED:
            self._show()

    def _look(self, row: calls.CallRow) -> Any:
        return rows.of_today(row, masked=self._privacy.hiding)

    def _spoken(self, row: calls.CallRow) -> str:
        return rows.of_today(row, masked=self._privacy.hiding).spoken()

    def _on_row(self, index: QModelIndex) -> None:
        call = self.today.row(index)
        if call is not None:
            self._desk.open_row(call)

    def _on_banner(self) -> None:
        lost = self._desk.sources.lost
        self.source_wanted.emit("" if lost is None else lost.source)

    def _on_source(self) -> None:
        lost = self._desk.sources.lost
        self.banner.setVisible(lost is not None)
        if lost is not None:
            self.banner.show_fact(
                _("No connection to the phone system"),
                lost.error,
                icon="phone-off",
                tone="bad",
            )
        if self._desk.shown is None:
            self._show()
        self._arrange()

    def _arrange(self) -> None:
        """Give the column its height: what is visible in it, or the room there is."""
        column, width = self._column, self.width() - 1
        if column.width() != width:
            column.resize(width, column.height())
        column.arrange()
        room = self.height() - style().px(200)  # some of today's calls are always seen
        # Not lower than a usual call takes, so that today's calls stay where they are.
        height = max(style().px(160), min(max(column.tall(), style().px(440)), room))
        if self._scroll.height() != height or self._scroll.minimumHeight() != height:
            self._scroll.setFixedHeight(height)
        tall = max(column.tall(), height)
        if column.height() != tall:
            column.resize(width, tall)

    # Qt's own names from here.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()


def _ask_nothing(_last: object, _limit: int, deliver: Callable[[Sequence[Any]], object]) -> None:
    """Today's calls are given to the list; it never asks for more."""
    deliver([])
