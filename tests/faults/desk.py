"""A desk: the whole program in a process of its own, busy, and telling what a person would see.

``python -m tests.faults.desk OFFICE FOLDER`` where FOLDER holds the file ``password``. Commands on
standard input, one a line: ``gap`` (the longest time without a beat), ``type WORDS`` (in the form
for a new customer), ``typed`` (what stands there), ``new`` (an empty form), ``save`` (that form; it
tells ``created``), ``customers`` (what the list shows), ``theme light|dark``, ``picture FILE``,
``stop``.
"""

import sys
from pathlib import Path

import shiboken6
from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtTest import QTest

from mcsys_desktop.app import start
from mcsys_desktop.app.program import Program
from mcsys_desktop.core import logs
from mcsys_desktop.core.profile import Profile
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.ui.crash import CrashHandler
from mcsys_desktop.ui.customers.fields import TextField
from mcsys_desktop.ui.single_instance import SingleInstance
from mcsys_desktop.ui.style import style
from tests.faults.heart import Heart, tell

PATIENCE = 60.0
BUSY_MS = 400  # so often somebody at this desk asks something


class Onlooker:
    """Looks at the window as a person does, and tells what is new."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._seen: dict[str, object] = {}
        self._look = QTimer(program, interval=20)
        self._look.timeout.connect(self.look)
        self._look.start()
        program.live.changed.connect(self._on_changed)

    def look(self) -> None:
        """Tell what changed on the screen."""
        window = self._program.window
        banner, item = window.banner, window.status_bar.database
        self._see("banner", banner.title.text() if banner.isVisible() else "")
        self._see("action", banner.button.text() if banner.isVisible() else "")
        self._see("status", item.text())
        self._see("online", self._program.live.is_online)

    def _see(self, what: str, said: object) -> None:
        if self._seen.get(what) != said:
            self._seen[what] = said
            tell(what, said)

    def _on_changed(self, tables: set[str]) -> None:
        if "*" in tables:
            tell("fresh", True)


def main(url: str, folder: str) -> int:
    """Run until told to stop."""
    application = start.make_application(["mcsys-desktop"])
    chosen = Settings(language="nl")
    start.dress(chosen)
    window = start.make_window(chosen)
    begun = start.Start(Profile(Path(folder)), url, Path(folder) / "password", remember=False)
    crash = CrashHandler(window)
    sys.excepthook = lambda kind, error, where: tell("crash", logs.trace(error))
    program = Program(begun, chosen, window, SingleInstance(window), crash)
    window.show()
    program.begin()
    if not start.until(lambda: program.is_ready, PATIENCE):
        return 1
    assert program.screens is not None
    window.show_page("customers")
    page = program.screens.customers
    form = page.form
    window.new_requested.emit()
    heart = Heart(program)
    form.created.connect(lambda customer_id: tell("created", customer_id))
    onlooker = Onlooker(program)
    busy = QTimer(program, interval=BUSY_MS)
    busy.timeout.connect(page.list.refresh)
    busy.start()

    def asked() -> None:
        word, _space, rest = sys.stdin.readline().strip().partition(" ")
        surname = form.fields["surname"]
        assert isinstance(surname, TextField)
        match word:
            case "gap":
                tell("gap", heart.take())
            case "type":
                QTest.keyClicks(surname.line, rest)
                tell("typing", rest)
            case "typed":
                tell("typed", surname.line.text())
            case "new":
                window.new_requested.emit()
                tell("new", surname.line.text())
            case "save":
                form.save()
                tell("saving", True)
            case "picture":
                tell("picture", window.grab().save(rest))
            case "theme":
                style().apply("dark" if rest == "dark" else "light", "normal", 1.0)
                tell("theme", rest)
            case "customers":
                tell("customers", page.list.model.rowCount())
            case _:
                program.leaving.agree()
                application.quit()

    ears = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    ears.activated.connect(asked)
    onlooker.look()
    tell("ready", True)
    application.exec()
    window.close()
    program.end()
    shiboken6.delete(window)
    application.processEvents()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
