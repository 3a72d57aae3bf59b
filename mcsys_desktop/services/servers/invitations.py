"""Invitation files (``.mcsys``): where the office is and how to know its server. No secret in them.

They come by mail or on a stick, so they are text from outside: small, exactly the keys that are
known, each of its own form, and a certificate that is an authority's. What is not as we write it is
refused; nothing of it is shown or used.
"""

import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from mcsys_desktop.core import certificates
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.networks import is_address, is_private
from mcsys_desktop.models.address import NAME_OF_LOGIN
from mcsys_desktop.services.servers import start_codes

FORMAT = 1
ENDING = ".mcsys"
LARGEST = 16_384  # bytes
_LABEL = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_NAME = rf"(?=.{{1,253}}\Z){_LABEL}(\.{_LABEL})*"
_KEYS = {"format", "address", "port", "database", "login", "certificate", "seal"}
DATABASE = r"[a-z][a-z0-9_]{0,62}"


@dataclass(frozen=True, slots=True)
class Invitation:
    """What an invitation says. ``certificate`` is the authority's, in PEM."""

    address: str
    port: int
    database: str
    login: str
    certificate: str
    seal: str = ""

    def sealed(self, code: str) -> "Invitation":
        """The same with the seal of ``code`` on it."""
        return Invitation(
            self.address,
            self.port,
            self.database,
            self.login,
            self.certificate,
            start_codes.seal(code, self._content()),
        )

    def check(self, code: str) -> None:
        """Raises UserError when this file was not made together with ``code``."""
        if not start_codes.is_sealed(code, self._content(), self.seal):
            raise UserError(
                _(
                    "This code and this invitation do not belong together. Use the newest"
                    " invitation; if it still does not fit, ask whoever invited you by telephone."
                )
            )

    def text(self) -> str:
        """The file."""
        return json.dumps({"format": FORMAT} | asdict(self), indent=1) + "\n"

    def _content(self) -> bytes:
        parts = [FORMAT, self.address, self.port, self.database, self.login, self.certificate]
        return json.dumps(parts).encode()


def read_invitation(path: Path) -> Invitation:
    """The invitation in ``path``. Raises UserError when it is none."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise UserError(
            _("The invitation {file} cannot be read.").format(file=path.name)
        ) from error
    if len(content) > LARGEST:
        raise _wrong(path)
    try:
        held: Any = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise _wrong(path) from error
    if not isinstance(held, dict) or not isinstance(held.get("format"), int):
        raise _wrong(path)
    if held["format"] > FORMAT:
        raise UserError(
            _("This invitation was made by a newer version of the program. Install that first.")
        )
    if set(held) != _KEYS or held["format"] != FORMAT or not _fits(held):
        raise _wrong(path)
    if is_address(held["address"]) and not is_private(held["address"]):
        raise UserError(
            _(
                "This invitation leads to {address}, which does not lie on an office's own network."
                " Do not use it, and tell whoever sent it."
            ).format(address=held["address"])
        )
    del held["format"]
    return Invitation(**held)


def _fits(held: dict[str, Any]) -> bool:
    """Whether every part has its own form, and no other."""
    texts = {key: value for key, value in held.items() if key not in ("format", "port")}
    if type(held["format"]) is not int or not all(type(text) is str for text in texts.values()):
        return False
    forms = {"database": DATABASE, "login": NAME_OF_LOGIN, "seal": r"[0-9a-f]{64}"}
    if not all(re.fullmatch(form, held[key]) for key, form in forms.items()):
        return False
    if not is_address(held["address"]) and not re.fullmatch(_NAME, held["address"]):
        return False
    if type(held["port"]) is not int or not 1 <= held["port"] <= 65535:
        return False
    try:
        certificates.load_authority(held["certificate"].encode("ascii"))
    except (ValueError, UnicodeEncodeError):
        return False
    return True


def _wrong(path: Path) -> UserError:
    return UserError(
        _(
            "{file} is not an invitation of MCSys Desktop, or it is damaged. Ask for it again."
        ).format(file=path.name)
    )
