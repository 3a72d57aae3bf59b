"""Calling a number with whatever on this computer takes numbers to call."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from mcsys_desktop.core.i18n import _

_DIALLED = frozenset("+0123456789*#")


def dial(number: str) -> str:
    """Hand ``number`` to the program that calls; "" or the sentence that says why that failed.

    Where nothing takes it, the number is copied, so that it can be pasted into one.
    """
    digits = "".join(letter for letter in number if letter in _DIALLED)
    if not digits:
        return _("There is no number to call.")
    if open_link(QUrl(f"tel:{digits}")):
        return ""
    QGuiApplication.clipboard().setText(digits)
    return _("No program on this computer takes numbers to call. The number has been copied.")


def open_link(link: QUrl) -> bool:
    """Hand a link to the system; tests put another in its place."""
    return QDesktopServices.openUrl(link)
