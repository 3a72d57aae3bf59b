"""A window that asks step by step: which step it is, and the question of that step."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui.labels import Icon, Pane
from mcsys_desktop.ui.layouts import column, row
from mcsys_desktop.ui.offices.question import WIDE, Question
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.texts import Label

HEIGHT = 720


def first_steps() -> list[str]:
    """The steps of the first start."""
    return [_("Language"), _("Your data"), _("Company"), _("Telephone"), _("Customers")]


class Steps(Pane):
    """The steps in a row: those that are done, the present one, and what follows.

    ``words`` are asked each time: the language may change on the way.
    """

    def __init__(self, words: Callable[[], Sequence[str]]) -> None:
        super().__init__("surface", "bottom")
        self._words = words
        self._names: list[Label] = []
        self._marks: list[Icon] = []
        line = row(gap=16, margins=(24, 12, 24, 12))
        for _name in words():
            name, mark = Label("", "small"), Icon("check", "ok", 14)
            self._names.append(name)
            self._marks.append(mark)
            line.addLayout(row(mark, name, gap=4))
        line.addStretch(1)
        self.setLayout(line)

    def show_step(self, step: int) -> None:
        """Show that ``step`` (from 0) is asked now."""
        words = self._words()
        for at, (name, mark) in enumerate(zip(self._names, self._marks, strict=True)):
            name.setText(f"{at + 1}. {words[at]}")
            name.set_ink("accent" if at == step else "text2" if at < step else "text3")
            mark.setVisible(at < step)
        self.setAccessibleName(
            _("Step {step} of {of}: {name}").format(step=step + 1, of=len(words), name=words[step])
        )


class Wizard(QDialog):
    """Shows one question after another. ``left``: somebody closed it, and may come back.

    ``words`` are its steps, ``title`` is what stands above it.
    """

    left = Signal()

    def __init__(
        self,
        parent: QWidget,
        words: Callable[[], Sequence[str]] = first_steps,
        title: Callable[[], str] = lambda: _("Welcome to MCSys Desktop"),
    ) -> None:
        super().__init__(parent)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._title = title
        self.steps = Steps(words)
        self.question: Question | None = None
        self._waiting = Label("", ink="text2")
        self._waiting.setContentsMargins(24, 24, 24, 0)
        # In the middle by stretches: beside an alignment, Qt asks how tall a question is that is as
        # wide as the window, and its last line would lie over the one before.
        self._holder = row(None, None, gap=0)
        body = Pane("bg")
        body.setLayout(column(self._waiting, self._holder, None, gap=0))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(body)
        self.setLayout(column(self.steps, scroll, gap=0))
        self._ending = False
        self.restyle()

    def ask(self, question: Question, step: int) -> None:
        """Put ``question`` of ``step`` (from 0) on the screen."""
        self.clear()
        self.question = question
        self.setWindowTitle(self._title())
        self.steps.show_step(step)
        self._waiting.hide()
        question.become_part(self.width() - 16)
        self._holder.insertWidget(1, question)
        question.show()
        if not self.isVisible():
            self.open()
        question.begin()

    def wait(self, sentence: str) -> None:
        """Say what is being done until the next question comes."""
        self.clear()
        self._waiting.setText(sentence)
        self._waiting.show()

    def clear(self) -> None:
        """Take the question away; whoever asked it ends it."""
        asked, self.question = self.question, None
        if asked is not None:
            self._holder.removeWidget(asked)
            asked.hide()

    def end(self) -> None:
        """It is over."""
        self._ending = True
        self.close()
        self.deleteLater()

    def restyle(self) -> None:
        """Take the present text size."""
        room = self.screen().availableGeometry()
        self.resize(
            min(style().px(WIDE) + 40, room.width() - 40),
            min(style().px(HEIGHT), room.height() - 80),
        )

    # Qt's own names from here.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.question is not None:
            self.question.reject()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        if not self._ending:
            self.left.emit()
