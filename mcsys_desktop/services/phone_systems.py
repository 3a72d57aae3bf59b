"""The phone systems of the office: read, kept and taken away, with their passwords.

What is chosen of a phone system are settings (`core.settings`) by name; here they are laid over
those of the desk that listens for the office. A password belongs to the account that it was given
for: with another user or address it is asked again, and is not sent there.
"""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from mcsys_desktop.core import certificates, clock, settings_office
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.kept_secrets import KeptSecrets
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.models import base
from mcsys_desktop.models.base import Group
from mcsys_desktop.models.phone_systems import PhoneSecret
from mcsys_desktop.models.phone_systems import PhoneSystem as Stored
from mcsys_desktop.services import colleagues
from mcsys_desktop.services.customers import checks
from mcsys_desktop.telephony import servers, sources

KINDS = settings_office.KINDS
LARGEST = 64 * 1024  # bytes of the file with a phone system's certificate
LONGEST_PASSWORD = 200


@dataclass(frozen=True, slots=True)
class PhoneSystem:
    """One phone system; ``id`` 0: not kept yet. ``chosen`` are its settings by name.

    A setting that ``chosen`` leaves out has its default. ``has_password``: for this very account.
    """

    kind: str
    chosen: Mapping[str, object] = field(default_factory=dict)
    has_password: bool = False
    id: int = 0
    version: int = 0

    @property
    def enabled(self) -> bool:
        """Whether the office listens to it."""
        return bool(self.chosen.get(f"{self.kind}_enabled"))

    def settings(self, desk: Settings | None = None) -> Settings:
        """The settings of ``desk`` with this phone system's in them; without any password."""
        laid = replace(desk or Settings(), secrets=KeptSecrets())
        for name, value in self.chosen.items():
            if settings_office.kind_of(name) == self.kind:
                laid.change(name, value)
        return laid


def names(kind: str) -> tuple[str, ...]:
    """The settings of a kind of phone system, in the order of declaration."""
    return tuple(
        each.name for each in fields(Settings) if settings_office.kind_of(each.name) == kind
    )


def listed() -> list[PhoneSystem]:
    """All phone systems of the office, also those that are switched off; without passwords."""
    return [_read(row) for row in Stored.select().order_by(Stored.id)]


def first(kind: str) -> PhoneSystem:
    """The office's phone system of that kind; one that is not kept yet where there is none."""
    row = Stored.select().where(Stored.kind == kind).order_by(Stored.id).first()
    return _read(row) if row is not None else PhoneSystem(kind)


def keep(said: PhoneSystem, password: str | None = None) -> PhoneSystem:
    """Keep what ``said`` says, over its version, with a password for it; what is stored then.

    Without ``password`` the one that is there stays; an empty one is forgotten. The file of a
    certificate is read, and what it holds is kept: other desks do not have that file.

    Raises Refused for who is no administrator, StaleRecord when somebody was first, and UserError
    for what cannot be stored.
    """
    colleagues.require(Group.ADMIN)
    wanted = _checked(said)
    told = {"kind": wanted.kind, "chosen": json.dumps(wanted.chosen, sort_keys=True)}
    with base.transaction():
        row = Stored.get_or_none(Stored.id == said.id) if said.id else Stored()
        if row is None:
            raise UserError(_("Somebody else has just taken away this phone system."))
        if said.id:
            checks.assign(row, said.version, told, frozenset(told))
        else:
            row.kind, row.chosen = told["kind"], told["chosen"]
        if password is not None:
            row.password_for = _account(wanted) if password else ""
            row.password_at = clock.now() if password else None
        row.save()
        if password is not None:
            _keep_secret(row.id, password)
    return _read(row)


def change(kind: str, name: str, value: object) -> PhoneSystem:
    """Choose something else of the office's phone system of that kind; as in `keep`."""
    with base.transaction():
        _take_turn(kind)
        before = first(kind)
        return keep(replace(before, chosen={**before.chosen, name: value}))


def give_password(kind: str, password: str) -> PhoneSystem:
    """Give the office's phone system of that kind another password; as in `keep`."""
    with base.transaction():
        _take_turn(kind)
        return keep(first(kind), password)


