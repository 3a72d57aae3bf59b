"""The page as it would be printed, beside what is typed: drawn on a worker, never in the way."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services.invoices.previews import Picture, Preview
from mcsys_desktop.ui import painting
from mcsys_desktop.ui.buttons import Button
from mcsys_desktop.ui.labels import Pane
from mcsys_desktop.ui.layouts import column, row
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.texts import Label, WrappedLabel
from mcsys_desktop.ui.work import Task, Work

PAUSE_MS = 600  # typing rests so long before the page is drawn again
_RATIO = 297 / 210  # of A4
Draw = Callable[[int, int], Preview]  # the page, from 0, and its width in pixels


class PageView(QWidget):
    """One page of paper, as large as there is room for."""

    widened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Preview"))
        self._image = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_picture(self, picture: Picture) -> None:
        """Show another page in place of this one."""
        image = QImage(
            picture.pixels,
            picture.width,
            picture.height,
            picture.stride,
            QImage.Format.Format_RGB32,
        )
        self._image = image.copy()  # the bytes go
        self.update()

    @property
    def filled(self) -> bool:
        """Whether a page was drawn."""
        return not self._image.isNull()

    def wanted_width(self) -> int:
        """How wide the page is drawn, in the screen's own pixels."""
        return max(200, round(self._room().width() * self.devicePixelRatioF()))

    def _room(self) -> QRect:
        width = min(self.width(), int(self.height() / _RATIO))
        return QRect((self.width() - width) // 2, 0, width, int(width * _RATIO))

    # Qt's own names from here.

    def sizeHint(self) -> QSize:
        return QSize(480, int(480 * _RATIO))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 200)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.widened.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        room = self._room()
        painting.frame(painter, room, "line", 0, ground="surface")
        if not self._image.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(room.adjusted(1, 1, -1, -1), self._image)
        painter.end()


class PreviewPane(Pane):
    """The page with its number. ``problems`` carries what is not right with the document yet.

    While another page is drawn the previous one stays; answers that come too late are dropped.
    """

    problems = Signal(object)
    hidden = Signal()

    def __init__(self, work: Work) -> None:
        super().__init__("surface", "left")
        self._work = work
        self._draw: Draw | None = None
        self._task: Task | None = None
        self._number = 0
        self.view = PageView()
        self.place = Label("", "meta", figures=True)
        self.back = Button("", "chevron-left", "ghost", name=_("Previous page"))
        self.on = Button("", "chevron-right", "ghost", name=_("Next page"))
        self.hide_button = Button("", "panel-right-close", "ghost", name=_("Hide the preview"))
        self.trouble = WrappedLabel("", "small", ink="bad")
        self.trouble.hide()
        head = row(Label(_("Preview"), "row"), None, self.back, self.place, self.on,
                   self.hide_button)  # fmt: skip
        body = column(head, self.trouble, self.view, gap=12, margins=(20, 14, 20, 20))
        body.setStretch(2, 1)
        self.setLayout(body)
        self._soon = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._soon.timeout.connect(self._ask)
        self.view.widened.connect(self._soon.start)
        self.back.clicked.connect(lambda: self._turn(-1))
        self.on.clicked.connect(lambda: self._turn(1))
        self.hide_button.clicked.connect(self.hidden)
        self._show_place(1)
        self.restyle()

    def show_soon(self, draw: Draw) -> None:
        """Draw it as ``draw`` gives it, when nothing more came for a while."""
        self._draw = draw
        self._soon.start()

    def show_now(self, draw: Draw) -> None:
        """Draw another document at once, from its first page."""
        self._draw, self._number = draw, 0
        self._ask()

    @property
    def drawn(self) -> bool:
        """Whether a page is seen."""
        return self.view.filled

    def turn_on(self) -> None:
        """It is seen again: draw what is wanted by now."""
        self._ask()

    def restyle(self) -> None:
        """Take the present text size."""
        self.setMinimumWidth(style().px(280))

    def _turn(self, by: int) -> None:
        self._number = max(0, self._number + by)
        self._ask()

    def _ask(self) -> None:
        self._soon.stop()
        if self._draw is None or self.isHidden():
            return
        if self._task is not None:
            self._task.cancel()
        self._task = self._work.run(
            self,
            self._draw,
            self._number,
            self.view.wanted_width(),
            then=self._come,
            failed=self._fail,
        )

    def _come(self, preview: Preview) -> None:
        self.trouble.hide()
        self._number = preview.picture.number
        self.view.show_picture(preview.picture)
        self._show_place(preview.picture.pages)
        self.problems.emit(preview.problems)

    def _fail(self, error: Exception) -> None:
        """The last page that could be drawn stays; what is missing is said above it."""
        if isinstance(error, UserError):
            self.trouble.setText(str(error))
            self.trouble.show()
        else:
            self._work.failed.emit(self, error)

    def _show_place(self, pages: int) -> None:
        self.place.setText(
            _("Page {number} of {count}").format(number=self._number + 1, count=pages)
        )
        for button, there in ((self.back, self._number > 0), (self.on, self._number + 1 < pages)):
            button.setEnabled(there)
            button.setVisible(pages > 1)

    # Qt's own names from here.

    def sizeHint(self) -> QSize:
        return QSize(style().px(560), 600)
