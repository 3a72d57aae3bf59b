"""Column types that hold what a business means, the same on SQLite and PostgreSQL.

The names of the column types ("KEY", "MOMENT", ...) are filled in by each engine: see ``SQLITE``
and ``POSTGRESQL`` below. SQLite tables are STRICT, so that a wrong type is refused there too.
"""

from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar, overload

import peewee
from peewee import SQL, Context, Entity, NodeList

E = TypeVar("E", bound=StrEnum)
V = TypeVar("V")

if TYPE_CHECKING:  # Peewee's fields are generic for the type checker only

    class _Field(peewee.Field[V]): ...

    class _CharField(peewee.CharField[V]): ...

else:

    class _Field(peewee.Field, Generic[V]):
        pass

    class _CharField(peewee.CharField, Generic[V]):
        pass


EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)

SQLITE = {
    "KEY": "INTEGER PRIMARY KEY AUTOINCREMENT",
    "VERSION": "INTEGER DEFAULT 1",
    "STAMP": "INTEGER DEFAULT (mcsys_now())",
    "AUTHOR": "TEXT DEFAULT (mcsys_author())",
    "MOMENT": "INTEGER",
    "SORT_KEY": "TEXT",  # BINARY is SQLite's own collation
    "DAY": "TEXT",
    "VARCHAR": "TEXT",  # STRICT knows no lengths; a generated guard sees to them
}
POSTGRESQL = {
    "KEY": "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
    "VERSION": "INTEGER",  # a trigger fills this and the next two, whatever the writer says
    "STAMP": "TIMESTAMPTZ",
    "AUTHOR": "TEXT",
    "MOMENT": "TIMESTAMPTZ",
    "SORT_KEY": 'TEXT COLLATE "C"',
    "DAY": 'TEXT COLLATE "C"',
}


def microseconds(moment: datetime) -> int:
    """``moment`` as SQLite keeps it: microseconds since 1970, exactly."""
    return (moment - EPOCH) // MICROSECOND


def _text_type(field: "peewee.CharField[Any]", ctx: Context) -> SQL:
    kind = ctx.state.field_types["VARCHAR"]
    return SQL(kind if kind == "TEXT" else f"{kind}({field.max_length})")


class KeyField(peewee.BigAutoField):
    """The key of a row: given by the database, never chosen and never used twice."""

    field_type = "KEY"

    def ddl(self, ctx: Context) -> NodeList:
        """The column as CREATE TABLE wants it: each engine says "primary key" in its own place."""
        return NodeList([Entity(self.column_name), SQL(ctx.state.field_types["KEY"])])


class CharField(_CharField[str]):
    """Text of at most ``max_length`` characters."""

    def ddl_datatype(self, ctx: Context) -> SQL:
        """VARCHAR(n), or plain TEXT where tables are STRICT."""
        return _text_type(self, ctx)


class SortKeyField(peewee.TextField):
    """Text that is compared byte by byte, whatever language the server speaks."""

    field_type = "SORT_KEY"


class MomentField(_Field[V]):
    """A moment: aware and in UTC, here and in the database (timestamptz; microseconds)."""

    field_type = "MOMENT"

    if TYPE_CHECKING:

        @overload
        def __new__(
            cls, *args: Any, null: Literal[True], **kwargs: Any
        ) -> "MomentField[datetime | None]": ...
        @overload
        def __new__(
            cls, *args: Any, null: Literal[False] = ..., **kwargs: Any
        ) -> "MomentField[datetime]": ...
        def __new__(cls, *args: Any, **kwargs: Any) -> Any: ...

    def db_value(self, value: datetime | None) -> datetime | None:
        """Check the moment. SQLite's adapter makes microseconds of it. Raises ValueError."""
        if isinstance(value, datetime) and value.utcoffset() != timedelta(0):
            raise ValueError(f"{self.name} wants an aware time in UTC")
        return value

    def python_value(self, value: datetime | int | None) -> datetime | None:
        """The moment as an aware time in UTC."""
        if isinstance(value, int):
            return EPOCH + value * MICROSECOND
        return None if value is None else value.astimezone(UTC)


class DayField(_Field[V]):
    """A day without an hour, as ISO 8601 ("2026-11-22"): so it sorts and compares as text."""

    field_type = "DAY"

    if TYPE_CHECKING:

        @overload
        def __new__(
            cls, *args: Any, null: Literal[True], **kwargs: Any
        ) -> "DayField[date | None]": ...
        @overload
        def __new__(
            cls, *args: Any, null: Literal[False] = ..., **kwargs: Any
        ) -> "DayField[date]": ...
        def __new__(cls, *args: Any, **kwargs: Any) -> Any: ...

    def db_value(self, value: date | str | None) -> str | None:
        """The day as text. Raises ValueError for text that is no day."""
        if isinstance(value, str):
            return date.fromisoformat(value).isoformat()
        return None if value is None else value.isoformat()

    def python_value(self, value: str | None) -> date | None:
        """The day."""
        return None if value is None else date.fromisoformat(value)


class StampField(MomentField[datetime]):
    """A moment that the database writes, by its own clock."""

    field_type = "STAMP"


class VersionField(peewee.IntegerField):
    """How often the row was written. The database counts; an update sends the next number."""

    field_type = "VERSION"


class AuthorField(peewee.TextField):
    """The login that wrote the row, as the database knows it."""

    field_type = "AUTHOR"


class ChoiceField(_CharField[E]):
    """One word out of a fixed list. A generated guard refuses any other word."""

    if TYPE_CHECKING:

        def __new__(cls, choices: type[E], **options: Any) -> "ChoiceField[E]": ...

    def __init__(self, choices: type[E], **options: Any) -> None:
        self.words = choices
        super().__init__(max_length=20, **options)

    def ddl_datatype(self, ctx: Context) -> SQL:
        """As in ``CharField``."""
        return _text_type(self, ctx)

    def db_value(self, value: E | str | None) -> str | None:
        """The word. Raises ValueError for a word that is not on the list."""
        return None if value is None else self.words(value).value

    def python_value(self, value: str | None) -> E | None:
        """The word as a member of the list."""
        return None if value is None else self.words(value)
