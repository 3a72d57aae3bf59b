"""Bind the keys that `actions` declares to what screens do."""

from collections.abc import Callable
from functools import partial

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from mcsys_desktop.ui.actions import ACTIONS as ACTIONS
from mcsys_desktop.ui.actions import OVERLAPS as OVERLAPS
from mcsys_desktop.ui.actions import Action as Action
from mcsys_desktop.ui.actions import Context as Context
from mcsys_desktop.ui.actions import shown as shown
from mcsys_desktop.ui.actions import spelled as spelled

_REACH = {
    Context.EVERYWHERE: Qt.ShortcutContext.WindowShortcut,
    Context.CALL: Qt.ShortcutContext.ApplicationShortcut,
    # Of a page, and a page that is not seen takes no keys. Whoever just found a customer with the
    # field at the top, or speaks of one on the phone, need not click on the card before F2.
    Context.LIST: Qt.ShortcutContext.WindowShortcut,
    Context.CARD: Qt.ShortcutContext.WindowShortcut,
    Context.ROW: Qt.ShortcutContext.WidgetWithChildrenShortcut,
    Context.NOTE: Qt.ShortcutContext.WidgetWithChildrenShortcut,
    # Single letters, which are nobody's business elsewhere in the window.
    Context.PAIRS: Qt.ShortcutContext.WidgetWithChildrenShortcut,
    Context.WAITERS: Qt.ShortcutContext.WidgetWithChildrenShortcut,
    Context.MAIL: Qt.ShortcutContext.WidgetWithChildrenShortcut,
    Context.INVOICE: Qt.ShortcutContext.WidgetWithChildrenShortcut,
    Context.REMINDERS: Qt.ShortcutContext.WidgetWithChildrenShortcut,
}
_bound: set[str] = set()
_made: dict[str, list[QShortcut]] = {}


def bind(
    owner: QWidget, name: str, act: Callable[[], object], *, inside: bool = False
) -> list[QShortcut]:
    """Let the keys of action ``name`` call ``act`` while ``owner`` lives.

    ``inside``: only while the focus is in ``owner``. Raises KeyError for an action that is not
    declared.
    """
    action = ACTIONS[name]
    made = []
    for key in action.keys:
        shortcut = QShortcut(QKeySequence(key), owner)
        reach = Qt.ShortcutContext.WidgetWithChildrenShortcut if inside else _REACH[action.context]
        shortcut.setContext(reach)
        shortcut.activated.connect(act)
        made.append(shortcut)
    _bound.add(name)
    _made.setdefault(name, []).extend(made)
    return made


def let_go(made: list[QShortcut]) -> None:
    """Take keys away that were bound for somebody who leaves before their window does."""
    for shortcut in made:
        if shiboken6.isValid(shortcut):
            shiboken6.delete(shortcut)
    made.clear()


def bind_each(owner: QWidget, name: str, act: Callable[[int], object]) -> list[QShortcut]:
    """Bind each key of action ``name`` to ``act`` with its place: 0 for the first key.

    For plain keys such as digits: they reach only the window of ``owner``, a text field that has
    the focus takes them first, and whoever binds them enables them while there is a choice.
    """
    made = []
    for place, key in enumerate(ACTIONS[name].keys):
        shortcut = QShortcut(QKeySequence(key), owner)
        shortcut.setEnabled(False)
        shortcut.activated.connect(partial(act, place))
        made.append(shortcut)
    _bound.add(name)
    return made


def is_within_reach(window: QWidget, name: str) -> bool:
    """Whether the keys of action ``name`` would do something in ``window`` now."""
    return _of(window, name) is not None


def do(window: QWidget, name: str) -> bool:
    """Do what the keys of action ``name`` do in ``window``. False where they do nothing now."""
    shortcut = _of(window, name)
    if shortcut is not None:
        shortcut.activated.emit()
    return shortcut is not None


def _of(window: QWidget, name: str) -> QShortcut | None:
    alive = [one for one in _made.get(name, ()) if shiboken6.isValid(one)]
    _made[name] = alive
    for shortcut in alive:
        owner = shortcut.parent()
        if shortcut.isEnabled() and isinstance(owner, QWidget) and owner.isVisible():
            inside = shortcut.context() is Qt.ShortcutContext.WidgetWithChildrenShortcut
            if owner.window() is window and not inside:
                return shortcut
    return None


def working() -> list[Action]:
    """The actions that some screen has bound, in the order of declaration."""
    return [action for name, action in ACTIONS.items() if name in _bound]
