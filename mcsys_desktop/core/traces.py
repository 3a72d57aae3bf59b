"""What may be told of an error: its class, where it arose, and sentences that are about code.

The message of an error is data. A driver quotes the row that it refused, Python the text that is
no number, the system the file that is named after a customer. So no message is ever passed on. What
is known to be safe is said again: a number of the system, a name that stands in the code that
failed, a sentence of the interpreter whose every word is known.
"""

import errno
import re
import traceback
from collections.abc import Iterator
from pathlib import PurePosixPath
from types import TracebackType

MOST_FRAMES = 40  # of one error; what recurs endlessly says no more by being repeated
MOST_ERRORS = 12  # in one chain or group

_WORD = r"[A-Za-z_][\w.]{0,60}"
_NUMBER = r"\d{1,4}"
# Whole messages, in which only names of types and functions and small numbers are left open.
_ABOUT_CODE = re.compile(
    "|".join(
        (
            r"(?:list|tuple|string|range object|pop|deque) index out of range",
            r"pop from (?:an )?empty (?:list|set|deque)",
            r"pop from an empty deque",
            r"division by zero",
            r"(?:dictionary|deque|OrderedDict|Set) (?:changed size|mutated|keys changed)"
            r" during iteration",
            r"maximum recursion depth exceeded[a-z ]{0,60}",
            r"generator already executing",
            r"generator raised StopIteration",
            rf"not enough values to unpack \(expected (?:at least )?{_NUMBER}, got {_NUMBER}\)",
            rf"too many values to unpack \(expected {_NUMBER}(?:, got {_NUMBER})?\)",
            rf"'{_WORD}' object is not (?:callable|iterable|subscriptable|an iterator|reversible)",
            rf"'{_WORD}' object does not support [a-z ]{{1,50}}",
            rf"'{_WORD}' object cannot be interpreted as an integer",
            rf"'(?:<|>|<=|>=)' not supported between instances of '{_WORD}' and '{_WORD}'",
            rf"unsupported operand type\(s\) for \S{{1,5}}: '{_WORD}' and '{_WORD}'",
            rf"{_WORD}\(\) takes (?:from {_NUMBER} to )?{_NUMBER} positional arguments? but"
            rf" {_NUMBER} (?:was|were) given",
            rf"{_WORD}\(\) takes no (?:keyword )?arguments",
            rf"Internal C\+\+ object \({_WORD}\) already deleted\.",
            r"Cannot create children for a parent that is in a different thread\.",
            r"(?:UNIQUE|NOT NULL|CHECK|FOREIGN KEY) constraint failed"
            r"(?:: [a-z_]{1,60}(?:\.[a-z_]{1,60})?(?:, [a-z_]{1,60}\.[a-z_]{1,60}){0,8})?",
        )
    )
)
# Sentences of systems and drivers that say what to do; only they themselves are repeated.
_KNOWN = (
    *("database is locked", "disk I/O error", "database disk image is malformed"),
    *("unable to open database file", "attempt to write a readonly database"),
    *("database or disk is full", "file is not a database", "out of memory"),
    *("Connection refused", "Connection timed out", "timeout expired", "No route to host"),
    *("Network is unreachable", "server closed the connection unexpectedly"),
    *("certificate verify failed", "password authentication failed", "no pg_hba.conf entry"),
    *("could not translate host name", "terminating connection due to administrator command"),
    *("channel binding required", "the connection is closed", "the database system is starting up"),
)
_STATE = re.compile(r"[0-9A-Z]{5}")
_OWN_CODE = re.compile(r"MC\d{3}(?!\w)")
_NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")
_REASON = re.compile(r"[A-Z][A-Z0-9_]{2,60}")


def trace(error: BaseException) -> str:
    """Where ``error`` came from, for the log and the report, innermost last."""
    return "\n".join(_told(error, set(), ""))


def describe(error: BaseException) -> str:
    """The class of ``error``, and what may be said of it, on one line."""
    said = "; ".join(dict.fromkeys(_said(error)))
    return f"{type(error).__qualname__}: {said}" if said else type(error).__qualname__


