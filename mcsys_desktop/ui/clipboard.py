"""Secrets on the clipboard: marked as such, and gone again after half a minute; tables later.

Whoever copies something secret does it here. Programs that keep a history of the clipboard are
asked to leave it out: KDE's Klipper by one format, Windows' history and cloud by three (not run on
Windows), those of macOS by another (not run on macOS). It is taken away after `SECONDS`, when the
desk is locked and when the program ends, and only if nobody has copied something else since.

Kept here is only a keyed hash of the secret, to know it again.
"""

import hashlib
import secrets
import sys

from PySide6.QtCore import QMimeData, QObject, QTimer, Slot
from PySide6.QtGui import QClipboard, QGuiApplication

SECONDS = 30
TABLE_SECONDS = 600
_WINDOWS = 'application/x-qt-windows-mime;value="{}"'
_ZERO = bytes(4)  # a DWORD
HINTS: dict[str, dict[str, bytes]] = {
    "linux": {"x-kde-passwordManagerHint": b"secret"},
    "darwin": {"application/x-nspasteboard-concealed-type": b"1"},
    "win32": {
        _WINDOWS.format("ExcludeClipboardContentFromMonitorProcessing"): b"1",
        _WINDOWS.format("CanIncludeInClipboardHistory"): _ZERO,
        _WINDOWS.format("CanUploadToCloudClipboard"): _ZERO,
    },
}


class SecretClipboard(QObject):
    """Holds at most one secret on the clipboard, and not for long."""

    def __init__(self, seconds: float = SECONDS) -> None:
        super().__init__(QGuiApplication.instance())
        self._key = secrets.token_bytes(16)
        self._mark = b""  # of the secret that we put there
        self._seconds = seconds
        self._timer = QTimer(self, singleShot=True, interval=round(seconds * 1000))
        self._timer.timeout.connect(self.forget)

    def put(self, secret: str, html: str = "", seconds: float = 0.0) -> None:
        """Put ``secret`` on the clipboard for a while, or for so many seconds."""
        data = QMimeData()
        data.setText(secret)
        if html:
            data.setHtml(html)  # markup: of documents.tables, which escapes; nothing here draws it
        for name, value in HINTS.get(sys.platform, HINTS["linux"]).items():
            data.setData(name, value)
        QGuiApplication.clipboard().setMimeData(data)
        self._mark = self._marked(secret)
        self._timer.start(round((seconds or self._seconds) * 1000))

    @Slot()
    def forget(self) -> None:
        """Take it away, unless something else is there by now."""
        self._timer.stop()
        mark, self._mark = self._mark, b""
        if not mark:
            return
        board = QGuiApplication.clipboard()
        for place in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
            held = place is QClipboard.Mode.Clipboard or board.supportsSelection()
            if held and self._marked(board.text(place)) == mark:
                board.clear(place)

    def _marked(self, text: str) -> bytes:
        return hashlib.blake2b(text.encode(errors="replace"), key=self._key).digest()


_secrets: SecretClipboard | None = None


def secret_clipboard() -> SecretClipboard:
    """The one of the running program; made at the first call, after QApplication."""
    global _secrets
    if _secrets is None:
        _secrets = SecretClipboard()
    return _secrets


def put_table(text: str, html: str) -> None:
    """Put rows about people on the clipboard: kept out of histories, and not left there.

    Somebody must have the time to open another program, so that they stay longer than a secret.
    """
    secret_clipboard().put(text, html, TABLE_SECONDS)


def forget() -> None:
    """Take a secret away now, if there is one: the desk is locked, or the program ends."""
    if _secrets is not None:
        _secrets.forget()
