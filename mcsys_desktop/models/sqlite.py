"""An office in a file: Peewee's SQLite, its pool, and SQLCipher underneath."""

import peewee
from playhouse.pool import PooledSqliteDatabase

from mcsys_desktop.models import fields, sqlcipher
from mcsys_desktop.models.address import Address


class _Encrypted(peewee.SqliteDatabase):
    """SQLite with our driver; it stands below the pool, which calls ``_connect`` when it must."""

    field_types = peewee.SqliteDatabase.field_types | fields.SQLITE
    server_version = sqlcipher.VERSION

    address: Address
    key: str
    author: str
    schema: int

    def _connect(self) -> sqlcipher.Connection:
        assert self.address.path is not None  # noqa: S101  # the address of a file has one
        connection = sqlcipher.connect(self.address.path, self.key)
        try:
            self._add_conn_hooks(connection)
            connection.install(self.author, self.schema)
        except BaseException:
            connection.close()
            raise
        return connection

    def _add_conn_hooks(self, connection: sqlcipher.Connection) -> None:
        super()._add_conn_hooks(connection)  # type: ignore[misc]  # left out of Peewee's stubs


class File(PooledSqliteDatabase, _Encrypted):  # type: ignore[misc]  # untyped base
    """An office in a file. Every thread has its own connection to it."""

    def __init__(self, address: Address, key: str, author: str, schema: int) -> None:
        self.address, self.key, self.author, self.schema = address, key, author, schema
        self._left = False  # nobody comes back: whoever is done with a connection closes it
        super().__init__(
            str(address.path), max_connections=None, autoconnect=False, returning_clause=True
        )

    def begin(self, lock_type: str | None = None) -> None:
        """BEGIN IMMEDIATE, unless told otherwise: there is one writer, so queue for it first."""
        super().begin(lock_type or "IMMEDIATE")
        self._connection.begin()

    def close_all(self) -> None:
        """Close what nobody uses; a connection that a thread still uses, that thread closes itself.

        Closed under a running query, as the pool would do, SQLite takes the program down with it.
        """
        self._left = True
        self.close()
        self.close_idle()

    def _close(self, connection: sqlcipher.Connection, close_conn: bool = False) -> None:
        super()._close(connection, close_conn or self._left)

    def commit(self) -> None:
        """COMMIT, after what was done has become a link of the chain."""
        self._connection.seal()
        super().commit()

    def rollback(self) -> None:
        """ROLLBACK, unless SQLite has done so itself, as it does when the disk is full."""
        if self._connection.in_transaction:
            super().rollback()

    def end(self) -> set[str]:
        """After COMMIT or ROLLBACK: the tables that were written to."""
        return set() if self._state.conn is None else self._connection.end()

    @property
    def _connection(self) -> sqlcipher.Connection:
        connection: sqlcipher.Connection = self._state.conn
        return connection

    def broken(self) -> bool:
        """A file does not go away while it is open."""
        return False
