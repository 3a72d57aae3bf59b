"""Put a whole office back from a backup, where nothing is: the same keys, authors and moments.

The same road moves an office that grew from a file to a server, and back.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from mcsys_desktop.core import clock, vault
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models import address as addresses
from mcsys_desktop.models.dump import Head, Totals, Unpacked, rebuild
from mcsys_desktop.models.dump.rebuilding import check_version, refuse_taken
from mcsys_desktop.models.dump.targets import Target
from mcsys_desktop.models.fields import EPOCH, MICROSECOND
from mcsys_desktop.services import history
from mcsys_desktop.services.backups.proving import damaged, opened, scratch_folder


@dataclass(frozen=True, slots=True)
class Wanted:
    """How the office is to be put back.

    ``password`` is that of the login at the server; for a file, that of the office as it was, or a
    new one with ``new_key``. ``plain`` makes a file without a key, for tests and the demo.
    ``changed_history`` takes an office whose log does not hold.
    """

    password: str = ""
    new_key: bool = False
    plain: bool = False
    changed_history: bool = False


@dataclass(frozen=True, slots=True)
class Restored:
    """An office that stands again."""

    url: str
    taken_at: datetime
    totals: Totals
    code: str  # a new recovery code to print; empty when the old one still opens the office
    seconds: float


def look_into(file: Path, identities: Sequence[str]) -> Head:
    """What a backup says of itself. Raises DamagedBackup, WrongKey, UserError."""
    with opened(file, identities) as found:
        check_version(found.head)
        return found.head


def restore(file: Path, url: str, identities: Sequence[str], wanted: Wanted) -> Restored:
    """Put the office in ``file`` back at ``url``: a new file, or an empty prepared database.

    Whole, with every row as it was, or not at all: then nothing is there. Raises UserError with a
    sentence: for a damaged or foreign file, a wrong key or password, and a place that is taken.
    """
    began = time.monotonic()
    refuse_taken(url)
    path = addresses.parse(url).path
    key = _Key() if path is None else _key(file, path, identities, wanted)

    def last(target: Target, unpacked: Unpacked) -> None:
        _last(target, unpacked, file, wanted)
        if path is not None and key.box is not None:
            key.box.save(vault.keys_file(path))  # before the file: without its keys that is lost

    try:
        with opened(file, identities) as found:
            rebuild(
                url,
                found,
                last,
                key=key.key,
                password=wanted.password,
                author=found.head.person or "desk",
            )
    except BaseException:
        if path is not None and key.box is not None:
            vault.keys_file(path).unlink(missing_ok=True)
        raise
    assert found.totals is not None  # noqa: S101  # everything was read, or it was damaged
    taken_at = EPOCH + found.head.taken_at * MICROSECOND
    return Restored(url, taken_at, found.totals, key.code, time.monotonic() - began)


def erased_since(_taken_at: datetime) -> Sequence[int]:
    """The customers that were erased after a backup was made, to be erased again.

    Erasing keeps no such list yet. When it does, this reads it from where it outlives the office
    (hashed ids beside the backups), and ``_last`` erases them before anybody can log in.
    """
    return ()


def _last(target: Target, unpacked: Unpacked, file: Path, wanted: Wanted) -> None:
    """What happens when all stands and nobody is in yet. What it raises undoes everything."""
    flaws = history.verify(target.ask, "%s" if target.shared else "?")
    if flaws and not wanted.changed_history:
        raise UserError(
            _(
                "The log in this backup was changed by hand: {flaw} Take an older backup, or ask"
                " whoever looks after the office."
            ).format(flaw=flaws[0].sentence)
        )
    taken_at = EPOCH + unpacked.head.taken_at * MICROSECOND
    if erased_since(taken_at):
        raise RuntimeError("erasing again is not built yet, so nobody may be let in")
    target.note("restore", f"{file.name} {clock.local(taken_at):%d-%m-%Y %H:%M}")


@dataclass(frozen=True, slots=True)
class _Key:
    """What encrypts a new file, and what opens that; nothing on a server."""

    key: str = ""
    code: str = ""
    box: vault.Vault | None = None


def _key(file: Path, path: Path, identities: Sequence[str], wanted: Wanted) -> _Key:
    head = look_into(file, identities)
    if vault.keys_file(path).exists():
        raise UserError(
            _("There is a file called {name} already.").format(name=vault.keys_file(path).name)
        )
    if wanted.plain:
        return _Key()
    if wanted.new_key or not head.keyed:
        raw, code, box = vault.make(wanted.password, head.person or "desk")
        return _Key(raw.hex(), code, box)
    box = _vault_in(file, identities)
    return _Key(box.open(wanted.password).hex(), "", box)


def _vault_in(file: Path, identities: Sequence[str]) -> vault.Vault:
    """The OFFICE.keys that came along: it lies behind the rows, so all of it is gone through."""
    with opened(file, identities) as found:
        for _name, _columns, rows in found.tables():
            for _row in rows:
                pass
    if found.keys is None:
        raise damaged(file)
    with scratch_folder() as folder:
        copy = folder / "office.keys"
        copy.write_text(found.keys, encoding="utf-8")
        return vault.load(copy)
