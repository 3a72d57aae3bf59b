"""The tables as the models state them: what all migrations together must add up to.

Nothing is ever created from here but a scratch database, beside which a test lays a migrated one.
"""

from collections.abc import Sequence
from typing import Any

from peewee import Model, SchemaManager

from mcsys_desktop.core import chain
from mcsys_desktop.models.base import Record
from mcsys_desktop.models.sqlcipher import APPLICATION_ID
from mcsys_desktop.models.tables import TABLES

FIRST_NUMBER = 1001  # of customers, and of quotes

_SEARCH_SQLITE = (
    "CREATE VIRTUAL TABLE customer_search USING fts5("
    '"text", tokenize = "trigram case_sensitive 1")',
    # Without this, erased letters stay readable in the index.
    "INSERT INTO customer_search (customer_search, rank) VALUES ('secure-delete', 1)",
)
_SEARCH_POSTGRESQL = (
    "CREATE TABLE customer_search (customer_id bigint NOT NULL PRIMARY KEY"
    " REFERENCES customer ON DELETE CASCADE, text text NOT NULL)",
    "CREATE INDEX customer_search_text ON customer_search USING gin (text public.gin_trgm_ops)",
)

_AUDIT_POSTGRESQL = (  # which act a transaction belongs to, until it is sealed at its end
    "CREATE TABLE audit_open (xact xid8 NOT NULL PRIMARY KEY, act bigint NOT NULL)",
    "CREATE SEQUENCE audit_act_series",
)


def statements(database: Any, *, shared: bool) -> list[str]:
    """The SQL that makes the tables of today's models on ``database``, a Peewee one."""
    made = [] if shared else [f"PRAGMA application_id = {APPLICATION_ID}"]
    for model in TABLES:
        made += _table(model, database, shared)
    made += _SEARCH_POSTGRESQL if shared else _SEARCH_SQLITE
    made += _AUDIT_POSTGRESQL if shared else ()
    prefix = "app." if shared else ""
    made.append(f"INSERT INTO {prefix}audit_head VALUES (1, 0, '{chain.FIRST}')")  # noqa: S608  # ours
    return made


def _table(model: type[Model], database: Any, shared: bool) -> Sequence[str]:
    schema: Any = SchemaManager(model, database)  # its SQL is left out of Peewee's stubs
    table, _values = schema._create_table(safe=False).query()
    made = [table if shared else f"{table} STRICT"]
    made += [index.query()[0] for index in schema._create_indexes(safe=False)]
    if issubclass(model, Record) and model.series:
        name = f"{model._meta.table_name}_series"
        if shared:
            made.append(f"CREATE SEQUENCE {name} START {FIRST_NUMBER}")
        else:
            made += [
                f"CREATE TABLE {name} (one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),"
                " last INTEGER NOT NULL) STRICT",
                f"INSERT INTO {name} VALUES (1, {FIRST_NUMBER - 1})",  # noqa: S608  # ours
            ]
    return made
