"""What the log tells of each table: which columns, and whose data they are."""

from dataclasses import dataclass
from enum import Enum
from typing import Any

from peewee import BigIntegerField, BooleanField, Field, ForeignKeyField, IntegerField

from mcsys_desktop.models.base import SERVER_SET, Record
from mcsys_desktop.models.fields import MomentField


class Form(Enum):
    """How a column's value becomes the text that is hashed (see ``core.chain``)."""

    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class Whose:
    """The way from a row to the customer whose data it is.

    ``column`` of the row itself; or, where ``by`` names a table, of the row there whose column
    ``key`` is this one's ``own``. Both empty: nobody's.
    """

    column: str = ""
    by: str = ""
    key: str = ""
    own: str = "id"


@dataclass(frozen=True, slots=True)
class Audited:
    """What the triggers of the log are made from."""

    columns: tuple[tuple[str, Form], ...]
    whose: Whose
    forgets: bool


def audited(model: type[Record]) -> Audited | None:
    """What the log tells of ``model``; None where it tells nothing."""
    if not model.audited:
        return None
    told = set(own_columns(model)) - set(model.unlogged)
    fields = [f for f in model._meta.sorted_fields if f.column_name in told]
    columns = tuple((f.column_name, _form(f)) for f in fields)
    return Audited(columns, _whose(model), model.forgets)


def own_columns(model: type[Record]) -> tuple[str, ...]:
    """The columns of a table, without those that the database itself sets in every one."""
    return tuple(f.column_name for f in model._meta.sorted_fields if f.name not in SERVER_SET)


def _form(field: "Field[Any]") -> Form:
    if isinstance(field, BooleanField):
        return Form.FLAG
    if isinstance(field, MomentField):
        return Form.MOMENT
    if isinstance(field, IntegerField | BigIntegerField | ForeignKeyField):
        return Form.NUMBER
    return Form.TEXT


def _whose(model: type[Record]) -> Whose:
    """Read ``subject``: "id", a foreign key, one of its own and then one of the row that leads to
    ("invoice.customer"), or "table.foreign_key" of a row that leads here.
    """
    if not model.subject:
        return Whose()
    table, _, key = model.subject.partition(".")
    own = model._meta.fields.get(table)
    if key and isinstance(own, ForeignKeyField):
        return Whose(f"{key}_id", own.rel_model._meta.table_name, "id", own.column_name)
    if key:
        return Whose("customer_id", table, f"{key}_id")
    return Whose("id" if table == "id" else f"{table}_id")
