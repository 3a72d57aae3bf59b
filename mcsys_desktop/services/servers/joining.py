"""Join an office with an invitation: know its server, get in with the code, choose a password."""

from pathlib import Path
from typing import Any

from mcsys_desktop.core import certificates, passwords, settings
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.profile import Profile
from mcsys_desktop.models import address as addresses
from mcsys_desktop.models import logins, postgres, reaching
from mcsys_desktop.models import server as roles
from mcsys_desktop.models.versions import SCHEMA
from mcsys_desktop.services.servers import start_codes
from mcsys_desktop.services.servers.invitations import Invitation


def join(invitation: Invitation, code: str, new_password: str, profile: Profile) -> str:
    """Become who was invited, with a password that nobody else knows. The office's address.

    Nothing is sent to a server that cannot prove itself by the certificate in the invitation, and
    nothing is tried with an invitation that was not made together with the code. Raises UserError
    with a sentence; then nothing was changed.
    """
    code = start_codes.read(code)
    invitation.check(code)
    passwords.check(new_password, [invitation.login, invitation.address, invitation.database])
    chosen = passwords.normal(new_password)
    if _is_the_code(chosen, code):
        raise UserError(_("Choose a password of your own: somebody else knows this code."))
    url = _url(invitation, _keep_certificate(invitation, profile))
    verifier = roles.scram_verifier(chosen)
    _as(url, code, lambda run: logins.set_own_password(run, verifier))
    _as(url, chosen, lambda run: run("SELECT 1", ()))  # it works before the code is forgotten
    return url


def remember(url: str, profile: Profile) -> None:
    """Let this desk open the office at ``url`` the next time. Raises UserError."""
    own = settings.load(profile.folder)
    own.office = url
    try:
        own.save(profile.folder)
    except OSError as error:
        raise UserError(_("The settings of this desk could not be kept.")) from error


def _is_the_code(password: str, code: str) -> bool:
    """Whether a password is the code itself, however it was typed."""
    try:
        return start_codes.read(password) == code
    except UserError:
        return False


def _keep_certificate(invitation: Invitation, profile: Profile) -> Path:
    """Keep what this desk knows the server by; public, but nobody else's to change."""
    content = invitation.certificate.encode("ascii")
    name = certificates.fingerprint(certificates.load_authority(content))
    file = profile.folder / "servers" / f"{name}.crt"
    try:
        file.parent.mkdir(mode=0o700, exist_ok=True)
        file.write_bytes(content)
    except OSError as error:
        raise UserError(
            _("The profile folder {folder} cannot be made.").format(folder=file.parent)
        ) from error
    return file


def _url(invitation: Invitation, root: Path) -> str:
    host, port, database = invitation.address, invitation.port, invitation.database
    options = {"sslrootcert": root.as_posix()}
    return addresses.of_server(host, port, database, invitation.login, options)


def _as(url: str, password: str, act: Any) -> None:
    import psycopg

    known = postgres.parameters(addresses.parse(url), password, SCHEMA)

    def run(sql: str, values: Any) -> list[tuple[Any, ...]]:
        cursor = connection.execute(sql.encode(), values or None)
        return list(cursor.fetchall()) if cursor.description else []

    try:
        with reaching.connect(**known) as connection:
            act(run)
    except psycopg.OperationalError as error:
        if "authentication failed" in str(error):
            raise UserError(
                _(
                    "The server does not know this code. It counts for seven days and once: ask"
                    " an administrator of the office for a new invitation."
                )
            ) from error
        raise postgres.unavailable(error) from error
