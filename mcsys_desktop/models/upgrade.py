"""Make an office, or bring one up to the version that this program was made for.

Only this changes a schema (decision 2). Whatever must be done happens in one transaction: every
migration that is missing, the generated rules, and the version as its last word. An SQLite office
is copied first, and the copy is proven, before anything is touched. On a server it is done by a
login that may become the owner of the tables, and one program at a time.
"""

import uuid
from collections.abc import Callable, Sequence
from typing import Any

from mcsys_desktop import __version__
from mcsys_desktop.core.errors import OfficeUnavailable, UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models import address as addresses
from mcsys_desktop.models import rules, rules_postgres, rules_sqlite, upgrade_file, upgrade_server
from mcsys_desktop.models.migrations import MIGRATIONS, Migration
from mcsys_desktop.models.tables import TABLES
from mcsys_desktop.models.versions import SCHEMA

Run = Callable[[str, Sequence[Any]], list[tuple[Any, ...]]]


def create(url: str, *, key: str = "", password: str = "", author: str = "") -> None:
    """Make a new, empty office at ``url``.

    In a file: ``key`` as for ``base.connect``; ``author`` is the first person's name. On a server:
    the database was prepared (``server.prepare``) and holds no office yet, and the login may act as
    its owner. Raises UserError when anything is there already: an existing file, even an empty
    one, is never taken for a new office. Raises OfficeUnavailable when the server does not answer.
    """
    address = addresses.parse(url)
    if address.path is not None:
        with upgrade_file.new(address.path, key, author, SCHEMA) as (run, _triggers):
            _apply(run, MIGRATIONS, shared=False, triggers=())
        return
    with upgrade_server.opened(address, password, SCHEMA) as run:
        if upgrade_server.version(run) is not None:
            raise UserError(_("There is an office on this server already."))
        _apply(run, MIGRATIONS, shared=True)


def upgrade(url: str, *, key: str = "", password: str = "", author: str = "") -> list[str]:
    """Apply what is missing to the office at ``url``. The names of what was applied.

    Raises OfficeUnavailable when it is no office of ours, when it is newer than this program, or
    when the copy of a file could not be proven; then nothing was changed.
    """
    address = addresses.parse(url)
    if address.path is not None:
        with upgrade_file.existing(address.path, key, author, SCHEMA) as (run, triggers):
            missing = _missing(upgrade_file.version(run))
            if missing:
                upgrade_file.copy_first(address.path, key, run)
                _apply(run, missing, shared=False, triggers=triggers)
        return [step.NAME for step in missing]
    with upgrade_server.opened(address, password, SCHEMA) as run:
        at = upgrade_server.version(run)
        if at is None:
            raise OfficeUnavailable(_("There is no office on this server yet."))
        missing = _missing(at)
        if missing:
            _apply(run, missing, shared=True)
    return [step.NAME for step in missing]


def pending(url: str, *, password: str = "") -> list[str]:
    """The names of what ``upgrade`` would apply to the office on the server at ``url``.

    Raises as ``upgrade`` does.
    """
    with upgrade_server.opened(addresses.parse(url), password, SCHEMA) as run:
        at = upgrade_server.version(run)
    if at is None:
        raise OfficeUnavailable(_("There is no office on this server yet."))
    return [step.NAME for step in _missing(at)]


def _missing(version: int) -> list[Migration]:
    if version > SCHEMA:
        raise OfficeUnavailable(
            _("This office was made by a newer version of the program. Install that version here.")
        )
    return [step for step in MIGRATIONS if version < step.NUMBER]


def _apply(
    run: Run, missing: Sequence[Migration], *, shared: bool, triggers: Sequence[str] = ()
) -> None:
    """All of it, inside the caller's transaction."""
    new = missing[0].NUMBER == MIGRATIONS[0].NUMBER
    if not new:
        for statement in rules_postgres.drop() if shared else rules_sqlite.drop(triggers):
            run(statement, ())
    for step in missing:
        for statement in step.POSTGRESQL if shared else step.SQLITE:
            run(statement, ())
        note(run, step, shared)
    say_version(run, missing[-1], shared, new)
    lay_rules(run, shared)


def lay_rules(run: Run, shared: bool) -> None:
    """Apply the rules of today's models, where there are none."""
    tables = rules.of_models(TABLES)
    for statement in rules_postgres.create(tables) if shared else rules_sqlite.create(tables):
        run(statement, ())


def note(run: Run, step: Migration, shared: bool) -> None:
    """Write down in the office's own history that a migration was applied."""
    if shared:
        run(
            "INSERT INTO app.schema_history (name, program, applied_at, applied_by)"
            " VALUES (%s, %s, clock_timestamp(), session_user)",
            (step.NAME, __version__),
        )
    else:
        run("INSERT INTO schema_history (name, program) VALUES (?, ?)", (step.NAME, __version__))


def say_version(run: Run, last: Migration, shared: bool, new: bool) -> None:
    """Let the office state its version, and who may read and write it from now on."""
    mark, prefix = ("%s", "app.") if shared else ("?", "")
    values = (last.NUMBER, last.MIN_READER, last.MIN_WRITER)
    if new:
        run(
            f"INSERT INTO {prefix}schema_meta (one, version, min_reader, min_writer, office_id)"  # noqa: S608  # no data in it
            f" VALUES (1, {mark}, {mark}, {mark}, {mark})",
            (*values, uuid.uuid4().hex),
        )
        return
    run(
        f"UPDATE {prefix}schema_meta"  # noqa: S608  # no data in it
        f" SET version = {mark}, min_reader = {mark}, min_writer = {mark}",
        values,
    )
