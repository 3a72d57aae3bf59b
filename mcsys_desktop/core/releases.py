"""A version of the program as it is published: an archive, what is in it, and a signature.

Three files lie in the folder of updates for each version and system: the archive (zip), the
manifest (JSON: version, size and SHA-256 of the archive and of each file in it), and the signature
over the manifest's bytes (Ed25519). Nothing of a manifest is read before its signature was proven
with the key that the office knows, and every byte that is unpacked is proven by the manifest: so it
does not matter who can write to the folder.
"""

import json
import platform
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from mcsys_desktop.core.installed import NAME, order

FORM = 1
LARGEST_MANIFEST = 8_000_000  # bytes
LARGEST = 4_000_000_000  # bytes of all files together
_SIGNED = b"mcsys-desktop release 1\0"  # so that no other signature of the key counts here
_SHA256 = re.compile(r"[0-9a-f]{64}")
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')


class NotOursError(ValueError):
    """The signature is not the office's."""


class DamagedError(ValueError):
    """It is signed and cannot be understood, or holds what does not belong there."""


@dataclass(frozen=True, slots=True)
class File:
    """One file of a version."""

    size: int
    sha256: str
    runs: bool  # a program or a library


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a version is made of."""

    version: str
    schema: int  # of the offices that it was made for
    system: str
    archive: str  # the name of the file
    size: int
    sha256: str
    files: dict[str, File]

    @property
    def unpacked(self) -> int:
        """Bytes of all files."""
        return sum(file.size for file in self.files.values())

    def to_bytes(self) -> bytes:
        """What is signed."""
        held = {
            "form": FORM,
            "program": NAME,
            "version": self.version,
            "schema": self.schema,
            "system": self.system,
            "archive": {"name": self.archive, "size": self.size, "sha256": self.sha256},
            "files": {
                name: [file.size, file.sha256, file.runs] for name, file in self.files.items()
            },
        }
        return json.dumps(held, sort_keys=True, indent=1).encode()


def system() -> str:
    """The kind of computer that this is: "linux-x86_64"."""
    return f"{platform.system()}-{platform.machine()}".lower()


def stem(version: str, of: str) -> str:
    """How the three files of a version are called, without their endings."""
    return f"{NAME}-{version}-{of}"


def version_of(name: str, of: str) -> str | None:
    """The version that a manifest's file name tells, where it is for the system ``of``."""
    found = re.fullmatch(rf"{NAME}-(\d{{1,5}}\.\d{{1,5}}\.\d{{1,5}})-{re.escape(of)}\.json", name)
    return found[1] if found else None


def make_key(code: str) -> tuple[bytes, str]:
    """A new key to sign with, locked with ``code``, and its public half as the office keeps it."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.generate()
    lock = serialization.BestAvailableEncryption(code.encode())
    form = serialization.PrivateFormat.PKCS8
    kept = key.private_bytes(serialization.Encoding.PEM, form, lock)
    return kept, key.public_key().public_bytes_raw().hex()


def sign(manifest: bytes, kept: bytes, code: str) -> tuple[bytes, str]:
    """The signature of a manifest, and the public half of the key. Raises ValueError: not a key
    file, or another code.
    """
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    try:
        key = serialization.load_pem_private_key(kept, code.encode())
    except (TypeError, UnicodeError) as error:  # a key without a lock
        raise ValueError("no locked key") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError("no key of ours")
    public = key.public_key().public_bytes_raw().hex()
    return key.sign(_SIGNED + manifest).hex().encode() + b"\n", public


def is_key(text: str) -> bool:
    """Whether this is the public half of a key."""
    return _SHA256.fullmatch(text) is not None


def read(manifest: bytes, signature: bytes, key: str) -> Manifest:
    """What a manifest says. Raises NotOursError unless ``key`` signed it, else DamagedError."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
        public.verify(bytes.fromhex(signature.decode("ascii").strip()), _SIGNED + manifest)
    except (InvalidSignature, ValueError) as error:
        raise NotOursError from error
    try:
        return _read(json.loads(manifest))
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise DamagedError from error


def _read(held: dict[str, Any]) -> Manifest:
    if (held["form"], held["program"]) != (FORM, NAME):
        raise DamagedError
    archive = held["archive"]
    files = {name: File(int(f[0]), f[1], f[2] is True) for name, f in held["files"].items()}
    made = Manifest(
        held["version"],
        int(held["schema"]),
        str(held["system"]),
        archive["name"],
        int(archive["size"]),
        archive["sha256"],
        files,
    )
    order(made.version)
    hashes = [made.sha256, *(file.sha256 for file in files.values())]
    if not all(_SHA256.fullmatch(each) for each in hashes):
        raise DamagedError
    if made.archive != f"{stem(made.version, made.system)}.zip":
        raise DamagedError
    if any(file.size < 0 for file in files.values()) or made.unpacked > LARGEST:
        raise DamagedError
    if len({name.casefold() for name in files}) != len(files):
        raise DamagedError
    for name in files:
        check_name(name)
    return made


def check_name(name: str) -> None:
    """Raises DamagedError for a name that would lie outside the folder, on any system."""
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or "/".join(parts) != name or len(name) > 240:
        raise DamagedError
    for part in parts:
        if part in (".", "..") or part != part.strip() or part.endswith("."):
            raise DamagedError
        if _FORBIDDEN.search(part) or _RESERVED.fullmatch(part):
            raise DamagedError
