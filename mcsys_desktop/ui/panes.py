"""F6 and Shift+F6: the focus goes from one part of the window to the next, and back."""

from collections.abc import Callable, Sequence
from weakref import WeakKeyDictionary

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

_REASON = Qt.FocusReason.ShortcutFocusReason


class Places:
    """Where the focus was last in each pane, so that coming back means coming back there."""

    def __init__(self) -> None:
        self._last: WeakKeyDictionary[QWidget, QWidget] = WeakKeyDictionary()

    def remember(self, pane: QWidget, focused: QWidget) -> None:
        """Keep where the focus is in ``pane``."""
        self._last[pane] = focused

    def last(self, pane: QWidget) -> QWidget | None:
        """Where the focus was in ``pane``, if that still can have it."""
        found = self._last.get(pane)
        if found is None or not shiboken6.isValid(found):
            return None
        if isinstance(found, QAbstractButton) and found.isCheckable() and not found.isChecked():
            return None  # one of a rail or a row of choices, which is no longer the one that is on
        return found if pane.isAncestorOf(found) and _can_focus(found) else None


def of(page: QWidget) -> list[QWidget]:
    """The parts of a page that F6 stops at: what its own ``panes()`` gives, or the page itself."""
    own: list[QWidget] = getattr(page, "panes", lambda: [page])()
    return own


def enter_first(panes: Sequence[QWidget], places: Places) -> bool:
    """Give the focus to the first of the panes that can have it."""
    return any(enter(pane, places) for pane in panes)


def cycle(panes: Sequence[QWidget], by: int, places: Places) -> None:
    """Move the focus ``by`` panes; parts that cannot be seen or have nothing to focus are left."""
    focused = QApplication.focusWidget()
    here = -1
    for number, pane in enumerate(panes):
        if focused is not None and (pane is focused or pane.isAncestorOf(focused)):
            here = number
            places.remember(pane, focused)
    if here < 0 and by < 0:
        here = 0
    for step in range(1, len(panes) + 1):
        if enter(panes[(here + by * step) % len(panes)], places):
            return


def enter(pane: QWidget, places: Places) -> bool:
    """Give the focus to where it was last in ``pane``, or to the place where work begins there.

    That is what the pane's own ``entry()`` gives, or else the first place that takes the focus.
    """
    if not pane.isVisible():
        return False
    entry: Callable[[], QWidget | None] = getattr(pane, "entry", lambda: None)
    own = entry()
    if own is not None and not _can_focus(own):
        own = None
    target = places.last(pane) or own or _first(pane)
    if target is None:
        return False
    target.setFocus(_REASON)
    return True


def _first(pane: QWidget) -> QWidget | None:
    checked = None
    for widget in [pane, *pane.findChildren(QWidget)]:
        if not _can_focus(widget):
            continue
        if getattr(widget, "isChecked", lambda: False)():
            return widget  # in a rail or a row of tabs: the one that is on
        checked = checked or widget
    return checked


def _can_focus(widget: QWidget) -> bool:
    tabs = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return tabs and widget.isVisible() and widget.isEnabled()
