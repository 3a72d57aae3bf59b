"""The key of an office file, and the two things that open it: a password and a printed code.

An SQLite office is encrypted with 32 random bytes. ``OFFICE.keys`` beside the file holds those
bytes twice, each time wrapped: once by the first person's password, once by the recovery code
that was printed. A wrapping key is derived with Argon2id (RFC 9106; 64 MiB, 3 passes, 4 lanes)
and the wrapping is ChaCha20-Poly1305 (RFC 8439), whose associated data binds each wrapped key
to its office, its kind and its derivation, so that nothing can be exchanged unnoticed.
"""

import json
import os
import secrets
import tempfile
import unicodedata
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from mcsys_desktop.core import recovery
from mcsys_desktop.core.errors import OfficeUnavailable, UserError
from mcsys_desktop.core.i18n import _

FORMAT = 1
KEY_BYTES = 32
LEAST_PASSWORD = 15  # characters, as NIST SP 800-63B-4 asks of a password that stands alone
MOST_PASSWORD = 128


class WrongPassword(UserError):
    """The password or the code does not open this office."""


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a wrapping key comes from a secret: Argon2id with these costs."""

    salt: str
    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4

    def key(self, secret: str) -> bytes:
        """The wrapping key; takes a tenth of a second on purpose."""
        from argon2.low_level import Type, hash_secret_raw  # an office without a key starts sooner

        return hash_secret_raw(
            secret.encode(),
            bytes.fromhex(self.salt),
            time_cost=self.passes,
            memory_cost=self.memory_kib,
            parallelism=self.lanes,
            hash_len=KEY_BYTES,
            type=Type.ID,
        )

    @property
    def sane(self) -> bool:
        """Whether a file may ask this of us: a forged one could ask for all memory."""
        return (
            8 * 1024 <= self.memory_kib <= 1024 * 1024
            and 1 <= self.passes <= 20
            and 1 <= self.lanes <= 16
            and len(self.salt) == 32
        )


@dataclass(frozen=True, slots=True)
class Lock:
    """The office's key, wrapped by one secret. ``kind`` is "password" or "recovery"."""

    kind: str
    derivation: Derivation
    nonce: str
    wrapped: str


@dataclass(frozen=True, slots=True)
class Vault:
    """What ``OFFICE.keys`` holds."""

    office: str  # a random name for the office, so that keys of another office are refused
    person: str  # the login that the office writes beside what the password's owner changes
    locks: tuple[Lock, ...]

    def open(self, password: str) -> bytes:
        """The office's key. Raises WrongPassword."""
        return self._open("password", normal(password))

    def open_with_code(self, code: str) -> bytes:
        """The office's key by the printed code. Raises WrongPassword, also for a mistyped one."""
        try:
            plain = recovery.read(code)
        except ValueError as error:
            raise WrongPassword(str(error)) from error
        return self._open("recovery", plain)

    def with_password(self, key: bytes, password: str) -> "Vault":
        """The same vault with another password; the recovery code keeps working."""
        check_new_password(password)
        lock = _wrap(_Owner(self.office, self.person), "password", normal(password), key)
        others = (other for other in self.locks if other.kind != "password")
        return Vault(self.office, self.person, (lock, *others))

    def save(self, path: Path) -> None:
        """Write the file whole or not at all, for its owner only. Raises OSError."""
        held = {
            "format": FORMAT,
            "office": self.office,
            "person": self.person,
            "locks": [asdict(lock) for lock in self.locks],
        }
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(held, file, indent=1)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise

    def _open(self, kind: str, secret: str) -> bytes:
        from cryptography.exceptions import InvalidTag  # as above
        from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

        for lock in self.locks:
            if lock.kind != kind or not lock.derivation.sane:
                continue
            cipher = ChaCha20Poly1305(lock.derivation.key(secret))
            bound = _bound(_Owner(self.office, self.person), kind, lock.derivation)
            try:
                return cipher.decrypt(bytes.fromhex(lock.nonce), bytes.fromhex(lock.wrapped), bound)
            except InvalidTag:
                continue
        if kind == "password":
            raise WrongPassword(_("That password does not open this office."))
        raise WrongPassword(_("That recovery code belongs to another office."))


