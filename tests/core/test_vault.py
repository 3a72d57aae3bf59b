"""The key of an office: two ways in, and no third."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcsys_desktop.core import locks, recovery, vault
from mcsys_desktop.core.errors import OfficeUnavailable, UserError

PASSWORD = "kameel schuurpapier gordijn tuba"
OTHER = "walnoot dirigent sneeuwschep kwast"


@pytest.fixture(scope="module")
def made() -> tuple[bytes, str, vault.Vault]:
    return vault.make(PASSWORD, "sanne")


def test_the_password_and_the_printed_code_open_the_same_key(
    made: tuple[bytes, str, vault.Vault],
) -> None:
    key, code, box = made
    assert len(key) == 32
    assert box.open(PASSWORD) == key
    assert box.open_with_code(code.lower().replace("-", " ")) == key


def test_a_password_typed_on_another_keyboard_is_the_same_password() -> None:
    key, _code, box = vault.make("cafe\u0301 walnoot dirigent kwast", "sanne")
    assert box.open("caf\u00e9 walnoot dirigent kwast") == key


def test_nothing_else_opens_it(made: tuple[bytes, str, vault.Vault]) -> None:
    _key, code, box = made
    for wrong in ("", PASSWORD + " ", PASSWORD.upper(), code, "x" * 5000):
        with pytest.raises(vault.WrongPassword):
            box.open(wrong)
    for wrong in ("", PASSWORD, recovery.make()):
        with pytest.raises(vault.WrongPassword):
            box.open_with_code(wrong)


def test_a_lock_of_another_office_or_kind_does_not_fit(
    made: tuple[bytes, str, vault.Vault],
) -> None:
    _key, _code, box = made
    with pytest.raises(vault.WrongPassword):
        replace(box, office="0" * 32).open(PASSWORD)
    renamed = tuple(replace(lock, person="somebody_else") for lock in box.locks)
    with pytest.raises(vault.WrongPassword):
        replace(box, locks=renamed).open(PASSWORD)
    swapped = tuple(
        replace(lock, kind="password" if lock.kind == "recovery" else "recovery")
        for lock in box.locks
    )
    with pytest.raises(vault.WrongPassword):
        replace(box, locks=swapped).open(PASSWORD)


def test_neither_key_nor_password_nor_code_lies_in_the_file(
    made: tuple[bytes, str, vault.Vault], tmp_path: Path
) -> None:
    key, code, box = made
    file = vault.keys_file(tmp_path / "office.db")
    box.save(file)
    text = file.read_text().upper()
    for secret in (key.hex(), PASSWORD, code, recovery.read(code)):
        assert secret.upper() not in text
    assert vault.load(file) == box


def test_a_new_password_replaces_the_old_and_leaves_the_code(
    made: tuple[bytes, str, vault.Vault],
) -> None:
    key, code, box = made
    changed = box.with_own_password(box.unlock(PASSWORD), OTHER)
    assert changed.open(OTHER) == key
    assert changed.open_with_code(code) == key
    with pytest.raises(vault.WrongPassword):
        changed.open(PASSWORD)


@pytest.mark.parametrize("cut", [0, 1, 40, 200])
def test_a_damaged_key_file_is_a_sentence(
    made: tuple[bytes, str, vault.Vault], tmp_path: Path, cut: int
) -> None:
    file = tmp_path / "office.keys"
    made[2].save(file)
    file.write_text(file.read_text()[:cut])
    with pytest.raises(OfficeUnavailable, match=r"office\.keys"):
        vault.load(file)


def test_a_forged_key_file_cannot_take_all_memory(
    made: tuple[bytes, str, vault.Vault], tmp_path: Path
) -> None:
    file = tmp_path / "office.keys"
    made[2].save(file)
    held = json.loads(file.read_text())
    held["locks"][0]["derivation"]["memory_kib"] = 1 << 40
    del held["sum"]
    file.write_text(json.dumps(held))
    with pytest.raises(OfficeUnavailable):
        vault.load(file)


def test_a_key_file_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "office.keys"
    file.write_text(json.dumps({"format": locks.FORMAT + 1}))
    with pytest.raises(OfficeUnavailable, match=r"newer|nieuwere"):
        vault.load(file)


@pytest.mark.parametrize("password", ["", "veertien teken", "x" * 129, "sanne wachtwoord 2026"])
def test_a_password_that_will_not_do_makes_no_office(password: str) -> None:
    with pytest.raises(UserError):
        vault.make(password, "sanne")


@given(st.integers(0, recovery.LENGTH), st.integers(1, len(recovery.ALPHABET) - 1))
def test_every_single_wrong_character_of_a_code_is_noticed(place: int, by: int) -> None:
    code = list(recovery.make().replace("-", ""))
    size = len(recovery.ALPHABET)
    code[place] = recovery.ALPHABET[(recovery.ALPHABET.index(code[place]) + by) % size]
    with pytest.raises(ValueError, match=r"mistake|typefout"):
        recovery.read("".join(code))


def test_signs_that_look_alike_are_understood() -> None:
    plain = "01" * 13 + "0"
    printed = recovery.printed(plain + recovery.check(plain))
    assert recovery.read(printed.replace("0", "o").replace("1", "l")) == plain
    assert recovery.read(printed.replace("0", "O").replace("1", "I")) == plain


def test_a_code_holds_more_than_128_bits_in_groups_of_four() -> None:
    code = recovery.make()
    assert recovery.LENGTH * 5 >= 128
    assert [len(group) for group in code.split("-")] == [4] * 7
    assert not set(code) & set("ILOU")
