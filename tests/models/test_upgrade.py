"""An upgrade happens whole or not at all, after a copy that was proven."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.models import (
    address,
    base,
    upgrade,
)
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.models.migrations import MIGRATIONS
from tests import make
from tests.conftest import MIGRATOR, Office
from tests.models.newer import NEXT

KEY = "c4" * 32


class Stopped(Exception):  # not an error: the test pulled the plug
    """The upgrade was stopped here."""


def test_an_office_that_is_up_to_date_is_left_alone(used: Office) -> None:
    before = used.catalogue()
    assert used.upgrade() == []
    assert used.catalogue() == before
    if used.path:
        assert list(used.path.parent.glob("*before*")) == []


def test_what_is_missing_is_applied_and_the_old_desks_only_read(used: Office, newer: None) -> None:
    assert used.upgrade() == ["9999_test"]
    assert used.upgrade() == []
    state = base.connect(used.url, password=used.password, author="anna")
    try:
        assert (state.version, state.writable) == (NEXT.NUMBER, False)
        with base.connected():
            stored = Customer.get()
            assert (stored.notes, stored.version, stored.changed_by) == ("opgewaardeerd", 1, "anna")
            if base.shared():  # a table without rules is open to nobody
                with pytest.raises(UserError), base.connected():
                    base.rows("SELECT plate FROM vehicle")
            else:
                assert base.rows("SELECT plate FROM vehicle") == [("XX-99-YY",)]
            history = base.rows("SELECT name, applied_by FROM schema_history ORDER BY id")
            who = MIGRATOR if base.shared() else "anna"
            assert history == [(step.NAME, who) for step in (*MIGRATIONS, NEXT)]
    finally:
        base.disconnect()


def test_an_upgrade_that_is_stopped_anywhere_leaves_everything_as_it_was(
    used: Office, newer: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = used.catalogue()
    steps = _count_steps(used, monkeypatch)
    assert steps > 80
    # Every step of the migration itself, and a good sample of the rules after it.
    dropped = steps - len(NEXT.SQLITE)
    for stop_at in sorted({*range(12), *range(12, steps, 9), dropped, steps - 2, steps - 1}):
        _stop_at(stop_at, monkeypatch)
        with pytest.raises(Stopped):
            used.upgrade()
    monkeypatch.undo()
    assert used.catalogue() == before
    assert used.upgrade() == []  # the plain program: nothing is missing
    base.connect(used.url, password=used.password, author="anna")
    with base.connected():
        assert Customer.get().notes == ""
        make.customer("En het kantoor werkt nog")
    base.disconnect()


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot fork, so cannot kill half of itself")
def test_an_upgrade_that_is_killed_leaves_everything_as_it_was(
    used: Office, newer: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = used.catalogue()
    for stop_at in (1, 3, 40, 80):
        child = os.fork()
        if child == 0:
            _stop_at(stop_at, monkeypatch, lambda: os._exit(9))
            used.upgrade()
            os._exit(0)
        _pid, status = os.waitpid(child, 0)
        assert os.waitstatus_to_exitcode(status) == 9
    assert used.catalogue() == before
    assert used.upgrade() == ["9999_test"]


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot fork, so cannot kill half of itself")
def test_an_office_that_was_never_finished_does_not_exist(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "office.db"
    for stop_at in (2, 50):
        child = os.fork()
        if child == 0:
            _stop_at(stop_at, monkeypatch, lambda: os._exit(9))
            upgrade.create(address.of_file(path), author="anna")
            os._exit(0)
        _pid, status = os.waitpid(child, 0)
        assert os.waitstatus_to_exitcode(status) == 9
        assert not path.exists()
    upgrade.create(address.of_file(path), author="anna")
    assert path.stat().st_mode & 0o077 == 0 or os.name == "nt", "for its owner only"


def test_an_office_is_made_where_nothing_is_and_nowhere_else(office: Office) -> None:
    url = office.url if office.path else office.login(MIGRATOR)
    with pytest.raises(UserError):
        upgrade.create(url, password=office.password, author="anna")
    if office.path:
        with pytest.raises(UserError):
            upgrade.create(address.of_file(office.path.parent / "nowhere" / "office.db"))


def _count_steps(office: Office, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many statements the upgrade takes; it is taken back at the last one."""
    steps = [0]
    real = upgrade._apply

    def counted(run: upgrade.Run, *args: Any, **named: Any) -> None:
        def step(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
            steps[0] += 1
            return run(sql, values)

        real(step, *args, **named)
        raise Stopped

    with monkeypatch.context() as once:
        once.setattr(upgrade, "_apply", counted)
        with pytest.raises(Stopped):
            office.upgrade()
    return steps[0]


def _stop() -> None:
    raise Stopped


def _stop_at(
    number: int, monkeypatch: pytest.MonkeyPatch, stop: Callable[[], object] = _stop
) -> None:
    """Stop the next upgrade before its statement ``number``."""
    real = _REAL_APPLY

    def stopping(run: upgrade.Run, *args: Any, **named: Any) -> None:
        left = [number]

        def step(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
            if left[0] == 0:
                stop()
            left[0] -= 1
            return run(sql, values)

        real(step, *args, **named)

    monkeypatch.setattr(upgrade, "_apply", stopping)


_REAL_APPLY = upgrade._apply
