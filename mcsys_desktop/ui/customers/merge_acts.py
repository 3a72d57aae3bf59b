"""Looking at two customers as one, merging them, and taking them apart: off the UI thread."""

import uuid
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.services import merging
from mcsys_desktop.ui.work import Task, Work


class MergeActs(QObject):
    """Asks and writes. ``came`` carries the Preview that was asked for last, ``merged`` the id of
    a merging with both customers (heir, other), ``undone`` an Undone; ``refused`` why not.
    """

    came = Signal(object)
    merged = Signal(int, int, int)
    undone = Signal(object)
    refused = Signal(str)

    def __init__(self, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._asked: Task | None = None
        self.is_writing = False

    def look(self, heir_id: int, other_id: int) -> None:
        """Ask what would happen; an answer that was overtaken is dropped."""
        self.forget()
        self._asked = self._work.run(
            self, merging.preview, heir_id, other_id, then=self.came.emit, failed=self._on_failed
        )

    def forget(self) -> None:
        """Nobody waits for the answer any more."""
        if self._asked is not None:
            self._asked.cancel()
        self._asked = None

    def merge(self, preview: merging.Preview, choices: merging.Choices) -> None:
        """Let the two become one, as somebody saw and chose."""
        if self.is_writing:
            return
        self.is_writing = True
        heir, other = preview.heir.card, preview.other.card

        def done(merging_id: int) -> None:
            self.is_writing = False
            self.merged.emit(merging_id, heir.id, other.id)

        self._work.write(
            self,
            merging.merge,
            *(heir.id, heir.version, other.id, other.version, choices),
            request=uuid.uuid4().hex,
            then=done,
            failed=self._on_failed,
            unsure=self.refused.emit,
        )

    def undo(self, merging_id: int, then: Callable[[], object] | None = None) -> None:
        """Take two apart again."""

        def done(undone: merging.Undone) -> None:
            self.undone.emit(undone)
            if then is not None:
                then()

        self._work.run(self, merging.undo, merging_id, then=done, failed=self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        self.is_writing = False
        if isinstance(error, UserError):
            self.refused.emit(str(error))
        else:
            self._work.failed.emit(self, error)
