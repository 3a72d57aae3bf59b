"""One way into an office's file: a secret that somebody knows, and what it opens.

A lock has a pair of keys (X25519). The secret opens the private half; the office's key is sealed
for the public half. So the office can get another key without anybody's password being asked, and
somebody can choose another password without the office's key being touched.

A wrapping key is derived with Argon2id (RFC 9106; 64 MiB, 3 passes, 4 lanes); what is wrapped or
sealed is closed with ChaCha20-Poly1305 (RFC 8439), whose associated data binds it to its office,
person, kind and derivation, so that nothing can be exchanged unnoticed. A public half carries a
mark that only who has the office's key can make: nobody else can have a next key sealed for
himself.

Format 1, of offices with one person, wrapped the office's key itself; such locks still open.
"""

import hmac
import json
import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

FORMAT = 2
KEY_BYTES = 32
PASSWORD, RECOVERY = "password", "recovery"  # kinds of locks
_NO_NONCE = bytes(12)  # for keys that close one thing only


class DoesNotOpen(Exception):  # an answer more than an error
    """The secret is not this lock's, or somebody changed it."""


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
    """A way in. ``person`` is its login; of a recovery lock it is nobody's ("")."""

    kind: str
    person: str
    derivation: Derivation
    nonce: str
    wrapped: str  # the private half, closed with the secret; in format 1 the office's key
    public: str = ""
    sealed: str = ""  # the office's key, for the private half
    next: str = ""  # the key that it gets when it is opened the next time; "" for none
    mark: str = ""
    must_change: bool = False  # somebody else made this password
    format: int = FORMAT

    @property
    def sane(self) -> bool:
        """Whether it can have been written by us."""
        for part in (self.nonce, self.wrapped, self.public, self.sealed, self.next, self.mark):
            bytes.fromhex(part)  # ValueError says no as well
        return self.derivation.sane and self.kind in (PASSWORD, RECOVERY)


@dataclass(frozen=True, slots=True)
class Opened:
    """What a secret brought to light."""

    lock: Lock
    key: bytes  # of the office
    next: bytes  # what replaces it; b"" for nothing
    private: bytes  # b"" of a lock of format 1


def make(office: str, kind: str, person: str, secret: str, keys: tuple[bytes, bytes]) -> Lock:
    """A new lock for ``secret``; ``keys`` are the office's own and its next one (or b"")."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    private = X25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw().hex()
    bare = Lock(kind, person, Derivation(""), "", "", public=public)
    return _sealed(_wrapped(bare, office, secret, private.private_bytes_raw()), office, keys)


def open_with(lock: Lock, office: str, secret: str) -> Opened:
    """What ``secret`` opens. Takes a tenth of a second. Raises DoesNotOpen."""
    from cryptography.exceptions import InvalidTag  # as in Derivation
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    cipher = ChaCha20Poly1305(lock.derivation.key(secret))
    wrapped, bound = bytes.fromhex(lock.wrapped), _bound(lock, office)
    try:
        inside = cipher.decrypt(bytes.fromhex(lock.nonce), wrapped, bound)
        if lock.format == 1:
            return Opened(lock, inside, b"", b"")
        return Opened(
            lock,
            _unsealed(lock, office, lock.sealed, inside),
            _unsealed(lock, office, lock.next, inside) if lock.next else b"",
            inside,
        )
    except (InvalidTag, ValueError) as error:
        raise DoesNotOpen from error


def with_secret(opened: Opened, office: str, secret: str) -> Lock:
    """The same lock for another secret, chosen by its owner."""
    if not opened.private:
        return make(office, opened.lock.kind, opened.lock.person, secret, (opened.key, opened.next))
    return replace(_wrapped(opened.lock, office, secret, opened.private), must_change=False)


def with_next(lock: Lock, office: str, key: bytes, following: bytes) -> Lock:
    """The same lock with ``following`` sealed for it too. Raises DoesNotOpen for a forged one."""
    if lock.format == 1 or not hmac.compare_digest(_mark(lock, office, key), lock.mark):
        raise DoesNotOpen
    return replace(lock, next=_seal(lock, office, following))


def moved_on(lock: Lock, office: str, following: bytes) -> Lock:
    """The same lock when the next key has become the office's."""
    return replace(lock, sealed=lock.next, next="", mark=_mark(lock, office, following))


def _wrapped(lock: Lock, office: str, secret: str, private: bytes) -> Lock:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305  # as above

    fresh = replace(lock, derivation=Derivation(secrets.token_hex(16)))
    nonce = secrets.token_bytes(12)
    cipher = ChaCha20Poly1305(fresh.derivation.key(secret))
    wrapped = cipher.encrypt(nonce, private, _bound(fresh, office))
    return replace(fresh, nonce=nonce.hex(), wrapped=wrapped.hex())


def _sealed(lock: Lock, office: str, keys: tuple[bytes, bytes]) -> Lock:
    key, following = keys
    return replace(
        lock,
        sealed=_seal(lock, office, key),
        next=_seal(lock, office, following) if following else "",
        mark=_mark(lock, office, key),
    )


def _seal(lock: Lock, office: str, key: bytes) -> str:
    """Close ``key`` so that only the private half opens it: a fresh pair of keys meets this one."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    once = X25519PrivateKey.generate()
    public = X25519PublicKey.from_public_bytes(bytes.fromhex(lock.public))
    open_half = once.public_key().public_bytes_raw()
    shared = _shared(once, public.public_bytes_raw(), open_half)
    sealed = ChaCha20Poly1305(shared).encrypt(_NO_NONCE, key, _whose(lock, office))
    return (open_half + sealed).hex()


def _unsealed(lock: Lock, office: str, sealed: str, private: bytes) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    held = bytes.fromhex(sealed)
    open_half, rest = held[:KEY_BYTES], held[KEY_BYTES:]
    own = X25519PrivateKey.from_private_bytes(private)
    public = own.public_key().public_bytes_raw()
    exchanged = own.exchange(X25519PublicKey.from_public_bytes(open_half))
    return ChaCha20Poly1305(_hashed(exchanged, open_half + public)).decrypt(
        _NO_NONCE, rest, _whose(lock, office)
    )


def _shared(once: "X25519PrivateKey", public: bytes, open_half: bytes) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

    exchanged = once.exchange(X25519PublicKey.from_public_bytes(public))
    return _hashed(exchanged, open_half + public)


def _hashed(exchanged: bytes, halves: bytes) -> bytes:
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(hashes.SHA256(), KEY_BYTES, halves, b"mcsys office key 2").derive(exchanged)


def _mark(lock: Lock, office: str, key: bytes) -> str:
    told = [office, lock.kind, lock.person, lock.public]
    return hmac.digest(key, b"mcsys lock 2" + json.dumps(told).encode(), "sha256").hex()


def _whose(lock: Lock, office: str) -> bytes:
    return json.dumps([FORMAT, office, lock.person, lock.kind]).encode()


def _bound(lock: Lock, office: str) -> bytes:
    """The associated data: an attacker who exchanges any of it breaks the seal."""
    how = lock.derivation
    parts: list[object] = [lock.format, office, lock.person, lock.kind, how.salt]
    parts += [how.memory_kib, how.passes, how.lanes]
    if lock.format > 1:
        parts.append(lock.public)
    return json.dumps(parts).encode()
