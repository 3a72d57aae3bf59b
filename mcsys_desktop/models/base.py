"""The connection, the transaction, and what every table has in common.

Connections are never opened on the quiet: a query on a thread that did not ask for one fails at
once, so that the UI thread cannot wait for a database by accident.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from peewee import DatabaseError, DatabaseProxy, InterfaceError, Model

from mcsys_desktop.core.errors import ReadOnlyOffice, StaleRecord
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models import address as addresses
from mcsys_desktop.models import failures, versions
from mcsys_desktop.models.address import Address
from mcsys_desktop.models.fields import AuthorField, KeyField, StampField, VersionField
from mcsys_desktop.models.privacy import Erasure, Purpose, Term, impersonal, personal
from mcsys_desktop.models.versions import SCHEMA, State


class Group(StrEnum):
    """What somebody's login may do; each group may do all that the ones before it may."""

    READER = "mcsys_reader"
    DESK = "mcsys_desk"
    ACCOUNTING = "mcsys_accounting"
    ADMIN = "mcsys_admin"


@dataclass(frozen=True, slots=True)
class Access:
    """The lowest group that may do each thing to a table; None: nobody who logs in."""

    read: Group = Group.READER
    insert: Group | None = None
    update: Group | None = None
    delete: Group | None = None


database = DatabaseProxy()
on_news: Callable[[set[str]], None] = lambda tables: None  # noqa: E731  # set by the app


class _Opened:
    """What is known of the office that ``database`` speaks to."""

    address: Address | None = None
    state: State = State.closed()


_opened = _Opened()


def open_database(address: Address, *, password: str = "", key: str = "", author: str = "") -> Any:
    """A Peewee database for ``address`` that has not connected yet."""
    if address.shared:
        from mcsys_desktop.models.postgres import Server

        return Server(address, password, SCHEMA)
    from mcsys_desktop.models.sqlite import File

    return File(address, key, author, SCHEMA)


def connect(url: str, *, password: str = "", key: str = "", author: str = "") -> State:
    """Open the office at ``url`` for this program, and say whether it may write there.

    ``password`` is the login's on a server; ``key`` is a file's raw key in 64 hexadecimal digits,
    or empty for a file without one; ``author`` is the name that a file's office writes beside what
    changes (a server knows the login). Raises UserError for a wrong address, and OfficeUnavailable
    when nothing is there, when it is no office of ours, or when this program is too old to read it.
    """
    disconnect()
    address = addresses.parse(url)
    chosen = open_database(address, password=password, key=key, author=author)
    database.initialize(chosen)
    _opened.address = address
    try:
        with connected():
            _opened.state = versions.of_office(rows)
        _opened.state.refuse()
    except BaseException:
        disconnect()
        raise
    return _opened.state


def disconnect() -> None:
    """Give back every connection: when the program ends, or before another office is opened."""
    if database.obj is not None:
        database.close_all()
    database.initialize(None)
    _opened.address, _opened.state = None, State.closed()


def know(password: str) -> None:
    """Whoever works here has another password: connections made from now on use it."""
    if shared():
        database.obj.know(password)


def address() -> Address:
    """Where the office is. Raises RuntimeError when none is open."""
    if _opened.address is None:
        raise RuntimeError("no office is open")
    return _opened.address


def shared() -> bool:
    """Whether other desks use this office too: whether it is on a server."""
    return _opened.address is not None and _opened.address.shared


def state() -> State:
    """Whether this program may write to the office, with the sentence that says why not."""
    return _opened.state


@contextmanager
def connected() -> Iterator[None]:
    """Give this thread a connection, or use the one it has.

    A connection that was lost is closed, and opened again by the next ``connected()``. Raises
    OfficeUnavailable when the server does not answer, and turns the database's refusals into
    sentences: StaleRecord, ReadOnlyOffice, UserError.
    """
    own = database.obj  # another office may be open by the time that the block ends
    if own is None:
        raise RuntimeError("no office is open")
    with failures.translated(shared()):
        if not own.is_closed():  # lent by somebody further out
            if own.broken() and not own.in_transaction():
                own.manual_close()
                own.connect()
            yield
            return
        own.connect()
        try:
            yield
        finally:
            _let_go(own)


def _let_go(own: Any) -> None:
    try:
        if own.broken():
            own.manual_close()
        else:
            own.close()
    except (DatabaseError, InterfaceError):
        own.dispose()  # it is of no more use to anybody


@contextmanager
def may_take_long() -> Iterator[None]:
    """Give the server any time for what this thread asks meanwhile: a report, an import."""
    with connected(), database.obj.patient() if shared() else nullcontext():
        yield


def reach(up: bool) -> None:
    """Take that the server can, or can no longer, be reached."""
    if shared():
        database.obj.reach(up)


