"""Stands in for the desktop on a D-Bus of its own: a screen saver, and logind with two sessions.

Tells, when a line is read, what the line says; for `test_system`.
"""

import os
import sys

from PySide6.QtCore import QCoreApplication, QSocketNotifier
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusObjectPath, QDBusVirtualObject

LOGIND, SAVER = "org.freedesktop.login1", "org.freedesktop.ScreenSaver"
OURS = "/org/freedesktop/login1/session/_32"
SIGNALS = {
    "saver on": ("/org/freedesktop/ScreenSaver", SAVER, "ActiveChanged", [True]),
    "saver off": ("/org/freedesktop/ScreenSaver", SAVER, "ActiveChanged", [False]),
    "sleep": ("/org/freedesktop/login1", f"{LOGIND}.Manager", "PrepareForSleep", [True]),
    "awake": ("/org/freedesktop/login1", f"{LOGIND}.Manager", "PrepareForSleep", [False]),
    "lock": (OURS, f"{LOGIND}.Session", "Lock", []),
    "lock theirs": (OURS[:-1] + "3", f"{LOGIND}.Session", "Lock", []),
}


class Logind(QDBusVirtualObject):
    """Says which session is whose."""

    def introspect(self, path: str) -> str:
        return ""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:
        if message.member() != "GetSession":
            return False
        answer = message.createReply()
        answer.setArguments([QDBusObjectPath(OURS)])
        connection.send(answer)
        return True


def main() -> int:
    """Serve until the input ends."""
    application = QCoreApplication(sys.argv)
    bus = QDBusConnection.sessionBus()
    logind = Logind()
    bus.registerVirtualObject("/org/freedesktop/login1", logind)
    if not (bus.registerService(LOGIND) and bus.registerService(SAVER)):
        return 1

    def read() -> None:
        said = os.read(sys.stdin.fileno(), 4096).decode()
        if not said:
            application.quit()
        for line in said.splitlines():
            path, interface, name, arguments = SIGNALS[line]
            signal = QDBusMessage.createSignal(path, interface, name)
            signal.setArguments(arguments)
            bus.send(signal)

    notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(read)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
