"""The key of an office file, and who may open it: people by password, and a printed code.

An SQLite office is encrypted with 32 random bytes. ``OFFICE.keys`` beside the file holds a lock for
each person and one for the recovery code (``core.locks``).

What taking somebody out protects, and what not: without a lock nobody opens *this* file any more.
Who kept a copy of both files can open that copy for ever with the password that he had; and who
once was inside may have kept the key itself. Against that, the office gets another key:
``renewed`` prepares it, and whoever opens the office next carries it out (``services.offices``).
Old copies stay what they are.
"""

import json
import os
import secrets
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from mcsys_desktop.core import former_keys, locks, passwords, recovery, sums
from mcsys_desktop.core.errors import OfficeUnavailable, UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.locks import FORMAT, KEY_BYTES, PASSWORD, RECOVERY, Derivation, Lock, Opened
from mcsys_desktop.core.passwords import normal

MOST_PEOPLE = 50  # locks that are tried for a password without a name


class WrongPassword(UserError):
    """The password or the code does not open this office."""


@dataclass(frozen=True, slots=True)
class Vault:
    """What ``OFFICE.keys`` holds."""

    office: str  # a random name for the office, so that keys of another office are refused
    locks: tuple[Lock, ...]
    former: tuple[str, ...] = ()  # see ``former_keys``

    @property
    def people(self) -> tuple[str, ...]:
        """The logins of who may come in; whoever made the office first."""
        return tuple(lock.person for lock in self.locks if lock.kind == PASSWORD)

    @property
    def person(self) -> str:
        """The login that the office writes beside what the first person changes."""
        return self.people[0] if self.people else ""

    @property
    def renewing(self) -> bool:
        """Whether the office gets another key when it is opened."""
        return any(lock.next for lock in self.locks)

    def open(self, password: str, person: str = "") -> bytes:
        """The office's key. Raises WrongPassword."""
        return self.unlock(password, person).key

    def unlock(self, password: str, person: str = "") -> Opened:
        """What the password of ``person`` opens; of anybody, where it is not said whose it is.

        Raises WrongPassword.
        """
        wanted = [lock for lock in self.locks if lock.kind == PASSWORD]
        if person:
            wanted = [lock for lock in wanted if lock.person == person]
        found = self._try(wanted[:MOST_PEOPLE], normal(password))
        if found is None:
            raise WrongPassword(_("That password does not open this office."))
        return found

    def open_with_code(self, code: str) -> bytes:
        """The office's key by the printed code. Raises WrongPassword, also for a mistyped one."""
        return self.unlock_with_code(code).key

    def unlock_with_code(self, code: str) -> Opened:
        """What the printed code opens. Raises WrongPassword, also for a mistyped one."""
        try:
            plain = recovery.read(code)
        except ValueError as error:
            raise WrongPassword(str(error)) from error
        found = self._try([lock for lock in self.locks if lock.kind == RECOVERY], plain)
        if found is None:
            raise WrongPassword(
                _("That recovery code belongs to another office, or was replaced by a newer one.")
            )
        return found

    def must_change(self, person: str) -> bool:
        """Whether somebody else made this person's password."""
        return any(lock.must_change for lock in self.locks if lock.person == person)

    def with_person(self, opened: Opened, person: str, secret: str) -> "Vault":
        """The same vault with somebody more in it, or with a new start code for who is there.

        ``secret`` is a code that was made for them, and that they must change.
        """
        if not person or len({*self.people, person}) > MOST_PEOPLE:
            raise ValueError("nobody, or too many people")
        made = locks.make(self.office, PASSWORD, person, normal(secret), _keys(opened))
        return self._put(replace(made, must_change=True))

    def without_person(self, person: str) -> "Vault":
        """The same vault without somebody. Raises UserError where nobody would be left."""
        rest = tuple(lock for lock in self.locks if lock.person != person or lock.kind != PASSWORD)
        left = replace(self, locks=rest)
        if not left.people:
            raise UserError(_("Somebody must be able to open the office; add somebody else first."))
        return left

    def with_own_password(
        self, opened: Opened, password: str, known: Sequence[str] = ()
    ) -> "Vault":
        """The same vault with another password for whoever opened it. Raises UserError."""
        passwords.check(password, [opened.lock.person, *known])
        return self._put(locks.with_secret(opened, self.office, normal(password)))

    def with_password(self, opened: Opened, person: str, password: str) -> "Vault":
        """The same vault with a new password for ``person``, who came in by the recovery code."""
        passwords.check(password, [person])
        made = locks.make(self.office, PASSWORD, person, normal(password), _keys(opened))
        return self._put(made)

    def renewed(self, opened: Opened) -> tuple[str, "Vault"]:
        """Prepare another key for the office, and a recovery code that replaces the printed one.

        Raises UserError for locks of which it is not certain that they are the office's own, and
        for those of an older program, whose owner must sign in once first.
        """
        following = opened.next or secrets.token_bytes(KEY_BYTES)
        code = recovery.make()
        kept: list[Lock] = []
        for lock in self.locks:
            if lock.kind == RECOVERY:
                continue
            try:
                kept.append(locks.with_next(lock, self.office, opened.key, following))
            except locks.DoesNotOpen as error:
                raise UserError(
                    _("{person} must sign in once before the file can get a new key.").format(
                        person=lock.person
                    )
                ) from error
        keys = (opened.key, following)
        made = locks.make(self.office, RECOVERY, "", recovery.read(code), keys)
        return code, replace(self, locks=(*kept, made))

    def with_code(self, opened: Opened) -> tuple[str, "Vault"]:
        """Another recovery code in the place of the present one, and the vault that holds it."""
        code = recovery.make()
        return code, self._put(
            locks.make(self.office, RECOVERY, "", recovery.read(code), _keys(opened))
        )

    def moved_on(self, key: bytes, following: bytes) -> "Vault":
        """The same vault when the file has its next key instead of ``key``."""
        former = former_keys.after(self.former, self.office, key, following)
        moved = (locks.moved_on(lock, self.office, following) for lock in self.locks if lock.next)
        return replace(self, locks=tuple(moved), former=former)

    def up_to_date(self, opened: Opened, password: str) -> "Vault":
        """The same vault, with the lock that was just opened in today's format."""
        if opened.lock.format == FORMAT:
            return self
        return self._put(locks.with_secret(opened, self.office, normal(password)))

    def save(self, path: Path) -> None:
        """Write the file whole or not at all, for its owner only. Raises OSError."""
        with self.writing(path):
            pass

    @contextmanager
    def writing(self, path: Path) -> Iterator[None]:
        """As ``save``, but it takes the old one's place when the block has ended well.

        All that a full disk can spoil has been done by the time that the block begins.
        """
        held = {
            "format": FORMAT,
            "office": self.office,
            "person": self.person,  # for programs of the first format, which say who it is
            "locks": [asdict(lock) for lock in self.locks],
            "former": list(self.former),
        }
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(sums.added(held), file, indent=1)
                file.flush()
                os.fsync(file.fileno())
            yield
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise

    def _put(self, made: Lock) -> "Vault":
        """In the place of the lock that it replaces, so that the first person stays the first."""
        place = [(lock.kind, lock.person) for lock in self.locks]
        mine = (made.kind, made.person)
        if mine not in place:
            return replace(self, locks=(*self.locks, made))
        at = place.index(mine)
        return replace(self, locks=(*self.locks[:at], made, *self.locks[at + 1 :]))

    def _try(self, wanted: Sequence[Lock], secret: str) -> Opened | None:
        for lock in wanted:
            if not lock.derivation.sane:
                continue
            try:
                return locks.open_with(lock, self.office, secret)
            except locks.DoesNotOpen:
                continue
        return None


