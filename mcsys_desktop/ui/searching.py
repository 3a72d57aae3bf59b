"""Asks for what is typed, as fast as answers come and never faster: the latest text wins."""

from PySide6.QtCore import QObject, QTimer, Signal

from mcsys_desktop.services import search
from mcsys_desktop.ui.work import Work


class Searcher(QObject):
    """One question is under way at a time; of what is typed meanwhile only the last is asked.

    `answered` carries a `search.Answer`, `guessed` a text and what may be meant by it where little
    was found; both only while that text is still wanted. `failed` carries a text and the error.
    """

    answered = Signal(object)
    guessed = Signal(str, object)
    failed = Signal(str, object)

    def __init__(self, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._wanted = ""
        self._asking = ""  # what is under way
        self._guessing = False
        self._unsure: search.Answer | None = None  # to be guessed at when the last guess is done
        # What was found is painted first: a guess takes the processor for longer than that.
        self._painted = QTimer(self, singleShot=True, interval=0)
        self._painted.timeout.connect(self._look_further)

    def ask(self, text: str) -> None:
        """Ask for ``text`` now, or as soon as what is under way has been answered."""
        self._wanted = text
        self._unsure = None
        if not self._asking:
            self._next()

    def forget(self) -> None:
        """Nothing is wanted any more."""
        self.ask("")

    def _next(self) -> None:
        self._asking = self._wanted
        if self._asking:
            self._work.run(
                self, search.find, self._asking, then=self._on_answer, failed=self._on_failed
            )

    def _on_answer(self, answer: search.Answer) -> None:
        self._asking = ""
        if answer.typed != self._wanted:
            self._next()
            return
        self.answered.emit(answer)
        if answer.few and answer.typed == self._wanted:
            self._unsure = answer
            self._painted.start()

    def _on_failed(self, error: Exception) -> None:
        asked, self._asking = self._asking, ""
        if asked != self._wanted:
            self._next()
        else:
            self.failed.emit(asked, error)

    def _look_further(self) -> None:
        if self._guessing or self._unsure is None:
            return
        answer, self._unsure = self._unsure, None
        known = frozenset(found.target for found in answer.found)
        self._guessing = True
        self._work.run(
            self,
            search.find_alike,
            answer.typed,
            known,
            then=lambda found: self._on_guess(answer.typed, found),
            failed=lambda _error: self._on_guess(answer.typed, ()),
        )

    def _on_guess(self, text: str, found: tuple[search.Found, ...]) -> None:
        self._guessing = False
        if text == self._wanted and found:
            self.guessed.emit(text, found)
        self._look_further()
