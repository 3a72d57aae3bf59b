"""Let desks through the firewall of the server, if one runs: from the office's network only."""

import json
from pathlib import Path
from typing import Any

from mcsys_desktop.core.i18n import _
from mcsys_desktop.services.servers.records import Record
from mcsys_desktop.services.servers.steps import Command, Step, heard, succeeds

MARK = "mcsys-desktop"
NFTABLES = Path("/etc/nftables.conf")


def steps(record: Record) -> list[Step]:
    """What must be opened, for each firewall that runs here."""
    found = []
    if "Status: active" in heard("ufw", "status"):
        found.append(_ufw(record))
    if succeeds("firewall-cmd", "--state"):
        found.append(_firewalld(record))
    if chains := _dropping_chains():
        found.append(_nftables(record, chains))
    return found


def _sentence(name: str, record: Record) -> str:
    return _("Let desks from {networks} through the firewall ({name}).").format(
        networks=", ".join(record.networks), name=name
    )


def _ufw(record: Record) -> Step:
    port = str(record.port)

    def done() -> bool:
        lines = heard("ufw", "status").splitlines()
        return all(
            any(network in line and port in line for line in lines) for network in record.networks
        )

    commands: tuple[Command, ...] = tuple(
        ("ufw", "allow", "proto", "tcp", "from", network, "to", "any", "port", port)
        for network in record.networks
    )
    return Step(_sentence("ufw", record), done, commands)


def _firewalld(record: Record) -> Step:
    rules = [
        f'rule family="{_family(network, "ipv4", "ipv6")}" source address="{network}"'
        f' port port="{record.port}" protocol="tcp" accept'
        for network in record.networks
    ]

    def done() -> bool:
        return all(succeeds("firewall-cmd", "--query-rich-rule", rule) for rule in rules)

    commands: list[Command] = [
        ("firewall-cmd", "--permanent", f"--add-rich-rule={rule}") for rule in rules
    ]
    return Step(_sentence("firewalld", record), done, (*commands, ("firewall-cmd", "--reload")))


def _nftables(record: Record, chains: list[tuple[str, str, str]]) -> Step:
    rules = [
        f"insert rule {family} {table} {chain} {_family(network, 'ip', 'ip6')} saddr {network}"
        f' tcp dport {record.port} accept comment "{MARK}"'
        for network in record.networks
        for family, table, chain in chains
    ]

    def done() -> bool:
        ruleset = heard("nft", "list", "ruleset")
        return all(
            f"saddr {network} tcp dport {record.port} accept" in ruleset
            for network in record.networks
        )

    kept = NFTABLES.read_text("utf-8") if NFTABLES.exists() else ""
    added = "\n".join(rule for rule in rules if rule not in kept)
    files = {NFTABLES: f"{kept.rstrip()}\n{added}\n"} if kept and added else {}
    return Step(_sentence("nftables", record), done, tuple(("nft", rule) for rule in rules), files)


def _dropping_chains() -> list[tuple[str, str, str]]:
    """The chains that throw away what they do not know; others let desks in already."""
    try:
        ruleset: Any = json.loads(heard("nft", "-j", "list", "ruleset") or "{}")
    except ValueError:
        return []
    chains = (part["chain"] for part in ruleset.get("nftables", []) if "chain" in part)
    return [
        (chain["family"], chain["table"], chain["name"])
        for chain in chains
        if chain.get("hook") == "input" and chain.get("policy") == "drop"
    ]


def _family(network: str, four: str, six: str) -> str:
    return six if ":" in network else four
