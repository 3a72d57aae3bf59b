"""A sentence that passes by, with a way back: shown for ten seconds, never in the way.

With ``notices`` it is found again behind the bell, where its way back stays open.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from mcsys_desktop.ui import layouts, painting, tokens, widgets
from mcsys_desktop.ui.announcing import announce
from mcsys_desktop.ui.notices import Notice, Notices

SHOWN_MS = 10_000
_FROM_BELOW = 16


class Toast(QFrame):
    """Floats at the bottom of ``owner``. It takes no focus; its button can be reached by Tab."""

    def __init__(self, owner: QWidget, notices: Notices | None = None) -> None:
        super().__init__(owner)
        self._owner = owner
        self._notices = notices or Notices(self)
        self._notice: Notice | None = None  # what is shown now
        self._label = widgets.label("", "body", wrap=False)
        self._button = widgets.Button("", kind="default", key="Ctrl Z")
        self._button.clicked.connect(self.act)
        self.setLayout(layouts.row(self._label, 8, self._button, margins=(16, 8, 8, 8)))
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._timer.timeout.connect(self.dismiss)
        owner.installEventFilter(self)
        self.hide()

    @property
    def sentence(self) -> str:
        """What it says, or nothing when it is gone."""
        return self._label.text() if self.isVisible() else ""

    def say(
        self,
        sentence: str,
        words: str = "",
        act: Callable[[], object] | None = None,
        *,
        lasting: bool = True,
    ) -> None:
        """Show ``sentence``, and a button with ``words`` that does ``act``: the way back.

        ``lasting``: Ctrl+Z finds it also after this is gone. Not for what was typed and put away:
        the card it belongs to offers that, and Ctrl+Z an hour later must not lead there.
        """
        self._notice = self._notices.add(sentence, words, act, undoes=lasting)
        self._label.setText(sentence)
        self._button.set_text(words)
        self._button.setVisible(act is not None)
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        announce(self, sentence)

    def act(self) -> bool:
        """Do what the button says; False when there is nothing to do.

        Also after it went: then the newest that was said and can be undone.
        """
        notice = self._notice
        self.dismiss()
        return (notice is not None and self._notices.do(notice)) or self._notices.undo()

    def dismiss(self) -> None:
        """Go away; what can be undone is found behind the bell."""
        self._timer.stop()
        self._notice = None
        self.hide()

    def _place(self) -> None:
        room = self._owner.size()
        left = (room.width() - self.width()) // 2
        self.move(QPoint(max(0, left), room.height() - self.height() - _FROM_BELOW))

    # Qt's own names from here.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painting.frame(painter, self.rect(), "line2", tokens.RADIUS, ground="surface")
        painter.end()
