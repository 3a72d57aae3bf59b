"""An office in a file: opened so that nothing is lost, never mistaken, never readable."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from mcsys_desktop.core.errors import OfficeUnavailable, UserError
from mcsys_desktop.models import address, base, sqlcipher, upgrade
from mcsys_desktop.models.customers import Customer
from tests import make

KEY = "5e" * 32
EVERYBODY = "SELECT * FROM customer"


def test_a_file_is_opened_so_that_nothing_is_lost_or_left_behind(tmp_path: Path) -> None:
    path = tmp_path / "office.db"
    upgrade.create(address.of_file(path), key=KEY, author="anna")
    connection = sqlcipher.connect(path, KEY)
    try:
        found = {
            name: sqlcipher.rows(connection, f"PRAGMA {name}")[0][0]
            for name in (
                "journal_mode",
                "synchronous",
                "foreign_keys",
                "recursive_triggers",
                "secure_delete",
                "cell_size_check",
                "busy_timeout",
            )
        }
        assert found == {
            "journal_mode": "wal",
            "synchronous": 2,
            "foreign_keys": 1,
            "recursive_triggers": 1,
            "secure_delete": 1,
            "cell_size_check": 1,
            "busy_timeout": 5000,
        }
    finally:
        connection.close()


def test_a_file_with_a_key_holds_no_readable_word(tmp_path: Path) -> None:
    path = tmp_path / "office.db"
    url = address.of_file(path)
    upgrade.create(url, key=KEY, author="anna")
    base.connect(url, key=KEY, author="anna")
    with base.connected():
        make.customer("Zeldzaamewoord", numbers=["033 461 20 45"])
    base.disconnect()
    written = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert len(written) > 100_000
    for word in (b"SQLite format", b"Zeldzaam", b"zeldzaam", b"customer"):
        assert word not in written


@pytest.mark.parametrize("key", ["", "00" * 32])
def test_a_file_opens_with_its_own_key_only(tmp_path: Path, key: str) -> None:
    path = tmp_path / "office.db"
    upgrade.create(address.of_file(path), key=KEY, author="anna")
    with pytest.raises(OfficeUnavailable):
        base.connect(address.of_file(path), key=key, author="anna")
    with pytest.raises(ValueError, match="hexadecimal"):
        base.connect(address.of_file(path), key="my password", author="anna")


def test_an_empty_or_foreign_file_is_never_taken_for_an_office(tmp_path: Path) -> None:
    empty, text, foreign, half = (tmp_path / name for name in ("empty", "text", "foreign", "half"))
    empty.touch()
    text.write_text("Dit is geen kantoor.\n" * 500)
    with sqlcipher.connect(foreign, create=True) as connection:
        connection.execute("CREATE TABLE schema_meta (version, min_reader, min_writer, office_id)")
        connection.execute("INSERT INTO schema_meta VALUES (1, 1, 1, 'x')")
    connection.close()
    with sqlcipher.connect(half, create=True) as connection:
        connection.execute(f"PRAGMA application_id = {sqlcipher.APPLICATION_ID}")
    connection.close()
    for path in (empty, text, foreign, half):
        before = path.read_bytes()
        for opening in (base.connect, upgrade.upgrade):
            with pytest.raises(OfficeUnavailable):
                opening(address.of_file(path), author="anna")
        with pytest.raises(UserError):
            upgrade.create(address.of_file(path), author="anna")
        assert path.read_bytes() == before, path
    missing = tmp_path / "missing"
    with pytest.raises(OfficeUnavailable):
        base.connect(address.of_file(missing), author="anna")
    assert not missing.exists()


def test_a_damaged_file_is_noticed_and_nothing_is_printed(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "office.db"
    upgrade.create(address.of_file(path), key=KEY, author="anna")
    whole = path.read_bytes()
    for at in range(1000, len(whole), len(whole) // 20):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        try:
            connection = sqlcipher.connect(path, KEY)
        except sqlcipher.DatabaseError:
            continue  # noticed at once
        try:
            assert sqlcipher.rows(connection, "PRAGMA cipher_integrity_check"), at
        finally:
            connection.close()
    assert capfd.readouterr() == ("", "")


def test_a_file_office_never_imports_the_postgresql_driver(tmp_path: Path) -> None:
    program = f"""
import sys
from mcsys_desktop.services import customers, callers, calls
from mcsys_desktop.models import address, base, upgrade
from mcsys_desktop.models.customers import Customer
from pathlib import Path
url = address.of_file(Path({str(tmp_path / "office.db")!r}))
upgrade.create(url, author="anna")
base.connect(url, author="anna")
with base.connected():
    assert Customer.select().count() == 0
base.disconnect()
assert "psycopg" not in sys.modules, "psycopg was imported"
assert "PySide6" not in sys.modules, "Qt was imported"
import psycopg  # and it can be, afterwards
"""
    root = Path(__file__).parent.parent.parent
    ran = subprocess.run(  # ourselves
        [sys.executable, "-c", program],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")


@pytest.mark.parametrize("read", [lambda: list(Customer.select()), lambda: base.rows(EVERYBODY)])
def test_a_damaged_page_that_is_met_while_rows_are_read_is_a_sentence(
    tmp_path: Path, read: Callable[[], list[object]]
) -> None:
    """The driver raises it itself then: Peewee translates what is met before the first row."""
    path = tmp_path / "office.db"
    url = address.of_file(path)
    upgrade.create(url, key=KEY, author="anna")
    base.connect(url, key=KEY, author="anna")
    with base.connected():
        for number in range(40):
            make.customer(f"Klant {number}", notes="x" * 400)
        expected = read()
    base.disconnect()
    whole, said = path.read_bytes(), 0
    for at in range(4096 + 2000, len(whole), 4096):  # one bit of every page but the first
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        try:
            base.connect(url, key=KEY, author="anna")
            with base.connected():
                assert read() == expected
        except OfficeUnavailable:
            said += 1
        finally:
            base.disconnect()
    assert said > 5
