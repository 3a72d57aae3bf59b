"""The keys of calls. They work in every window of the program while a call is on the desk."""

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mcsys_desktop.ui import shortcuts
from mcsys_desktop.ui.callers import acts
from mcsys_desktop.ui.callers.body import CallBody
from mcsys_desktop.ui.callers.card import LINES
from mcsys_desktop.ui.callers.desk import CallDesk


class CallKeys(QObject):
    """Binds F7, F9, F12, Ctrl+B, the digits and "save and done" of calls.

    ``owner`` is the main window. ``body`` gives the call that the keys act upon as it is seen now:
    in the panel, or in the compact window while that is the one in front; None while neither is.
    ``page`` does "dial" or "list" on the page, if that has something for it: where the focus is
    there, or (False) anyway; it tells whether it had.
    """

    def __init__(
        self,
        owner: QWidget,
        desk: CallDesk,
        body: Callable[[], CallBody | None],
        page: Callable[[str, bool], bool] = lambda _name, _focused: False,
    ) -> None:
        super().__init__(owner)
        self._desk, self._body, self._page = desk, body, page
        self._bound = [
            *shortcuts.bind(owner, "caller card", self._card),
            *shortcuts.bind(owner, "new caller", self._new),
            *shortcuts.bind(owner, "call note", self._note),
            *shortcuts.bind(owner, "list", lambda: self._there_or_here("list", "list")),
            *shortcuts.bind(owner, "dial", lambda: self._there_or_here("dial", "call")),
        ]
        # Digits are plain keys: they only exist while there is something to choose, and a text
        # field that has the focus takes them first.
        digits = shortcuts.bind_each(owner, "choose", self._choose)
        self._bound += digits
        self._digits = digits[:LINES]
        desk.updated.connect(self._on_change)
        desk.arranged.connect(self._on_change)

    def close(self) -> None:
        """Give the keys back; the main window lives on."""
        for shortcut in self._bound:
            shiboken6.delete(shortcut)
        shiboken6.delete(self)

    def _on_change(self) -> None:
        call = self._desk.shown
        count = len(call.candidates) if call is not None else 0
        for at, digit in enumerate(self._digits):
            if digit.isEnabled() != (at < count):
                digit.setEnabled(at < count)

    def _card(self) -> None:
        body = self._body()
        if body is None:
            return
        if not any(body.press(act) for act in acts.ON_F7):
            body.search()  # nobody calls, or the field is there already: look somebody up
        if body.searches:
            body.window().activateWindow()  # the small window is another one

    def _there_or_here(self, name: str, act: str) -> None:
        """Whom somebody looks at is meant: on the page they are in, else on the phone."""
        body = self._body()
        if self._page(name, True):
            return
        if body is not None and (body.press(act) or (act == "call" and body.press("again"))):
            return
        self._page(name, False)

    def _new(self) -> None:
        body = self._body()
        if body is not None:
            body.press("new")

    def _note(self) -> None:
        body = self._body()
        if body is not None and body.go_to_note():
            body.window().activateWindow()

    def _choose(self, at: int) -> None:
        body = self._body()
        if body is not None:
            body.press_line(at)
