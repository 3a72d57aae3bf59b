"""Mail by SMTP: one line for many mails, sealed and proven, and no doubt that need not be.

The mail goes over the line without its last dot first. What breaks before that dot was surely not
taken; what breaks after it may have been.
"""

import contextlib
import ipaddress
import re
import smtplib
import ssl
from dataclasses import dataclass

from mcsys_desktop.core import text
from mcsys_desktop.core.i18n import N_, _
from mcsys_desktop.services.outbox.carrying import Fate, NoWay, Told
from mcsys_desktop.services.outbox.message import Envelope

TIMEOUT = 30.0  # seconds for each step
_OURS = "localhost"  # not this computer's name: whoever gets the mail could read it
_PLAIN = {  # what the code of an answer means, to who is no postmaster
    421: N_("The mail server is busy."),
    450: N_("The mailbox cannot be reached now."),
    451: N_("The mail server has a fault just now."),
    452: N_("The mail server is full just now."),
    550: N_("The address does not exist, or takes no mail from you."),
    551: N_("The address is not at this server any more."),
    552: N_("The mailbox is full, or the mail is too large."),
    553: N_("The mail server does not know such an address."),
    554: N_("The mail server does not want this mail."),
}


@dataclass(frozen=True, slots=True)
class Server:
    """Where mail is handed over, and as whom. ``security`` is starttls, tls or none."""

    host: str
    port: int = 587
    security: str = "starttls"
    login: str = ""
    password: str = ""

    def __repr__(self) -> str:
        return f"Server({self.host}:{self.port})"


class Smtp:
    """A line to a mail server, opened at the first mail."""

    def __init__(
        self, server: Server, *, context: ssl.SSLContext | None = None, timeout: float = TIMEOUT
    ) -> None:
        self._server, self._timeout = server, timeout
        self._context = context or ssl.create_default_context()
        self._client: smtplib.SMTP | None = None

    def carry(self, envelope: Envelope) -> Told:
        """Hand one mail over. Raises NoWay."""
        kept = self._client is not None
        told = self._carry(self._opened(), envelope)
        if told.ends and told.fate is Fate.LATER and kept:
            # The server may have hung up between two mails, as many do after some hundred.
            told = self._carry(self._opened(), envelope)
        return told

    def close(self) -> None:
        """Hang up."""
        client, self._client = self._client, None
        if client is not None:
            with contextlib.suppress(smtplib.SMTPException, OSError):
                client.quit()
            client.close()

    def _carry(self, client: smtplib.SMTP, envelope: Envelope) -> Told:
        handed = False  # whether the last dot may be on its way
        try:
            if refused := self._announce(client, envelope):
                return refused
            client.send(_stuffed(envelope.content))
            handed = True
            client.send(b".\r\n")
            code, words = client.getreply()
        except (smtplib.SMTPException, OSError):
            self._drop()
            return Told(Fate.UNKNOWN if handed else Fate.LATER, ends=True)
        if 200 <= code < 300:
            return Told(Fate.SENT, said(code, words, plain=False))
        return self._refused(code, words)

    def _announce(self, client: smtplib.SMTP, envelope: Envelope) -> Told | None:
        """Say from whom, for whom, and that it comes now; what was refused of that."""
        code, words = client.mail(envelope.sender)
        if code != 250:
            self._reset(client)
            if code >= 500:
                raise NoWay(
                    _("The mail server sends nothing for {address}: {said}").format(
                        address=envelope.sender, said=said(code, words, plain=False)
                    ),
                    again=False,
                )
            return self._refused(code, words)
        for recipient in envelope.recipients:
            code, words = client.rcpt(recipient)
            if not 250 <= code <= 251:
                self._reset(client)
                return self._refused(code, words)
        code, words = client.docmd("DATA")
        if code != 354:
            self._reset(client)
            return self._refused(code, words)
        return None

    def _refused(self, code: int, words: bytes) -> Told:
        if code == 421:
            self._drop()
        fate = Fate.REFUSED if code >= 500 else Fate.LATER
        return Told(fate, said(code, words), ends=code == 421)

    def _reset(self, client: smtplib.SMTP) -> None:
        try:
            client.rset()
        except (smtplib.SMTPException, OSError):
            self._drop()

    def _drop(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            client.close()

    def _opened(self) -> smtplib.SMTP:
        if self._client is None:
            self._client = self._open()
        return self._client

    def _open(self) -> smtplib.SMTP:
        server = self._server
        if server.security not in ("tls", "starttls") and not _here(server.host):
            raise NoWay(_("Without TLS mail goes only to a server on this computer."), again=False)
        client: smtplib.SMTP | None = None
        try:
            client = self._connected()
            if server.login:
                client.login(server.login, server.password)
        except Exception as error:
            if client is not None:
                client.close()
            raise _no_way(error, server) from error
        return client

    def _connected(self) -> smtplib.SMTP:
        server = self._server
        if server.security == "tls":
            client: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, _OURS, timeout=self._timeout, context=self._context
            )
        else:
            client = smtplib.SMTP(server.host, server.port, _OURS, timeout=self._timeout)
        try:
            client.ehlo_or_helo_if_needed()
            if server.security == "starttls":
                client.starttls(context=self._context)
                client.ehlo_or_helo_if_needed()
        except BaseException:
            client.close()
            raise
        return client


def said(code: int, words: bytes, *, plain: bool = True) -> str:
    """What a server answered: in plain words where they are known, and in its own."""
    own = text.clean(words.decode("utf-8", "replace").replace("\n", " "), 300)
    meaning = _(_PLAIN[code]) + " " if plain and code in _PLAIN else ""
    return f"{meaning}({code} {own})" if meaning else f"{code} {own}"


def _stuffed(content: bytes) -> bytes:
    """With CR LF at each end of a line, and a second dot where a line begins with one."""
    whole = re.sub(rb"\r\n|\r|\n", b"\r\n", content)
    if not whole.endswith(b"\r\n"):
        whole += b"\r\n"
    return re.sub(rb"(?m)^\.", b"..", whole)


def _here(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _no_way(error: Exception, server: Server) -> NoWay:
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return NoWay(_("The mail server refuses the user name or the password."), again=False)
    if isinstance(error, ssl.SSLCertVerificationError):
        return NoWay(
            _(
                "{host} does not prove that it is your mail server: its certificate is not good."
            ).format(host=server.host),
            again=False,
        )
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return NoWay(
            _("The mail server does not offer this. Try another way of sealing the line."),
            again=False,
        )
    if isinstance(error, ssl.SSLError):
        return NoWay(
            _("{host} does not speak TLS on this port. Try another port or way of sealing.").format(
                host=server.host
            ),
            again=False,
        )
    if isinstance(error, smtplib.SMTPResponseException):
        answer = error.smtp_error
        words = answer if isinstance(answer, bytes) else str(answer).encode()
        return NoWay(
            _("The mail server does not let this desk in: {said}").format(
                said=said(error.smtp_code, words, plain=False)
            )
        )
    if isinstance(error, (OSError, smtplib.SMTPException)):
        return NoWay(
            _("The mail server {host} cannot be reached. Mail waits until it can.").format(
                host=server.host
            )
        )
    raise error
