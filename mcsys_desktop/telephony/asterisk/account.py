"""The manager account by which this desk hears what the office's phone system does."""

import re
from dataclasses import dataclass, field

from mcsys_desktop.core.i18n import _
from mcsys_desktop.telephony import servers

PORT = 5038
TLS_PORT = 5039
_USER = re.compile(r"[A-Za-z0-9\-_.@+]{1,64}")
_CHANNEL = re.compile(r"[A-Za-z0-9]{2,16}/[A-Za-z0-9_.@+\-]{1,64}")
_CONTEXT = re.compile(r"[A-Za-z0-9_\-]{1,64}")


@dataclass(frozen=True, slots=True)
class Account:
    """Where to log in, as whom, and which telephone dials for this desk."""

    user: str
    password: str = field(repr=False)
    host: str
    port: int = PORT
    tls: bool = False
    authority: str = ""  # a file with the certificate that vouches for the phone system
    fingerprint: str = ""  # or the SHA-256 of its own certificate
    lines: tuple[str, ...] = ()  # what the lines to the outside are called there; else guessed
    channel: str = ""  # of the telephone at this desk, such as PJSIP/201
    context: str = "from-internal"  # where that telephone dials

    @property
    def key(self) -> str:
        """Names the source; stands in the log of calls. Every desk of the office has the same."""
        return f"ami:{self.host}"

    @property
    def server(self) -> str:
        """The phone system, for people."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"

    def problem(self) -> str:
        """Why nothing can be tried, as a sentence; empty when it can."""
        trouble = servers.no_host(self.host)
        if trouble:
            return trouble
        if not self.user:
            return _("Fill in the user name of the manager account.")
        if not _USER.fullmatch(self.user):
            return _("“{name}” is not the user name of a manager account.").format(
                name=self.user[:60]
            )
        if not self.password:
            return _("Fill in the password of {user} at the phone system.").format(user=self.user)
        return servers.no_proof(self.authority, self.fingerprint) if self.tls else ""

    def cannot_dial(self) -> str:
        """Why no call can be begun from here, as a sentence; empty when it can."""
        if not self.channel:
            return _("Fill in which phone stands at this desk, for example PJSIP/201.")
        if not _CHANNEL.fullmatch(self.channel) or not _CONTEXT.fullmatch(self.context):
            return _("“{name}” is not a phone of this phone system.").format(name=self.channel[:60])
        return ""
