"""The question that is on the screen now: in a window of its own, or as a part of a first start."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog

from mcsys_desktop.app import entering
from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui.offices import Question
from mcsys_desktop.ui.offices.strength import Strength
from mcsys_desktop.ui.work import Work

if TYPE_CHECKING:
    from mcsys_desktop.ui.first_start import Wizard


class Asking(QObject):
    """Shows one question at a time. ``left``: somebody closed it without an answer.

    What was typed in a question is remembered until the program ends, for when it is asked again.
    """

    left = Signal()

    def __init__(self, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self.dialog: QDialog | None = None
        self.wizard: Wizard | None = None
        self.step = 1  # of the first start, that the questions belong to
        self._typed: dict[type, list[str]] = {}

    def lead(self, wizard: "Wizard") -> None:
        """Ask in ``wizard`` from now on."""
        self.wizard = wizard
        wizard.left.connect(self._on_closed)

    def lead_no_more(self) -> None:
        """The first start is over: questions are windows again."""
        self.close()  # as a part of it: a window that closes says that somebody left
        wizard, self.wizard = self.wizard, None
        if wizard is not None:
            wizard.end()

    def ask(self, asked: QDialog) -> None:
        """Put ``asked`` on the screen, in the place of what was there."""
        self.close()
        self.dialog = asked
        asked.rejected.connect(lambda: self._on_rejected(asked))
        for strength in asked.findChildren(Strength):
            strength.asked.connect(lambda typed, it=strength: self._judge(it, typed))
        if isinstance(asked, Question):
            asked.take_up(self._typed.pop(type(asked), []))
            if self.wizard is not None:
                self.wizard.ask(asked, self.step)
                return
        asked.open()

    def close(self) -> None:
        """Take the question away."""
        asked, self.dialog = self.dialog, None
        if asked is None:
            return
        if self.wizard is None or self.wizard.question is None:
            asked.close()
        else:
            self.wizard.wait(_("One moment …"))
        asked.deleteLater()

    def remember(self, asked: QDialog) -> None:
        """Somebody goes back from ``asked``, and may come again."""
        if isinstance(asked, Question):
            self._typed[type(asked)] = asked.typed()

    def _judge(self, strength: Strength, typed: str) -> None:
        self._work.run(
            strength,
            entering.strength,
            typed,
            [],
            then=lambda found: strength.show_level(typed, *found),
            failed=lambda _error: None,
        )

    def _on_rejected(self, asked: QDialog) -> None:
        if self.dialog is asked:
            self.remember(asked)
            self._leave()
            if self.wizard is not None:
                self.wizard.close()

    def _on_closed(self) -> None:
        if self.dialog is not None:
            self.remember(self.dialog)
            self._leave()

    def _leave(self) -> None:
        asked, self.dialog = self.dialog, None
        if self.wizard is not None:
            self.wizard.clear()
        if asked is not None:
            asked.deleteLater()
        self.left.emit()
