"""What was said in passing and what long work led to: found again behind the bell, with its undo.

A toast goes after ten seconds; what it offered to undo can be undone here for as long as whoever
works here stays, the newest first, as Ctrl+Z does.
"""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal

MOST = 50  # older ones nobody looks for


class Notice:
    """One sentence, when it was said, and what can be done about it (once)."""

    __slots__ = ("act", "at", "sentence", "tone", "undoes", "words")

    def __init__(
        self,
        sentence: str,
        tone: str,
        words: str,
        act: Callable[[], object] | None,
        *,
        undoes: bool,
    ) -> None:
        self.sentence, self.tone, self.words, self.act = sentence, tone, words, act
        self.undoes = undoes and act is not None
        from mcsys_desktop.core import clock  # it reads the time zone, which a start spares

        self.at: datetime = clock.now()


class Notices(QObject):
    """The newest first. ``changed``: there is another one, or one has been seen or acted upon."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.all: list[Notice] = []
        self.unseen = 0

    def add(
        self,
        sentence: str,
        words: str = "",
        act: Callable[[], object] | None = None,
        *,
        tone: str = "neutral",
        undoes: bool = False,
        counts: bool = False,
    ) -> Notice:
        """Keep ``sentence``, with a button ``words`` that does ``act``.

        ``undoes``: Ctrl+Z does it too. ``counts``: the bell says that there is something new;
        not for what somebody is looking at while it is said.
        """
        notice = Notice(sentence, tone, words, act, undoes=undoes)
        self.all.insert(0, notice)
        del self.all[MOST:]
        self.unseen += int(counts)
        self.changed.emit()
        return notice

    def do(self, notice: Notice) -> bool:
        """Do what ``notice`` offers, once; False when there is nothing to do any more."""
        act, notice.act = notice.act, None
        if act is None:
            return False
        self.changed.emit()
        act()
        return True

    def undo(self) -> bool:
        """Undo the newest that can be undone; False when there is none."""
        for notice in self.all:
            if notice.undoes and notice.act is not None:
                return self.do(notice)
        return False

    def see(self) -> None:
        """Somebody looked at the list."""
        if self.unseen:
            self.unseen = 0
            self.changed.emit()

    def clear(self) -> None:
        """Forget them all."""
        self.all.clear()
        self.unseen = 0
        self.changed.emit()
