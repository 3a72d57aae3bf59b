"""Where an office is: the one place that reads office URLs, and that says which networks are ours.

A server lies on a private network, or it is not the office's: whoever can be reached from the
internet is attacked from there. What protects the line cannot be lowered by a URL, because URLs are
mailed, copied and forged.
"""

import re
import socket
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from mcsys_desktop.core.errors import OfficeUnavailable, UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.networks import is_address, is_private

# Without the first two a rogue server on the network is handed the password (measured, 3 of 3).
# Kerberos would take the place of TLS, and libpq prefers it where a desk has a ticket.
SAFE = {
    "sslmode": "verify-full",
    "channel_binding": "require",
    "ssl_min_protocol_version": "TLSv1.3",
    "gssencmode": "disable",
    "require_auth": "scram-sha-256",
}
ALLOWED = {"sslrootcert", "sslcert", "sslkey", "connect_timeout", "hostaddr"}
NAME_OF_LOGIN = r"[a-z][a-z0-9_]{1,30}"


@dataclass(frozen=True, slots=True)
class Address:
    """An office in a file, or on a PostgreSQL server."""

    url: str
    path: Path | None = None
    host: str = ""  # a name or an address; the folder of a socket for a server on this computer
    port: int = 5432
    database: str = ""
    login: str = ""
    options: dict[str, str] = field(default_factory=dict)  # of libpq: TLS and time-outs

    @property
    def shared(self) -> bool:
        """Whether other desks use this office too."""
        return self.path is None

    @property
    def local(self) -> bool:
        """Whether it is reached by a socket of this computer, which no network sees."""
        return is_folder(self.host)

    def as_login(self, login: str) -> "Address":
        """The same office for somebody else."""
        if self.path is not None:
            return parse(of_file(self.path, login))
        return parse(of_server(self.host, self.port, self.database, login, self.options))


def of_file(path: Path, login: str = "") -> str:
    """The URL of an office in a file; for one of the people in it, where that is said."""
    url = "sqlite:///" + quote(str(path.absolute()).replace("\\", "/"))
    return f"{url}?login={quote(login, safe='')}" if login else url


def of_server(host: str, port: int, database: str, login: str, options: dict[str, str]) -> str:
    """The URL of an office on a server; what is always so (``SAFE``) is left out."""
    said = {name: value for name, value in options.items() if name not in SAFE}
    place = f"[{host}]" if ":" in host else host
    if is_folder(host):
        place, said = "", {"host": host} | said
    query = "&".join(f"{name}={quote(value)}" for name, value in said.items())
    url = f"postgresql://{quote(login, safe='')}@{place}:{port}/{quote(database, safe='')}"
    return f"{url}?{query}" if query else url


def parse(url: str) -> Address:
    """Read ``sqlite:///PATH`` or ``postgresql://LOGIN@HOST:PORT/DATABASE?sslrootcert=...``.

    As elsewhere, a fourth slash makes the path of a file absolute; ``?login=`` says which of the
    people in it is meant. ``?host=/FOLDER`` instead of a HOST is a socket of this computer. Raises
    UserError for anything else, for an address outside private networks, and for a URL with a
    password in it: those end up in histories and process lists.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or 5432
    except ValueError as error:
        raise _wrong(error) from error
    if parts.password is not None or "password=" in parts.query:
        raise UserError(
            _("Leave the password out of the office's address: you will be asked for it.")
        )
    if parts.scheme == "sqlite" and not parts.netloc and len(parts.path) > 1:
        who = dict(parse_qsl(parts.query)).get("login", "")
        return Address(url, path=Path(unquote(parts.path[1:])), login=who)
    name = unquote(parts.path.strip("/"))
    if parts.scheme not in ("postgresql", "postgres") or not name or not parts.username:
        raise _wrong()
    options = dict(parse_qsl(parts.query))
    login = unquote(parts.username)
    folder = options.pop("host", "")
    if is_folder(folder) and not parts.hostname and not options:
        return Address(url, None, folder, port, name, login)
    if not parts.hostname or folder:
        raise _wrong()
    options = _checked(options)
    for literal in (parts.hostname, options.get("hostaddr", "")):
        if is_address(literal):
            _refuse_public(parts.hostname, [literal])
    return Address(url, None, parts.hostname, port, name, login, SAFE | options)


def _checked(options: dict[str, str]) -> dict[str, str]:
    for name, value in SAFE.items():
        if options.pop(name, value) != value:
            raise UserError(
                _("The office's address may not lower the protection of the line: {name}").format(
                    name=name
                )
            )
    if unknown := set(options) - ALLOWED:
        raise UserError(
            _("The office's address has a part that is not known: {name}").format(
                name=", ".join(sorted(unknown))
            )
        )
    return options


def is_folder(host: str) -> bool:
    """Whether this is where a socket lies, and no name: /run/postgresql, C:/mcsys."""
    return host.startswith("/") or re.match("[A-Za-z]:/", host) is not None


def resolve(host: str, port: int) -> list[str]:
    """The network addresses of ``host``, every one of them private.

    Raises UserError when one is not, OfficeUnavailable when nobody knows the name. It asks the
    network: not on the thread that paints.
    """
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise OfficeUnavailable(
            _("Nobody on this network knows the server {host}. Is the cable in?").format(host=host)
        ) from error
    found = list(dict.fromkeys(str(answer[4][0]) for answer in answers))
    _refuse_public(host, found)
    return found


def _refuse_public(host: str, found: list[str]) -> None:
    for address in found:
        if not is_private(address):
            raise UserError(
                _(
                    "{host} does not lie on the office's own network ({address}), so nothing was"
                    " sent to it. Ask whoever looks after the server for the right address."
                ).format(host=host, address=address)
            )


def _wrong(_cause: ValueError | None = None) -> UserError:
    return UserError(
        _(
            "The address of an office looks like sqlite:///FILE"
            " or postgresql://LOGIN@SERVER/DATABASE."
        )
    )
