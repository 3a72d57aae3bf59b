"""An office that was made on a server and never used gives way to one that is put back.

Who sets up a new computer from the emergency envelope gets such an empty office with it.
"""

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models import rules_postgres
from mcsys_desktop.models.dump.targets import Target

_BORN_WITH = {"schema_meta", "schema_history", "audit_head"}  # rows that every new office has


def make_room(target: Target) -> None:
    """Take the tables of an office away that holds nothing, inside the caller's transaction.

    Raises UserError for one that holds anything at all: whoever came in left a link in its log.
    """
    found = target.ask(
        "SELECT relname FROM pg_class WHERE relnamespace = 'app'::regnamespace"
        " AND relkind IN ('r', 'p') ORDER BY relname"
    )
    names = [f'app."{name}"' for (name,) in found]
    target.ask(f"LOCK TABLE {', '.join(names)}")  # nobody begins to work in it meanwhile
    for (name,) in found:
        if name in _BORN_WITH:
            continue
        if target.ask(f'SELECT 1 FROM app."{name}" LIMIT 1'):  # noqa: S608  # the catalogue's own
            raise UserError(_("There is an office on this server already."))
    for statement in rules_postgres.drop():
        target.ask(statement)
    target.ask(f"DROP TABLE {', '.join(names)} CASCADE")
    left = target.ask(
        "SELECT relname FROM pg_class"
        " WHERE relnamespace = 'app'::regnamespace AND relkind = 'S' ORDER BY relname"
    )
    for (name,) in left:
        target.ask(f'DROP SEQUENCE app."{name}"')