def keys_file(office: Path) -> Path:
    """Where the keys of the office file ``office`` lie."""
    return office.with_suffix(".keys")


def make(password: str, person: str, known: Sequence[str] = ()) -> tuple[bytes, str, Vault]:
    """A new key, its recovery code for printing, and the vault that holds both ways to it.

    Raises UserError when the password will not do (``core.passwords``).
    """
    passwords.check(password, [person, *known])
    key = secrets.token_bytes(KEY_BYTES)
    code = recovery.make()
    office = secrets.token_hex(16)
    made = (
        locks.make(office, PASSWORD, person, normal(password), (key, b"")),
        locks.make(office, RECOVERY, "", recovery.read(code), (key, b"")),
    )
    return key, code, Vault(office, made)


def load(path: Path) -> Vault:
    """The vault in ``path``. Raises OfficeUnavailable with a sentence when it cannot be read."""
    damaged = OfficeUnavailable(
        _(
            "The key file {file} is damaged. Put back a copy of it from a backup; without it"
            " nothing in the office can be read."
        ).format(file=path.name)
    )
    try:
        held: Any = sums.taken(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise OfficeUnavailable(
            _(
                "The key file {file} is not beside the office. Put back a copy of it from a"
                " backup; without it nothing in the office can be read."
            ).format(file=path.name)
        ) from error
    except (OSError, ValueError, AttributeError, RecursionError) as error:
        raise damaged from error
    if isinstance(held.get("format"), int) and held["format"] > FORMAT:
        raise OfficeUnavailable(
            _("The key file {file} was made by a newer version of this program.").format(
                file=path.name
            )
        )
    try:
        found = tuple(_lock(held, lock) for lock in held["locks"])
        vault = Vault(str(held["office"]), found, tuple(map(str, held.get("former", ()))))
        if not vault.people or not all(lock.sane for lock in vault.locks):
            raise damaged
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise damaged from error
    return vault


def _lock(held: Any, lock: Any) -> Lock:
    if held["format"] == 1:  # one person, whose name every lock was bound to
        lock = lock | {"person": held["person"], "format": 1}
    return Lock(
        **(
            lock
            | {"derivation": Derivation(**lock["derivation"])}
            | {name: str(lock[name]) for name in ("kind", "person", "nonce", "wrapped")}
        )
    )


def _keys(opened: Opened) -> tuple[bytes, bytes]:
    return opened.key, opened.next