def look_again() -> State:
    """Read once more what the office says of itself: another desk may have upgraded it."""
    with connected():
        _opened.state = versions.of_office(rows)
    return _opened.state


@contextmanager
def transaction() -> Iterator[None]:
    """Commit the whole block or none of it; then the tables that changed are announced.

    Writes happen nowhere else. Raises ReadOnlyOffice when this program may not write here, and
    Unanswered when the connection died before the answer to the COMMIT came.
    """
    if database.in_transaction():  # part of a larger piece of work
        yield
        return
    if not _opened.state.writable:
        raise ReadOnlyOffice(_opened.state.sentence)
    news: set[str] = set()
    asked = False  # whether a COMMIT may have reached the database
    with connected(), failures.translated(shared()):
        try:
            with database.atomic():
                yield
                asked = True
        except (DatabaseError, InterfaceError) as error:
            if asked and (unknown := failures.unanswered(error, shared())):
                raise unknown from error
            raise
        finally:
            if not shared():
                news = database.end()
    if news:
        on_news(news)


def rows(sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """All rows of one query in the engine's own SQL; ``database.param`` is its placeholder."""
    return list(database.execute_sql(sql, parameters).fetchall())


class Record(Model):
    """A row that knows when another desk has saved it first.

    The database itself gives the id, counts the versions, and writes down who and when.
    """

    access: ClassVar[Access]
    subject: ClassVar[str]  # the path to the customer whose data it is; "" when nobody's
    audited: ClassVar[bool] = True  # whether the log tells of each change
    kept: ClassVar[bool] = False  # never changed once it is there, by its owner neither
    door: ClassVar[str] = ""  # the one act that writes what is ``behind`` it, or all: doors.py
    behind: ClassVar[tuple[str, ...]] = ()
    forgets: ClassVar[bool] = False  # deleting a row erases what the log says it held
    guards: ClassVar[tuple[str, ...]] = ()  # rules of the business by name: see rules.py
    formats: ClassVar[dict[str, str]] = {}  # columns of a fixed form: see rules.py
    unlogged: ClassVar[tuple[str, ...]] = ()  # too long for the log; a hash vouches for them
    # Columns that no person's words get into; a card's number is refused in all others.
    machine_made: ClassVar[tuple[str, ...]] = ()
    clock_fills: ClassVar[tuple[str, ...]] = ()  # moments that the database fills when left out
    series: ClassVar[str] = ""  # the column that the database numbers when it is left out

    id = impersonal(KeyField())
    version = impersonal(VersionField())
    created_at = impersonal(StampField())
    created_by = personal(AuthorField(), Purpose.ACCOUNTABILITY, Term.STAFF, Erasure.KEEP)
    changed_at = impersonal(StampField())
    changed_by = personal(AuthorField(), Purpose.ACCOUNTABILITY, Term.STAFF, Erasure.KEEP)

    _dirty: set[str]  # Peewee's, left out of its stubs

    class Meta:
        database = database
        legacy_table_names = False

    def save(self, force_insert: bool = False, only: Any = None) -> int:
        """Insert the row, or update what was changed in it since it was read.

        Only inside ``transaction()``. Raises StaleRecord when somebody else saved it first.
        """
        inside()
        if self.id is None:
            only = [f for f in self._meta.sorted_fields if f.name not in SERVER_SET]
            written = int(super().save(force_insert=True, only=only))
            self.__data__["version"] = 1
            self._dirty.clear()
            return written
        changed = {f: self.__data__[f.name] for f in self.dirty_fields if f.name not in SERVER_SET}
        if not changed:
            return 0
        changed[type(self).version] = self.version + 1
        if not type(self).update(changed).where(self._as_read()).execute():
            raise self._stale()
        self.__data__["version"] += 1
        self._dirty.clear()
        return 1

    def delete_instance(self, recursive: bool = False, delete_nullable: bool = False) -> int:
        """Delete the row. Raises StaleRecord when somebody else saved it first."""
        inside()
        if not type(self).delete().where(self._as_read()).execute():
            raise self._stale()
        return 1

    def _as_read(self) -> Any:
        return (type(self).id == self.id) & (type(self).version == self.version)

    def _stale(self) -> StaleRecord:
        model = type(self)
        now = model.select(model.changed_by, model.changed_at).where(model.id == self.id).first()
        if now is None:
            return StaleRecord(_("Somebody else has just deleted this."))
        return stale(now.changed_by, now.changed_at)


SERVER_SET = frozenset({"id", "version", "created_at", "created_by", "changed_at", "changed_by"})


def stale(who: str, when: datetime) -> StaleRecord:
    """The error that says who was first, and when (UTC)."""
    sentence = _("{who} has just changed this. Look at the change, then try again.")
    return StaleRecord(sentence.format(who=who), who, when)


def inside() -> None:
    if not database.in_transaction():
        raise RuntimeError("writes happen inside transaction()")
