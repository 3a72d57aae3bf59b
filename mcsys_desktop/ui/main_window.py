"""The window that everything happens in: it arranges the parts and knows nothing about them.

Pages are given to it by name and never meet each other. It is painted before any page exists, so
nothing here may import services, models or a database.
"""

import shiboken6
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui import panes, window_size
from mcsys_desktop.ui.banner import Banner
from mcsys_desktop.ui.layouts import column, row
from mcsys_desktop.ui.page_stack import PageMaker, PageStack
from mcsys_desktop.ui.privacy import Privacy
from mcsys_desktop.ui.rail import ENTRIES, WITHIN, Rail
from mcsys_desktop.ui.status_bar import StatusBar
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.top_bar import TopBar

WIDE = 1500  # below this many logical pixels the rail narrows and the telephone panel goes


class MainWindow(QWidget):
    """Rail, top bar, page, telephone panel and status bar.

    `first_painted` comes once, when the first frame is on the screen: the time to import the rest.
    `page_shown` tells the name of a page. `dock_shown` tells whether the telephone panel can be
    seen in this window, so that the small caller window can stay away. `refresh_requested`,
    `new_requested`, `compact_requested`, `lock_requested`, `search_requested` and `result_chosen`
    are for the program to answer; `closed` comes when somebody closes the window.
    """

    first_painted = Signal()
    page_shown = Signal(str)
    dock_shown = Signal(bool)
    dock_chosen = Signal(bool)  # somebody showed or hid the panel by hand: worth remembering
    refresh_requested = Signal()
    new_requested = Signal()
    compact_requested = Signal()
    lock_requested = Signal()
    search_requested = Signal(str)
    result_chosen = Signal(str)
    closed = Signal()
    not_allowed = Signal(str)  # why somebody may not go where they wanted

    def __init__(
        self,
        privacy: Privacy | None = None,
        *,
        rail_narrow: bool = False,
        dock_wanted: bool = True,
    ) -> None:
        super().__init__()
        self.setWindowTitle("MCSys Desktop")
        self.privacy = privacy or Privacy(parent=self)
        self.rail = Rail()
        self.top_bar = TopBar(self)
        self.banner = Banner()
        self.stack = PageStack(ENTRIES[0].name)
        self.status_bar = StatusBar()
        self.dock: QWidget | None = None
        self._rail_narrow = rail_narrow
        self._dock_wanted = dock_wanted
        self._dock_forced = False  # asked for by hand although the window is small
        self._dock_seen = False
        self._painted = False
        self._places = panes.Places()
        self._middle = row(self.stack, gap=0)
        self._middle.setStretch(0, 1)
        self._right = column(self.top_bar, self.banner, self._middle, gap=0)
        self._right.setStretch(2, 1)
        upper = row(self.rail, self._right, gap=0)
        layout = column(upper, self.status_bar, gap=0)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.rail.mark(self.stack.current)
        self.setMinimumSize(*window_size.LEAST)
        self.resize(*window_size.usual())
        self._connect()
        self._on_privacy()

    # What the program puts in.

    def add_page(self, name: str, page: QWidget | PageMaker) -> None:
        """Take the page of the rail entry ``name``: a widget, or how to make it when first shown.

        Raises KeyError for a name that is not in the rail, nor within one of its parts.
        """
        self.rail.buttons[WITHIN.get(name, name)]  # only what the rail leads to can be shown
        self.stack.add(name, page)
        if name == self.stack.current:
            self.show_page(name)

    def add_band(self, band: QWidget) -> None:
        """Take a band that stands above the page while it has something to say."""
        self._right.insertWidget(2, band)

    def shut_page(self, name: str, why: str) -> None:
        """Keep the page ``name`` from whoever works here, or offer it again where ``why`` is ""."""
        self.stack.shut(name, why)
        self.rail.show_entry(name, not why)
        if why and self.stack.current == name:
            self.show_page(ENTRIES[0].name)

    def set_dock(self, dock: QWidget) -> None:
        """Take the telephone panel, which stands at the right of the page."""
        self.dock = dock
        self._middle.addWidget(dock)
        self._arrange()

    def clear(self) -> None:
        """Take away the pages and the telephone panel, for whoever comes in next."""
        self.stack.clear()
        if self.dock is not None:
            shiboken6.delete(self.dock)
        self.dock = None
        self.top_bar.clear()
        self.show_page(ENTRIES[0].name)
        self._arrange()

    def page(self, name: str) -> QWidget | None:
        """The page ``name``; None while it was not made."""
        return self.stack.page(name)

    def made_page(self, name: str) -> QWidget | None:
        """The page ``name``, made if need be; it is not brought to the screen."""
        return self.stack.made(name)

    @property
    def current_page(self) -> str:
        """The name of the page on the screen."""
        return self.stack.current

    # What the program asks.

    def show_page(self, name: str) -> None:
        """Bring the page ``name`` to the screen; its place in the rail is marked at once."""
        if why := self.stack.why_shut(name):
            self.not_allowed.emit(why)
            return
        self.rail.mark(name)
        found = self.stack.make(name)
        if found is None:  # not there yet: it comes up when it is added
            return
        before, focused = self.stack.pane(), self.focusWidget()
        self.stack.setCurrentWidget(found)
        # The focus goes along with the page it was on, and begins on the first page there is;
        # somebody may be typing in the field at the top by then.
        first = before is self.stack.blank and not self.top_bar.search.hasFocus()
        if first or focused is None or (before is not found and before.isAncestorOf(focused)):
            self._enter_page()
        self.page_shown.emit(name)

    def show_user(self, name: str, explanation: str = "") -> None:
        """Say who works here, at the top and at the bottom."""
        self.top_bar.show_user(name)
        self.status_bar.show_user(name, explanation or _("Signed in at this desk."))

    def show_desk(self, name: str) -> None:
        """Say which desk this is."""
        self.status_bar.show_desk(name, self.privacy.counter)

    def set_rail_narrow(self, narrow: bool) -> None:
        """Keep the rail narrow in a wide window too, or no longer."""
        self._rail_narrow = narrow
        self._arrange()

    @property
    def dock_visible(self) -> bool:
        """Whether the telephone panel can be seen in this window."""
        return self._dock_seen and self.isVisible() and not self.isMinimized()

    def show_dock(self, wanted: bool) -> None:
        """Show the telephone panel, also in a small window, or put it away.

        Where it would leave the page no room, the small caller window comes instead.
        """
        if wanted and not style().metrics.hold_dock(self.width()):
            self.compact_requested.emit()
            return
        self._dock_wanted = wanted
        self._dock_forced = wanted and self.width() < WIDE
        self._arrange()
        self.dock_chosen.emit(wanted)

    def go_to_search(self) -> None:
        """Put the focus into the search field with its text selected."""
        self.top_bar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.top_bar.search.selectAll()

    def speak(self) -> None:
        """Say what is there in the language that is spoken now; pages are made in it afterwards."""
        for part in (self.rail, self.top_bar, self.status_bar):
            part.speak()
        self.show_desk("")

    def restyle(self) -> None:
        """Take the present density and text size."""
        self._arrange()

    # How it hangs together.

    def _connect(self) -> None:
        self.rail.chosen.connect(self.show_page)
        self.top_bar.search_requested.connect(self.search_requested)
        self.top_bar.result_chosen.connect(self._on_result)
        self.top_bar.new_requested.connect(self.new_requested)
        self.top_bar.dock_requested.connect(lambda: self.show_dock(True))
        self.top_bar.search.left.connect(self._leave_search)
        self.status_bar.updated.repair.connect(self.refresh_requested)
        self.status_bar.privacy.repair.connect(self.privacy.toggle)
        self.status_bar.user.repair.connect(self.lock_requested)
        self.status_bar.desk.repair.connect(lambda: self.show_page("settings"))
        self.privacy.changed.connect(self._on_privacy)

    def _on_first_frame(self) -> None:
        from mcsys_desktop.ui import window_keys  # nobody presses a key before the first frame

        window_keys.bind(self)
        self.first_painted.emit()

    def _arrange(self) -> None:
        small = self.width() < WIDE
        narrow = small or self._rail_narrow
        if narrow != self.rail.narrow:
            self.rail.show_narrow(narrow)
        if not small:
            self._dock_forced = False
        wanted = self._dock_wanted and (not small or self._dock_forced)
        seen = self.dock is not None and wanted and style().metrics.hold_dock(self.width())
        focused = self.focusWidget()
        had_focus = self.dock is not None and focused and self.dock.isAncestorOf(focused)
        if self.dock is not None:
            self.dock.setFixedWidth(style().metrics.dock)
            self.dock.setVisible(seen)
            self.top_bar.dock.setVisible(not seen)
        if seen != self._dock_seen:
            self._dock_seen = seen
            if had_focus:
                self._enter_page()  # and not whatever Qt finds next: a space would press it
            self.dock_shown.emit(seen)

    def _on_privacy(self) -> None:
        self.status_bar.show_privacy(self.privacy.counter, self.privacy.hiding)

    def _leave_search(self) -> None:
        self.top_bar.close_results()
        self._enter_page()

    def go_to(self, name: str) -> None:
        """A key leads to a page: the focus as well."""
        self.show_page(name)
        self._enter_page()

    def _enter_page(self) -> None:
        panes.enter_first(panes.of(self.stack.pane()), self._places)

    def _on_result(self, target: str) -> None:
        """Whoever found somebody goes on with them, and not with the field at the top."""
        self.result_chosen.emit(target)
        if not self.top_bar.search.hasFocus():
            return  # what was chosen has put the focus where it belongs
        # A customer's card is on its way, and takes the focus; an action has no place of its own.
        welcome = None if target.startswith("do:") else getattr(self.stack.pane(), "welcome", None)
        (welcome or self._enter_page)()

    def _panes(self) -> list[QWidget]:
        dock = [self.dock] if self.dock is not None else []
        page = panes.of(self.stack.pane())
        return [self.rail, self.top_bar, *page, *dock, self.status_bar]

    def cycle(self, by: int) -> None:
        """Go to the next pane, or back with -1."""
        panes.cycle(self._panes(), by, self._places)

    # Qt's own names from here.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.top_bar.close_results()
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self._on_first_frame)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()
