"""The screen that stands before a locked desk. It knows no customers, so it can name none."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent

from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui.lock.asking import Asking
from mcsys_desktop.ui.lock.calls import RingingCalls
from mcsys_desktop.ui.lock.people import TakeOver
from mcsys_desktop.ui.lock.unlocking import Unlocking
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.widgets import Card, Pane, column, row

WIDTH = 448


class LockScreen(Pane):
    """Fills a window. ``others`` are the colleagues who may take over, by login; None: nobody may.

    ``pin_given``, ``password_given`` and ``opened`` ask to unlock, ``take_over_given`` (login,
    password) to come in as somebody else. Whoever answers unlocks, or calls ``refuse`` or ``wait``.
    """

    pin_given = Signal(str)
    password_given = Signal(str)
    opened = Signal()
    take_over_given = Signal(str, str)

    def __init__(self, name: str, others: Mapping[str, str] | None) -> None:
        super().__init__("bg")
        self.setAccessibleName(_("Locked"))
        self.calls = RingingCalls()
        locked = _("This desk is locked")
        self.unlocking = Unlocking(name, locked, others=others is not None)
        sentence = _("This signs {name} out. What {name} typed and did not save is kept.")
        self.take_over = TakeOver(others or {}, sentence.format(name=name))
        self.take_over.hide()
        card = Card(column(self.unlocking, self.take_over, margins=(32, 28, 32, 24), gap=0))
        middle = column(self.calls, card, gap=16)
        self._middle = Pane("bg")
        self._middle.setLayout(middle)
        self.setLayout(column(None, row(None, self._middle, None), None, margins=(16, 16, 16, 16)))
        self.unlocking.pin_given.connect(self.pin_given)
        self.unlocking.password_given.connect(self.password_given)
        self.unlocking.opened.connect(self.opened)
        self.unlocking.other_wanted.connect(lambda: self.show_others(True))
        self.take_over.given.connect(self.take_over_given)
        self.take_over.left.connect(lambda: self.show_others(False))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.restyle()

    @property
    def face(self) -> Asking:
        """What is seen now: the person's own questions, or those to a colleague."""
        return self.unlocking if self.take_over.isHidden() else self.take_over

    def show_others(self, on: bool) -> None:
        """Ask who takes over, or no longer."""
        self.unlocking.setVisible(not on)
        self.take_over.setVisible(on)
        self.unlocking.refuse("")
        self.take_over.refuse("")
        self.focus_first()

    def focus_first(self) -> None:
        """Put the focus where somebody begins."""
        if self.take_over.isHidden():
            self.unlocking.focus_first()
        else:
            self.take_over.focus_first()

    def refuse(self, sentence: str) -> None:
        """Say why it did not work."""
        self.face.refuse(sentence)

    def wait(self, sentence: str, seconds: float) -> None:
        """Too many wrong tries: nothing can be tried for ``seconds``."""
        self.face.wait(sentence, seconds)

    def restyle(self) -> None:
        """Take the present text size."""
        self._middle.setFixedWidth(style().px(WIDTH))

    # Qt's own names from here.

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.focus_first()
