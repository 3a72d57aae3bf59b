"""A program that listens for the lock of the system, and says each time that it heard it."""

import sys

from PySide6.QtCore import QCoreApplication, QTimer

from mcsys_desktop.ui.lock.system import listener


def main() -> int:
    """Listen until killed."""
    application = QCoreApplication(sys.argv)
    listens = listener()

    def say(what: str) -> None:
        sys.stdout.write(what + "\n")
        sys.stdout.flush()

    listens.locked.connect(lambda: say("locked"))
    listens.start()
    QTimer.singleShot(500, lambda: say("ready"))  # by then logind has answered
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
