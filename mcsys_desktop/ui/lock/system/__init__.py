"""Hear that the whole computer is locked or goes to sleep: then our desk is locked as well."""

import sys

from PySide6.QtCore import QObject

from mcsys_desktop.ui.lock.system.listener import SystemLock as SystemLock


def listener(parent: QObject | None = None) -> SystemLock:
    """What listens on this system; one that never hears anything where nobody knows how."""
    if sys.platform.startswith("linux"):
        from mcsys_desktop.ui.lock.system.linux import LinuxLock

        return LinuxLock(parent)
    if sys.platform == "win32":
        from mcsys_desktop.ui.lock.system.windows import WindowsLock

        return WindowsLock(parent)
    if sys.platform == "darwin":
        from mcsys_desktop.ui.lock.system.mac import MacLock

        return MacLock(parent)
    return SystemLock(parent)
