"""Encryption to people who are not there: age (age-encryption.org/v1), by way of pyrage.

A *recipient* is public and locks; its *identity* is private and opens. What is locked can also be
opened with the ``age`` program alone. pyrage has no types and turns every error that a stream
raises into one of its own, so this is the one place that touches it (decision 18).
"""

from collections.abc import Sequence
from typing import Any, Protocol

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _

PRIVATE = "AGE-SECRET-KEY-1"
MAGIC = b"age-encryption.org/v1\n"


class WrongKey(UserError):
    """No identity that was given opens this."""


class Damaged(Exception):
    """It was not locked with age, or it was changed or cut off afterwards."""


class Readable(Protocol):
    """Bytes that can be asked for."""

    def read(self, size: int = -1, /) -> bytes: ...


class Writable(Protocol):
    """Somewhere to put bytes."""

    def write(self, data: bytes, /) -> int: ...


def new_identity() -> str:
    """A new private key, in age's own letters."""
    from pyrage import x25519  # few starts of the program lock anything

    return str(x25519.Identity.generate())


def recipient_of(identity: str) -> str:
    """The public key that belongs to a private one. Raises UserError for no key at all."""
    return str(_identity(identity).to_public())


def check_recipient(recipient: str) -> None:
    """Raises UserError when it is no public key, or has a typing mistake in it."""
    _recipient(recipient)


def read_identity(text: str) -> str:
    """The private key in a file or as somebody typed it from paper.

    Lines that begin with # are comments; spaces, line ends and small letters do not matter. Raises
    UserError when there is none, or when a letter is wrong.
    """
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    typed = "".join("".join(lines).split()).upper()
    return str(_identity(typed))


def encrypt(source: Readable, target: Writable, recipients: Sequence[str]) -> None:
    """Lock everything that ``source`` gives for ``recipients``, each of whom can open all of it.

    Passes on what ``source`` and ``target`` raise.
    """
    import pyrage

    if not recipients:
        raise ValueError("nobody could ever open it")
    reading, writing = _Reading(source), _Writing(target)
    try:
        pyrage.encrypt_io(reading, writing, [_recipient(each) for each in recipients])
    except Exception:
        _pass_on(reading, writing)
        raise


def decrypt(source: Readable, target: Writable, identities: Sequence[str]) -> None:
    """Open what was locked. What arrives in ``target`` before an error came from who locked it.

    Raises WrongKey and Damaged; passes on what ``source`` and ``target`` raise.
    """
    import pyrage

    reading, writing = _Reading(source), _Writing(target)
    try:
        pyrage.decrypt_io(reading, writing, [_identity(each) for each in identities])
    except Exception as error:
        _pass_on(reading, writing)
        if "No matching keys" in str(error):
            raise WrongKey(
                _(
                    "This key does not open this backup. Take the key that belongs to it; if it is"
                    " that one, the file is damaged."
                )
            ) from error
        raise Damaged from error


class _Reading:
    """Remembers what the stream raised."""

    def __init__(self, source: Readable) -> None:
        self._source = source
        self.error: BaseException | None = None

    def read(self, size: int = -1) -> bytes:
        try:
            return self._source.read(size)
        except BaseException as error:
            self.error = error
            raise


class _Writing:
    """Remembers what the stream raised."""

    def __init__(self, target: Writable) -> None:
        self._target = target
        self.error: BaseException | None = None

    def write(self, data: bytes) -> int:
        try:
            return self._target.write(data)
        except BaseException as error:
            self.error = error
            raise

    def flush(self) -> None:
        """Whoever owns the stream decides when it reaches the disk."""


def _pass_on(reading: _Reading, writing: _Writing) -> None:
    for stream in (reading, writing):
        if stream.error is not None:
            raise stream.error


def _identity(text: str) -> Any:
    from pyrage import IdentityError, x25519

    try:
        return x25519.Identity.from_str(text)
    except IdentityError as error:
        raise UserError(
            _("That is no key of a backup, or there is a typing mistake in it.")
        ) from error


def _recipient(text: str) -> Any:
    from pyrage import RecipientError, x25519

    try:
        return x25519.Recipient.from_str(text)
    except RecipientError as error:
        raise UserError(
            _("The public key for backups has a mistake in it. Make the keys anew.")
        ) from error
