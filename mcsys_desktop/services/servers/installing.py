"""This computer becomes the office's server, on Debian and Ubuntu, in steps that can be repeated.

What PostgreSQL itself needs is in ``preparing.py``; here is what the computer needs around it: the
packages, a name that stays, no sleep, a firewall that lets desks in, and services for the night.
"""

import os
import shutil
import socket
import sys
from collections.abc import Callable
from pathlib import Path

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.networks import is_address
from mcsys_desktop.services.servers import firewall, units
from mcsys_desktop.services.servers.local import Say
from mcsys_desktop.services.servers.records import Record
from mcsys_desktop.services.servers.steps import Step, heard, succeeds, take

PACKAGES = ("postgresql", "unattended-upgrades", "avahi-daemon", "libnss-mdns")
SLEEP = ("sleep.target", "suspend.target", "hibernate.target", "hybrid-sleep.target")
HOSTS = Path("/etc/hosts")
UPDATES = Path("/etc/apt/apt.conf.d/20auto-upgrades")
_LOCALHOST = "127.0.0.1\tlocalhost\n::1\tlocalhost\n"  # where there was no such file at all
_EACH_DAY = 'APT::Periodic::Update-Package-Lists "1";\nAPT::Periodic::Unattended-Upgrade "1";\n'


def install(
    record: Record,
    prepare: Callable[[], None],
    say: Say,
    *,
    dry_run: bool,
    let_in: Callable[[], object] = lambda: None,
    backups: Path = units.BACKUPS,
) -> None:
    """Do everything, with ``prepare`` for PostgreSQL in the middle. Raises UserError.

    ``let_in`` lets the service that is always on into the office; its backups go to ``backups``.
    """
    _suits(dry_run)
    take(_before(record), say, dry_run=dry_run)
    if dry_run:
        say(_("Then: everything that mcsys-desktop server prepare does."))
    else:
        prepare()
    take(firewall.steps(record), say, dry_run=dry_run)
    if _has_systemd():
        asked = (lambda: None) if dry_run else let_in
        take([_awake()], say, dry_run=dry_run)
        take(units.steps(_program(), record, asked, backups), say, dry_run=dry_run)
        say(units.last_words())


def _suits(dry_run: bool) -> None:
    if not shutil.which("apt-get"):
        raise UserError(
            _(
                "This works on Debian and Ubuntu. Elsewhere, install PostgreSQL yourself and run"
                " mcsys-desktop server prepare; for Windows see build_spec/server."
            )
        )
    if not dry_run and os.geteuid() != 0:
        raise UserError(_("Run this as the superuser of the computer: sudo mcsys-desktop ..."))


def _before(record: Record) -> list[Step]:
    """What comes before PostgreSQL is prepared."""
    missing = [package for package in PACKAGES if not _has(package)]
    found = [
        Step(
            _("Install PostgreSQL, security updates by themselves, and names on the network."),
            lambda: not missing,
            (
                ("apt-get", "-q", "update"),
                ("apt-get", "-q", "-y", "--no-install-recommends", "install", *missing),
            ),
        ),
        Step(
            _("Look for security updates every day."),
            lambda: UPDATES.exists() and UPDATES.read_text("utf-8") == _EACH_DAY,
            (),
            {UPDATES: _EACH_DAY},
        ),
    ]
    if not is_address(record.host):
        found += _named(record)
    found.append(
        Step(
            _("Start PostgreSQL."),
            lambda: "online" in heard("pg_lsclusters", "-h"),
            (("sh", "-c", _START),),
        )
    )
    return found


# Where services do not start by themselves (a container), or where a cluster was never made.
_START = """
set -e
if [ -z "$(pg_lsclusters -h)" ]; then
  pg_createcluster "$(ls /usr/lib/postgresql | sort -n | tail -1)" main
fi
pg_lsclusters -h | while read -r version name port status rest; do
  [ "$status" = online ] || pg_ctlcluster "$version" "$name" start
done
"""


def _named(record: Record) -> list[Step]:
    """A name that stays, and that means the address on the network here too."""
    short = record.host.split(".")[0]
    line = f"{record.address}\t{record.host}\t# MCSys Desktop"
    hosts = HOSTS.read_text("utf-8") if HOSTS.exists() else _LOCALHOST
    kept = [old for old in hosts.splitlines() if not old.endswith("# MCSys Desktop")]
    return [
        Step(
            _("Call this computer {name}, for good.").format(name=short),
            lambda: socket.gethostname().split(".")[0] == short or not _has_systemd(),
            (("hostnamectl", "set-hostname", short),),
        ),
        Step(
            _("Let {name} mean {address} here.").format(name=record.host, address=record.address),
            lambda: line in hosts.splitlines(),
            (),
            {HOSTS: "\n".join([*kept, line]) + "\n"},
        ),
    ]


def _awake() -> Step:
    return Step(
        _("Keep this computer from falling asleep."),
        lambda: all("masked" in _state(target) for target in SLEEP),
        (("systemctl", "mask", *SLEEP),),
    )


def _program() -> list[str]:
    """How this program is started here."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, "-P", "-m", "mcsys_desktop"]


def _has(package: str) -> bool:
    return "install ok installed" in heard("dpkg-query", "-W", "-f", "${Status}", package)


def _has_systemd() -> bool:
    return Path("/run/systemd/system").is_dir() and succeeds("systemctl", "--version")


def _state(unit: str) -> str:
    return heard("systemctl", "show", "-p", "LoadState", unit)
