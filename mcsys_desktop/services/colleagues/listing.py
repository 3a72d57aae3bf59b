"""Who works here, as a screen shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from mcsys_desktop.core import text, vault
from mcsys_desktop.core.errors import OfficeUnavailable
from mcsys_desktop.models import base, logins
from mcsys_desktop.models.base import Group, shared
from mcsys_desktop.models.staff import Colleague
from mcsys_desktop.services.colleagues.knowing import me
from mcsys_desktop.services.colleagues.rights import Rights, rights


@dataclass(frozen=True, slots=True)
class ColleagueRow:
    """One person. What only administrators see is empty for others."""

    login: str
    name: str
    extension: str
    version: int  # 0: a login that nobody gave a name
    is_me: bool
    left_at: datetime | None
    group: Group | None = None
    enabled: bool = True  # may come in
    must_change: bool = False  # has not chosen a password yet
    code_until: datetime | None = None  # the start code counts until then
    sessions: int = 0

    @property
    def id(self) -> str:
        """What tells one row from another."""
        return self.login


@dataclass(frozen=True, slots=True)
class Team:
    """Everything that the page of colleagues shows."""

    rows: tuple[ColleagueRow, ...]
    rights: Rights
    on_server: bool
    keyed: bool  # a file that several people can open


def team() -> Team:
    """Who works here, and what whoever looks may do about it."""
    box = own_vault()
    return Team(tuple(listed()), rights(), shared(), box is not None)


def listed() -> list[ColleagueRow]:
    """Everybody who works here, by name; administrators also see who left."""
    mine, own = rights(), me()
    people = {one.login: one for one in Colleague.select()}
    if not mine.manages:
        return _sorted(
            ColleagueRow(one.login, one.name or one.login, one.extension, 0, one.login == own, None)
            for one in people.values()
            if one.left_at is None
        )
    if shared():
        known = {login.name: login for login in logins.listed(base.rows)}
        return _sorted(
            _of_server(login, people.get(login), known.get(login), own)
            for login in {*people, *known}
        )
    box = own_vault()
    return _sorted(_of_file(one, box, own, mine.group) for one in people.values())


def _of_server(
    login: str, one: Colleague | None, known: logins.Login | None, own: str
) -> ColleagueRow:
    return ColleagueRow(
        login,
        one.name if one is not None and one.name else login,
        one.extension if one is not None else "",
        one.version if one is not None else 0,
        login == own,
        one.left_at if one is not None else None,
        known.group if known is not None else (Group(one.may) if one is not None else None),
        known is not None and known.enabled,
        known is not None and known.must_change,
        known.valid_until if known is not None else None,
        known.sessions if known is not None else 0,
    )


def _of_file(one: Colleague, box: vault.Vault | None, own: str, mine: Group) -> ColleagueRow:
    inside = box is None or one.login in box.people
    return ColleagueRow(
        one.login,
        one.name or one.login,
        one.extension,
        one.version,
        one.login == own,
        one.left_at,
        mine if one.login == own else Group(one.may),
        inside and one.left_at is None,
        box is not None and box.must_change(one.login),
    )


def own_vault() -> vault.Vault | None:
    """Who may open the file of this office; None for one without a key, and on a server."""
    path = base.address().path
    if path is None:
        return None
    try:
        return vault.load(vault.keys_file(path)) if vault.keys_file(path).exists() else None
    except OfficeUnavailable:
        return None


def _sorted(found: Iterable[ColleagueRow]) -> list[ColleagueRow]:
    return sorted(found, key=lambda row: (row.left_at is not None, text.sort_key(row.name)))
