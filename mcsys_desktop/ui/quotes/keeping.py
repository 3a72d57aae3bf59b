"""A version of a quote while it is typed: kept by itself a moment later."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.services import quotes
from mcsys_desktop.services.invoices import DraftHead, DraftLine
from mcsys_desktop.ui.work import Work

PAUSE_MS = 700  # after the last key


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands on the screen."""

    head: DraftHead
    lines: Sequence[DraftLine]
    valid_until: date | None
    title: str


class Keeping(QObject):
    """``refused`` carries the sentence that says why it could not be kept; ``kept`` that it was."""

    refused = Signal(str)
    kept = Signal()

    def __init__(self, parent: QObject, work: Work, read: Callable[[], Typed]) -> None:
        super().__init__(parent)
        self._work, self._read = work, read
        self.id, self.version = 0, 0
        self.changed = self._saving = False
        self._then: list[Callable[[], object]] = []
        self._soon = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._soon.timeout.connect(self.save)

    def begin(self, version_id: int, version: int) -> None:
        """Another version is typed now."""
        self._soon.stop()
        self.id, self.version = version_id, version
        self.changed = self._saving = False
        self._then.clear()

    def touch(self) -> None:
        """Something was typed."""
        self.changed = True
        self._soon.start()

    def after(self, act: Callable[[], object]) -> None:
        """Do ``act`` when all is kept; never when it cannot be."""
        if not (self.changed or self._saving):
            act()
            return
        self._then.append(act)
        self.save()

    def save(self) -> None:
        """Keep it now."""
        self._soon.stop()
        if self._saving or not self.changed:
            return
        self._saving, self.changed = True, False
        typed, version_id = self._read(), self.id

        def save() -> int:
            return quotes.save(
                version_id, self.version, typed.head, typed.lines,
                valid_until=typed.valid_until, title=typed.title,
            )  # fmt: skip

        def come(version: int) -> None:
            if version_id != self.id:
                return
            self._saving, self.version = False, version
            if self.changed:
                self.save()
                return
            self.kept.emit()
            waiting, self._then = self._then, []
            for act in waiting:
                act()

        def fail(error: Exception) -> None:
            if version_id != self.id:
                return
            self._saving, self.changed = False, True
            self._then.clear()
            if isinstance(error, UserError):
                self.refused.emit(str(error))
            else:
                self._work.failed.emit(self.parent(), error)

        self._work.run(self, save, then=come, failed=fail)
