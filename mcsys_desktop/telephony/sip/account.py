"""The account by which this desk is one more telephone of the office's exchange."""

import re
from dataclasses import dataclass, field

from mcsys_desktop.core.i18n import _
from mcsys_desktop.telephony import servers
from mcsys_desktop.telephony.sip.fields import in_url

PORTS = {"udp": 5060, "tcp": 5060, "tls": 5061}
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
    by_name: bool = False  # no port was typed: the name may stand for several machines (SRV)

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
        trouble = servers.no_host(self.host) or servers.no_host(self.domain)
        if trouble:
            return trouble
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
        return servers.no_proof(self.authority, self.fingerprint)


def names_port(text: str) -> bool:
    """Whether somebody typed a port too, and so one machine.

    >>> names_port("sip.example.nl"), names_port("sip.example.nl:5060"), names_port("fd00::7")
    (False, True, False)
    """
    return servers.place(_bare(text), 0)[1] != 0


def place(text: str, transport: str) -> tuple[str, int]:
    """The host and port of an address as people type it; the host is empty for none.

    >>> place("pbx.example.nl", "tls"), place("10.0.0.9:5070", "udp"), place("[fd00::7]", "tcp")
    (('pbx.example.nl', 5061), ('10.0.0.9', 5070), ('fd00::7', 5060))
    """
    return servers.place(_bare(text), PORTS.get(transport, 5060))


def _bare(text: str) -> str:
    return re.sub(r"\Asips?:", "", text.strip(), flags=re.IGNORECASE)
