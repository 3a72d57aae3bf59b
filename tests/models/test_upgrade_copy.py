"""Before a file is upgraded it is copied, and the copy is proven."""

from pathlib import Path

import pytest

from mcsys_desktop.core.errors import OfficeUnavailable
from mcsys_desktop.models import (
    address,
    base,
    migrations,
    sqlcipher,
    upgrade,
    upgrade_file,
    versions,
)
from mcsys_desktop.models.customers import PhoneNumber
from tests import make
from tests.conftest import Office

KEY = "c4" * 32


@pytest.mark.parametrize("key", ["", KEY])
def test_a_file_is_copied_first_and_the_copy_opens_with_the_same_key(
    tmp_path: Path, newer: None, key: str
) -> None:
    path = tmp_path / "office.db"
    url = address.of_file(path)
    monkey = pytest.MonkeyPatch()
    with monkey.context() as plain:
        plain.setattr(upgrade, "MIGRATIONS", migrations.MIGRATIONS)
        plain.setattr(upgrade, "SCHEMA", versions.SCHEMA)
        upgrade.create(url, key=key, author="anna")
    path.with_suffix(".keys").write_text("the keys")
    base.connect(url, key=key, author="anna")
    with base.connected():
        make.customer("Bakkerij De Vries", numbers=["033 461 20 45"])
    base.disconnect()
    assert upgrade.upgrade(url, key=key, author="anna") == ["9999_test"]
    (copy,) = tmp_path.glob("office.before-*.db")
    assert copy.with_suffix(".keys").read_text() == "the keys"
    assert list(tmp_path.glob("*.part*")) == []
    state = base.connect(address.of_file(copy), key=key, author="anna")
    try:
        assert state.version == versions.SCHEMA
        with base.connected():
            assert PhoneNumber.select().count() == 1
    finally:
        base.disconnect()
    if key:
        with pytest.raises(OfficeUnavailable):
            base.connect(address.of_file(copy), author="anna")


@pytest.mark.parametrize("engine", ["sqlite"])
def test_without_a_good_copy_there_is_no_upgrade(
    used: Office, newer: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert used.path is not None
    before = used.catalogue()
    good = sqlcipher.copy

    def bad(source: sqlcipher.Connection, target: sqlcipher.Connection) -> None:
        good(source, target)
        target.execute("DROP TRIGGER phone_number_delete_guard")
        target.execute("DROP TRIGGER phone_number_delete_news")
        target.execute("DROP TRIGGER phone_number_delete_audit")
        target.execute("PRAGMA foreign_keys=off")
        target.execute("CREATE TEMP TABLE t AS SELECT 1")
        target.execute("DELETE FROM phone_number")

    monkeypatch.setattr(sqlcipher, "copy", bad)
    with pytest.raises(OfficeUnavailable):
        used.upgrade()
    assert used.catalogue() == before
    assert [path.name for path in used.path.parent.iterdir()] == ["office.db"]


@pytest.mark.parametrize("engine", ["sqlite"])
def test_half_a_copy_that_a_killed_program_left_is_gone_after_the_next(
    used: Office, newer: None
) -> None:
    assert used.path is not None
    folder, name = used.path.parent, "office.before-20250101T000000Z.db.part"
    for left in (name, f"{name}-wal", f"{name}-shm"):
        (folder / left).write_bytes(b"half of it")
    (folder / "other.before-20250101T000000Z.db.part").write_bytes(b"somebody else's")
    used.upgrade()
    assert [each.name for each in folder.glob("*.part*")] == [
        "other.before-20250101T000000Z.db.part"
    ]


def test_a_damaged_copy_is_not_proven(tmp_path: Path) -> None:
    path = tmp_path / "office.db"
    upgrade.create(address.of_file(path), key=KEY, author="anna")
    connection = sqlcipher.connect(path, KEY)
    counts = upgrade_file.counts(lambda sql, values: sqlcipher.rows(connection, sql, tuple(values)))
    connection.close()
    assert upgrade_file.proven(path, KEY, counts)
    assert not upgrade_file.proven(path, KEY, counts | {"customer": 1})
    assert not upgrade_file.proven(path, "00" * 32, counts)
    whole = path.read_bytes()
    for at in (5000, len(whole) // 2, len(whole) - 100):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])
        assert not upgrade_file.proven(path, KEY, counts)
