"""Windows: the session tells a window of ours that it is locked (WM_WTSSESSION_CHANGE).

Not run on Windows by us so far.
"""

import ctypes
import sys
from ctypes import wintypes
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject
from PySide6.QtGui import QWindow

from mcsys_desktop.ui.lock.system.listener import SystemLock

assert sys.platform == "win32"  # noqa: S101  # so that types are checked for where it runs

WM_POWERBROADCAST, PBT_APMSUSPEND = 0x0218, 0x0004
WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK = 0x02B1, 0x7
NOTIFY_FOR_THIS_SESSION = 0
LOCKS = {(WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK), (WM_POWERBROADCAST, PBT_APMSUSPEND)}


class _Filter(QAbstractNativeEventFilter):
    """Sees the messages of Windows before Qt does."""

    def __init__(self, lock: "WindowsLock") -> None:
        super().__init__()
        self._lock = lock

    # Qt's own names from here.

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray, message: Any) -> Any:
        if bytes(kind) == b"windows_generic_MSG":
            told = wintypes.MSG.from_address(int(message))
            if (told.message, told.wParam) in LOCKS:
                self._lock.locked.emit()
        return False, 0


class WindowsLock(SystemLock):
    """Has a window of its own, which is never shown, to be told by Windows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = QWindow()
        self._filter = _Filter(self)

    def start(self) -> None:
        """Begin to listen."""
        self._window.create()
        application = QCoreApplication.instance()
        if application is None:
            return
        application.installNativeEventFilter(self._filter)
        handle = wintypes.HWND(int(self._window.winId()))
        # It ends with the window; where it fails, the desk still locks when nobody works.
        ctypes.windll.wtsapi32.WTSRegisterSessionNotification(handle, NOTIFY_FOR_THIS_SESSION)
