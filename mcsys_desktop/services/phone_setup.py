"""Setting up a phone system: what was chosen and typed, a source of it to try, and keeping it.

A `Plan` is all that somebody chose and typed so far; nothing of it takes effect before `keep`.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from mcsys_desktop.core import number_forms, phone
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.kept_secrets import KeptSecrets
from mcsys_desktop.core.settings import Declaration, Settings, declared
from mcsys_desktop.telephony import listener
from mcsys_desktop.telephony.asterisk import source as asterisk
from mcsys_desktop.telephony.base import CallSource
from mcsys_desktop.telephony.base import Trouble as Trouble
from mcsys_desktop.telephony.fritzbox import source as fritzbox
from mcsys_desktop.telephony.fritzbox.finding import find
from mcsys_desktop.telephony.ncid import source as ncid
from mcsys_desktop.telephony.routes import SYSTEMS as SYSTEMS
from mcsys_desktop.telephony.routes import Kind as Kind
from mcsys_desktop.telephony.routes import Route as Route
from mcsys_desktop.telephony.routes import Seat as Seat
from mcsys_desktop.telephony.routes import System as System
from mcsys_desktop.telephony.routes import route as _route_of
from mcsys_desktop.telephony.routes import system as _system_of
from mcsys_desktop.telephony.sip import source as sip

FORM = "phone-setup"  # the draft in which it is kept how far somebody is
# What is asked of each kind, by the names of the settings that it becomes.
FIELDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.LISTENER: ("listener_address",),
    Kind.SIP: ("sip_server", "sip_user", "sip_transport", "sip_login"),
    Kind.ASTERISK: ("asterisk_server", "asterisk_user", "asterisk_tls"),
    Kind.FRITZBOX: ("fritzbox_address",),
    Kind.NCID: ("ncid_address", "ncid_port"),
    Kind.NONE: (),
}
NEEDED = ("sip_server", "sip_user", "asterisk_server", "asterisk_user", "ncid_address")
_MAKE: Mapping[Kind, Callable[[Settings], CallSource | None]] = {
    Kind.LISTENER: listener.from_settings,
    Kind.SIP: sip.from_settings,
    Kind.ASTERISK: asterisk.from_settings,
    Kind.FRITZBOX: fritzbox.from_settings,
    Kind.NCID: ncid.from_settings,
}
_PASSWORDS: Mapping[Kind, Callable[[Settings], str]] = {
    Kind.SIP: sip.password_name,
    Kind.ASTERISK: asterisk.password_name,
}
_KEYS = {Kind.ASTERISK: "ami"}  # how the sources of a kind begin their key


@dataclass
class Plan:
    """How far somebody is with setting up: what they chose, and what they typed, by setting."""

    system: str = ""
    route: str = ""
    brand: str = ""  # of the desk phones
    step: int = 0
    from_number: str = ""  # that they call from, as typed
    typed: dict[str, str] = field(default_factory=dict)
    form: str | None = None  # how numbers are written there; None: not chosen yet
    phones: list[str] = field(default_factory=list)  # addresses that may report, beside the known

    @property
    def kind(self) -> Kind:
        """Which kind of source it becomes."""
        found = _route_of(self.system, self.route)
        return found.kind if found is not None else Kind.NONE

    @property
    def from_e164(self) -> str:
        """The number that they call from; empty where it is none."""
        return phone.parse(self.from_number).e164

    def texts(self) -> dict[str, str]:
        """As it is kept on this desk; a password is never in it."""
        said = {name: getattr(self, name) for name in ("system", "route", "brand", "from_number")}
        return said | {"step": str(self.step), "typed": json.dumps(self.typed)}


def plan_of(texts: Mapping[str, str]) -> Plan:
    """What was kept; what cannot be read counts as not said."""
    try:
        typed = json.loads(texts.get("typed", "{}"))
        step = int(texts.get("step", "0"))
    except ValueError:
        typed, step = {}, 0
    known = {each for names in FIELDS.values() for each in names}
    said = {str(name): str(text) for name, text in typed.items() if name in known}
    plan = Plan(texts.get("system", ""), texts.get("route", ""), texts.get("brand", ""))
    plan.from_number, plan.typed = texts.get("from_number", ""), said
    plan.step = step if _route_of(plan.system, plan.route) is not None else 0
    return plan


def fields_of(kind: Kind) -> list[Declaration]:
    """What is to be typed or chosen for a kind, in the words of the settings."""
    known = {each.name: each for each in declared()}
    return [known[name] for name in FIELDS[kind]]


def asks_password(kind: Kind) -> bool:
    """Whether it takes a password."""
    return kind in _PASSWORDS


def find_box() -> str:
    """The address of a FRITZ!Box in the office's network; empty where none is found."""
    return find()


