"""What the steps of the tour work with: the running program, a phone, and a camera."""

import itertools
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from mcsys_desktop.app import start
from mcsys_desktop.app.program import Program
from mcsys_desktop.app.screens import Screens
from mcsys_desktop.app.tour import telephone
from mcsys_desktop.app.tour.telephone import Telephone
from mcsys_desktop.core.file_names import safe_name
from mcsys_desktop.telephony.connections import MOST_A_SECOND
from mcsys_desktop.telephony.listener import HandsetListener
from mcsys_desktop.ui.callers.body import CallBody
from mcsys_desktop.ui.callers.call import Stage as CallStage
from mcsys_desktop.ui.callers.desk import CallDesk
from mcsys_desktop.ui.customers import CustomersPage
from mcsys_desktop.ui.main_window import MainWindow

Form = Callable[[str, int, str, str, str, str], bytes]
SETTLING = 0.15  # seconds
PATIENCE = 15.0  # seconds for anything that should happen


@dataclass(frozen=True, slots=True)
class Look:
    """How the program looks while it is gone through."""

    theme: str
    width: int
    height: int
    text: int = 100  # size of the letters, in per cent

    @property
    def name(self) -> str:
        """As it stands in the names of pictures."""
        large = "" if self.text == 100 else f"_{self.text}"  # the usual size
        return f"{self.theme}_{self.width}x{self.height}{large}"


class Stage:
    """The running program with a phone beside it."""

    def __init__(self, program: Program, folder: Path) -> None:
        self.program = program
        self.folder = folder
        self.look = Look("light", 1600, 960)
        self._phone = Telephone()
        self._calls = itertools.count(1)
        self._pending = 0
        self._sent: deque[float] = deque(maxlen=MOST_A_SECOND // 2)
        self._under_way: dict[tuple[Form, str], tuple[str, str]] = {}
        self.told: list[object] = []  # what phones told of calls, as the screens hear it
        program.live.rang.connect(self.told.append)

    @property
    def window(self) -> MainWindow:
        """The main window."""
        return self.program.window

    @property
    def screens(self) -> Screens:
        """Its screens; they are there from the moment the office is open."""
        assert self.program.screens is not None  # noqa: S101  # the tour begins after that
        return self.program.screens

    @property
    def customers(self) -> CustomersPage:
        """The page of customers."""
        return self.screens.customers

    @property
    def desk(self) -> CallDesk:
        """The calls of this desk."""
        return self.screens.desk

    @property
    def caller(self) -> CallBody:
        """Where a call is seen now: in the panel, or in the compact window."""
        return self.screens.panel.body if self.window.dock_visible else self.screens.compact.body

    @property
    def port(self) -> int:
        """Where the listener answers; 0 while it does not."""
        phones = self.program.phones
        for source in phones.sources if phones is not None else ():
            if isinstance(source, HandsetListener) and source.bound is not None:
                return source.bound[1]
        return 0

    def new_call(self) -> str:
        """A name for one more call."""
        return f"tour-{next(self._calls)}@192.0.2.9"

    def yealink(self, event: str, call: str, remote: str, name: str = "") -> None:
        """The Yealink on the desk tells of a call."""
        self._send(telephone.yealink, event, call, remote, name)

    def snom(self, event: str, call: str, remote: str, name: str = "") -> None:
        """The Snom on the other desk tells of a call."""
        self._send(telephone.snom, event, call, remote, name)

    def until(self, happened: Callable[[], Any], seconds: float = PATIENCE) -> Any:
        """Let the program run until ``happened()`` gives something; what it gave, or None."""
        return start.until(happened, seconds)

    def settle(self) -> None:
        """Let what is on its way arrive and be painted."""
        began = time.perf_counter()
        self.until(lambda: time.perf_counter() - began > SETTLING)

    def type_text(self, field: QWidget, text: str) -> None:
        """Press the keys for ``text`` in ``field``."""
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                key = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QCoreApplication.sendEvent(field, key)

    def press(self, field: QWidget, key: Qt.Key) -> None:
        """Press a key that is no letter."""
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            pressed = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier)
            QCoreApplication.sendEvent(field, pressed)

    def take(self, widget: QWidget, name: str) -> str:
        """Keep a picture of ``widget``; gives its file name. Raises OSError."""
        file = safe_name(f"{self.look.name}_{name}", ".png")
        widget.repaint()
        if not widget.grab().save(str(self.folder / file)):
            raise OSError(f"{file} could not be written")
        return file

    def put_calls_away(self) -> None:
        """The phones hang up, the log has it all, and the desk is quiet again."""
        for (form, call), (remote, last) in list(self._under_way.items()):
            if last in ("ring", "answered"):
                said = len(self.told)
                self._send(form, "cancelled" if last == "ring" else "ended", call, remote, "")
                self.until(partial(self._was_told, said))
        self._under_way.clear()
        self.until(lambda: self.desk.book.unsaved == 0)
        for shown in list(self.desk.present):
            if shown.stage is CallStage.MISSED:
                self.desk.mark_handled(shown)
            else:
                self.desk.dismiss(shown)
        self.until(lambda: not self.desk.present)
        self.screens.compact.close()
        self.until(self._is_calm)

    def answers(self) -> list[str]:
        """The status of the answer to each request of the phones since this was last asked."""
        answers = [self._phone.answer() for _request in range(self._pending)]
        self._pending = 0
        return answers

    def stop(self) -> None:
        """Hang up the phones."""
        self._phone.stop()

    def _send(
        self,
        form: Form,
        event: str,
        call: str,
        remote: str,
        name: str,
    ) -> None:
        request = form(self.program.settings.token(), self.port, event, call, remote, name)
        self._phone.send(self.port, request)
        self._pending += 1
        self._sent.append(time.perf_counter())
        if (form, call) in self._under_way or event == "ring":
            self._under_way[form, call] = (remote, event)

    def _was_told(self, before: int) -> bool:
        return len(self.told) > before

    def _is_calm(self) -> bool:
        """Whether phones may go on: people who call leave more time, and the listener insists."""
        few = len(self._sent) < (self._sent.maxlen or 0)
        return few or time.perf_counter() - self._sent[0] > 1.0


def in_front(window: QWidget) -> None:
    """Give the window the keyboard, as a click on it would."""
    window.activateWindow()
    window.raise_()
    QApplication.processEvents()
