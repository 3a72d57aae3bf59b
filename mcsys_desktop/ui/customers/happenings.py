"""Fetches what happened with the customer on the screen, page by page."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from mcsys_desktop.services import colleagues, timeline
from mcsys_desktop.services.timeline import Entry, Last
from mcsys_desktop.ui.customers.timeline import TimelineSection
from mcsys_desktop.ui.work import Task, Work

Page = tuple[list[Entry], dict[str, str]]


class Happenings(QObject):
    """Fills the timeline of a card; an answer that was overtaken is dropped.

    ``refused`` carries the error where it may not be read.
    """

    refused = Signal(object)

    def __init__(self, section: TimelineSection, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self.customer_id = 0
        self._section, self._work = section, work
        self._entries: list[Entry] = []
        self._names: dict[str, str] = {}
        self._asked: Task | None = None
        section.kinds_chosen.connect(self.restart)
        section.more_wanted.connect(self.more)

    def open(self, customer_id: int) -> None:
        """The newest state of a customer's card has come: that of the same one, or another."""
        if customer_id != self.customer_id:
            self.customer_id = customer_id
            self._entries = []
            self._section.forget()
        self._ask(None, max(timeline.PAGE, len(self._entries)))

    def restart(self) -> None:
        """Show other kinds, from the newest on."""
        self._entries = []
        self._ask(None, timeline.PAGE)

    def more(self) -> None:
        """Show what came before."""
        last = self._entries[-1].place if self._entries else None
        self._ask(last, timeline.PAGE)

    def _ask(self, last: Last | None, limit: int) -> None:
        if not self.customer_id:
            return
        if self._asked is not None:
            self._asked.cancel()
        self._section.waiting.begin()
        self._asked = self._work.run(
            self,
            fetch,
            self.customer_id,
            self._section.kinds,
            last,
            limit,
            then=partial(self._on_page, last, limit),
            failed=self._on_failed,
        )

    def _on_page(self, last: Last | None, limit: int, page: Page) -> None:
        self._section.waiting.end()
        entries, self._names = page
        self._entries = [*(self._entries if last is not None else ()), *entries]
        self._section.show_entries(self._entries, self._names, more=len(entries) == limit)

    def _on_failed(self, error: Exception) -> None:
        self._section.waiting.end()
        self.refused.emit(error)


def fetch(customer_id: int, kinds: Sequence[str], last: Last | None, limit: int) -> Page:
    """A page of what happened, and the name of the person behind each login; on a worker."""
    return timeline.of_customer(customer_id, kinds, last, limit), colleagues.names()