def system_called(key: str) -> System | None:
    """The phone system of that key."""
    return _system_of(key)


def route_called(system: str, key: str) -> Route | None:
    """One of its routes."""
    return _route_of(system, key)


def leading_to(source: str) -> tuple[str, str]:
    """The system and the route that lead to a source of that key; empty for none.

    >>> leading_to("fritzbox:fritz.box"), leading_to("ldap")
    (('fritzbox', 'fritzbox'), ('', ''))
    """
    for system in SYSTEMS:
        for route in system.routes:
            if route.possible and owns(route.kind, source):
                return system.key, route.key
    return "", ""


def owns(kind: Kind, source: str) -> bool:
    """Whether a source of that key is of this kind."""
    return source.partition(":")[0] == _KEYS.get(kind, kind.value)


def value(plan: Plan, settings: Settings, name: str) -> object:
    """What stands in a field: what was typed, or what is set now. Raises UserError: no such value.

    A setting that is a number must be one.
    """
    now = getattr(settings, name)
    text = plan.typed.get(name)
    if text is None:
        return now
    if isinstance(now, bool):
        return text == "yes"
    if isinstance(now, int):
        if not text.strip().isdecimal():
            raise UserError(_("Type a number here, without letters."))
        return int(text)
    return text.strip()


def laid(plan: Plan, settings: Settings, password: str = "") -> Settings:
    """The settings as they would be. Raises UserError for what cannot be set.

    Other settings are the desk's own; secrets are in memory alone.
    """
    made = replace(settings, secrets=KeptSecrets())
    kind = plan.kind
    for name in FIELDS[kind]:
        made.change(name, value(plan, settings, name))
    if kind is not Kind.NONE:
        made.change(f"{kind.value}_enabled", True)
    if plan.form is not None:
        made.change(f"{kind.value}_numbers", plan.form)
    if kind is Kind.LISTENER:
        known = made.listener_phones
        made.listener_phones = (*known, *(each for each in plan.phones if each not in known))
    name_of = _PASSWORDS.get(kind)
    if name_of is not None:
        made.secrets.put(name_of(made), password or settings.secrets.get(name_of(made)))
    return made


def source_to_try(plan: Plan, settings: Settings, password: str) -> CallSource | None:
    """A source of what was typed, of which nothing is kept. Raises UserError."""
    make = _MAKE.get(plan.kind)
    return make(laid(plan, settings, password)) if make is not None else None


def has_password(plan: Plan, settings: Settings) -> bool:
    """Whether the password of this very account is known."""
    name_of = _PASSWORDS.get(plan.kind)
    try:
        return name_of is not None and settings.secrets.has(name_of(laid(plan, settings)))
    except UserError:
        return False


def understood(plan: Plan, settings: Settings, number: str) -> str:
    """A number as the source is known to mean it, for the program that goes on meanwhile."""
    kept = plan.form
    if kept is None and plan.kind is not Kind.NONE:
        kept = str(getattr(settings, f"{plan.kind.value}_numbers"))
    return number_forms.understood(number, number_forms.read(kept or ""))


def keep(plan: Plan, settings: Settings, password: str) -> None:
    """Let it take effect at this desk. Raises UserError, and OSError for a disk that is full."""
    made = laid(plan, settings, password)
    kind = plan.kind
    name_of = _PASSWORDS.get(kind)
    if name_of is not None and password:
        settings.secrets.put(name_of(made), password)
    names = [*FIELDS[kind], f"{kind.value}_enabled", f"{kind.value}_numbers"]
    if kind is Kind.LISTENER:
        names.append("listener_phones")
    for name in names:
        settings.change(name, getattr(made, name))
