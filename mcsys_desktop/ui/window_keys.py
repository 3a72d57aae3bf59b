"""The keys of the main window. Loaded after the first frame: nobody presses one before it."""

from functools import partial
from typing import TYPE_CHECKING

from mcsys_desktop.ui import shortcuts
from mcsys_desktop.ui.key_sheet import KeySheet
from mcsys_desktop.ui.rail import ENTRIES

if TYPE_CHECKING:
    from mcsys_desktop.ui.main_window import MainWindow


def bind(window: "MainWindow") -> None:
    """Let keys lead to every page and pane, and ask what the window can be asked."""
    for entry in ENTRIES:
        shortcuts.bind(window, entry.action, partial(window.go_to, entry.name))
    for name, act in (
        ("search", window.go_to_search),
        ("new", window.new_requested.emit),
        ("refresh", window.refresh_requested.emit),
        ("compact", window.compact_requested.emit),
        ("lock", window.lock_requested.emit),
        ("dock", lambda: window.show_dock(not window.dock_visible)),
        ("reveal", window.privacy.toggle),
        ("next pane", lambda: window.cycle(1)),
        ("last pane", lambda: window.cycle(-1)),
        ("help", lambda: KeySheet(window).open()),
    ):
        shortcuts.bind(window, name, act)
