"""The lines of an office, compressed and locked; and the way back.

The file is what ``age`` and ``gzip`` make, so that in need ``age -d -i KEY FILE | gunzip`` shows
what is in it without this program.
"""

import hashlib
import os
import queue
import threading
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from mcsys_desktop.core import age
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.progress import Cancelled
from mcsys_desktop.models.dump import Damaged
from mcsys_desktop.models.dump.form import lines as cut

GZIP = 31  # zlib's number for gzip's own head and sum
LEVEL = 6
AT_ONCE = 1 << 16  # bytes
WAITING = 16  # pieces between the thread that unlocks and whoever reads


class Stopped(Cancelled):
    """Whoever asked for it wants it no more, or the program ends."""


def never() -> bool:
    """Go on to the end."""
    return False


def pack(
    lines: Iterable[bytes],
    file: IO[bytes],
    recipients: Sequence[str],
    stop: Callable[[], bool] = never,
) -> None:
    """Write ``lines`` to ``file``, locked for ``recipients``. Raises Stopped, OSError."""
    age.encrypt(_Compressed(lines, stop), file, recipients)


class _Compressed:
    """Lines, as compressed bytes that can be asked for."""

    def __init__(self, lines: Iterable[bytes], stop: Callable[[], bool]) -> None:
        self._chunks = self._pressed(lines)
        self._rest = b""
        self._stop = stop

    def read(self, size: int = -1) -> bytes:
        if self._stop():
            raise Stopped
        while not self._rest:
            chunk = next(self._chunks, None)
            if chunk is None:
                return b""
            self._rest = chunk
        given, self._rest = self._rest[:size], self._rest[size:]
        return given

    @staticmethod
    def _pressed(lines: Iterable[bytes]) -> Iterator[bytes]:
        press = zlib.compressobj(LEVEL, zlib.DEFLATED, GZIP)
        gathered: list[bytes] = []
        size = 0
        for line in lines:
            gathered.append(line)
            size += len(line)
            if size >= AT_ONCE:
                yield press.compress(b"".join(gathered))
                gathered, size = [], 0
        yield press.compress(b"".join(gathered)) + press.flush()


@contextmanager
def unpacked(
    file: Path, identities: Sequence[str], stop: Callable[[], bool] = never
) -> Iterator[Iterator[bytes]]:
    """The lines in ``file``. They may be left before the end.

    Raises Stopped; WrongKey; Damaged for anything that is no whole backup; UserError when it
    cannot be read.
    """
    try:
        with file.open("rb") as opened:
            reading = _Unlocking(opened, identities)
            try:
                yield cut(_inflated(iter(reading), stop))
            finally:
                reading.leave()
    except age.Damaged as error:
        raise Damaged("it does not unlock") from error
    except OSError as error:
        raise UserError(_("The backup {file} cannot be read.").format(file=file.name)) from error


def _inflated(chunks: Iterator[bytes], stop: Callable[[], bool]) -> Iterator[bytes]:
    press = zlib.decompressobj(GZIP)
    try:
        for chunk in chunks:
            while chunk:
                if stop():
                    raise Stopped
                yield press.decompress(chunk, AT_ONCE * 16)  # so much at a time, whatever it says
                chunk = press.unconsumed_tail
        if not press.eof or press.unused_data:
            raise Damaged("it does not end where it should")
    except zlib.error as error:
        raise Damaged("it does not decompress") from error


class _Left(Exception):
    """Nobody reads on."""


class _Unlocking:
    """age pushes; a reader wants to pull. So one thread unlocks, a few pieces ahead."""

    def __init__(self, source: IO[bytes], identities: Sequence[str]) -> None:
        self._source, self._identities = source, identities
        self._pieces: queue.Queue[bytes | None] = queue.Queue(WAITING)
        self._left = threading.Event()
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._unlock, name="unlocking", daemon=True)
        self._thread.start()

    def write(self, data: bytes) -> int:
        """Called by age."""
        while not self._left.is_set():
            try:
                self._pieces.put(bytes(data), timeout=0.1)
            except queue.Full:
                continue
            return len(data)
        raise _Left

    def __iter__(self) -> Iterator[bytes]:
        while (piece := self._pieces.get()) is not None:
            yield piece
        if self._error is not None:
            raise self._error

    def leave(self) -> None:
        """Read no more; the thread has ended when this returns."""
        self._left.set()
        self._thread.join()

    def _unlock(self) -> None:
        try:
            age.decrypt(self._source, self, self._identities)
        except _Left:
            return
        except BaseException as error:  # handed to the reader
            self._error = error
        while not self._left.is_set():
            try:
                self._pieces.put(None, timeout=0.1)
            except queue.Full:
                continue
            return


def sha256(file: Path) -> str:
    """What the file on the disk is, byte for byte; read from the disk itself where that can be."""
    hashed = hashlib.sha256()
    with file.open("rb") as opened:
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        while piece := opened.read(1 << 20):
            hashed.update(piece)
    return hashed.hexdigest()
