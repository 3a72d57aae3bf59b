"""The small caller window: on top of whatever people work in, and never in their way.

It never takes the focus by itself: somebody may be typing, and the next space would press one of
its buttons. A click into its note gives it the keyboard like any window.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent, QMoveEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui import painting
from mcsys_desktop.ui.callers.acts import Acts
from mcsys_desktop.ui.callers.body import CallBody
from mcsys_desktop.ui.callers.call import DeskCall
from mcsys_desktop.ui.callers.desk import CallDesk
from mcsys_desktop.ui.callers.others import OtherCalls
from mcsys_desktop.ui.callers.places import corner, inside, kept_in, screens
from mcsys_desktop.ui.callers.stack import GAP
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.widgets import Button
from mcsys_desktop.ui.work import Work

WIDTH = 496
MARGIN = 24  # from the edges of the screen
CLOSES_AFTER_MS = 8000  # after the call is over, unless a note is not saved yet
MOVED_PAUSE_MS = 400
ARRIVED_MS = 150  # by then a window manager has said where it put the window
OTHERS = 2  # calls beside the one that is shown
SIDE = 16


class CompactCaller(QWidget):
    """Appears with a call and goes after it. ``moved`` tells where people put it.

    ``dock`` is the caller panel: while that is visible in the active window, this one stays away.
    ``places`` holds the positions per set of screens, as ``moved`` told them.
    """

    moved = Signal(str, int, int)

    def __init__(
        self,
        desk: CallDesk,
        does: Acts,
        work: Work,
        dock: Callable[[], QWidget | None],
        places: Mapping[str, list[int]],
    ) -> None:
        super().__init__(
            None,
            Qt.WindowType.Tool
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint,
        )
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setWindowTitle(_("Call"))
        self.setAccessibleName(_("Call"))
        self._desk, self._dock, self._places = desk, dock, dict(places)
        self._call: DeskCall | None = None
        self._closed: DeskCall | None = None  # somebody closed the window on this call
        self._wanted = False  # somebody asked for the window
        self._held = False  # the desk is locked
        self._at = QPoint()  # where it belongs; a slow window manager may think otherwise
        self._grabbed: QPoint | None = None
        self.body = CallBody(desk, does, work, compact=True)
        self.others = OtherCalls(desk, does.privacy, OTHERS)
        self.pin = Button("", "pin", "ghost", name=_("Keep this window open"))
        self.shut = Button("", "x", "ghost", name=_("Close this window"))
        self._closing = QTimer(self, singleShot=True, interval=CLOSES_AFTER_MS)
        self._moving = QTimer(self, singleShot=True, interval=MOVED_PAUSE_MS)
        self._arriving = QTimer(self, singleShot=True, interval=ARRIVED_MS)
        self._lay_out()
        self._connect(does)
        self.restyle()
        self.warm()

    def warm(self) -> None:
        """Have the system make the window now, so that the first call does not wait for it."""
        self.ensurePolished()
        self.winId()
        self._fit()

    def toggle(self) -> None:
        """Show the window although no call asks for it, or put it away."""
        if self.isVisible():
            self._shut()
        else:
            self._wanted = True
            self._closed = None
            self._decide()

    def hold(self, held: bool) -> None:
        """Stay away, whoever calls, or no longer: the desk is locked."""
        self._held = held
        if not held:
            self.warm()
        self._decide()

    def _lay_out(self) -> None:
        self.body.setParent(self)
        self.others.setParent(self)
        for button in (self.pin, self.shut):
            button.setParent(self.body)
        self.pin.setCheckable(True)

    def _connect(self, does: Acts) -> None:
        self.body.resized.connect(self._fit)
        self.body.settled.connect(self._fit)
        self.shut.clicked.connect(self._shut)
        self.pin.toggled.connect(self._decide)
        self._closing.timeout.connect(self._on_time)
        self._moving.timeout.connect(self._on_moved)
        self._arriving.timeout.connect(self._stay)
        self._desk.began.connect(self._decide)
        self._desk.updated.connect(self._decide)
        self._desk.arranged.connect(self._decide)
        self._desk.ticked.connect(self.body.tick)
        does.privacy.changed.connect(self._decide)
        dock = self._dock()
        if dock is not None:
            dock.installEventFilter(self)
        application = QGuiApplication.instance()
        if isinstance(application, QApplication):
            application.focusWindowChanged.connect(self._soon)
            application.screenRemoved.connect(self._stay)

    def _soon(self) -> None:
        """Look again: the window that gets the focus is not yet the active one."""
        QTimer.singleShot(0, self, self._decide)

    def _decide(self) -> None:
        """Show what there is, or go: the one place that knows when."""
        call = self._desk.shown
        if call is not self._call:
            if call is None or not call.under_way:
                self._wanted = False  # the one it was opened for is dealt with
            self._call = call
            self._closing.stop()
        if call is not None and call.under_way:
            self._closing.stop()
        elif self.isVisible() and not self._closing.isActive():
            self._closing.start()
        if self._should_show(call):
            self.body.show_keys(self._keys_work())
            self.body.show_call(call)
            if not self.isVisible():
                self.body.settle()
                self._fit()
                self._put()
                # Should a window manager give it the focus all the same: no button has it.
                self.setFocus(Qt.FocusReason.OtherFocusReason)
                self.show()
                self._arriving.start()
        elif self.isVisible():
            self.hide()

    def _should_show(self, call: DeskCall | None) -> bool:
        if self._held or self._dock_in_front():
            return False
        if self._wanted or self.pin.isChecked():
            return True
        if call is None or call is self._closed or not self._desk.popping.window:
            return False
        return call.under_way or self.isVisible()

    def _dock_in_front(self) -> bool:
        dock = self._dock()
        return dock is not None and dock.isVisible() and dock.window().isActiveWindow()

    def _keys_work(self) -> bool:
        return QGuiApplication.focusWindow() is not None

    def _on_time(self) -> None:
        """The call is over for some time."""
        call = self._call
        if call is not None and (call.under_way or self._desk.book.busy(call) or call.unsaved):
            self._closing.start()
        elif self.isActiveWindow():
            self._closing.start()  # somebody is at work in it
        elif not self.pin.isChecked():
            self._shut()

    def _shut(self) -> None:
        self._wanted = False
        self.pin.setChecked(False)
        self._closed = self._call
        self._closing.stop()
        self.hide()

    def _fit(self) -> None:
        """Take the height of what is shown; the edge nearest to the screen's stays in place."""
        width = style().px(WIDTH)
        if self.body.width() != width - 2:
            self.body.resize(width - 2, self.body.height())
        self.body.arrange()
        self.body.setGeometry(1, 1, width - 2, self.body.tall())
        height = 1 + self.body.tall()
        self.others.settle()
        if not self.others.isHidden():
            self.others.resize(width - 2 * SIDE, self.others.height())
            self.others.arrange()
            below = self.others.tall()
            self.others.setGeometry(SIDE, height + GAP, width - 2 * SIDE, below)
            height += GAP + below
        height += SIDE + 1
        if (self.width(), self.height()) == (width, height):
            return
        at, room = self._at, self._room()
        low = at.y() + self.height() / 2 > room.center().y()
        to = at + QPoint(0, self.height() - height) if low else at
        self.setFixedSize(width, height)
        self.resize(width, height)  # the system may have answered with the size of before
        self._place_buttons()
        if self.isVisible():
            self._go(to)

    def _place_buttons(self) -> None:
        high, side = self.body.card.band_height(), style().metrics.control
        top = (high - side) // 2
        for place, button in enumerate((self.shut, self.pin), 1):
            button.setGeometry(self.width() - 6 - place * (side + 4), top, side, side)
            button.raise_()

    def _put(self) -> None:
        """Go where people put it on these screens; else into a corner away from the text."""
        self._go(kept_in(self._places) or corner(self._room(), self.size(), MARGIN))

    def _go(self, to: QPoint) -> None:
        """Move there, but stay whole on a screen."""
        screen = QGuiApplication.screenAt(to)
        room = self._room() if screen is None else screen.availableGeometry()
        self._at = inside(room, to, self.size())
        self.move(self._at)

    def _room(self) -> QRect:
        """Where the program is at work: the screen of its dock's window, else the main one."""
        dock = self._dock()
        screen = dock.screen() if dock is not None else QGuiApplication.primaryScreen()
        return screen.availableGeometry()

    def _stay(self) -> None:
        """Go where it belongs, if it came up elsewhere, or lost its screen."""
        if self.isVisible():
            self._go(self._at)

    def _on_moved(self) -> None:
        self._places[screens()] = [self.x(), self.y()]
        self.moved.emit(screens(), self.x(), self.y())

    def restyle(self) -> None:
        """Take the present theme, density and text size."""
        self.body.arrange()
        self._fit()
        self._place_buttons()

    # Qt's own names from here.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self._soon()  # the panel came or went, also by the window's size
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), painting.colour("surface"))
        painting.frame(painter, self.rect(), "line2", 0)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._shut()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._grabbed = event.globalPosition().toPoint() - self.pos()
            event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grabbed is not None:
            self._go(event.globalPosition().toPoint() - self._grabbed)
            self._moving.start()
            event.accept()

    def moveEvent(self, event: QMoveEvent) -> None:
        if not self._arriving.isActive():  # somebody moves it in the window manager's own way
            self._at = event.pos()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grabbed = None
