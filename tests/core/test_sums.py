"""A bit that turned over in a small file of the program is noticed, wherever it lies."""

import contextlib
import json
from pathlib import Path

import pytest

from mcsys_desktop.core import settings, sums, vault
from mcsys_desktop.core.errors import OfficeUnavailable

PASSWORD = "kameel schuurpapier gordijn tuba"


def test_a_sum_is_right_or_wrong_or_not_there() -> None:
    held = {"a": 1, "b": [1.5, "é", None, True]}
    assert sums.taken(json.loads(json.dumps(sums.added(held)))) == held
    assert sums.taken(held) == held
    for name, value in (("a", 2), ("b", []), ("c", 0), (sums.NAME, "0" * 16), (sums.NAME, 7)):
        with pytest.raises(ValueError, match="sum"):
            sums.taken(sums.added(held) | {name: value})


def flips(whole: bytes) -> list[bytes]:
    """The file with each of its bytes in turn damaged by one bit."""
    return [
        whole[:at] + bytes([whole[at] ^ 1 << at % 8]) + whole[at + 1 :] for at in range(len(whole))
    ]


def test_no_bit_of_the_settings_changes_one_of_them_without_a_word(tmp_path: Path) -> None:
    chosen = settings.Settings(
        theme="dark", text_scale=110, desk_name="Balie 1", office="sqlite:///kantoor.db"
    )
    chosen.save(tmp_path)
    file = tmp_path / settings.FILE
    for damaged in flips(file.read_bytes()):
        file.write_bytes(damaged)
        found = settings.load(tmp_path)
        if not found.complaint:
            found._unknown.clear()  # the name of the sum, say, with another letter in it
            assert found == chosen
        else:
            assert (tmp_path / "settings.json.unreadable").read_bytes() == damaged


def test_no_bit_of_the_key_file_makes_a_right_password_wrong(tmp_path: Path) -> None:
    raw, _code, box = vault.make(PASSWORD, "sanne")
    file = tmp_path / "office.keys"
    box.save(file)
    opened = 0
    for damaged in flips(file.read_bytes()):
        file.write_bytes(damaged)
        with contextlib.suppress(OfficeUnavailable):
            assert vault.load(file) == box
            opened += 1
    assert 0 < opened < 200, "blanks, and the name of the sum itself"
    assert box.open(PASSWORD) == raw
