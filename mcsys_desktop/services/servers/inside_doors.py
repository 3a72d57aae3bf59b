"""Who may come in from where: every line of pg_hba.conf, as the server itself reads it."""

# ruff: noqa: S608  # it writes SQL, out of our own names and nothing else
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Any

from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.networks import PRIVATE
from mcsys_desktop.models.keys import LOGIN
from mcsys_desktop.services.servers.findings import Finding, Run

Network = IPv4Network | IPv6Network
_ASK = (
    "SELECT line_number, type, database, user_name, address, netmask, auth_method, error"
    " FROM pg_hba_file_rules ORDER BY line_number"
)
_STRANGERS = {"trust", "md5", "password", "ident", "pam", "bsd", "ldap", "radius"}


def check(run: Run, networks: tuple[str, ...], admin: str) -> list[Finding]:
    """What is wrong with the file. Only the server's administrator may see it."""
    allowed = [ip_network(network) for network in networks] or list(PRIVATE)
    persons = {str(name) for (name,) in run(_PERSONS, ())}
    found: list[Finding] = []
    try:
        lines = run(_ASK, ())
    except UnicodeDecodeError:  # a damaged file; who compares it with what was written says so
        return []
    for line, kind, databases, users, address, mask, method, error in lines:
        if error:
            found.append(_at("door_error", line, _("is not understood: {what}"), error))
        elif method != "reject":
            who = {"kind": kind, "databases": databases or [], "users": users or []}
            network = _network(str(address or ""), str(mask or ""))
            found += _line(line, who, network, str(method), allowed, persons, admin)
    return found


_PERSONS = f"""
SELECT m.member::regrole::text FROM pg_auth_members m WHERE m.roleid = '{LOGIN}'::regrole
"""


def _line(
    line: int,
    who: dict[str, Any],
    network: Network | None,
    method: str,
    allowed: list[Any],
    persons: set[str],
    admin: str,
) -> list[Finding]:
    found = []
    if method in _STRANGERS:
        found.append(_at("door_method", line, _("lets people in by “{what}”, unsafely"), method))
    if who["kind"] == "local":
        if method not in _STRANGERS | {"peer", "scram-sha-256"}:
            found.append(_at("door_local", line, _("asks no proof that we know")))
        return found
    if who["kind"] != "hostssl":
        found.append(_at("door_plain", line, _("also lets people in without encryption")))
    if network is None or not any(
        network.version == inside.version and network.subnet_of(inside) for inside in allowed
    ):
        what = str(network) if network else _("everybody")
        found.append(
            _at("door_network", line, _("lets in more than the office's network: {what}"), what)
        )
    others = set(who["users"]) - persons - {f"+{LOGIN}"}
    if "all" in others or admin in others:
        found.append(
            _at("door_superuser", line, _("lets the server's administrator in over the network"))
        )
    elif others:
        found.append(
            _at("door_who", line, _("lets in who is nobody of the office: {what}"), others)
        )
    if "replication" in who["databases"]:
        found.append(_at("door_copy", line, _("lets somebody copy the whole server")))
    return found


def _network(address: str, mask: str) -> Network | None:
    """What a line means by its address; None for everybody, or for what has no bounds."""
    if address == "samehost":
        return ip_network("127.0.0.1/32")
    try:
        return ip_network(f"{address}/{mask}" if mask else address)
    except ValueError:
        return _by_bits(address, mask)


def _by_bits(address: str, mask: str) -> Network | None:
    """IPv6 masks are written like addresses, which Python does not read."""
    try:
        bits = bin(int(ip_network(mask).network_address)).count("1")
        return ip_network(f"{address}/{bits}", strict=False)
    except ValueError:
        return None


def _at(key: str, line: int, what_is_wrong: str, what: object = "") -> Finding:
    named = ", ".join(sorted(what)) if isinstance(what, set) else str(what)
    sentence = _(
        "Line {line} of pg_hba.conf {wrong}. Take it out, or run mcsys-desktop server prepare."
    )
    return Finding(key, sentence.format(line=line, wrong=what_is_wrong.format(what=named)))
