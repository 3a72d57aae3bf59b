"""The log: what the program did, without a word about whom.

A log is copied into reports, so it must hold no personal data: no names, no numbers, no addresses,
no secrets, no values of variables. Of an error only what `traces` allows is kept. What other
libraries say is not kept at all, because nobody knows what stands in it: only who said it where.
Everything passes `masking.scrub` before it reaches the file.
"""

import contextlib
import copy
import logging
import logging.handlers
import warnings
from pathlib import Path
from types import TracebackType
from typing import Any

from mcsys_desktop.core.masking import scrub as scrub
from mcsys_desktop.core.profile import Profile
from mcsys_desktop.core.traces import describe, shorten
from mcsys_desktop.core.traces import trace as trace

log = logging.getLogger(__name__)
SIZE = 500_000  # bytes per file
OLDER = 3  # files kept beside the newest
OURS = "mcsys_desktop"


def note(folder: Path, error: BaseException) -> None:
    """Add ``error`` to the log in ``folder`` while no log is open. Raises OSError."""
    logs = Logs(Profile(folder))
    root = logging.getLogger()
    root.addHandler(logs.handler)
    try:
        log.error("not caught: %s", trace(error))
    finally:
        root.removeHandler(logs.handler)
        logs.handler.close()


class _Scrubbed(logging.Formatter):
    """Scrubs the message and the error, and leaves the time and the place as they are."""

    def format(self, record: logging.LogRecord) -> str:
        # Another handler may have kept its own, unscrubbed text of the error in the record.
        own = copy.copy(record)
        own.exc_text = own.stack_info = None
        if own.name != OURS and not own.name.startswith(f"{OURS}."):
            own.msg, own.args = "said something at %s:%d", (shorten(own.pathname), own.lineno)
        elif isinstance(own.args, tuple):
            own.args = tuple(map(_told, own.args))
        return super().format(own)

    def formatMessage(self, record: logging.LogRecord) -> str:
        record.message = scrub(record.message)
        return super().formatMessage(record)

    def formatException(
        self,
        ei: (
            tuple[type[BaseException], BaseException, TracebackType | None]
            | tuple[None, None, None]
        ),
    ) -> str:
        return scrub(trace(ei[1])) if ei[1] is not None else ""


class _File(logging.handlers.RotatingFileHandler):
    """The file; a line that cannot be written is named by its place, and printed nowhere."""

    def handleError(self, record: logging.LogRecord) -> None:
        # Python's own way is to print the line, with everything that stands in it.
        place = f"{shorten(record.pathname)}:{record.lineno}"
        own = logging.makeLogRecord({"name": OURS, "levelno": logging.ERROR, "levelname": "ERROR"})
        own.msg, own.args = "a line of the log could not be written: %s", (place,)
        with contextlib.suppress(Exception):  # the disk is full, say: then there is no log
            self.stream = self.stream or self._open()
            self.stream.write(self.format(own) + self.terminator)
            self.flush()


def _told(argument: object) -> object:
    """An error that somebody logs is told as any other: without its message."""
    return describe(argument) if isinstance(argument, BaseException) else argument


def _warn(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: Any = None,
    line: str | None = None,
) -> None:
    """Take a warning of Python, which would otherwise be printed with what it quotes."""
    log.warning("%s at %s:%d", category.__name__, shorten(filename), lineno)


class Logs:
    """The open log of one running program."""

    def __init__(self, profile: Profile) -> None:
        profile.log.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.handler = _File(
            profile.log, maxBytes=SIZE, backupCount=OLDER, encoding="utf-8", delay=True
        )
        self.handler.setFormatter(
            _Scrubbed("%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s")
        )
        self._showed: Any = None

    def start(self) -> None:
        """Write the log from now on."""
        root = logging.getLogger()
        root.addHandler(self.handler)
        root.setLevel(logging.INFO)
        self._showed, warnings.showwarning = warnings.showwarning, _warn
        # At DEBUG these write every statement with the values in it.
        for name in ("peewee", "psycopg", "psycopg.pool", "fpdf", "fontTools"):
            logging.getLogger(name).setLevel(logging.WARNING)

    def stop(self) -> None:
        """Close the file."""
        if self._showed is not None:
            warnings.showwarning, self._showed = self._showed, None
        logging.getLogger().removeHandler(self.handler)
        self.handler.close()
