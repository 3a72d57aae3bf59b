"""Setting up a phone system: what was chosen and typed, the settings to try, and keeping it.

A `Plan` is all that somebody chose and typed so far; nothing of it takes effect before `keep`.
What one desk listens to for all is kept with the office (`phone_systems`); what telephones report
to is this machine's own (`core.settings`).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from mcsys_desktop.core import number_forms, phone, settings_office
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.kept_secrets import KeptSecrets
from mcsys_desktop.core.settings import Declaration, Settings, declared
from mcsys_desktop.services import phone_systems
from mcsys_desktop.services.phone_systems import PhoneSystem
from mcsys_desktop.telephony import servers, sources
from mcsys_desktop.telephony.base import Trouble as Trouble
from mcsys_desktop.telephony.fritzbox.finding import find
from mcsys_desktop.telephony.routes import SYSTEMS as SYSTEMS
from mcsys_desktop.telephony.routes import Kind as Kind
from mcsys_desktop.telephony.routes import Route as Route
from mcsys_desktop.telephony.routes import Seat as Seat
from mcsys_desktop.telephony.routes import System as System
from mcsys_desktop.telephony.routes import route as _route_of
from mcsys_desktop.telephony.routes import system as _system_of

FORM = "phone-setup"  # the draft in which it is kept how far somebody is
# What is asked of each kind, by the names of the settings that it becomes.
FIELDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.LISTENER: ("listener_address",),
    Kind.SIP: ("sip_server", "sip_user", "sip_transport", "sip_login", "sip_domain"),
    Kind.ASTERISK: ("asterisk_server", "asterisk_user", "asterisk_tls"),
    Kind.FRITZBOX: ("fritzbox_address",),
    Kind.NCID: ("ncid_address",),
    Kind.NONE: (),
}
NEEDED = (
    *("sip_server", "sip_user", "asterisk_server", "asterisk_user"),
    *("fritzbox_address", "ncid_address"),
)
RARE = ("sip_login", "sip_domain")  # few need them
# Where a port is a setting of its own, people type it behind the address all the same.
_PORTS = {"fritzbox_address": "fritzbox_port", "ncid_address": "ncid_port"}
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
    def of_office(self) -> bool:
        """Whether it is the office's, and not this machine's."""
        return self.kind in settings_office.KINDS

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
        typed = dict(json.loads(texts.get("typed", "{}")))
        step = int(texts.get("step", "0"))
    except (ValueError, TypeError):
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
    """Whether it needs a password."""
    return phone_systems.needs_password(kind.value)


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


def known(plan: Plan) -> PhoneSystem:
    """What the office has chosen so far of the phone system of this kind."""
    return phone_systems.first(plan.kind.value) if plan.of_office else PhoneSystem(plan.kind.value)


def text_of(plan: Plan, system: PhoneSystem, desk: Settings, name: str) -> str:
    """What stands in a field: what was typed, or what is set now."""
    if name in plan.typed:
        return plan.typed[name]
    base = system.settings(desk)
    now = getattr(base, name)
    if isinstance(now, bool):
        return "yes" if now else "no"
    port = _PORTS.get(name, "")
    if port and now and getattr(base, port) != getattr(Settings(), port):
        return f"{now}:{getattr(base, port)}"
    return str(now)


def laid(plan: Plan, system: PhoneSystem, desk: Settings) -> Settings:
    """The settings as they would be, without passwords. Raises UserError for what cannot be set."""
    kind = plan.kind
    base = system.settings(desk) if plan.of_office else replace(desk, secrets=KeptSecrets())
    for name in FIELDS[kind]:
        text = text_of(plan, system, desk, name).strip()
        value: object = text == "yes" if isinstance(getattr(base, name), bool) else text
        if name in _PORTS:
            value, port = servers.place(text, getattr(Settings(), _PORTS[name]))
            base.change(_PORTS[name], port)
        base.change(name, value)
    if kind is Kind.NONE:
        raise UserError(_("Choose a way first."))
    base.change(f"{kind.value}_enabled", True)
    if plan.form is not None:
        base.change(f"{kind.value}_numbers", plan.form)
    if kind is Kind.LISTENER:
        listed = base.listener_phones
        base.listener_phones = (*listed, *(each for each in plan.phones if each not in listed))
    return base


def to_try(plan: Plan, system: PhoneSystem, desk: Settings, password: str) -> Settings:
    """The settings to try what was typed, with its password: that, or the one that the office keeps
    for this very account. For who may log calls. Raises UserError.
    """
    made = laid(plan, system, desk)
    if not plan.of_office:
        return made
    stored = phone_systems.to_run(system, desk) if system.id else None
    made.sip_instance = stored.sip_instance if stored is not None else ""
    account = sources.account_of(plan.kind.value, made)
    if account:
        kept = stored.secrets.get(account) if stored is not None else ""
        made.secrets.put(account, password or kept)
    return made


def keeps_password(plan: Plan, system: PhoneSystem, desk: Settings) -> bool:
    """Whether the office keeps the password of this very account."""
    if not system.has_password:
        return False
    kind = plan.kind.value
    try:
        wanted = sources.account_of(kind, laid(plan, system, desk))
    except UserError:
        return False
    return wanted == sources.account_of(kind, system.settings(desk))


def understood(plan: Plan, system: PhoneSystem, desk: Settings, number: str) -> str:
    """A number as the source is known to mean it, for the program that goes on meanwhile."""
    return number_forms.understood(number, number_forms.read(form_of(plan, system, desk)))


def form_of(plan: Plan, system: PhoneSystem, desk: Settings) -> str:
    """How the source is set to write numbers, chosen just now or before."""
    if plan.form is not None or plan.kind is Kind.NONE:
        return plan.form or ""
    return str(getattr(system.settings(desk), f"{plan.kind.value}_numbers"))


def keep_for_office(plan: Plan, system: PhoneSystem, desk: Settings, password: str) -> PhoneSystem:
    """Let it take effect for the whole office; as in `phone_systems.keep`."""
    made, kind = laid(plan, system, desk), plan.kind
    names = [*FIELDS[kind], f"{kind.value}_enabled", f"{kind.value}_numbers"]
    names += [_PORTS[name] for name in FIELDS[kind] if name in _PORTS]
    chosen = dict(system.chosen) | {name: getattr(made, name) for name in names}
    return phone_systems.keep(replace(system, chosen=chosen), password or None)


def keep_at_desk(plan: Plan, desk: Settings) -> None:
    """Let it take effect at this machine, which telephones report to. Raises UserError."""
    made = laid(plan, PhoneSystem(plan.kind.value), desk)
    for name in (
        "listener_address",
        "listener_enabled",
        "listener_numbers",
        "listener_phones",
    ):
        desk.change(name, getattr(made, name))
