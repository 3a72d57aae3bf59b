"""Calling a number with whatever this desk calls with; the same from every screen.

Screens say `dial`. What then happens was chosen for the desk: a program on this computer takes the
number at once, or a telephone is asked to, which takes longer: then the `Dialler` says later what
came of it.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication

from mcsys_desktop.core import dialled
from mcsys_desktop.core.i18n import _

SECOND_PRESS = 3.0  # seconds in which the same number is not called again


class Dialler(QObject):
    """Takes numbers to call. ``begin`` asks a telephone, without waiting; None: a link is opened.

    ``began`` tells the number (E.164 where it is one) and whose it is, as far as the screen knows
    (id of a customer, else None). ``told`` carries a sentence about a call that was asked for.
    """

    began = Signal(str, object)
    told = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.begin: Callable[[str], None] | None = None
        self._busy = ""  # with this number; nobody knows yet what comes of it
        self._last, self._at = "", 0.0

    def dial(self, text: str, customer_id: int | None = None) -> str:
        """Call the number in ``text``; "" or the sentence that says why that cannot be.

        The same number twice in a row is a second press of the same button: it is called once.
        """
        number = dialled.number_in(text)
        if not number:
            return _("There is no number to call.")
        now = time.monotonic()
        if number == self._busy or (number == self._last and now - self._at < SECOND_PRESS):
            return ""
        if self._busy:
            return _("Your phone is still being asked to call. Wait a moment.")
        self._last, self._at = number, now
        self.began.emit(number, customer_id)
        if self.begin is None:
            if why := _link(number):
                self._last = ""  # who tries again means it
            return why
        self._busy = number
        self.begin(number)
        return ""

    def done(self, sentence: str = "") -> None:
        """What came of the call that was begun: "" for the best, else why there is none."""
        self._busy = ""
        if sentence:
            self._last = ""  # who tries again means it
            self.told.emit(sentence)


_diallers: list[Dialler] = []  # the last one is this desk's


def use(dialler: Dialler) -> None:
    """Let every screen dial by this one, until it is destroyed."""
    _diallers.append(dialler)
    dialler.destroyed.connect(lambda: _diallers.remove(dialler))


def dial(number: str, customer_id: int | None = None) -> str:
    """Call ``number`` of ``customer_id``; "" or the sentence that says why that cannot be."""
    return (_diallers[-1] if _diallers else Dialler()).dial(number, customer_id)


def _link(number: str) -> str:
    """Hand it to the program that calls; where none does, it is copied, to paste it into one."""
    if open_link(QUrl(f"tel:{number}")):
        return ""
    QGuiApplication.clipboard().setText(number)
    return _("No program on this computer takes numbers to call. The number has been copied.")


def open_link(link: QUrl) -> bool:
    """Hand a link to the system; tests put another in its place."""
    return QDesktopServices.openUrl(link)
