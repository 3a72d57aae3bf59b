"""Long work where it was asked for: a word that it is busy, then a bar and a way to give it up."""

from PySide6.QtCore import QSize, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui import painting
from mcsys_desktop.ui.buttons import Button
from mcsys_desktop.ui.layouts import column, row
from mcsys_desktop.ui.long_work import LongTask, Shown, State
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.texts import label


class Bar(QProgressBar):
    """How far it is; a bar without a figure moves while nobody knows the whole."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_done(self, done: int, total: int) -> None:
        """Show ``done`` of ``total``; 0 for a total that nobody knows."""
        self.setRange(0, total)
        self.setValue(min(done, total))

    def restyle(self) -> None:
        """Take the present text size."""
        self.updateGeometry()

    # Qt's own names from here.

    def sizeHint(self) -> QSize:
        return QSize(style().px(160), style().px(6))

    def minimumSizeHint(self) -> QSize:
        return QSize(style().px(80), style().px(6))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        room = self.rect()
        painting.fill(painter, room, "sunken", room.height() / 2)
        share = self.value() / self.maximum() if self.maximum() else 0.3
        room.setWidth(max(room.height(), int(room.width() * share)))
        painting.fill(painter, room, "accent", room.height() / 2)
        painter.end()


class WorkStrip(QWidget):
    """Follows one long act after another; it takes no room while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self._task: LongTask | None = None
        self.said = label("", "small", ink="text2", wrap=True)
        self.bar = Bar(_("Progress"))
        self.cancel = Button(_("Cancel"))
        self.cancel.clicked.connect(self._on_cancel)
        line = row(self.bar, self.cancel, gap=12)
        line.setStretch(0, 1)
        self.setLayout(column(self.said, line, gap=4))
        self.hide()

    def follow(self, task: LongTask) -> None:
        """Show how far ``task`` is until it ends; what it led to is its owner's to say."""
        if self._task is not None:
            self._task.changed.disconnect(self._show)
        self._task = task
        task.changed.connect(self._show)
        self._show()

    @Slot()
    def _on_cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    @Slot()
    def _show(self) -> None:
        task = self._task
        if task is None:
            return
        if task.ended:
            self._task = None
            task.changed.disconnect(self._show)
            self.hide()
            return
        with_bar = task.shown >= Shown.BAR
        self.said.setText(how_far(task))
        self.bar.setVisible(with_bar)
        self.bar.show_done(task.done, task.total)
        self.cancel.setVisible(with_bar)
        self.cancel.setEnabled(task.state is not State.CANCELLING)
        self.setVisible(task.shown >= Shown.CUE)


def how_far(task: LongTask) -> str:
    """What ``task`` does and how far it is, in words."""
    if task.state is State.CANCELLING:
        return _("{what}: it is being given up.").format(what=task.title)
    if task.state is State.WAITING:
        return _("{what}: waits until something else is done.").format(what=task.title)
    if task.total:
        share = 100 * min(task.done, task.total) // task.total
        return _("{what}: {share}%").format(what=task.title, share=share)
    return _("{what} …").format(what=task.title)
