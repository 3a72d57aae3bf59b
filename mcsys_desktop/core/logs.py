"""The log: what the program did, without a word about whom.

A log is copied into reports, so it must hold no personal data: no numbers, no addresses, no
secrets, no values of variables. Everything passes ``scrub`` before it reaches the file, and of an
error only the places in the code and a scrubbed sentence are kept.
"""

import copy
import logging
import logging.handlers
import re
import traceback
from pathlib import Path
from types import TracebackType

from mcsys_desktop.core.profile import Profile

log = logging.getLogger(__name__)
SIZE = 500_000  # bytes per file
OLDER = 3  # files kept beside the newest

# Five digits or more, however they are grouped, may be a number that reaches somebody. Years,
# line numbers and migrations have four.
_DIGITS = re.compile(r"\+?\d(?:[\s()./\-\u2010-\u2015]{0,2}\d){4,}")
_MAIL = re.compile(r"[^\s@<>\"'(]{1,64}@[^\s@<>\"')]{1,255}")
_URL = re.compile(r"\b([a-z][a-z0-9+.\-]{0,20}://)\S+", re.IGNORECASE)
_TOKEN = re.compile(r"(?<![\w.-])(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[A-Za-z0-9_-]{20,}")
# The last two end by themselves at the end of the line: looking for an end that never comes took
# 19 seconds for an error of 100,000 characters.
_QUOTED = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"|“[^”\n]*”?|=\([^)\n]*\)?")
_SERVER = re.compile(r"^(DETAIL|CONTEXT|HINT|LINE \d+|PARAMETERS):.*$|^\s*\^.*$", re.MULTILINE)

# What these say is about code, never about data.
_CODE_ERRORS = (AttributeError, ImportError, NameError, NotImplementedError)


def scrub(text: str) -> str:
    """``text`` without what could be a phone number, a mail address, a web address or a token."""
    if "://" in text:  # asked first, because these two search long words slowly
        text = _URL.sub(r"\1…", text)
    if "@" in text:
        text = _MAIL.sub("…@…", text)
    text = _DIGITS.sub("…", text)
    return _TOKEN.sub("…", text)


def trace(error: BaseException) -> str:
    """Where ``error`` came from, for the log and the report: code, and scrubbed sentences."""
    parts: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        frames = "".join(traceback.format_tb(current.__traceback__))
        parts.append(f"{frames}{type(current).__qualname__}: {_sentence(current)}")
        shown = None if current.__suppress_context__ else current.__context__
        current = current.__cause__ or shown
    return "\nwhile handling:\n".join(reversed(parts))


def _sentence(error: BaseException) -> str:
    text = str(error)
    if not isinstance(error, _CODE_ERRORS):
        text = _QUOTED.sub("'…'", _SERVER.sub("", text))  # a driver quotes the row it refused
    return scrub(text.strip())[:500]


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
        own.exc_text = None
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
        return trace(ei[1]) if ei[1] is not None else ""


class Logs:
    """The open log of one running program."""

    def __init__(self, profile: Profile) -> None:
        profile.log.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.handler = logging.handlers.RotatingFileHandler(
            profile.log, maxBytes=SIZE, backupCount=OLDER, encoding="utf-8", delay=True
        )
        self.handler.setFormatter(
            _Scrubbed("%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s")
        )

    def start(self) -> None:
        """Write the log from now on."""
        root = logging.getLogger()
        root.addHandler(self.handler)
        root.setLevel(logging.INFO)
        # At DEBUG these write every statement with the values in it.
        for name in ("peewee", "psycopg", "psycopg.pool", "fpdf", "fontTools"):
            logging.getLogger(name).setLevel(logging.WARNING)

    def stop(self) -> None:
        """Close the file."""
        logging.getLogger().removeHandler(self.handler)
        self.handler.close()
