"""Small encrypted files of this desk, written whole or not at all.

ChaCha20-Poly1305 (RFC 8439) with a random nonce. The key of an office in a file also leads to this
desk's files about it. For an office on a server the key is a file beside them, for this user only.
That protects a copy that travels alone (in a backup, in a synchronised folder); not against who may
read this user's files.
"""

from pathlib import Path

from mcsys_desktop.core.whole_files import write_whole

MAGIC = b"MCSYSDR1"
NONCE = 12
KEY_BYTES = 32
PURPOSE = b"mcsys drafts 1"


def desk_key(folder: Path) -> bytes:
    """The key of this desk in ``folder``, made at first use. Raises OSError."""
    file = folder / "key"
    try:
        key = file.read_bytes()
        if len(key) == KEY_BYTES:
            return key
        file.replace(file.with_suffix(".unreadable"))
    except FileNotFoundError:
        pass
    import secrets  # the first frame does without

    key = secrets.token_bytes(KEY_BYTES)
    write_whole(file, key)
    return key


def derived_key(office_key: bytes) -> bytes:
    """The key of the drafts of an office in a file, which opens with the office itself."""
    from cryptography.hazmat.primitives import hashes  # most starts need nothing of it
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(hashes.SHA256(), KEY_BYTES, None, PURPOSE).derive(office_key)


def read(file: Path, key: bytes, bound: bytes) -> bytes:
    """What ``file`` holds; ``bound`` is what it was written for. Raises for a damaged one."""
    return opened(file.read_bytes(), key, bound)


def opened(held: bytes, key: bytes, bound: bytes) -> bytes:
    """What ``closed`` was given. Raises for anything damaged, or closed with another key."""
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    if not held.startswith(MAGIC):
        raise ValueError("not one of ours")
    nonce, rest = held[len(MAGIC) :][:NONCE], held[len(MAGIC) + NONCE :]
    return ChaCha20Poly1305(key).decrypt(nonce, rest, MAGIC + bound)


def write(file: Path, key: bytes, plain: bytes, bound: bytes) -> None:
    """Write ``plain`` so that only ``key`` opens it, and only as ``bound``. Raises OSError."""
    write_whole(file, closed(plain, key, bound))


def closed(plain: bytes, key: bytes, bound: bytes) -> bytes:
    """``plain`` so that only ``key`` opens it, and only as ``bound``."""
    import secrets

    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    nonce = secrets.token_bytes(NONCE)
    return MAGIC + nonce + ChaCha20Poly1305(key).encrypt(nonce, plain, MAGIC + bound)
