"""Make a PostgreSQL on this computer the server of an office, from its configuration to its schema.

Each step says what it does, leaves alone what is right already, and can be done again: running it
twice changes nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models import server as roles
from mcsys_desktop.models import upgrade as upgrading
from mcsys_desktop.services.servers import certifying, configuration, records
from mcsys_desktop.services.servers.certifying import Kept
from mcsys_desktop.services.servers.configuration import Wanted
from mcsys_desktop.services.servers.local import Cluster, LocalServer, Say, look_at
from mcsys_desktop.services.servers.records import Record

if TYPE_CHECKING:
    import psycopg

_OWN_DATABASES = ("postgres", "template0", "template1")


@dataclass(frozen=True, slots=True)
class Prepared:
    """What came out of it."""

    server: LocalServer
    cluster: Cluster
    record: Record


def prepare(
    server: LocalServer,
    record: Record,
    say: Say,
    hand_over: Callable[[Kept], None],
    *,
    code: str = "",
    take_over: bool = False,
) -> Prepared:
    """Do all of it. Raises UserError, with what to do, when a step cannot be done.

    ``hand_over`` gets what must be kept off line, the first time; ``code`` opens a key file that
    was kept, for a server that replaces another. A server that holds other databases too is
    refused without ``take_over``: from then on nobody reaches those any more.
    """
    with server.opened() as connection:
        cluster = look_at(connection)
        _alone(connection, record, take_over)
        summed = connection.execute("SHOW data_checksums").fetchone() == ("on",)
    if not summed:
        _add_checksums(cluster, say)
    certifying.ensure(cluster, record, say, hand_over, code=code)
    wanted = Wanted(
        record.database, record.admin, record.address, record.networks, str(cluster.folder)
    )
    _configure(server, cluster, wanted, say)
    records.keep(cluster, record)
    _make_database(server, record, say)
    return Prepared(server, cluster, record)


def _alone(connection: "psycopg.Connection[Any]", record: Record, take_over: bool) -> None:
    found = connection.execute("SELECT datname FROM pg_database ORDER BY 1").fetchall()
    others = [name for (name,) in found if name not in (*_OWN_DATABASES, record.database)]
    if others and not take_over:
        raise UserError(
            _(
                "This PostgreSQL also holds other databases ({names}), which nobody would reach"
                " any more. Use a PostgreSQL for the office alone, or add --take-over."
            ).format(names=", ".join(others))
        )


def _add_checksums(cluster: Cluster, say: Say) -> None:
    done = cluster.steer("stop") and cluster.run("pg_checksums", "--enable", "--no-sync")
    if not (cluster.steer("start") and done):
        raise UserError(
            _(
                "Checksums could not be switched on for the data of PostgreSQL. Stop it, run"
                " pg_checksums --enable, start it, and run this again."
            )
        )
    say(_("Switched on checksums: a disk that rots is noticed from now on."))


def _configure(server: LocalServer, cluster: Cluster, wanted: Wanted, say: Say) -> None:
    with server.opened() as connection:
        loaded = _setting(connection, "shared_preload_libraries")
        preload = [name.strip() for name in loaded.split(",") if name.strip()]
        if "auth_delay" not in preload and cluster.has_library("auth_delay"):
            preload.append("auth_delay")
        chosen = configuration.settings(wanted, cluster.version, tuple(preload))
        changed = _replace(cluster, cluster.settings, configuration.settings_text(chosen))
        _include(cluster)
        say(
            _("Wrote the settings of PostgreSQL: {file}.").format(file=cluster.settings)
            if changed
            else _("The settings of PostgreSQL are right already.")
        )
        if _replace(cluster, cluster.hba, configuration.hba_text(wanted)):
            say(
                _(
                    "Wrote who may come in: logins of the office from {networks}, with TLS and a"
                    " password. Nobody else. The file as it was lies beside it."
                ).format(networks=", ".join(wanted.networks))
            )
        else:
            say(_("Who may come in is right already."))
        connection.execute("SELECT pg_reload_conf()")
    _restart_if_needed(server, cluster, say)


def _replace(cluster: Cluster, file: Path, text: str) -> bool:
    """Write ``file`` unless it says so already; what was there is kept beside it."""
    if file.exists():
        if file.read_text("utf-8", errors="replace") == text:
            return False
        if not file.read_text("utf-8", errors="replace").startswith(configuration.HEAD):
            cluster.keep_copy(file)
    cluster.write(file, text.encode())
    return True


def _include(cluster: Cluster) -> None:
    """Let the main file read ours: Debian's does so already, PostgreSQL's own does not."""
    text = cluster.config.read_text("utf-8")
    lines = [line.split("#")[0].split() for line in text.splitlines()]
    for line in lines:
        if line[:1] == ["include_dir"] and line[-1].strip("'\"") == "conf.d":
            return
        if line[:1] == ["include_if_exists"] and line[-1].strip("'\"") == "conf.d/mcsys.conf":
            return
    added = f"{text.rstrip()}\n\ninclude_if_exists = 'conf.d/mcsys.conf'  # MCSys Desktop\n"
    cluster.write(cluster.config, added.encode(), 0o644)


def _restart_if_needed(server: LocalServer, cluster: Cluster, say: Say) -> None:
    with server.opened() as connection:  # the files are read again for this, whatever is in force
        waiting = connection.execute(
            "SELECT count(*) FROM pg_file_settings"
            " WHERE sourcefile LIKE '%/conf.d/mcsys.conf' AND error IS NOT NULL"
        ).fetchone()
    if waiting == (0,):
        return
    if not cluster.steer("restart"):
        raise UserError(
            _(
                "PostgreSQL must be restarted and could not be. Restart it yourself and run this"
                " again; if it does not start, its log says why."
            )
        )
    say(_("Restarted PostgreSQL."))


def _make_database(server: LocalServer, record: Record, say: Say) -> None:
    with server.opened() as connection:
        there = connection.execute(
            "SELECT 1 FROM pg_database WHERE datname = %s", (record.database,)
        ).fetchone()
        if not there:
            connection.execute(
                f"CREATE DATABASE \"{record.database}\" ENCODING 'UTF8' LOCALE 'C'"
                " TEMPLATE template0".encode()
            )
        # Templates and the administrator's own database are nobody else's business either.
        for name in ("postgres", "template1"):
            connection.execute(f"REVOKE ALL ON DATABASE {name} FROM PUBLIC".encode())
    with server.opened(record.database) as connection:
        connection.autocommit = False
        roles.prepare(connection)
        made = connection.execute("SELECT to_regclass('app.schema_meta')").fetchone()
        connection.rollback()
    if made == (None,):
        upgrading.create(server.url(record.database))
        say(_("Made the database {name}, its roles and its tables.").format(name=record.database))
    else:
        say(
            _("The database {name} is there; its roles and functions were made again.").format(
                name=record.database
            )
        )


def _setting(connection: "psycopg.Connection[Any]", name: str) -> str:
    found = connection.execute("SELECT current_setting(%s, true)", (name,)).fetchone()
    return str(found[0] or "") if found else ""
