"""Bring somebody new into the office, or somebody who is locked out back into it."""

from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path

from mcsys_desktop.core import certificates, text
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models import base, logins
from mcsys_desktop.models import server as roles
from mcsys_desktop.models.base import Group
from mcsys_desktop.models.staff import Colleague
from mcsys_desktop.services import free_text
from mcsys_desktop.services.servers import records, start_codes
from mcsys_desktop.services.servers.invitations import Invitation
from mcsys_desktop.services.servers.local import Cluster


@dataclass(frozen=True, slots=True)
class Invited:
    """A file to hand over, and the code to tell by voice. The code is kept nowhere."""

    invitation: Invitation
    code: str


@dataclass(frozen=True, slots=True)
class Entry:
    """Where an office is found: what stands in every invitation to it."""

    address: str
    port: int
    database: str
    certificate: str

    def invitation(self, login: str, code: str) -> Invitation:
        """The file for ``login``, sealed with ``code``."""
        blank = Invitation(self.address, self.port, self.database, login, self.certificate)
        return blank.sealed(code)


def own_entry() -> Entry:
    """Of the office that is open at this desk. Raises UserError when it is not on a server."""
    address = base.address()
    if not address.shared:
        raise UserError(_("This office is in a file on this computer; nobody can join it."))
    root = address.options.get("sslrootcert", "")
    try:
        known = certificates.load_authority(Path(root).read_bytes()) if root else None
    except (OSError, ValueError):
        known = None
    certificate = certificates.pem(known) if known else ""
    if not certificate:
        raise UserError(
            _("This desk has no certificate of the office. Invite from a desk that was invited.")
        )
    return Entry(address.host, address.port, address.database, certificate)


def entry_of(cluster: Cluster) -> Entry:
    """Of the office that this computer is the server of."""
    record = records.needed(cluster)
    authority = records.authority_of(cluster)
    if authority is None:
        raise UserError(
            _(
                "The certificates in {folder} are damaged. On the server, with the stick from the"
                " safe: mcsys-desktop server renew."
            ).format(folder=cluster.folder)
        )
    certificate = certificates.pem(authority)
    return Entry(record.host, record.port, record.database, certificate)


def invite(name: str, group: Group, entry: Entry, login: str = "", extension: str = "") -> Invited:
    """Make a login for somebody called ``name``; the office is open, by an administrator.

    Raises UserError when the login is taken, or when this login may not.
    """
    free_text.refuse_cards(name, extension)
    name = text.clean(name)
    login = login or proposed_login(name)
    code = start_codes.make()
    with base.connected(), base.transaction():
        logins.create(_run, login, roles.scram_verifier(code), group)
        # Somebody of that name may have worked here before the login was removed.
        person = Colleague.get_or_none(Colleague.login == login) or Colleague(login=login)
        person.name, person.extension = name or login, text.clean(extension, 12)
        person.may, person.left_at = group, None
        person.save()
    return Invited(entry.invitation(login, code), code)


def invite_again(login: str, entry: Entry) -> Invited:
    """A new code for somebody who lost the password or came too late; sessions end.

    A closed login is opened again. Who works here and has no login, because the office was put back
    on another server, gets one. Raises UserError when there is no such person.
    """
    code = start_codes.make()
    verifier = roles.scram_verifier(code)
    with base.connected(), base.transaction():
        known = {found.name: found for found in logins.listed(_run)}
        without = {person.login: person for person in without_login(known)}
        if login in without:
            logins.create(_run, login, verifier, Group(without[login].may))
        elif login in known and not known[login].enabled:
            logins.enable(_run, login, verifier)
        else:
            logins.reset(_run, login, verifier)
    return Invited(entry.invitation(login, code), code)


def without_login(known: Container[str]) -> list[Colleague]:
    """Who works here, by login, and cannot come in because the server has no login for them."""
    with base.connected():
        here = Colleague.select().where(Colleague.left_at.is_null()).order_by(Colleague.login)
        return [person for person in here if person.login not in known]


def proposed_login(name: str) -> str:
    """ "sanne" for "Sanne Vis". Raises UserError where there is nothing to make one of."""
    words = text.fold(name).split()
    login = "".join(sign for sign in words[0] if sign.isascii() and sign.isalnum()) if words else ""
    if len(login) < 2 or not login[0].isalpha():
        raise UserError(_("Say with --login what the login of this person is called."))
    return login[:31]


def write_invitation(invited: Invited, file: Path) -> None:
    """The file to hand over. Raises UserError where it cannot be written."""
    try:
        file.write_text(invited.invitation.text(), encoding="utf-8")
    except OSError as error:
        raise UserError(
            _("The invitation {file} cannot be written there.").format(file=file)
        ) from error


def _run(sql: str, values: object) -> list[tuple[object, ...]]:
    return base.rows(sql, values)  # type: ignore[arg-type]  # of logins.Run
