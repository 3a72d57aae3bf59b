"""Where an office is: the one place that reads office URLs."""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _

# Without these two a rogue server on the network is handed the password (measured, 3 of 3).
SAFE = {"sslmode": "verify-full", "channel_binding": "require"}
ALLOWED = {
    "sslmode",
    "sslrootcert",
    "sslcert",
    "sslkey",
    "channel_binding",
    "connect_timeout",
    "hostaddr",
}


@dataclass(frozen=True, slots=True)
class Address:
    """An office in a file, or on a PostgreSQL server."""

    url: str
    path: Path | None = None
    host: str = ""
    port: int = 5432
    database: str = ""
    login: str = ""
    options: dict[str, str] = field(default_factory=dict)  # of libpq: TLS and time-outs

    @property
    def shared(self) -> bool:
        """Whether other desks use this office too."""
        return self.path is None

    def as_login(self, login: str) -> "Address":
        """The same office for somebody else."""
        query = "&".join(f"{name}={quote(value)}" for name, value in self.options.items())
        host = f"[{self.host}]" if ":" in self.host else self.host
        url = f"postgresql://{quote(login)}@{host}:{self.port}/{quote(self.database)}?{query}"
        return parse(url)


def of_file(path: Path) -> str:
    """The URL of an office in a file."""
    return "sqlite:///" + quote(str(path.absolute()).replace("\\", "/"))


def parse(url: str) -> Address:
    """Read ``sqlite:///PATH`` or ``postgresql://LOGIN@HOST:PORT/DATABASE?sslmode=...``.

    As elsewhere, a fourth slash makes the path of a file absolute. Raises UserError for anything
    else, and for a URL with a password in it: those end up in histories and process lists.
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
        return Address(url, path=Path(unquote(parts.path[1:])))
    name = unquote(parts.path.strip("/"))
    if parts.scheme in ("postgresql", "postgres") and parts.hostname and name and parts.username:
        options = dict(parse_qsl(parts.query))
        if unknown := set(options) - ALLOWED:
            raise UserError(
                _("The office's address has a part that is not known: {name}").format(
                    name=", ".join(sorted(unknown))
                )
            )
        login = unquote(parts.username)
        return Address(url, None, parts.hostname, port, name, login, SAFE | options)
    raise _wrong()


def _wrong(_cause: ValueError | None = None) -> UserError:
    return UserError(
        _(
            "The address of an office looks like sqlite:///FILE"
            " or postgresql://LOGIN@SERVER/DATABASE."
        )
    )
