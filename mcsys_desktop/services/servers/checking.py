"""Is the server still as it was prepared? From a desk, and more thoroughly on the server itself."""

# ruff: noqa: S608  # it writes SQL, out of our own names and nothing else
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from mcsys_desktop.core import certificates
from mcsys_desktop.models import base
from mcsys_desktop.models.keys import LOGIN
from mcsys_desktop.services.servers import (
    inside_doors,
    inside_rights,
    inside_settings,
    outside,
    own_files,
    records,
)
from mcsys_desktop.services.servers.findings import Finding, Run
from mcsys_desktop.services.servers.local import LocalServer, look_at
from mcsys_desktop.services.servers.outside import Door

_SOMEBODY = (
    "SELECT r.rolname FROM pg_roles r JOIN pg_auth_members m ON m.member = r.oid"
    f" WHERE m.roleid = '{LOGIN}'::regrole AND r.rolcanlogin ORDER BY r.oid LIMIT 1"
)


def check_on_server(
    server: LocalServer, *, newest: dict[int, int] | None = None, now: datetime | None = None
) -> list[Finding]:
    """Everything, as the server's administrator. Raises UserError when it cannot be looked at."""
    with server.opened() as connection:
        cluster = look_at(connection)
    record = records.needed(cluster)
    with server.opened(record.database, bare=True) as connection:
        run = _asking(connection)
        found = inside_settings.check(run, superuser=True, newest=newest)
        if not found:  # else that is told already, and in better words
            ((preload,),) = run("SELECT current_setting('shared_preload_libraries')", ())
            found += own_files.settings_changed(server, cluster, record, str(preload))
        doors = inside_doors.check(run, record.networks, record.admin)
        found += doors or own_files.doors_changed(server, cluster, record)
        found += inside_rights.check(run, superuser=True)
        somebody = run(_SOMEBODY, ())
    found += own_files.certificates_of(cluster, record)
    login = str(somebody[0][0]) if somebody else "nobody"
    door = Door(
        record.host,
        record.port,
        record.database,
        login,
        record.admin,
        record.networks,
        record.address,
    )
    found += outside.check(door, records.authority_of(cluster), now)
    if not somebody:  # nobody to be let in
        found = [finding for finding in found if finding.key != "refused_inside"]
    return found


def check_from_desk(
    *, newest: dict[int, int] | None = None, now: datetime | None = None
) -> list[Finding]:
    """What can be seen from a desk, in the office that is open, as whoever works there."""
    address = base.address()
    with base.connected():
        found = inside_settings.check(base.rows, superuser=False, newest=newest)
        found += inside_rights.check(base.rows, superuser=False)
    try:
        root = Path(address.options.get("sslrootcert", "")).read_bytes()
        authority = certificates.load(root)
    except (OSError, ValueError):
        authority = None
    door = Door(address.host, address.port, address.database, address.login)
    return found + outside.check(door, authority, now)


def _asking(connection: Any) -> Run:
    def run(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        return list(connection.execute(sql.encode(), values or None).fetchall())

    return run
