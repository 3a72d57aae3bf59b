"""The PIN that takes the lock off a desk's screen, and that opens nothing else.

A PIN says only that a program which runs and has its office open may show its windows again. No key
and no password is derived from it, wrapped by it or kept beside it. It could not bear more: whoever
has the profile folder can try all ten thousand PINs of four digits against the hash, which takes a
quarter of an hour at Argon2id's tenth of a second each. What they win is a number with which they
can stand before a desk that is locked and running.
"""

import json
import logging
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mcsys_desktop.core import sums
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.patience import FREE_TRIES, Patience

if TYPE_CHECKING:
    from argon2 import PasswordHasher

log = logging.getLogger(__name__)
LEAST_DIGITS, MOST_DIGITS = 4, 8
MOST_MEMORY_KIB = 1024 * 1024  # a forged file could ask for all there is
_ROW = "0123456789"


class PinUsedUp(UserError):
    """Too many wrong PINs: only the password helps now."""


class PinTooSoon(UserError):
    """Too many wrong PINs where there is no password: the next must wait ``seconds``."""

    def __init__(self, seconds: float) -> None:
        sentence = _("Wait {seconds} seconds, then try again.")
        super().__init__(sentence.format(seconds=max(1, round(seconds))))
        self.seconds = seconds


class Pins:
    """The PINs of one profile, in ``file``: one for each office and login.

    ``who`` is an office's address with the login in it. Wrong tries are counted beside the file, so
    that a restart does not forget them.
    """

    def __init__(self, file: Path, patience: Patience | None = None) -> None:
        self._file = file
        self._patience = patience or Patience(file.with_name("pin_tries.json"))
        self._hashes = _read(file)

    def has(self, who: str) -> bool:
        """Whether this person chose a PIN at this desk."""
        return who in self._hashes

    def left(self, who: str) -> int:
        """How many wrong tries are left before only the password helps."""
        return max(0, FREE_TRIES - self._patience.count(who))

    def wrong(self, who: str) -> int:
        """How many wrong tries there were since the last right one."""
        return self._patience.count(who)

    def set(self, who: str, pin: str) -> None:
        """Choose a PIN. Takes a tenth of a second.

        Raises UserError for one that will not do, and when it cannot be kept.
        """
        check_new_pin(pin)
        self._hashes[who] = _hasher().hash(pin)
        self._save()
        self._patience.succeeded(who)

    def remove(self, who: str) -> None:
        """Do without a PIN. Raises UserError when that cannot be kept."""
        if self._hashes.pop(who, None) is not None:
            self._save()
        self._patience.succeeded(who)

    def check(self, who: str, pin: str, *, password: bool) -> bool:
        """Whether this is the PIN; takes a tenth of a second.

        ``password`` is whether there is a password to ask for instead. Then five wrong tries use
        the PIN up (PinUsedUp) until ``forgive``; else each next try must wait longer (PinTooSoon).
        """
        if password and not self.left(who):
            raise PinUsedUp(_("Five wrong PINs. Type your password."))
        if wait := self._patience.wait(who):
            raise PinTooSoon(wait)
        # Counted before it is known: a program that is killed at the right moment wins no try.
        self._patience.failed(who)
        if not _fits(self._hashes.get(who, ""), pin):
            return False
        self._patience.succeeded(who)
        return True

    def forgive(self, who: str) -> None:
        """The password was right: wrong PINs count from nothing again."""
        self._patience.succeeded(who)

    def _save(self) -> None:
        try:
            _write(self._file, self._hashes)
        except OSError as error:
            raise UserError(_("The PIN could not be kept on this computer.")) from error


def check_new_pin(pin: str) -> None:
    """Raises UserError with what is wrong with it."""
    if not (pin.isascii() and pin.isdigit() and LEAST_DIGITS <= len(pin) <= MOST_DIGITS):
        raise UserError(
            _("A PIN has {least} to {most} digits.").format(least=LEAST_DIGITS, most=MOST_DIGITS)
        )
    if len(set(pin)) == 1 or pin in _ROW or pin in _ROW[::-1]:
        raise UserError(_("Anybody would try this PIN first. Choose another one."))


def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher  # nobody unlocks before the first frame

    return PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=4)


def _fits(kept: str, pin: str) -> bool:
    from argon2 import extract_parameters
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        if extract_parameters(kept).memory_cost > MOST_MEMORY_KIB:
            return False
        return _hasher().verify(kept, pin)
    except (InvalidHashError, VerificationError):
        return False


def _read(file: Path) -> dict[str, str]:
    try:
        held: Any = sums.taken(json.loads(file.read_text(encoding="utf-8")))
        return {str(who): str(kept) for who, kept in held.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, AttributeError, RecursionError):
        log.warning("the PINs could not be read; they must be chosen anew")
        return {}


def _write(file: Path, hashes: dict[str, str]) -> None:
    """Write the file whole or not at all, for its owner only. Raises OSError."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=file.name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump(sums.added(hashes), out, indent=1, sort_keys=True)
            out.flush()
            os.fsync(out.fileno())
        Path(temporary).replace(file)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
