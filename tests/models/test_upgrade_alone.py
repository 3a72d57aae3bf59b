"""Who may upgrade, and that nobody else is at work meanwhile."""

import threading

import pytest

from mcsys_desktop.core.errors import OfficeUnavailable, UserError
from mcsys_desktop.models import (
    sqlcipher,
    upgrade,
    versions,
)
from tests.conftest import MIGRATOR, Office

KEY = "c4" * 32


def test_an_office_of_a_newer_program_is_not_touched(used: Office) -> None:
    used.pretend(version=versions.SCHEMA + 1)
    before = used.catalogue()
    with pytest.raises(OfficeUnavailable):
        used.upgrade()
    assert used.catalogue() == before


@pytest.mark.parametrize("engine", ["postgres"])
def test_only_who_may_become_the_owner_upgrades(used: Office, newer: None) -> None:
    for login in ("anna", "carla"):
        with pytest.raises(UserError):
            upgrade.upgrade(used.login(login), password=used.password)
    with used.raw(MIGRATOR) as connection:
        import psycopg

        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("SELECT count(*) FROM app.customer")  # inherits nothing


@pytest.mark.parametrize("engine", ["postgres"])
def test_two_upgrades_at_once_are_one(used: Office, newer: None) -> None:
    results: list[list[str]] = []
    threads = [threading.Thread(target=lambda: results.append(used.upgrade())) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == [[], [], ["9999_test"]]


@pytest.mark.parametrize("engine", ["postgres"])
def test_a_desk_in_the_middle_of_something_is_not_waited_for_long(
    used: Office, newer: None
) -> None:
    before = used.catalogue()
    with used.raw("anna") as desk:
        desk.execute("BEGIN")
        desk.execute("SELECT count(*) FROM customer")
        with pytest.raises(UserError):
            used.upgrade()
        desk.execute("ROLLBACK")
    assert used.catalogue() == before


@pytest.mark.parametrize("engine", ["sqlite"])
def test_a_file_that_somebody_is_writing_to_is_not_upgraded(
    used: Office, newer: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert used.path is not None
    monkeypatch.setattr(sqlcipher, "PRAGMAS", (*sqlcipher.PRAGMAS, "busy_timeout=100"))
    connection = sqlcipher.connect(used.path)
    connection.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(OfficeUnavailable):
            used.upgrade()
    finally:
        connection.execute("ROLLBACK")
        connection.close()
