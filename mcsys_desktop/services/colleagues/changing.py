"""Let people into the office, move them, give them a new code, take leave of them.

On a server the database's own functions do it (``models.logins``), whoever asks; in a file this
program (``in_file``). Every act is in the log: the row of the person, or a note.
"""

import re
from dataclasses import dataclass

from mcsys_desktop.core import text
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models.address import NAME_OF_LOGIN
from mcsys_desktop.models.base import Group, shared, transaction
from mcsys_desktop.models.staff import Colleague
from mcsys_desktop.services import free_text, servers
from mcsys_desktop.services.colleagues import in_file
from mcsys_desktop.services.colleagues.knowing import me
from mcsys_desktop.services.colleagues.rights import require
from mcsys_desktop.services.servers import Invitation

LONGEST_NAME, LONGEST_EXTENSION = 80, 12


@dataclass(frozen=True, slots=True)
class Welcome:
    """What somebody needs to come in: a code, told by voice; on a server also a file."""

    login: str
    code: str
    invitation: Invitation | None = None


@dataclass(frozen=True, slots=True)
class Farewell:
    """That somebody is out. ``code``: the recovery code that replaces the printed one, if any."""

    code: str = ""


def propose_login(name: str) -> str:
    """What somebody of this name could be called: "sanne"; nothing where it gives no login."""
    try:
        return servers.proposed_login(text.clean(name))
    except UserError:
        return ""


def add(name: str, login: str, extension: str, group: Group, own_password: str = "") -> Welcome:
    """Let somebody new in. ``own_password`` is asked for in a file.

    Raises Refused, UserError for a login that is taken or cannot be one, WrongPassword.
    """
    require(Group.ADMIN)
    free_text.refuse_cards(name, login, extension)
    name, login = text.clean(name, LONGEST_NAME), login.strip()
    if not name:
        raise UserError(_("Type the name of the new colleague."))
    if not re.fullmatch(NAME_OF_LOGIN, login):
        raise UserError(_("A login has 2 to 31 small letters, digits and underscores."))
    if Colleague.select().where(Colleague.login == login, Colleague.left_at.is_null()).exists():
        raise UserError(_("There is a login of that name already."))
    if shared():
        invited = servers.invite(name, group, servers.own_entry(), login, extension)
        return Welcome(login, invited.code, invited.invitation)
    person = Colleague.get_or_none(Colleague.login == login) or Colleague(login=login)
    person.name, person.extension = name, text.clean(extension, LONGEST_EXTENSION)
    person.may, person.left_at = group, None
    return Welcome(login, in_file.add(person, own_password))


def change(login: str, version: int, name: str, extension: str) -> None:
    """Another name or extension. Raises StaleRecord, Refused."""
    require(Group.ADMIN)
    free_text.refuse_cards(name, extension)
    name = text.clean(name, LONGEST_NAME)
    if not name:
        raise UserError(_("Type the name of the colleague."))
    with transaction():
        person = Colleague.get_or_none(Colleague.login == login) or Colleague(login=login)
        if person.id is not None:
            person.version = version
        person.name, person.extension = name, text.clean(extension, LONGEST_EXTENSION)
        person.save()


def set_group(login: str, group: Group) -> None:
    """Let somebody do more, or less, from now on. Raises Refused, UserError for the last admin."""
    require(Group.ADMIN)
    if shared():
        servers.set_group(login, group)
        return
    if group is not Group.ADMIN:
        in_file.refuse_last(login)
    with transaction():
        person = Colleague.get(Colleague.login == login)
        person.may = group
        person.save()


def new_code(login: str, own_password: str = "") -> Welcome:
    """A start code for who lost the password, or who comes back. Their sessions end."""
    require(Group.ADMIN)
    if login == me():
        raise UserError(_("Choose another password for yourself instead."))
    if not shared():
        return Welcome(login, in_file.new_code(login, own_password))
    invited = servers.invite_again(login, servers.own_entry())
    with transaction():
        back = Colleague.get_or_none(Colleague.login == login)
        if back is not None and back.left_at is not None:
            back.left_at = None
            back.save()
    return Welcome(login, invited.code, invited.invitation)


def take_leave(login: str, own_password: str = "", *, another_key: bool = False) -> Farewell:
    """Somebody works here no longer: on a server out within five seconds, in a file from now on.

    ``another_key`` gives a file another key when it is opened the next time, and a new recovery
    code at once. Raises Refused, UserError for oneself and for the last administrator.
    """
    require(Group.ADMIN)
    if login == me():
        raise UserError(_("Somebody else must close your login."))
    if shared():
        servers.close_login(login)
        return Farewell()
    return Farewell(in_file.take_out(login, own_password, another_key=another_key))
