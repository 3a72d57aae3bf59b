"""The key of an office's file, from a password or the printed code; and its next one, when due."""

import logging
from pathlib import Path

from mcsys_desktop.core import locks, vault
from mcsys_desktop.core.errors import OfficeUnavailable, UserError
from mcsys_desktop.core.vault import Vault
from mcsys_desktop.models import another_key

log = logging.getLogger(__name__)


def by_password(path: Path, password: str, person: str = "") -> locks.Opened:
    """What a password opens, its lock brought up to date. Raises WrongPassword.

    Where the office is to get another key (somebody left), it gets it now, before anybody is in.
    """
    keys = vault.keys_file(path)
    box = vault.load(keys)
    opened = _unlock(box, password, person)
    newest = box.up_to_date(opened, password)
    if newest is not box:
        _try_to_save(newest, keys)
    return carry_out(path, newest, opened)


def _unlock(box: Vault, password: str, person: str) -> locks.Opened:
    try:
        return box.unlock(password, person)
    except vault.WrongPassword:
        if (code := as_code(password)) == password:
            raise
        return box.unlock(code, person)


def as_code(password: str) -> str:
    """A start code is told by voice, so it may be typed in any way; other passwords as they are."""
    from mcsys_desktop.services.servers import start_codes  # few passwords are wrong

    try:
        return start_codes.read(password)
    except UserError:
        return password


def by_code(path: Path, code: str) -> tuple[Vault, locks.Opened]:
    """What the printed code opens, and the vault as it is then. Raises WrongPassword."""
    keys = vault.keys_file(path)
    box = vault.load(keys)
    opened = carry_out(path, box, box.unlock_with_code(code))
    return vault.load(keys), opened


def carry_out(path: Path, box: Vault, opened: locks.Opened) -> locks.Opened:
    """Give the office the key that was prepared for it, if any.

    Where that is not possible now, because another program has the file open, it waits.
    """
    if not opened.next:
        return opened
    try:
        another_key.give(path, opened.key.hex(), opened.next.hex())
    except OfficeUnavailable:
        log.warning("the office could not get its new key yet")
        return opened
    moved = box.moved_on(opened.key, opened.next)
    _try_to_save(moved, vault.keys_file(path))
    (lock,) = [
        lock
        for lock in moved.locks
        if (lock.kind, lock.person) == (opened.lock.kind, opened.lock.person)
    ]
    return locks.Opened(lock, opened.next, b"", opened.private)


def _try_to_save(box: Vault, keys: Path) -> None:
    try:
        box.save(keys)
    except OSError:  # what lies there opens too; another time then
        log.warning("the key file could not be brought up to date")
