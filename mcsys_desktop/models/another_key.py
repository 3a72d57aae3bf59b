"""Give an office's file another key, so that a program killed at any point loses nothing.

SQLCipher's own ``PRAGMA rekey`` writes every page of the file in place; with a write-ahead log
beside it and other connections to it there are moments at which neither key opens all of it. So the
office is copied under the other key instead, the copy is proven, the old file is marked as no
office any more (whoever waited for it is refused instead of writing into what nobody will read
again), and only then does the copy take its name.
"""

from pathlib import Path

from mcsys_desktop.core.errors import OfficeUnavailable
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models import sqlcipher
from mcsys_desktop.models.upgrade_file import counts, proven, synced


def give(path: Path, key: str, following: str) -> None:
    """Let only ``following`` open the file from now on, where ``key`` did; or finish doing so.

    Raises OfficeUnavailable, with nothing changed, while another program uses the file, when the
    copy is not good, and when neither key opens it.
    """
    if _opens(path, following):
        return
    copy = path.with_name(f".{path.name}.another-key")
    if not _opens(path, key):
        if not _opens(copy, following):
            sqlcipher.connect(path, key).close()  # says what is wrong with it
        _take_place(copy, path)  # killed after the old file was marked
        return
    _remove(copy)
    try:
        source = _alone(path, key)
        try:
            _copy(source, copy, following)
            source.execute("PRAGMA application_id=0").fetchall()
        finally:
            source.close()
    except sqlcipher.Error as error:
        _remove(copy)
        raise OfficeUnavailable(
            _(
                "The file could not get its new key: another program uses it, or the disk is full."
                " Nothing was changed."
            )
        ) from error
    _take_place(copy, path)


def _opens(path: Path, key: str) -> bool:
    try:
        sqlcipher.connect(path, key).close()
    except sqlcipher.Error:
        return False
    return True


def _alone(path: Path, key: str) -> sqlcipher.Connection:
    """A connection that keeps every other one out; no write-ahead log is left."""
    source = sqlcipher.connect(path, key)
    try:
        for step in (
            "PRAGMA busy_timeout=1000",
            "PRAGMA journal_mode=delete",  # fails while anybody else has it open
            "PRAGMA locking_mode=exclusive",
            "BEGIN EXCLUSIVE",
            "COMMIT",
        ):
            source.execute(step).fetchall()
    except BaseException:
        source.close()
        raise
    return source


def _copy(source: sqlcipher.Connection, copy: Path, following: str) -> None:
    target = sqlcipher.connect(copy, following, create=True)
    try:
        sqlcipher.copy(source, target)
    finally:
        target.close()
    expected = counts(lambda sql, values: sqlcipher.rows(source, sql))
    if not proven(copy, following, expected):
        _remove(copy)
        raise OfficeUnavailable(
            _("The copy with the new key could not be read back. Nothing was changed.")
        )
    synced(copy)
    synced(copy.parent)


def _take_place(copy: Path, path: Path) -> None:
    for tail in ("-wal", "-shm"):  # of the old key, and empty
        path.with_name(path.name + tail).unlink(missing_ok=True)
    copy.replace(path)
    synced(path.parent)


def _remove(copy: Path) -> None:
    for tail in ("", "-wal", "-shm", "-journal"):
        copy.with_name(copy.name + tail).unlink(missing_ok=True)
