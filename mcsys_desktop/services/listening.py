"""Who listens for the office: to its phone systems, and to what telephones report.

Both are turns that a desk holds for as long as it is there (`models.desks`). What telephones report
to is told to them by hand, so nobody takes that over: the other desks say that it is silent.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mcsys_desktop.core import text
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.core.settings_office import OF_THE_DESK
from mcsys_desktop.models import base, desks
from mcsys_desktop.models.base import Group
from mcsys_desktop.models.desks import LISTENS as LISTENS
from mcsys_desktop.models.desks import TURN_NEWS as TURN_NEWS
from mcsys_desktop.models.desks import Turn as Turn
from mcsys_desktop.models.phone_systems import PhoneReception
from mcsys_desktop.services import calls, colleagues, phone_systems
from mcsys_desktop.telephony import sources
from mcsys_desktop.telephony.base import OfficeSource, OpenCall

NEWS = frozenset({TURN_NEWS, "phone_system", "phone_secret", "phone_reception"})


@dataclass(frozen=True, slots=True)
class Receiver:
    """A machine that telephones report to; ``silent`` while it cannot be reached."""

    id: int
    name: str
    address: str
    here: bool
    silent: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """Who listens, in an office on a server. ``needed``: there is a phone system switched on.

    ``listener`` is the name of who listens to it; empty for nobody.
    """

    needed: bool = False
    listener: str = ""
    receivers: tuple[Receiver, ...] = ()

    @property
    def silent(self) -> Receiver | None:
        """A machine that telephones report to and that hears none of them."""
        return next((each for each in self.receivers if each.silent), None)


# What makes one way of listening to a phone system another than before.
Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What there is to listen to: how to run each phone system that is switched on.

    ``under_way`` are the calls that each source has to go on with.
    """

    systems: Mapping[Key, tuple[str, Settings]]
    under_way: Mapping[str, Sequence[OpenCall]] = field(default_factory=dict)

    def renewed(self, running: Mapping[Key, OfficeSource]) -> dict[Key, OfficeSource]:
        """What is to run now; what runs already and is as it was goes on."""
        found = {key: running[key] for key in self.systems if key in running}
        for key, (kind, settings) in self.systems.items():
            source = None if key in running else sources.of_office(kind, settings)
            if source is not None:
                source.recall(self.under_way.get(source.key, ()))
                found[key] = source
        return found


def wanted(desk: Settings) -> Wanted:
    """What ``desk`` would listen to for the office; nothing where it may not log calls."""
    if not may_listen():
        return Wanted({})
    own = tuple(getattr(desk, name) for name in sorted(OF_THE_DESK))
    systems: dict[Key, tuple[str, Settings]] = {
        (system.id, system.version, own): (system.kind, phone_systems.to_run(system, desk))
        for system in phone_systems.listed()
        if system.enabled
    }
    return Wanted(systems, calls.under_way() if systems else {})


def may_listen() -> bool:
    """Whether whoever works at this desk may log calls."""
    return base.state().writable and colleagues.rights().may(Group.DESK)


def standing(identity: str) -> Standing:
    """Who listens now. ``identity`` is this desk's own (`Settings.identity`)."""
    if not base.shared():
        return Standing()
    needed = any(system.enabled for system in phone_systems.listed())
    held = desks.holders(base.rows)
    names = colleagues.names()
    listener = _called(held[LISTENS], names) if LISTENS in held else ""
    receivers = tuple(
        Receiver(
            row.id,
            row.name or names.get(row.created_by, row.created_by),
            row.address,
            row.desk == identity,
            (desks.RECEIVES, row.id) not in held,
        )
        for row in PhoneReception.select().order_by(PhoneReception.id)
    )
    return Standing(needed, listener, receivers)


def receive(identity: str, name: str, address: str) -> Turn | None:
    """Say that telephones report to this machine; the turn to hold while it hears them.

    None in an office in a file: there is no other desk to know of it.
    """
    if not base.shared():
        return None
    with base.transaction():
        row = PhoneReception.get_or_none(PhoneReception.desk == identity)
        if row is None:
            row = PhoneReception(desk=identity)
        told = {"name": text.clean(name, 100), "address": text.clean(address, 100)}
        for column, value in told.items():
            if getattr(row, column) != value:
                setattr(row, column, value)
        row.save()
        return (desks.RECEIVES, row.id)


def receive_no_more(identity: str) -> None:
    """Telephones are told to report elsewhere."""
    if base.shared():
        row = PhoneReception.get_or_none(PhoneReception.desk == identity)
        if row is not None:
            forget(row.id)


def forget(receiver_id: int) -> None:
    """A machine that telephones reported to will not be back."""
    with base.transaction():
        row = PhoneReception.get_or_none(PhoneReception.id == receiver_id)
        if row is not None:
            row.delete_instance()


def _called(holder: desks.Holder, names: dict[str, str]) -> str:
    if holder.windowless:
        return _("{machine} (always on)").format(machine=holder.desk or holder.login)
    return holder.desk or names.get(holder.login, holder.login)
