"""The pages of the main window by name: one at a time is on the screen."""

from collections.abc import Callable

import shiboken6
from PySide6.QtWidgets import QStackedWidget, QWidget

from mcsys_desktop.ui.labels import Pane

PageMaker = Callable[[], QWidget]


class PageStack(QStackedWidget):
    """Holds the pages, each a widget or how to make it when somebody first goes there.

    ``current`` is the name of the one that is wanted, also while it was not added yet.
    """

    def __init__(self, first: str) -> None:
        super().__init__()
        self.current = first
        self._pages: dict[str, QWidget | PageMaker] = {}
        self._shut: dict[str, str] = {}  # pages that this person may not see, and why
        self.blank = Pane("bg")  # what is there until the first page is
        self.addWidget(self.blank)

    def add(self, name: str, page: QWidget | PageMaker) -> None:
        """Take the page ``name``."""
        self._pages[name] = page

    def shut(self, name: str, why: str) -> None:
        """Keep the page ``name`` from whoever works here, or offer it again where ``why`` is ""."""
        self._shut.pop(name, None)
        if why:
            self._shut[name] = why

    def why_shut(self, name: str) -> str:
        """Why somebody may not go to ``name``; nothing where they may."""
        return self._shut.get(name, "")

    def page(self, name: str) -> QWidget | None:
        """The page ``name``; None while it was not made."""
        found = self._pages.get(name)
        return found if isinstance(found, QWidget) else None

    def pane(self) -> QWidget:
        """What is on the screen."""
        return self.currentWidget() or self.blank

    def make(self, name: str) -> QWidget | None:
        """Want the page ``name``, made if need be; None while it was not added."""
        self.current = name
        return self.made(name)

    def made(self, name: str) -> QWidget | None:
        """The page ``name``, made if need be, wanted or not; None while it was not added."""
        found = self._pages.get(name)
        if found is None:
            return None
        if not isinstance(found, QWidget):
            found = self._pages[name] = found()
        if self.indexOf(found) < 0:
            self.addWidget(found)
        return found

    def clear(self) -> None:
        """Take all pages away, for whoever comes in next."""
        for page in self._pages.values():
            if isinstance(page, QWidget):
                shiboken6.delete(page)
        self._pages.clear()
