"""A draft while it is typed: kept by itself a moment later, and at this desk at every key."""

import json
import uuid
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from mcsys_desktop.core.drafts import ABOUT, Draft
from mcsys_desktop.core.errors import StaleRecord, UserError
from mcsys_desktop.core.money.totals import PriceMode
from mcsys_desktop.core.money.treatments import Treatment
from mcsys_desktop.services.invoices import DraftHead, DraftLine, LineKind
from mcsys_desktop.services.invoices.keeping import Kept, keep
from mcsys_desktop.ui.work import Work

FORM = "invoice:"  # what the drafts of this desk are called
PAUSE_MS = 700  # after the last key; whoever never rests is kept every second all the same
MOST_MS = 1000
Typed = tuple[DraftHead, tuple[DraftLine, ...]]


class Typing(QObject):
    """Keeps one draft. ``read`` gives what stands on the screen; ``called`` what it is about.

    ``kept`` carries a `Kept`; ``refused`` the sentence that says why something cannot be stored;
    ``overtaken`` that somebody else changed it first.
    """

    kept = Signal(object)
    refused = Signal(str)
    overtaken = Signal(str)

    def __init__(self, parent: QObject, work: Work, read: Callable[[], Typed]) -> None:
        super().__init__(parent)
        self._work, self._read = work, read
        self.id: int | None = None
        self.version = 0
        self.called = ""
        self._request = uuid.uuid4().hex
        self._changed = self._saving = self._stopped = False
        self._then: list[Callable[[], object]] = []
        self._left: dict[str, Typed] = {}  # of drafts that were left while they were kept
        self._soon = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._soon.timeout.connect(self.save)
        self._at_last = QTimer(self, singleShot=True, interval=MOST_MS)
        self._at_last.timeout.connect(self.save)

    @property
    def unsaved(self) -> bool:
        """Whether something was typed that the office does not have yet."""
        return self._changed or self._saving

    @property
    def form(self) -> str:
        """What this draft is called at this desk."""
        return f"{FORM}{self.id}" if self.id is not None else f"{FORM}new:{self._request}"

    def begin(self, invoice_id: int | None, version: int = 0, request: str = "") -> None:
        """Another draft is typed now; None: one that is new."""
        if self._saving and self._changed:  # the last keys are kept after what is under way
            self._left[self._request] = self._read()
        self._soon.stop()
        self._at_last.stop()
        self.id, self.version = invoice_id, version
        self._request = request or uuid.uuid4().hex
        self._changed = self._saving = self._stopped = False
        self._then.clear()

    def touch(self) -> None:
        """Something was typed or chosen."""
        self._changed = True
        self._work.drafts.put(self.form, texts(*self._read(), self.called))
        if not self._stopped:
            self._soon.start()
            if not self._at_last.isActive():
                self._at_last.start()

    def over(self, version: int) -> None:
        """Keep what stands here over what somebody else made of it."""
        self.version, self._stopped = version, False
        self._changed = True
        self.save()

    def after(self, act: Callable[[], object]) -> None:
        """Do ``act`` when all is kept; never when it cannot be."""
        if not self.unsaved:
            act()
            return
        self._then.append(act)
        self.save()

    def forget(self) -> None:
        """The draft is gone or final: nothing of it is kept here."""
        self._soon.stop()
        self._at_last.stop()
        self._changed = False
        self._stopped = True
        self._work.drafts.drop(self.form)

    def save(self) -> None:
        """Keep it now."""
        self._soon.stop()
        self._at_last.stop()
        if self._saving or self._stopped or not self._changed:
            return
        self._saving, self._changed = True, False
        head, lines = self._read()
        form, request = self.form, self._request

        def come(kept: Kept) -> None:
            if request != self._request:  # another draft is typed by now
                self._keep_rest(form, request, kept)
                return
            self._saving = False
            self.id, self.version = kept.id, kept.version
            self._work.drafts.drop(form)
            self.kept.emit(kept)
            if self._changed:
                self._work.drafts.put(self.form, texts(*self._read(), self.called))
                self.save()
                return
            waiting, self._then = self._then, []
            for act in waiting:
                act()

        def fail(error: Exception) -> None:
            if request != self._request:
                return
            self._saving, self._changed = False, True
            self._then.clear()
            if isinstance(error, StaleRecord):
                self._stopped = True
                self.overtaken.emit(str(error))
            elif isinstance(error, UserError):
                self.refused.emit(str(error))
            else:
                self._work.failed.emit(self.parent(), error)

        self._work.write(
            self, keep, self.id, self.version, head, lines, request=request, then=come, failed=fail
        )

    def _keep_rest(self, form: str, request: str, kept: Kept) -> None:
        """A draft that was left is kept: also what was typed meanwhile, and then nothing here."""
        rest = self._left.pop(request, None)
        if rest is None:
            self._work.drafts.drop(form)
            return

        def come(_kept: Kept) -> None:
            self._work.drafts.drop(form)

        self._work.write(self, keep, kept.id, kept.version, *rest, request=request, then=come)


def texts(head: DraftHead, lines: tuple[DraftLine, ...], called: str) -> Mapping[str, str]:
    """What is typed, as this desk keeps it."""
    said = json.dumps({"head": asdict(head), "lines": [asdict(line) for line in lines]},
                      default=_plain)  # fmt: skip
    return {ABOUT: called, "typed": said}


def read(draft: Draft) -> Typed:
    """What was typed. Raises ValueError for what another version of the program wrote."""
    try:
        said = json.loads(draft.texts["typed"])
        told = dict(said["head"])
        for name in ("delivered_on", "period_from", "period_to"):
            told[name] = date.fromisoformat(told[name]) if told[name] else None
        head = DraftHead(**told | {"mode": PriceMode(told["mode"])})
        lines = tuple(_line(each) for each in said["lines"])
    except (KeyError, TypeError) as error:
        raise ValueError("this draft is not understood") from error
    return head, lines


def _line(said: dict[str, Any]) -> DraftLine:
    line = DraftLine(**said)
    return replace(line, treatment=Treatment(line.treatment), kind=LineKind(line.kind))


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
