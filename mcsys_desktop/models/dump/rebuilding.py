"""Make an office again from a dump: whole, or not at all.

The tables are made by the migrations up to the dump's own version, and filled before there are any
rules. What they hold then is read back and compared. Then the office is upgraded to this program's
version, and the rules are laid on last, as every upgrade does.
"""

from collections.abc import Callable

from mcsys_desktop.core.errors import OfficeUnavailable, UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models import address as addresses
from mcsys_desktop.models import upgrade, upgrade_file, upgrade_server
from mcsys_desktop.models.dump import shape
from mcsys_desktop.models.dump.blank import make_room
from mcsys_desktop.models.dump.form import NUMBER, Damaged, Head
from mcsys_desktop.models.dump.snapshot import digests
from mcsys_desktop.models.dump.targets import FileTarget, ServerTarget, Target
from mcsys_desktop.models.dump.unpacking import Unpacked
from mcsys_desktop.models.migrations import MIGRATIONS, Migration
from mcsys_desktop.models.versions import SCHEMA

Last = Callable[[Target, Unpacked], None]


def rebuild(
    url: str,
    unpacked: Unpacked,
    last: Last,
    *,
    key: str = "",
    password: str = "",
    author: str = "",
) -> None:
    """Make the office of ``unpacked`` at ``url``, where nothing is, or nothing but a blank office.

    ``last`` is called when everything stands, inside the transaction: what it raises undoes all.
    ``key``, ``password`` and ``author`` are as for ``upgrade.create``, and so is what is raised;
    Damaged when the dump does not add up, UserError for one of a newer program.
    """
    address = addresses.parse(url)
    check_version(unpacked.head)
    if address.path is not None:
        with upgrade_file.building(address.path, key, author, SCHEMA) as connection:
            _rebuild(FileTarget(connection), unpacked, last)
        return
    with upgrade_server.owned(address, password, SCHEMA) as connection:
        target = ServerTarget(connection)
        if upgrade_server.version(target.ask) is not None:
            make_room(target)
        _rebuild(target, unpacked, last)


def check_version(head: Head) -> None:
    """Raises UserError for a dump that only a newer program can read."""
    if head.schema > SCHEMA or head.number > NUMBER:
        raise UserError(
            _("This backup was made by a newer version of the program. Install that version first.")
        )
    if not head.schema:
        raise Damaged("an office without a version")


def _rebuild(target: Target, unpacked: Unpacked, last: Last) -> None:
    version = unpacked.head.schema
    for step in MIGRATIONS:
        if version >= step.NUMBER:
            _run(target, step)
    _fill(target, unpacked)
    missing = [step for step in MIGRATIONS if version < step.NUMBER]
    for step in missing:
        _run(target, step)
        upgrade.note(target.ask, step, target.shared)
    if missing:
        upgrade.say_version(target.ask, missing[-1], target.shared, new=False)
    upgrade.lay_rules(target.ask, target.shared)
    last(target, unpacked)


def _run(target: Target, step: Migration) -> None:
    for statement in step.POSTGRESQL if target.shared else step.SQLITE:
        target.ask(statement)


def _fill(target: Target, unpacked: Unpacked) -> None:
    known = {table.name: table for table in shape.tables(target.ask, shared=target.shared)}
    filled = []
    for name, columns, rows in unpacked.tables():
        table = known.get(name)
        if table is None or table.names != columns:
            raise Damaged("a table that this version does not have")
        target.fill(table, rows)
        filled.append(name)
    if filled != list(known):
        raise Damaged("tables are missing, or come in another order")
    counted = {table.name: table for table in known.values() if table.counted}
    series = shape.series(target.ask, shared=target.shared)
    if set(unpacked.ids) != set(counted) or set(unpacked.series) != set(series):
        raise Damaged("keys or numbers are missing")
    for name, table in counted.items():
        _count_on(target, table, unpacked.ids[name])
    for name, number in unpacked.series.items():
        target.number_on(name, number)
    if target.shared and "audit_act" in known:
        ((act,),) = target.ask("SELECT max(act) FROM app.audit_act")
        if act is not None:
            target.number_on("audit_act", act)
    if target.ask("SELECT version FROM schema_meta") != [(unpacked.head.schema,)]:
        raise Damaged("an office of another version than it says")
    if digests(target.ask, target.stream, shared=target.shared) != unpacked.totals:
        raise Damaged("what was written is not what came in")


def _count_on(target: Target, table: shape.Table, highest: int) -> None:
    prefix = "app." if target.shared else ""
    ((there,),) = target.ask(f'SELECT max("{table.key}") FROM {prefix}"{table.name}"')  # noqa: S608
    if there is not None and there > highest:
        raise Damaged("a key that was never given")
    target.count_on(table, highest)


def refuse_taken(url: str) -> None:
    """Raises UserError when a file of that name is there: asked before anything is read."""
    path = addresses.parse(url).path
    if path is not None and path.exists():
        raise UserError(_("There is a file called {name} already.").format(name=path.name))
    if path is not None and not path.parent.is_dir():
        raise OfficeUnavailable(_("The folder {name} does not exist.").format(name=path.parent))
