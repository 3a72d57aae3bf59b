"""The account by which this desk is one more telephone of the office's exchange."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from mcsys_desktop.core.i18n import _
from mcsys_desktop.telephony.sip.fields import in_url

PORTS = {"udp": 5060, "tcp": 5060, "tls": 5061}
_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]{0,251}[A-Za-z0-9])?|[0-9A-Fa-f:]{2,45}(%\w{1,20})?")
_USER = re.compile(r"[A-Za-z0-9\-_.!~*'()&=+$,]{1,64}")


@dataclass(frozen=True, slots=True)
class Account:
    """Where to register, as whom, and how. ``login`` is what the password belongs to."""

    user: str
    password: str = field(repr=False)
    host: str  # of the exchange
    port: int
    transport: str  # udp, tcp or tls
    domain: str
    login: str
    instance: str  # names this desk to the exchange, the same after each start
    rings: bool = False  # whether callers hear that this phone rings
    authority: str = ""  # a file with the certificate that vouches for the exchange
    fingerprint: str = ""  # or the SHA-256 of the exchange's own certificate
    watched: tuple[str, ...] = ()  # extensions of which to know who picks up

    @property
    def key(self) -> str:
        """Names the source; stands in the log of calls."""
        return f"sip:{self.user}@{self.domain}"

    @property
    def address(self) -> str:
        """The address of record."""
        return f"sip:{self.user}@{in_url(self.domain)}"

    @property
    def registrar(self) -> str:
        """Whom to ask."""
        return f"sip:{in_url(self.domain)}"

    @property
    def server(self) -> str:
        """The exchange, for people."""
        return f"{in_url(self.host)}:{self.port}"

    def problem(self) -> str:
        """Why nothing can be tried, as a sentence; empty when it can."""
        if not self.host:
            return _("Fill in the address of the phone system.")
        if not _HOST.fullmatch(self.host) or not _HOST.fullmatch(self.domain):
            return _("“{address}” is not the address of a phone system.").format(
                address=self.host[:60]
            )
        if not self.user:
            return _("Fill in the user name that the phone system gave for this desk.")
        wrong = [name for name in (self.user, *self.watched) if not _USER.fullmatch(name)]
        if wrong:
            return _("“{name}” is not a user name or an extension of a phone system.").format(
                name=wrong[0][:60]
            )
        if not self.password:
            return _("Fill in the password of {user} at the phone system.").format(user=self.user)
        if self.transport != "tls":
            return ""
        if self.fingerprint and not bare_fingerprint(self.fingerprint):
            return _("The fingerprint of the phone system's certificate is not complete.")
        if self.authority and not Path(self.authority).is_file():
            return _("The file with the phone system's certificate is not there any more.")
        return ""


def place(text: str, transport: str) -> tuple[str, int]:
    """The host and port of an address as people type it; the host is empty for none.

    >>> place("pbx.example.nl", "tls"), place("10.0.0.9:5070", "udp"), place("[fd00::7]", "tcp")
    (('pbx.example.nl', 5061), ('10.0.0.9', 5070), ('fd00::7', 5060))
    """
    text = re.sub(r"\Asips?:", "", text.strip(), flags=re.IGNORECASE)
    port = PORTS.get(transport, 5060)
    found = re.fullmatch(r"\[([^\]]*)\](?::(\d{1,5}))?|([^:\s]*)(?::(\d{1,5}))?", text)
    if found is None:
        return text, port  # IPv6 without brackets, or nonsense that `problem` speaks of
    typed = found[2] or found[4]
    if typed and not 0 < int(typed) < 65536:
        return text, port
    return found[1] or found[3] or "", int(typed) if typed else port


def bare_fingerprint(fingerprint: str) -> str:
    """A fingerprint without colons and blanks; empty when it is not a SHA-256."""
    bare = re.sub(r"[\s:]", "", fingerprint).lower().removeprefix("sha256")
    return bare if re.fullmatch(r"[0-9a-f]{64}", bare) else ""
