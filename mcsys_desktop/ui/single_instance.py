"""One running program per operating-system user, office and login.

A second start finds the first by a local socket that only this user may open, hands over what it
was asked to do, and ends. ``--profile DIR`` makes a desk of its own, also on the same machine.
"""

import json
import logging
import os
import sys
import zlib
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

log = logging.getLogger(__name__)
PATIENCE_MS = 2000
MOST_BYTES = 4096
# A socket's path has room for 107 bytes on Linux and 103 on macOS, and Qt binds it in a temporary
# folder first, which takes up to 30 of them.
LONGEST_PATH = 70
DONE = b"ok\n"


def name_of(profile: Path, office: str) -> str:
    """The local socket of the program that has ``office`` open for the profile ``profile``.

    ``office`` is the office's address with the login in it, without a password; empty where no
    office was chosen yet.
    """
    # The profile is the user's own. A checksum will do: nobody else can open the socket anyway.
    name = f"mcsys-{zlib.crc32(str(profile).encode()):08x}{zlib.crc32(office.encode()):08x}"
    if sys.platform == "win32":
        return name  # a named pipe; Qt gives it an access list for this user
    place = profile / f"{name}.sock"
    if len(str(place).encode()) <= LONGEST_PATH:
        return str(place)
    return str(_own_folder() / f"{name}.sock")


def _own_folder() -> Path:
    """A folder below the temporary one that nobody else can have put there. Raises OSError."""
    import tempfile  # for long paths only

    folder = Path(tempfile.gettempdir()) / f"mcsys-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    about = folder.lstat()
    if about.st_uid != os.getuid() or about.st_mode & 0o077:
        raise PermissionError(f"{folder} belongs to somebody else")
    return folder


def send(name: str, message: dict[str, Any]) -> bool:
    """Hand ``message`` to the running program. False when none runs there."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(PATIENCE_MS):
        return False
    socket.write(json.dumps(message).encode() + b"\n")
    socket.flush()
    answer = b""
    while not answer.endswith(b"\n") and socket.waitForReadyRead(PATIENCE_MS):
        answer += bytes(socket.readAll().data())
    socket.disconnectFromServer()
    return answer == DONE


class SingleInstance(QObject):
    """The first program's end. ``message`` carries what a later start hands over."""

    message = Signal(dict)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._servers: dict[str, QLocalServer] = {}
        self._unread: dict[QLocalSocket, bytes] = {}

    def claim(self, name: str) -> bool:
        """Be the one who has ``name``; it is kept until ``release``. False when another has it."""
        if name in self._servers:
            return True
        if _answers(name):
            return False
        # Nobody answers, so what lies there was left by a program that was killed.
        QLocalServer.removeServer(name)
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        if not server.listen(name):
            server.deleteLater()
            return False
        server.newConnection.connect(self._on_connection)
        self._servers[name] = server
        return True

    def release(self) -> None:
        """Give all names back."""
        for server in self._servers.values():
            server.close()
            server.deleteLater()
        self._servers.clear()
        self._unread.clear()

    @Slot()
    def _on_connection(self) -> None:
        server = self.sender()
        if not isinstance(server, QLocalServer):
            return
        while (socket := server.nextPendingConnection()) is not None:
            self._unread[socket] = b""
            socket.readyRead.connect(self._on_bytes)
            socket.disconnected.connect(self._on_gone)
            self._read(socket)  # it may all have come before we listened

    @Slot()
    def _on_bytes(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._read(socket)

    @Slot()
    def _on_gone(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._unread.pop(socket, None)
            socket.deleteLater()

    def _read(self, socket: QLocalSocket) -> None:
        if socket not in self._unread:
            return
        text = self._unread[socket] + bytes(socket.readAll().data())
        self._unread[socket] = text[: MOST_BYTES + 1]
        if len(text) > MOST_BYTES:
            socket.abort()
            return
        if not text.endswith(b"\n"):
            return
        self._unread[socket] = b""
        try:
            message = json.loads(text)
        except ValueError:
            message = None
        if not isinstance(message, dict):
            log.warning("a second start said something that is not understood")
            socket.abort()
            return
        socket.write(DONE)
        socket.flush()
        self.message.emit(message)


def _answers(name: str) -> bool:
    socket = QLocalSocket()
    socket.connectToServer(name)
    connected = socket.waitForConnected(PATIENCE_MS)
    socket.abort()
    return connected
