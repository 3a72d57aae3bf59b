"""What is no backup, or no whole one, is refused in a sentence, and nothing is made of it."""

import gzip
import os
import random
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pyrage
import pytest

from mcsys_desktop.core import age
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.models import address as addresses
from mcsys_desktop.models import base
from mcsys_desktop.models.versions import SCHEMA
from mcsys_desktop.services import backups
from mcsys_desktop.services.backups import DamagedBackup, Keys, Wanted
from tests.conftest import PASSWORD, Office, _administrator

pytestmark = pytest.mark.parametrize("engine", ["sqlite"])
SCHEMA_LINE = f'"schema":{SCHEMA}'.encode()


@pytest.fixture
def good(keeping: Office, keys: Keys, shelf: Path) -> bytes:
    """A whole backup."""
    made = backups.make(shelf, keys.recipients)
    base.disconnect()
    return made.path.read_bytes()


def lines_of(data: bytes, keys: Keys) -> list[bytes]:
    """The lines in a backup, opened by other means than the program's."""
    plain = gzip.decompress(pyrage.decrypt(data, [pyrage.x25519.Identity.from_str(keys.owner)]))
    return plain.splitlines(keepends=True)


def locked(lines: list[bytes], keys: Keys) -> bytes:
    """A backup by somebody who has the public keys, which are no secret."""
    locks = [pyrage.x25519.Recipient.from_str(each) for each in keys.recipients]
    return bytes(pyrage.encrypt(gzip.compress(b"".join(lines)), locks))


def refused(data: bytes, keys: Keys, folder: Path, url: str = "") -> UserError:
    """Try to put ``data`` back, see that nothing comes of it, and return the sentence."""
    file = folder / "damaged.age"
    file.write_bytes(data)
    before = sorted(folder.iterdir())
    target = addresses.of_file(folder / "terug.db")
    with pytest.raises(UserError) as caught:
        backups.restore(file, url or target, [keys.owner], Wanted(PASSWORD, plain=not url))
    assert sorted(folder.iterdir()) == before
    assert str(caught.value).endswith(".")
    return caught.value