def shorten(path: str) -> str:
    """A source file without the folders above it: those name the person at the computer.

    >>> shorten("C:\\\\Users\\\\Anna\\\\app\\\\mcsys_desktop\\\\core\\\\text.py")
    'mcsys_desktop/core/text.py'
    >>> shorten("/home/anna/.venv/lib/python3.11/site-packages/peewee.py")
    'peewee.py'
    """
    parts = PurePosixPath(path.replace("\\", "/")).parts
    for marker, kept in (("site-packages", 1), ("mcsys_desktop", 0), ("tests", 0)):
        if marker in parts:
            at = len(parts) - 1 - parts[::-1].index(marker)
            return "/".join(parts[at + kept :])
    return parts[-1] if parts else ""


def _told(error: BaseException, seen: set[int], indent: str) -> Iterator[str]:
    """The lines for an error, after those of what it was raised from."""
    if id(error) in seen or len(seen) >= MOST_ERRORS:
        return
    seen.add(id(error))
    hidden = error.__suppress_context__
    before = error.__cause__ or (None if hidden else error.__context__)
    if before is not None:
        yield from _told(before, seen, indent)
        yield f"{indent}while handling:"
    for line in _places(error.__traceback__):
        yield f"{indent}  {line}"
    yield f"{indent}{describe(error)}"
    if isinstance(error, BaseExceptionGroup):
        for one in error.exceptions:
            yield from _told(one, seen, indent + "    ")


def _places(where: TracebackType | None) -> list[str]:
    """Files, lines and functions; neither the source nor the values of anything."""
    frames = [
        f"{shorten(frame.f_code.co_filename)}:{line} in {frame.f_code.co_name}"
        for frame, line in traceback.walk_tb(where)
    ]
    if len(frames) > MOST_FRAMES:
        left_out = len(frames) - MOST_FRAMES
        half = MOST_FRAMES // 2
        frames[half:-half] = [f"({left_out} places more)"]
    return frames


def _said(error: BaseException) -> Iterator[str]:
    """What may be said, most telling first."""
    message = _message(error)
    if isinstance(error, AttributeError | NameError | ImportError):
        yield from _names(error)
    if isinstance(error, OSError) and error.errno:
        yield errno.errorcode.get(error.errno, f"errno {error.errno}")
    for driver in (error, getattr(error, "orig", None)):
        yield from _codes(driver)
    own = _OWN_CODE.match(message)
    if own:
        yield own.group()
    if _ABOUT_CODE.fullmatch(message):
        yield message
    yield from (sentence for sentence in _KNOWN if sentence in message)


def _message(error: BaseException) -> str:
    try:
        return str(error)[:20_000]
    except Exception:  # an error that cannot be written still has a place
        return ""


def _names(error: AttributeError | NameError | ImportError) -> Iterator[str]:
    """The name that was missing, if it stands in the code that asked for it."""
    known = {
        name
        for frame, _line in traceback.walk_tb(error.__traceback__)
        for name in (*frame.f_code.co_names, *frame.f_code.co_varnames, *frame.f_code.co_freevars)
    }
    name = getattr(error, "name", None)
    if isinstance(name, str) and name in known:
        yield f"no {name}"
    if isinstance(error, AttributeError) and getattr(error, "obj", None) is not None:
        yield f"of {type(error.obj).__name__}"


def _codes(error: object) -> Iterator[str]:
    """What drivers say in codes, and the names of our own tables and rules."""
    state = getattr(error, "sqlstate", None)
    if isinstance(state, str) and _STATE.fullmatch(state):
        yield state
    diagnosis = getattr(error, "diag", None)
    for part in ("table_name", "column_name", "constraint_name"):
        name = getattr(diagnosis, part, None)
        if isinstance(name, str) and _NAME.fullmatch(name):
            yield name
    for part in ("sqlite_errorname", "reason"):
        reason = getattr(error, part, None)
        if isinstance(reason, str) and _REASON.fullmatch(reason):
            yield reason
