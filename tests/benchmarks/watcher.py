"""A desk that nobody touches: ``-m tests.benchmarks.watcher program|bare URL FOLDER``.

``program`` is the whole program with its list of customers; ``bare`` listens, reads the first row
and repaints one label. Each prints "ready", and then a line for each new name in the first row: the
name, and when it was painted by the system's monotonic clock. The password stands in FOLDER.
"""

import sys
import time
from pathlib import Path
from threading import Thread
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLabel

FIRST = "SELECT name FROM customer ORDER BY sort_key, id LIMIT 1"


def say(*words: object) -> None:
    """One line for whoever measures."""
    sys.stdout.write(" ".join(str(word) for word in words) + "\n")
    sys.stdout.flush()


class Program(QObject):
    """The program, and an eye on the first row of its list."""

    def __init__(self, url: str, folder: Path) -> None:
        super().__init__()
        from mcsys_desktop.app import program, start
        from mcsys_desktop.core.profile import Profile
        from mcsys_desktop.core.settings import Settings
        from mcsys_desktop.ui.crash import CrashHandler
        from mcsys_desktop.ui.single_instance import SingleInstance

        chosen = Settings(language="nl")
        start.dress(chosen)
        window = start.make_window(chosen)
        begun = start.Start(Profile(folder), url, folder / "password", remember=False)
        self.program = program.Program(
            begun, chosen, window, SingleInstance(window), CrashHandler(window)
        )
        window.show()
        self.program.begin()
        if not start.until(lambda: self.program.is_ready, 60):
            raise SystemExit(1)
        assert self.program.screens is not None
        window.show_page("customers")
        self.list = self.program.screens.customers.list
        if not start.until(self.list.model.rowCount, 60):
            raise SystemExit(1)
        self.seen = self.name()
        self.list.view.viewport().installEventFilter(self)

    def name(self) -> str:
        """Who stands in the first row."""
        row = self.list.model.row(self.list.model.index(0))
        return row.name if row is not None else ""

    def look(self) -> None:
        """After a paint: is it somebody new?"""
        name = self.name()
        if name != self.seen:
            self.seen = name
            say(name, time.monotonic())

    # Qt's own names from here.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self, self.look)
        return super().eventFilter(watched, event)


class Bare(QObject):
    """The least that a desk could do to show the same."""

    told = Signal()

    def __init__(self, url: str, password: str) -> None:
        super().__init__()
        import psycopg

        from mcsys_desktop.models import address, postgres
        from mcsys_desktop.models.rules_postgres import CHANNEL
        from mcsys_desktop.models.versions import SCHEMA

        known = postgres.parameters(address.parse(url), password, SCHEMA)
        self.asking: Any = psycopg.connect(**known, autocommit=True)
        self.listening: Any = psycopg.connect(**known, autocommit=True)
        self.listening.execute(f"LISTEN {CHANNEL}".encode())
        self.label = QLabel()
        self.label.show()
        self.seen = self.first()
        self.told.connect(self.show_it)
        Thread(target=self.listen, daemon=True).start()

    def listen(self) -> None:
        """On a thread of its own, as the program does."""
        for _notify in self.listening.notifies():
            self.told.emit()

    def first(self) -> str:
        """Who stands in the first row."""
        ((name,),) = self.asking.execute(FIRST).fetchall()
        return str(name)

    def show_it(self) -> None:
        """Read and repaint."""
        name = self.first()
        if name != self.seen:
            self.seen = name
            self.label.setText(name)
            self.label.repaint()
            say(name, time.monotonic())


def main(kind: str, url: str, folder: Path) -> int:
    """Watch until standard input ends."""
    from mcsys_desktop.app import start

    application = start.make_application(["watcher"])
    password = (folder / "password").read_text(encoding="utf-8").strip()
    watcher = Program(url, folder) if kind == "program" else Bare(url, password)
    Thread(target=lambda: (sys.stdin.read(), QApplication.exit(0)), daemon=True).start()
    say("ready")
    application.exec()
    if isinstance(watcher, Program):
        watcher.program.end()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], Path(sys.argv[3])))