def damaged_files(good: bytes, chance: random.Random) -> Iterator[bytes]:
    """120 files that were a backup once, or never."""
    for _time in range(45):
        yield good[: chance.randrange(len(good))]
    for _time in range(60):
        at = chance.randrange(len(good))
        yield good[:at] + bytes([good[at] ^ 1 << chance.randrange(8)]) + good[at + 1 :]
    yield b""
    yield b"\0"
    yield age.MAGIC
    yield b"SQLite format 3\0" + bytes(4096)
    yield b"%PDF-1.4 geen back-up"
    yield gzip.compress(b"[]\n")
    yield good + b"\0"
    yield good + good
    yield good[1:]
    yield good[: len(good) - 1]
    yield good[:1000] + good[2000:]
    yield good[len(good) // 2 :] + good[: len(good) // 2]
    for _time in range(3):
        yield chance.randbytes(5000)


def test_120_damaged_files_are_refused_and_nothing_is_made(
    good: bytes, keys: Keys, tmp_path: Path
) -> None:
    folder = tmp_path / "try"
    folder.mkdir()
    tried = 0
    for data in damaged_files(good, random.Random(16)):
        refused(data, keys, folder)
        tried += 1
    assert tried == 120


def test_a_file_that_was_forged_with_the_public_keys_is_refused(
    good: bytes, keys: Keys, tmp_path: Path
) -> None:
    """What a thief of the settings can make: locked as it should be, with other things inside."""
    folder = tmp_path / "try"
    folder.mkdir()
    lines = lines_of(good, keys)
    customer = next(at for at, line in enumerate(lines) if b'"table":"customer"' in line)
    wrong: list[list[bytes]] = [
        [],
        [b"\n"],
        lines[1:],
        lines[:-1],
        [*lines, b"[]\n"],
        [*lines[:customer], *lines[customer + 1 :]],
        [*lines[: customer + 1], lines[customer + 2], *lines[customer + 2 :]],
        [
            *lines[: customer + 1],
            lines[customer + 1].replace(b"Bakkerij", b"Slagerij"),
            *lines[customer + 2 :],
        ],
        [line.replace(b'"customer"', b'"klant"') for line in lines],
        [line.replace(b'"notes"', b'"nodes"') for line in lines],
        [line.replace(SCHEMA_LINE, b'"schema":0') for line in lines],
        [line.replace(SCHEMA_LINE, b'"schema":1') for line in lines],
        [line.replace(b'"number":1', b'"number":true') for line in lines],
        [lines[0].replace(b"mcsys-office", b"other-office"), *lines[1:]],
        [lines[0], b"[" * 100_000 + b"\n", *lines[1:]],
        [lines[0][:-2] + b',"extra":NaN}\n', b'{"table":"customer","columns":[null]}\n'],
        [line.replace(b'"ids":{', b'"ids":{"klant":1,') for line in lines],
        [line.replace(b'"series":{"customer":', b'"series":{"customer":-') for line in lines],
    ]
    for forged in wrong:
        assert isinstance(refused(locked(forged, keys), keys, folder), DamagedBackup)
    assert backups.look_into(written(folder, locked(lines, keys)), [keys.owner]).schema == SCHEMA


def written(folder: Path, data: bytes) -> Path:
    """``data`` in a file."""
    file = folder / "whole.age"
    file.write_bytes(data)
    return file


def test_values_that_fit_no_column_are_refused_by_the_database_too(
    good: bytes, keys: Keys, tmp_path: Path, empty_server: Callable[[], str]
) -> None:
    """With sums that add up: then only the types of the columns are left to say no."""
    from mcsys_desktop.models.dump import form

    folder = tmp_path / "try"
    folder.mkdir()
    lines = lines_of(good, keys)
    sums: dict[str, form.Sum] = {}
    forged: list[bytes] = []
    name = ""
    for line in lines:
        if line.startswith(b'{"table"'):
            name = form.read(line)["table"]
            sums[name] = form.Sum()
        elif line.startswith(b"["):
            row = form.read(line)
            if name == "customer":
                row = [0 if isinstance(value, str) else "tekst" for value in row]
            line = form.line(row)
            sums[name].add(line)
        elif line.startswith(b'{"rows"') and b'"seq"' not in line:
            line = form.line({"rows": sums[name].rows, "digest": sums[name].digest})
        elif b'"seq"' in line and not line.startswith(b"["):
            end = form.read(line)
            summed = form.total(sums, end["seq"], end["hash"])
            line = form.line(end | {"digest": summed.digest})
        forged.append(line)
    assert sums["customer"].rows
    data = locked(forged, keys)
    assert isinstance(refused(data, keys, folder), DamagedBackup)
    url = empty_server()
    assert isinstance(refused(data, keys, folder, url), DamagedBackup)
    with _administrator(addresses.parse(url).database) as admin:
        assert admin.execute("SELECT to_regclass('app.schema_meta')").fetchone() == (None,)


def test_another_key_is_told_from_damage(good: bytes, keys: Keys, tmp_path: Path) -> None:
    other = backups.make_keys()
    file = written(tmp_path, good)
    with pytest.raises(backups.WrongKey, match="does not open"):
        backups.restore(
            file, addresses.of_file(tmp_path / "x.db"), [other.owner], Wanted(plain=True)
        )
    assert not (tmp_path / "x.db").exists()


def test_a_file_that_is_not_there_is_a_sentence(keys: Keys, tmp_path: Path, office: Office) -> None:
    for file in (tmp_path / "weg.age", tmp_path):
        with pytest.raises(UserError, match="cannot be read"):
            backups.prove(file, [keys.owner])


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 kB."""
    folder = tmp_path / "full"
    folder.mkdir()
    if not shutil.which("mount") or not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root can make a small disk")
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "none", folder], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("no small disk can be made here")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_full_disk_is_said_and_leaves_nothing(
    keeping: Office, keys: Keys, full: Path, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (full / "other").write_bytes(bytes(15 * 4096))
    with pytest.raises(UserError, match="no room"):
        backups.make(full, keys.recipients)
    assert [path.name for path in full.iterdir()] == ["other"]
    assert backups.last_good() is None
    # The same where it is tried out.
    monkeypatch.setattr(tempfile, "tempdir", str(full))
    with pytest.raises(UserError, match="disk is full"):
        backups.make(shelf, keys.recipients)
    assert [path.name for path in full.iterdir()] == ["other"]
    assert list(shelf.iterdir()) == []
    (full / "other").unlink()
    monkeypatch.setattr(tempfile, "tempdir", None)
    backups.make(full, keys.recipients)


def test_a_file_that_may_not_grow_is_said_and_leaves_nothing(
    keeping: Office, keys: Keys, shelf: Path
) -> None:
    resource = pytest.importorskip("resource")
    limit, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, most))
    try:
        with pytest.raises(UserError, match="no room"):
            backups.make(shelf, keys.recipients)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, most))
    assert list(shelf.iterdir()) == []
