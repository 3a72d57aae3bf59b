"""macOS: the system tells every program that the screen was locked, by a distributed notification.

Not run on macOS by us so far.
"""

import ctypes
import ctypes.util
from typing import Any

from mcsys_desktop.ui.lock.system.listener import SystemLock

NAME = b"com.apple.screenIsLocked"
UTF8 = 0x08000100  # kCFStringEncodingUTF8
AT_ONCE = 4  # CFNotificationSuspensionBehaviorDeliverImmediately
_pointer = ctypes.c_void_p
_Callback = ctypes.CFUNCTYPE(None, _pointer, _pointer, _pointer, _pointer, _pointer)


class MacLock(SystemLock):
    """Observes the notification on the main thread, whose loop is Qt's as well."""

    _told: Any = None  # what CoreFoundation calls; it must live as long as we listen

    def start(self) -> None:
        """Begin to listen."""
        path = ctypes.util.find_library("CoreFoundation")
        if path is None:
            return
        foundation = ctypes.CDLL(path)
        foundation.CFNotificationCenterGetDistributedCenter.restype = _pointer
        foundation.CFStringCreateWithCString.restype = _pointer
        foundation.CFStringCreateWithCString.argtypes = [
            _pointer,
            ctypes.c_char_p,
            ctypes.c_uint32,
        ]
        observe = foundation.CFNotificationCenterAddObserver
        observe.restype = None
        observe.argtypes = [_pointer, _pointer, _Callback, _pointer, _pointer, ctypes.c_long]
        self._told = _Callback(lambda *_about: self.locked.emit())
        observe(
            foundation.CFNotificationCenterGetDistributedCenter(),
            None,
            self._told,
            foundation.CFStringCreateWithCString(None, NAME, UTF8),
            None,
            AT_ONCE,
        )
