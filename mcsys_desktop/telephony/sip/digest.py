"""Proving the password without telling it (RFC 8760, RFC 7616): challenge in, answer out."""

import hashlib
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from mcsys_desktop.telephony.sip.fields import split, unquoted
from mcsys_desktop.telephony.sip.message import Response

_MOST_CHALLENGES = 16
_SCHEME = re.compile(r"([A-Za-z][\w-]{0,30})[ \t]+(?=[\w-]{1,40}[ \t]*=)")
_PROMPTS = {
    401: ("www-authenticate", "authorization"),
    407: ("proxy-authenticate", "proxy-authorization"),
}


def _md5(data: bytes) -> str:
    return hashlib.md5(data, usedforsecurity=False).hexdigest()  # what most exchanges still ask


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _sha512_256(data: bytes) -> str:
    return hashlib.new("sha512_256", data).hexdigest()


HASHES: dict[str, Callable[[bytes], str]] = {  # the strongest first
    "SHA-512-256": _sha512_256,
    "SHA-256": _sha256,
    "MD5": _md5,
}


@dataclass(frozen=True, slots=True)
class Challenge:
    """What the exchange asks to be answered."""

    answer_in: str  # the field
    realm: str
    nonce: str
    opaque: str
    algorithm: str
    qop: bool  # "auth"; without it the exchange speaks RFC 2069
    stale: bool


def challenge(response: Response) -> Challenge | None:
    """The strongest challenge of a 401 or 407 that we can answer. Raises nothing.

    One that only takes ``auth-int`` or an unknown algorithm is none.
    """
    if response.status not in _PROMPTS:
        return None
    asked_in, answer_in = _PROMPTS[response.status]
    found: list[Challenge] = []
    for line in response.all(asked_in)[:_MOST_CHALLENGES]:
        for given in _given(line):
            algorithm = given.get("algorithm", "MD5").upper()
            ways = {way.strip().lower() for way in given.get("qop", "").split(",")} - {""}
            if algorithm not in HASHES or (ways and "auth" not in ways) or not given.get("nonce"):
                continue
            stale = given.get("stale", "").lower() == "true"
            found.append(
                Challenge(
                    answer_in,
                    given.get("realm", ""),
                    given["nonce"],
                    given.get("opaque", ""),
                    algorithm,
                    bool(ways),
                    stale,
                )
            )
    return min(found, key=lambda one: list(HASHES).index(one.algorithm), default=None)


@dataclass(slots=True)
class Credentials:
    """Answers one challenge, as often as the exchange takes that."""

    challenge: Challenge
    login: str
    password: str = field(repr=False)
    used: int = 0

    def answer(self, method: str, uri: str, cnonce: str = "") -> tuple[str, str]:
        """The field that proves the password for this request: its name and value."""
        asked = self.challenge
        self.used += 1
        hashed = HASHES[asked.algorithm]
        secret = hashed(f"{self.login}:{asked.realm}:{self.password}".encode())
        request = hashed(f"{method}:{uri}".encode())
        cnonce, count = cnonce or secrets.token_hex(8), f"{self.used:08x}"
        middle = f"{asked.nonce}:{count}:{cnonce}:auth" if asked.qop else asked.nonce
        parts = [
            f"username={_quoted(self.login)}",
            f"realm={_quoted(asked.realm)}",
            f"nonce={_quoted(asked.nonce)}",
            f"uri={_quoted(uri)}",
            f'response="{hashed(f"{secret}:{middle}:{request}".encode())}"',
            f"algorithm={asked.algorithm}",
        ]
        if asked.opaque:
            parts.append(f"opaque={_quoted(asked.opaque)}")
        if asked.qop:
            parts += ["qop=auth", f'cnonce="{cnonce}"', f"nc={count}"]
        return asked.answer_in, "Digest " + ", ".join(parts)


def _given(line: str) -> list[dict[str, str]]:
    """The parameters of each Digest in a line, which may hold several challenges."""
    found: list[dict[str, str]] = []
    current: dict[str, str] = {}
    for part in split(line):
        scheme = _SCHEME.match(part)
        if scheme:
            current = {}
            if scheme[1].lower() == "digest":
                found.append(current)
            part = part[scheme.end() :]
        name, _, value = part.partition("=")
        current.setdefault(name.strip().lower(), unquoted(value.strip()))
    return found


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