def keys_file(office: Path) -> Path:
    """Where the keys of the office file ``office`` lie."""
    return office.with_suffix(".keys")


def make(password: str, person: str) -> tuple[bytes, str, Vault]:
    """A new key, its recovery code for printing, and the vault that holds both ways to it.

    Raises UserError when the password is too short or too long.
    """
    check_new_password(password)
    key = secrets.token_bytes(KEY_BYTES)
    code = recovery.make()
    owner = _Owner(secrets.token_hex(16), person)
    locks = (
        _wrap(owner, "password", normal(password), key),
        _wrap(owner, "recovery", recovery.read(code), key),
    )
    return key, code, Vault(owner.office, owner.person, locks)


def load(path: Path) -> Vault:
    """The vault in ``path``. Raises OfficeUnavailable with a sentence when it cannot be read."""
    damaged = OfficeUnavailable(
        _(
            "The key file {file} is damaged. Put back a copy of it from a backup; without it"
            " nothing in the office can be read."
        ).format(file=path.name)
    )
    try:
        held: Any = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise OfficeUnavailable(
            _(
                "The key file {file} is not beside the office. Put back a copy of it from a"
                " backup; without it nothing in the office can be read."
            ).format(file=path.name)
        ) from error
    except (OSError, ValueError) as error:
        raise damaged from error
    if isinstance(held, dict) and isinstance(held.get("format"), int) and held["format"] > FORMAT:
        raise OfficeUnavailable(
            _("The key file {file} was made by a newer version of this program.").format(
                file=path.name
            )
        )
    try:
        locks = tuple(
            Lock(
                str(lock["kind"]),
                Derivation(**lock["derivation"]),
                str(lock["nonce"]),
                str(lock["wrapped"]),
            )
            for lock in held["locks"]
        )
        for lock in locks:
            bytes.fromhex(lock.nonce + lock.wrapped)
        vault = Vault(str(held["office"]), str(held["person"]), locks)
        if not all(lock.derivation.sane for lock in locks):
            raise damaged
    except (KeyError, TypeError, ValueError) as error:
        raise damaged from error
    return vault


def normal(password: str) -> str:
    """One form for what is typed alike: NFKC, so that é is é on every keyboard."""
    return unicodedata.normalize("NFKC", password)


def check_new_password(password: str) -> None:
    """Raises UserError with what is wrong with it. Any characters will do; only length counts."""
    length = len(normal(password))
    if length < LEAST_PASSWORD:
        raise UserError(
            _("The password must have at least {least} characters; four words will do.").format(
                least=LEAST_PASSWORD
            )
        )
    if length > MOST_PASSWORD:
        raise UserError(
            _("The password may have at most {most} characters.").format(most=MOST_PASSWORD)
        )


@dataclass(frozen=True, slots=True)
class _Owner:
    """Whose key it is: part of what the seal covers."""

    office: str
    person: str


def _wrap(owner: _Owner, kind: str, secret: str, key: bytes) -> Lock:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305  # as above

    derivation = Derivation(secrets.token_hex(16))
    nonce = secrets.token_bytes(12)
    cipher = ChaCha20Poly1305(derivation.key(secret))
    wrapped = cipher.encrypt(nonce, key, _bound(owner, kind, derivation))
    return Lock(kind, derivation, nonce.hex(), wrapped.hex())


def _bound(owner: _Owner, kind: str, derivation: Derivation) -> bytes:
    """The associated data: an attacker who exchanges any of it breaks the seal."""
    parts: list[object] = [FORMAT, owner.office, owner.person, kind, derivation.salt]
    parts += [derivation.memory_kib, derivation.passes, derivation.lanes]
    return json.dumps(parts).encode()
