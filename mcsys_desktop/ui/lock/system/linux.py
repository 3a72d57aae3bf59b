"""Linux and its like: screen savers tell it on the session's D-Bus, logind on the system's.

Several may tell it at once; locking twice is locking.
"""

import os
from typing import Any

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusPendingCallWatcher,
)

from mcsys_desktop.ui.lock.system.listener import SystemLock

# Service, path and interface of screen savers; each tells "ActiveChanged" with a boolean.
SAVERS = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/ScreenSaver", "org.freedesktop.ScreenSaver"),  # older KDE
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver"),
    ("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver", "org.cinnamon.ScreenSaver"),
    ("org.mate.ScreenSaver", "/org/mate/ScreenSaver", "org.mate.ScreenSaver"),
)
LOGIND, LOGIND_PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
MANAGER, SESSION = f"{LOGIND}.Manager", f"{LOGIND}.Session"
# Qt takes them as text, although its type hints ask for bytes.
SWITCH: Any = SLOT("on_switch(bool)")
LOCK: Any = SLOT("on_lock()")


class LinuxLock(SystemLock):
    """Listens where there is a bus; without one there is nothing to hear."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._asked: QDBusPendingCallWatcher | None = None

    def start(self) -> None:
        """Begin to listen."""
        session, system = QDBusConnection.sessionBus(), QDBusConnection.systemBus()
        if session.isConnected():
            for service, path, interface in SAVERS:
                session.connect(service, path, interface, "ActiveChanged", self, SWITCH)
        if system.isConnected():
            system.connect(LOGIND, LOGIND_PATH, MANAGER, "PrepareForSleep", self, SWITCH)
            # Sessions of other people tell it too: ours must be known by its path.
            asking = QDBusMessage.createMethodCall(LOGIND, LOGIND_PATH, MANAGER, "GetSession")
            asking.setArguments([os.environ.get("XDG_SESSION_ID") or "auto"])
            self._asked = QDBusPendingCallWatcher(system.asyncCall(asking), self)
            self._asked.finished.connect(self._on_session)

    @Slot(bool)
    def on_switch(self, on: bool) -> None:
        """A screen saver or sleep begins (True) or ends."""
        if on:
            self.locked.emit()

    @Slot()
    def on_lock(self) -> None:
        """Our session was told to lock."""
        self.locked.emit()

    def _on_session(self, asked: QDBusPendingCallWatcher) -> None:
        self._asked = None
        answer = asked.reply()
        asked.deleteLater()
        path = answer.arguments()[0] if answer.arguments() else None
        if isinstance(path, QDBusObjectPath):
            QDBusConnection.systemBus().connect(LOGIND, path.path(), SESSION, "Lock", self, LOCK)
