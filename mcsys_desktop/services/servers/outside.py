"""What the server shows to somebody who stands before its door, asked without any password."""

import ssl
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address, ip_network

from cryptography import x509

from mcsys_desktop.core import certificates
from mcsys_desktop.core.i18n import _, ngettext
from mcsys_desktop.models import front_door
from mcsys_desktop.models.front_door import Answer
from mcsys_desktop.services.servers.findings import Finding

WARN_DAYS = 60  # before the server's certificate runs out
_OUTSIDERS = ("127.0.0.1", "127.0.0.200")  # what this computer can pretend to be


@dataclass(frozen=True, slots=True)
class Door:
    """Where to knock, and as whom."""

    host: str
    port: int
    database: str
    login: str  # of somebody in the office
    admin: str = "postgres"
    networks: tuple[str, ...] = ()  # known on the server itself only
    address: str = ""  # likewise


def check(
    door: Door, authority: x509.Certificate | None, now: datetime | None = None
) -> list[Finding]:
    """What a stranger would find."""
    shown = front_door.line(door.host, door.port)
    if shown is None:
        sentence = _("The server does not answer with TLS at {host}, port {port}. Does it run?")
        return [Finding("no_line", sentence.format(host=door.host, port=door.port))]
    found = certificate(certificates.load(shown.certificate), authority, now)
    if front_door.line(door.host, door.port, most=ssl.TLSVersion.TLSv1_2) is not None:
        sentence = _("The server still speaks TLS 1.2. Run mcsys-desktop server prepare.")
        found.append(Finding("tls_old_outside", sentence))
    plain = front_door.ask(door.host, door.port, door.login, door.database, tls=False)
    if plain not in (Answer.REFUSED, Answer.NO_TLS, Answer.NOBODY):
        found.append(
            Finding(
                "plain_line",
                _("The server takes logins without encryption. Run mcsys-desktop server prepare."),
            )
        )
    return found + _asked(door)


def _asked(door: Door) -> list[Finding]:
    found = []
    answer = front_door.ask(door.host, door.port, door.login, door.database)
    if answer is Answer.REFUSED:
        found.append(
            Finding(
                "refused_inside",
                _("The server does not let {login} in from here, although it should.").format(
                    login=door.login
                )
                + " "
                + _("Run mcsys-desktop server prepare with the right --network."),
            )
        )
    elif answer is not Answer.SCRAM:
        sentence = _("The server asks {login} for a password in a way that is not safe: {how}.")
        found.append(Finding("method_outside", sentence.format(login=door.login, how=str(answer))))
    if front_door.ask(door.host, door.port, door.admin, door.database) is not Answer.REFUSED:
        sentence = _(
            "The server's administrator can be tried over the network. Run mcsys-desktop server"
            " prepare."
        )
        found.append(Finding("superuser_network", sentence))
    if door.networks and _let_in(door):
        sentence = _(
            "The server asks an address outside the office's network for a password: {address}."
            " Run mcsys-desktop server prepare."
        )
        found.append(Finding("outsider_asked", sentence.format(address=_let_in(door))))
    return found


def _let_in(door: Door) -> str:
    """An address of this computer that lies outside the office and is let in all the same."""
    inside = [ip_network(network) for network in door.networks]
    for source in _OUTSIDERS:
        if any(ip_address(source) in network for network in inside if network.version == 4):
            continue
        said = front_door.ask(
            door.address or door.host, door.port, door.login, door.database, source=source
        )
        if said not in (Answer.REFUSED, Answer.NOBODY):
            return source
    return ""


def certificate(
    shown: x509.Certificate, authority: x509.Certificate | None, now: datetime | None = None
) -> list[Finding]:
    """What is wrong with the server's certificate, or soon will be."""
    found = []
    if authority is None or not certificates.issued_by(shown, authority):
        sentence = _("The certificate of the server is not by this office's own authority.")
        return [Finding("certificate_strange", sentence)]
    left = certificates.days_left(shown, now)
    date = f"{shown.not_valid_after_utc.astimezone():%d-%m-%Y}"
    mend = _("On the server, with the stick from the safe: mcsys-desktop server renew.")
    if left < 0:
        sentence = _("The certificate of the server ran out on {date}; no desk gets in any more.")
        found.append(Finding("certificate_expired", f"{sentence.format(date=date)} {mend}"))
    elif left <= WARN_DAYS:
        sentence = ngettext(
            "The certificate of the server runs out in {days} day, on {date}.",
            "The certificate of the server runs out in {days} days, on {date}.",
            left,
        ).format(days=left, date=date)
        found.append(Finding("certificate_soon", f"{sentence} {mend}"))
    if certificates.days_left(authority, now) < 366:
        sentence = _(
            "The authority of the office runs out on {date}. Before that day every desk needs a new"
            " invitation: ask for help."
        )
        until = f"{authority.not_valid_after_utc.astimezone():%d-%m-%Y}"
        found.append(Finding("authority_soon", sentence.format(date=until)))
    return found
