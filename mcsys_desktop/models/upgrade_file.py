"""The file's side of making and upgrading an office: alone, copied first, whole or not at all."""

import glob
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mcsys_desktop.core import clock
from mcsys_desktop.core.errors import OfficeUnavailable, UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models import failures, sqlcipher

Run = Callable[[str, Sequence[Any]], list[tuple[Any, ...]]]
Opened = tuple[Run, list[str]]


@contextmanager
def new(path: Path, key: str, author: str, schema: int) -> Iterator[Opened]:
    """A new file that gets its name when it is whole. Raises UserError when the name is taken."""
    with building(path, key, author, schema) as connection:
        yield _run(connection), []


@contextmanager
def building(path: Path, key: str, author: str, schema: int) -> Iterator[sqlcipher.Connection]:
    """As ``new``: the connection to the unfinished file, inside its one transaction."""
    taken = UserError(_("There is a file called {name} already.").format(name=path.name))
    if path.exists():
        raise taken
    if not path.parent.is_dir():
        raise UserError(_("The folder {name} does not exist.").format(name=path.parent))
    with _writes(path):
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    os.close(handle)
    unfinished = Path(name)
    try:
        with _transaction(unfinished, key, author, schema, create=True) as connection:
            yield connection
        with _writes(path):
            synced(unfinished)
            _name(unfinished, path, taken)
            synced(path.parent)
    except sqlcipher.Error as error:
        known = failures.sentence(error, False)
        if known is None:
            raise
        raise known from error
    finally:
        for left in (unfinished, Path(f"{name}-wal"), Path(f"{name}-shm")):
            left.unlink(missing_ok=True)


@contextmanager
def _writes(path: Path) -> Iterator[None]:
    """Turn what the disk says into a sentence."""
    try:
        yield
    except OSError as error:
        raise cannot_be_written(path) from error


def cannot_be_written(path: Path) -> OfficeUnavailable:
    """The sentence for a place that takes no new office."""
    return OfficeUnavailable(
        _("{file} cannot be written there. Is the disk full, or may you not write to it?").format(
            file=path.name
        )
    )


def _name(unfinished: Path, path: Path, taken: UserError) -> None:
    """Give the file its name, unless somebody took that meanwhile."""
    try:
        path.hardlink_to(unfinished)  # refuses what exists, which rename() does on Windows only
    except FileExistsError:
        raise taken from None
    except OSError:  # a disk that knows no links
        unfinished.rename(path)


@contextmanager
def existing(path: Path, key: str, author: str, schema: int) -> Iterator[Opened]:
    """An office's file, for this program alone, and the rules that it holds.

    Raises OfficeUnavailable for an empty file, a foreign one, or one of another key.
    """
    if not path.is_file():
        raise OfficeUnavailable(_("There is no file called {name}.").format(name=path.name))
    try:
        with _transaction(path, key, author, schema) as connection:
            run = _run(connection)
            triggers = run("SELECT name FROM sqlite_master WHERE type = 'trigger'", ())
            yield run, [name for (name,) in triggers]
    except sqlcipher.DatabaseError as error:
        raise _sentence(error) from error


def version(run: Run) -> int:
    """The version that the file states. Raises OfficeUnavailable when it states none."""
    try:
        return int(run("SELECT version FROM schema_meta", ())[0][0])
    except (sqlcipher.DatabaseError, IndexError) as error:
        raise failures.not_ours() from error


def copy_first(path: Path, key: str, run: Run) -> Path:
    """Copy the office beside itself and prove the copy. Raises OfficeUnavailable if it is not good.

    The caller holds the write lock, so what is copied is what will be upgraded.
    """
    stamp = clock.now().strftime("%Y%m%dT%H%M%SZ")
    copy = path.with_name(f"{path.stem}.before-{stamp}{path.suffix}")
    unfinished = copy.with_name(copy.name + ".part")
    _sweep(path)  # what a program left that was killed while it copied
    try:
        with _writes(copy):
            _copy(path, unfinished, key)
            if not proven(unfinished, key, counts(run)):
                raise OfficeUnavailable(
                    _(
                        "The copy that is made before an upgrade could not be read back."
                        " Nothing was done."
                    )
                )
            synced(unfinished)
            unfinished.rename(copy)
            keys = path.with_suffix(".keys")  # of no use without its keys: core.vault.keys_file
            if keys.exists():
                shutil.copy2(keys, copy.with_suffix(".keys"))
            synced(path.parent)
    except BaseException:
        _sweep(path)
        raise
    return copy


def _sweep(path: Path) -> None:
    """Remove halves of copies. Who holds the write lock is the only one to make any."""
    for left in path.parent.glob(f"{glob.escape(path.stem)}.before-*.part*"):
        left.unlink(missing_ok=True)


def _copy(path: Path, unfinished: Path, key: str) -> None:
    source = sqlcipher.connect(path, key)
    target = sqlcipher.connect(unfinished, key, create=True)
    try:
        sqlcipher.copy(source, target)
    finally:
        target.close()
        source.close()


def proven(path: Path, key: str, expected: dict[str, int]) -> bool:
    """Whether the file opens, is whole page by page, and holds as many rows of everything."""
    try:
        connection = sqlcipher.connect(path, key)
    except sqlcipher.DatabaseError:
        return False
    try:
        if key and sqlcipher.rows(connection, "PRAGMA cipher_integrity_check"):
            return False
        if sqlcipher.rows(connection, "PRAGMA integrity_check") != [("ok",)]:
            return False
        return counts(lambda sql, values: sqlcipher.rows(connection, sql)) == expected
    except sqlcipher.DatabaseError:
        return False
    finally:
        connection.close()


def counts(run: Run) -> dict[str, int]:
    """How many rows each table holds."""
    names = run("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name", ())
    return {
        name: run(f'SELECT count(*) FROM "{name}"', ())[0][0]  # noqa: S608  # our own table names
        for (name,) in names
    }


@contextmanager
def _transaction(
    path: Path, key: str, author: str, schema: int, *, create: bool = False
) -> Iterator[sqlcipher.Connection]:
    connection = sqlcipher.connect(path, key, create=create)
    try:
        connection.install(author, schema)
        # Tables that are rebuilt would take their children along; checked before the end instead.
        connection.execute("PRAGMA foreign_keys=off").fetchall()
        connection.execute("BEGIN IMMEDIATE")
        connection.begin()
        try:
            yield connection
            if sqlcipher.rows(connection, "PRAGMA foreign_key_check"):
                raise RuntimeError("the migration leaves rows without their parents")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:  # when the disk is full, SQLite has done so itself
                connection.execute("ROLLBACK")
            raise
    finally:
        connection.close()


def _run(connection: sqlcipher.Connection) -> Run:
    return lambda sql, values: sqlcipher.rows(connection, sql, tuple(values))


def _sentence(error: Exception) -> UserError:
    return failures.sentence(error, False) or failures.not_ours()


def synced(path: Path) -> None:
    """Let the disk have it. Windows cannot sync a folder, and does not need to."""
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
