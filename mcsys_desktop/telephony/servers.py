"""The machine of a phone system: where it is, how it proves itself, and words for when it fails."""

import errno
import hmac
import re
import socket
import ssl
from hashlib import sha256
from pathlib import Path

from mcsys_desktop.core.i18n import _
from mcsys_desktop.telephony.base import Trouble

_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]{0,251}[A-Za-z0-9])?|[0-9A-Fa-f:]{2,45}(%\w{1,20})?")


class AnotherCertificate(ssl.SSLError):
    """The phone system shows another certificate than was agreed on."""


class NoAuthority(ssl.SSLError):
    """The file that was chosen holds no certificate."""


def place(text: str, port: int) -> tuple[str, int]:
    """The host and port of an address as people type it; the host is empty for none.

    >>> place("pbx.example.nl", 5038), place("10.0.0.9:5070", 5038), place("[fd00::7]", 5038)
    (('pbx.example.nl', 5038), ('10.0.0.9', 5070), ('fd00::7', 5038))
    """
    text = text.strip()
    found = re.fullmatch(r"\[([^\]]*)\](?::(\d{1,5}))?|([^:\s]*)(?::(\d{1,5}))?", text)
    if found is None:
        return text, port  # IPv6 without brackets, or nonsense that `no_host` speaks of
    typed = found[2] or found[4]
    if typed and not 0 < int(typed) < 65536:
        return text, port
    return found[1] or found[3] or "", int(typed) if typed else port


def no_host(host: str) -> str:
    """Why there can be no machine of that name, as a sentence; empty when there can."""
    if not host:
        return _("Fill in the address of the phone system.")
    if not _HOST.fullmatch(host):
        return _("“{address}” is not the address of a phone system.").format(address=host[:60])
    return ""


def bare_fingerprint(fingerprint: str) -> str:
    """A fingerprint without colons and blanks; empty when it is not a SHA-256."""
    bare = re.sub(r"[\s:]", "", fingerprint).lower().removeprefix("sha256")
    return bare if re.fullmatch(r"[0-9a-f]{64}", bare) else ""


def no_proof(authority: str, fingerprint: str) -> str:
    """Why no certificate could be proved by these, as a sentence; empty when it could."""
    if fingerprint and not bare_fingerprint(fingerprint):
        return _("The fingerprint of the phone system's certificate is not complete.")
    if authority and not is_certificate(authority) and not Path(authority).is_file():
        return _("The file with the phone system's certificate is not there any more.")
    return ""


def is_certificate(text: str) -> bool:
    """Whether this is a certificate itself (PEM), and not the name of a file that holds one."""
    return "-----BEGIN CERTIFICATE-----" in text


def trusting(authority: str, fingerprint: str) -> ssl.SSLContext:
    """Whom to believe: the system's authorities, a certificate of the office, or one alone.

    ``authority`` is a certificate itself, or the name of a file. Whoever gives a ``fingerprint``
    must `check` it. Raises NoAuthority, and OSError for a file that cannot be read.
    """
    try:
        if is_certificate(authority):
            context = ssl.create_default_context(cadata=authority)
        else:
            context = ssl.create_default_context(cafile=authority or None)
    except ssl.SSLError as error:
        raise NoAuthority from error
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if fingerprint:  # the very certificate is compared, which says more than its name
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def check(certificate: bytes, fingerprint: str) -> None:
    """Compare a certificate (DER) with the one agreed on. Raises AnotherCertificate."""
    shown = sha256(certificate).hexdigest()
    if not hmac.compare_digest(shown, bare_fingerprint(fingerprint)):
        raise AnotherCertificate


def trouble(error: BaseException) -> Trouble:
    """What kind of thing keeps us from a machine.

    >>> trouble(ConnectionRefusedError()).value, trouble(socket.gaierror()).value
    ('closed_port', 'no_host')
    """
    if isinstance(error, ssl.SSLError):
        return Trouble.NO_TRUST
    if isinstance(error, socket.gaierror | UnicodeError):
        return Trouble.NO_HOST
    # Of a machine with several addresses asyncio tells all that went wrong in one text.
    told = {int(number) for number in re.findall(r"\[Errno (\d+)\]", str(error))}
    refused = isinstance(error, ConnectionRefusedError) or told == {errno.ECONNREFUSED}
    return Trouble.CLOSED_PORT if refused else Trouble.NO_ANSWER


def no_machine(server: str) -> str:
    """That nothing is called ``server``."""
    return _(
        "There is no computer or phone system called {server} that this computer can find. Check"
        " how it is written; the program keeps trying."
    ).format(server=server)


def closed(server: str) -> str:
    """That the machine is there, and does not listen."""
    return _(
        "The port is closed: at {server} a machine answers, but nothing listens there. Check the"
        " port, and whether it is switched on in the phone system; the program keeps trying."
    ).format(server=server)


def unreachable(server: str, error: BaseException) -> str:
    """Why there is no connection with ``server``, as a sentence."""
    if isinstance(error, AnotherCertificate):
        return _(
            "The phone system at {server} shows another certificate than the one whose"
            " fingerprint was filled in."
        ).format(server=server)
    if isinstance(error, NoAuthority):
        return _("The file with the phone system's certificate holds none.")
    if isinstance(error, ssl.SSLCertVerificationError):
        return _(
            "The certificate of the phone system at {server} is not trusted here. Choose the"
            " file of whoever issued it, or fill in its fingerprint."
        ).format(server=server)
    if isinstance(error, ssl.SSLError):
        return _("The phone system at {server} does not speak TLS there.").format(server=server)
    kind = trouble(error)
    if kind is Trouble.NO_HOST:
        return no_machine(server.rpartition(":")[0])
    if kind is Trouble.CLOSED_PORT:
        return closed(server)
    return _("The phone system at {server} cannot be reached. The program keeps trying.").format(
        server=server
    )


def lost(server: str) -> str:
    """That the connection with ``server`` is gone."""
    return _(
        "The connection with the phone system at {server} is lost. The program keeps trying."
    ).format(server=server)


def silent(server: str) -> str:
    """That ``server`` says nothing."""
    return _("The phone system at {server} does not answer. The program keeps trying.").format(
        server=server
    )


def refused(user: str) -> str:
    """That the password of ``user`` is wrong, and is not tried again."""
    return _(
        "The phone system refuses the user name or the password of {user}. Type them again; until"
        " then nothing is tried, because many tries would shut out the whole office."
    ).format(user=user)


def unprovable(server: str) -> str:
    """That ``server`` wants a proof that we cannot give."""
    return _(
        "The phone system at {server} asks for the password in a way that is not known."
    ).format(server=server)
