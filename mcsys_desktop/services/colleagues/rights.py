"""What whoever works at this desk may do, for screens that show only that and say why.

On a server the database decides, whatever a screen says; it is asked once, at sign-in, and again
when somebody's group changes. In a file this is what the program goes by.
"""

from dataclasses import dataclass

from mcsys_desktop.core.errors import Refused
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models import failures
from mcsys_desktop.models.base import Group, rows, shared
from mcsys_desktop.models.staff import Colleague
from mcsys_desktop.services.colleagues.knowing import me
from mcsys_desktop.services.queries import tuples

ORDER = tuple(Group)


@dataclass(frozen=True, slots=True)
class Rights:
    """The group of whoever is here, and the names of whom to ask for more."""

    group: Group = Group.ADMIN
    admins: tuple[str, ...] = ()

    def may(self, needed: Group) -> bool:
        """Whether this group is ``needed``, or may do all that it may."""
        return ORDER.index(self.group) >= ORDER.index(needed)

    @property
    def edits(self) -> bool:
        """Whether somebody does the day's work here, or only reads."""
        return self.may(Group.DESK)

    @property
    def manages(self) -> bool:
        """Whether somebody lets people in and out."""
        return self.may(Group.ADMIN)

    def why_not(self, needed: Group) -> str:
        """Why something cannot be done, and whom to ask; nothing where it can."""
        if self.may(needed):
            return ""
        whom = _listed(self.admins) or _("an administrator of the office")
        if needed is Group.DESK:
            return _("You may only read here. Ask {whom} if you need to change something.").format(
                whom=whom
            )
        return _("Only an administrator of the office may do this. Ask {whom}.").format(whom=whom)


def rights() -> Rights:
    """Of whoever works at this desk."""
    admins = tuple(
        name
        for (name,) in tuples(
            Colleague.select(Colleague.name)
            .where(Colleague.may == Group.ADMIN, Colleague.left_at.is_null())
            .order_by(Colleague.id)
        )
    )
    return Rights(_on_server() if shared() else _in_file(), admins)


def require(needed: Group) -> None:
    """Raise Refused, and tell the log, unless whoever works here is in ``needed`` or above."""
    mine = rights()
    if not mine.may(needed):
        failures.on_refused(str(needed))
        raise Refused(mine.why_not(needed))


def _on_server() -> Group:
    found = [
        group
        for group in ORDER
        if rows("SELECT pg_has_role(session_user, %s, 'MEMBER')", (str(group),)) == [(True,)]
    ]
    return found[-1] if found else Group.READER


def _in_file() -> Group:
    """What the file says of this person. An office of one person, made before there were groups,
    is that person's.
    """
    here = list(Colleague.select().where(Colleague.left_at.is_null()).order_by(Colleague.id))
    mine = next((one for one in here if one.login == me()), None)
    nobody_manages = all(one.may is not Group.ADMIN for one in here)
    if nobody_manages and (mine is None or mine.id == here[0].id):
        return Group.ADMIN
    return Group(mine.may) if mine is not None else Group.READER


def _listed(names: tuple[str, ...]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("{names} or {last}").format(names=", ".join(names[:-1]), last=names[-1])