def knows_password(kind: str) -> bool:
    """Whether one can prove oneself to such a phone system with a password."""
    known = sources.FOR_THE_OFFICE.get(kind)
    return known is not None and known.account is not None


def needs_password(kind: str) -> bool:
    """Whether nothing is heard of such a phone system without one."""
    return knows_password(kind) and sources.FOR_THE_OFFICE[kind].needed


def shown(system: PhoneSystem, name: str) -> object:
    """A setting of a phone system as people see it: a certificate by whom it is of."""
    value = getattr(system.settings(), name)
    if name.endswith("_authority") and servers.is_certificate(value):
        try:
            return _("Certificate of {name}").format(name=certificates.name_of(value.encode()))
        except ValueError:
            return _("Certificate")
    return value


def remove(system_id: int) -> None:
    """Take away a phone system, with its password. Raises Refused for who is no administrator."""
    colleagues.require(Group.ADMIN)
    with base.transaction():
        row = Stored.get_or_none(Stored.id == system_id)
        if row is not None:
            row.delete_instance()


def to_run(system: PhoneSystem, desk: Settings) -> Settings:
    """What is needed to listen to ``system``, its password included. For who may log calls."""
    laid = system.settings(desk)
    # The same on every desk: a phone system takes whoever takes over for the one that it knew.
    laid.sip_instance = str(uuid.uuid5(uuid.UUID(int=system.id), base.state().office_id))
    account = sources.account_of(system.kind, laid)
    if account and system.has_password:
        kept = PhoneSecret.get_or_none(PhoneSecret.phone_system == system.id)
        laid.secrets.put(account, kept.secret if kept is not None else "")
    return laid


def _take_turn(kind: str) -> None:
    """Settings are changed one by one, by fields that do not wait for each other: none is lost."""
    if base.shared():
        base.rows("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", (f"phones {kind}",))


def _read(row: Stored) -> PhoneSystem:
    try:
        known = json.loads(row.chosen)
    except ValueError:
        known = {}
    chosen: dict[str, object] = {}
    passing = Settings()
    for name, value in known.items() if isinstance(known, dict) else ():
        if settings_office.kind_of(name) == row.kind and hasattr(passing, name):
            chosen[name] = tuple(value) if isinstance(value, list) else value
    system = PhoneSystem(row.kind, chosen, id=row.id, version=row.version)
    account = _account(system)
    return replace(system, has_password=bool(account) and row.password_for == account)


def _account(system: PhoneSystem) -> str:
    return sources.account_of(system.kind, system.settings())


def _checked(said: PhoneSystem) -> PhoneSystem:
    """As it is stored. Raises UserError for a value that a setting cannot have."""
    if said.kind not in KINDS:
        raise UserError(_("This program does not know that kind of phone system."))
    laid = said.settings()  # checks each value
    chosen: dict[str, object] = {}
    for name in names(said.kind):
        if name in said.chosen:
            value = getattr(laid, name)
            chosen[name] = _content(value) if name.endswith("_authority") else value
    return replace(said, chosen=chosen)


def _content(authority: str) -> str:
    """What stands in the file of a certificate. Raises UserError where it cannot be read."""
    if not authority or servers.is_certificate(authority):
        return authority
    try:
        with Path(authority).open("rb") as file:
            content = file.read(LARGEST + 1).decode("ascii")
    except (OSError, ValueError) as error:
        raise UserError(
            _("The file with the phone system's certificate cannot be read.")
        ) from error
    if len(content) > LARGEST or not servers.is_certificate(content):
        raise UserError(_("The file with the phone system's certificate holds none."))
    return content


def _keep_secret(system_id: int, password: str) -> None:
    kept = PhoneSecret.get_or_none(PhoneSecret.phone_system == system_id)
    if not password:
        if kept is not None:
            kept.delete_instance()
        return
    if len(password) > LONGEST_PASSWORD:
        raise UserError(_("This password is too long."))
    if kept is None:
        kept = PhoneSecret(phone_system=system_id)
    kept.secret = password
    kept.save()
