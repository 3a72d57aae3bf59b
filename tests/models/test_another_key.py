"""An office's file gets another key: whole, or as it was, wherever the program is killed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from mcsys_desktop.core.errors import OfficeUnavailable
from mcsys_desktop.models import address, another_key, base, sqlcipher, upgrade
from mcsys_desktop.services import history
from tests import make

KEY, NEXT = "ab" * 32, "cd" * 32


@pytest.fixture
def keyed(tmp_path: Path) -> Path:
    """An office with a customer in it."""
    path = tmp_path / "office.db"
    upgrade.create(address.of_file(path), key=KEY, author="sanne")
    base.connect(address.of_file(path), key=KEY, author="sanne")
    with base.connected():
        make.customer("Bakkerij De Vries", numbers=["033 461 20 45"])
    base.disconnect()
    return path


def whole(path: Path, key: str) -> bool:
    """Whether the office opens with ``key`` and everything is in it, rules and chain too."""
    base.connect(address.of_file(path), key=key, author="sanne")
    try:
        with base.connected():
            (found,) = base.rows("SELECT name FROM customer")
            assert base.rows("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'")[0][0] > 50
            make.customer("Na de sleutel")  # and it still takes writes
            return found == ("Bakkerij De Vries",) and history.verify() == []
    finally:
        base.disconnect()


def test_only_the_new_key_opens_it_and_all_is_there(keyed: Path) -> None:
    another_key.give(keyed, KEY, NEXT)
    with pytest.raises(sqlcipher.DatabaseError):
        sqlcipher.connect(keyed, KEY)
    assert whole(keyed, NEXT)
    assert [file.name for file in keyed.parent.iterdir()] == ["office.db"]


def test_while_another_program_has_it_open_nothing_changes(keyed: Path) -> None:
    other = sqlcipher.connect(keyed, KEY)
    other.execute("SELECT count(*) FROM customer").fetchall()
    with pytest.raises(OfficeUnavailable):
        another_key.give(keyed, KEY, NEXT)
    other.close()
    assert whole(keyed, KEY)


class Killed(BaseException):
    """The program ends here."""


def test_killed_at_every_step_it_is_finished_the_next_time(
    keyed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killing(step: int) -> int:
        """Go so many steps; how many were gone."""
        gone = 0

        def counted(act: Callable[..., object]) -> Callable[..., object]:
            def once(*args: object, **named: object) -> object:
                nonlocal gone
                gone += 1
                if gone > step:
                    raise Killed
                return act(*args, **named)

            return once

        with monkeypatch.context() as patch:
            for owner, name in (
                (another_key, "_remove"),
                (another_key, "_alone"),
                (sqlcipher, "copy"),
                (another_key, "proven"),
                (another_key, "synced"),
                (another_key, "_take_place"),
                (Path, "replace"),
            ):
                patch.setattr(owner, name, counted(getattr(owner, name)))
            try:
                another_key.give(keyed, KEY, NEXT)
            except Killed:
                return gone - 1
        return gone

    before = keyed.read_bytes()
    steps, killed = 0, 0
    while True:
        keyed.write_bytes(before)
        gone = killing(steps)
        if gone < steps:
            break
        steps += 1
        killed += 1
        another_key.give(keyed, KEY, NEXT)  # whoever comes next
        assert whole(keyed, NEXT)
    assert killed > 6
