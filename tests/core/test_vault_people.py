"""Several people with one key: who comes in, who goes, and what is left of who went."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag

from mcsys_desktop.core import locks, recovery, vault
from mcsys_desktop.core.errors import OfficeUnavailable, UserError

PASSWORD = "kameel schuurpapier gordijn tuba"
OTHER = "walnoot dirigent sneeuwschep kwast"
CODE = "7QX2-M4KD-9F0R-TW3A"
# Made by the program before people: one person, format 1.
OLD = Path(__file__).parents[1] / "data" / "offices" / "format-1.keys"


@pytest.fixture(scope="module")
def two() -> tuple[bytes, vault.Vault]:
    """Sanne made the office; Mark was let in with a code."""
    key, _code, box = vault.make(PASSWORD, "sanne")
    return key, box.with_person(box.unlock(PASSWORD), "mark", CODE)


def test_each_comes_in_with_an_own_password_and_as_nobody_else(
    two: tuple[bytes, vault.Vault],
) -> None:
    key, box = two
    assert box.people == ("sanne", "mark")
    assert box.open(PASSWORD, "sanne") == box.open(CODE, "mark") == key
    for password, person in ((PASSWORD, "mark"), (CODE, "sanne"), (PASSWORD, "nobody")):
        with pytest.raises(vault.WrongPassword):
            box.open(password, person)
    assert box.unlock(CODE).lock.person == "mark"  # whose it is, where nobody says


def test_a_code_that_somebody_else_made_must_be_changed_and_then_counts_no_more(
    two: tuple[bytes, vault.Vault],
) -> None:
    key, box = two
    assert (box.must_change("mark"), box.must_change("sanne")) == (True, False)
    own = box.with_own_password(box.unlock(CODE, "mark"), OTHER)
    assert not own.must_change("mark")
    assert own.open(OTHER, "mark") == own.open(PASSWORD, "sanne") == key
    with pytest.raises(vault.WrongPassword):
        own.open(CODE)


def test_who_went_does_not_come_in_and_the_last_one_stays(two: tuple[bytes, vault.Vault]) -> None:
    key, box = two
    left = box.without_person("mark")
    with pytest.raises(vault.WrongPassword):
        left.open(CODE)
    assert left.open(PASSWORD) == key
    with pytest.raises(UserError, match=r"[Ss]omebody|[Ii]emand"):
        left.without_person("sanne")


def test_a_lock_cannot_be_given_to_somebody_else_or_another_office(
    two: tuple[bytes, vault.Vault],
) -> None:
    _key, box = two
    sanne, code, mark = box.locks
    for forged in (
        replace(mark, person="sanne"),
        replace(sanne, wrapped=mark.wrapped, nonce=mark.nonce, derivation=mark.derivation),
        replace(mark, sealed=sanne.sealed),
        replace(mark, public=sanne.public),
        replace(mark, format=1),
    ):
        with pytest.raises(vault.WrongPassword):
            replace(box, locks=(forged, code)).open(CODE)
    with pytest.raises(vault.WrongPassword):
        replace(box, office="0" * 32).open(CODE)


def test_another_key_reaches_everybody_without_their_passwords(
    two: tuple[bytes, vault.Vault],
) -> None:
    key, box = two
    opened = box.unlock(PASSWORD, "sanne")
    code, prepared = box.renewed(opened)
    assert prepared.renewing
    assert prepared.open(PASSWORD) == prepared.open(CODE) == prepared.open_with_code(code) == key
    following = prepared.unlock(CODE).next
    assert following not in (key, b"")
    moved = prepared.moved_on(key, following)
    assert not moved.renewing
    assert moved.open(PASSWORD) == moved.open(CODE) == moved.open_with_code(code) == following
    assert moved.renewed(moved.unlock(CODE))  # and once more, whoever does it


def test_who_went_gets_the_old_key_out_of_his_copies_and_not_the_new_one(
    two: tuple[bytes, vault.Vault],
) -> None:
    key, box = two
    copied = box  # at home, with his password: this stays so, and is said
    assert copied.open(CODE, "mark") == key
    opened = box.unlock(PASSWORD, "sanne")
    _code, prepared = box.without_person("mark").renewed(opened)
    following = prepared.unlock(PASSWORD).next
    told = json.dumps([str(lock) for lock in prepared.locks])
    private = copied.unlock(CODE, "mark").private
    assert following.hex() not in told
    for lock in prepared.locks:  # nothing in the new file opens to his half
        for sealed in (lock.sealed, lock.next):
            with pytest.raises(InvalidTag):
                locks._unsealed(lock, prepared.office, sealed, private)


def test_a_lock_that_somebody_slipped_in_gets_no_next_key(two: tuple[bytes, vault.Vault]) -> None:
    _key, box = two
    forged = locks.make(box.office, "password", "eve", OTHER, (bytes(32), b""))
    slipped = replace(box, locks=(*box.locks, forged))
    with pytest.raises(UserError, match="eve"):
        slipped.renewed(slipped.unlock(PASSWORD, "sanne"))


def test_a_printed_code_is_replaced_by_the_newer_one() -> None:
    _key, old, box = vault.make(PASSWORD, "sanne")
    code, prepared = box.renewed(box.unlock(PASSWORD))
    assert prepared.open_with_code(code)
    with pytest.raises(vault.WrongPassword, match=r"newer|nieuwere"):
        prepared.open_with_code(old)


def test_whoever_comes_while_another_key_is_prepared_gets_both(
    two: tuple[bytes, vault.Vault],
) -> None:
    key, box = two
    _code, prepared = box.renewed(box.unlock(PASSWORD, "sanne"))
    grown = prepared.with_person(prepared.unlock(PASSWORD, "sanne"), "femke", OTHER)
    opened = grown.unlock(OTHER, "femke")
    assert opened.key == key
    assert opened.next == grown.unlock(PASSWORD, "sanne").next
    assert grown.moved_on(key, opened.next).open(OTHER, "femke") == opened.next


def test_an_office_of_one_person_still_opens_and_is_brought_up_to_date(tmp_path: Path) -> None:
    old = tmp_path / "office.keys"
    old.write_bytes(OLD.read_bytes())
    box = vault.load(old)
    opened = box.unlock("vier losse woorden hier")
    assert box.people == ("sanne",)
    assert opened.key == box.open_with_code("Y8B1-Z3GT-S64X-EATK-N9MS-X6Z3-KVEN")
    newest = box.up_to_date(opened, "vier losse woorden hier")
    newest.save(old)
    again = vault.load(old)
    assert again.open("vier losse woorden hier") == opened.key
    assert again.locks[0].format == locks.FORMAT
    code, _prepared = again.renewed(again.unlock("vier losse woorden hier"))
    assert recovery.read(code)


def test_an_old_lock_must_be_opened_once_before_another_key() -> None:
    box = vault.load(OLD)
    with pytest.raises(UserError, match="sanne"):
        box.renewed(box.unlock("vier losse woorden hier"))


@pytest.mark.parametrize(
    ("name", "value"), [("public", "xy"), ("sealed", 5), ("kind", "door"), ("person", None)]
)
def test_a_key_file_with_nonsense_in_it_is_a_sentence(
    two: tuple[bytes, vault.Vault], tmp_path: Path, name: str, value: object
) -> None:
    file = tmp_path / "office.keys"
    two[1].save(file)
    held = json.loads(file.read_text())
    held["locks"][0][name] = value
    del held["sum"]  # as somebody would who writes nonsense on purpose
    file.write_text(json.dumps(held))
    if name == "person":  # a name like any other; it only opens nothing
        with pytest.raises(vault.WrongPassword):
            vault.load(file).open(PASSWORD)
    else:
        with pytest.raises(OfficeUnavailable, match=r"office\.keys"):
            vault.load(file)
