"""A PIN: what will do, what is kept of it, and what five wrong ones cost."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from mcsys_desktop.core import i18n
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.patience import Patience
from mcsys_desktop.core.pins import Pins, PinTooSoon, PinUsedUp, check_new_pin

ANNA, BOB = "postgresql://anna@kantoor/mcsys", "postgresql://bob@kantoor/mcsys"


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    spoken = i18n.language()
    i18n.use("en")
    yield
    i18n.use(spoken)


@pytest.fixture
def pins(tmp_path: Path) -> Pins:
    return Pins(tmp_path / "pins.json")


@pytest.mark.parametrize("pin", ["2580", "13579", "802911", "1357902", "29022008"])
def test_four_to_eight_digits_will_do(pin: str) -> None:
    check_new_pin(pin)


@pytest.mark.parametrize(
    "pin", ["", "258", "258025802", "25a0", "25 80", "２５８０", "٢٥٨٠", "-258", "25.8"]
)
def test_nothing_else_will(pin: str) -> None:
    with pytest.raises(UserError, match="4 to 8"):
        check_new_pin(pin)


@pytest.mark.parametrize("pin", ["0000", "77777777", "1234", "12345678", "9876", "3210", "0123"])
def test_what_everybody_tries_first_is_refused(pin: str) -> None:
    with pytest.raises(UserError, match="first"):
        check_new_pin(pin)


def test_the_right_one_unlocks_and_only_for_its_owner(pins: Pins) -> None:
    pins.set(ANNA, "2580")
    assert pins.has(ANNA)
    assert not pins.has(BOB)
    assert pins.check(ANNA, "2580", password=True)
    assert not pins.check(BOB, "2580", password=True)


def test_it_is_found_again_and_stands_nowhere(pins: Pins, tmp_path: Path) -> None:
    pins.set(ANNA, "80291357")
    assert Pins(tmp_path / "pins.json").check(ANNA, "80291357", password=True)
    written = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"80291357" not in written
    kept = json.loads((tmp_path / "pins.json").read_text())[ANNA]
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_two_equal_pins_look_different(pins: Pins, tmp_path: Path) -> None:
    pins.set(ANNA, "2580")
    pins.set(BOB, "2580")
    kept = json.loads((tmp_path / "pins.json").read_text())
    assert kept[ANNA] != kept[BOB]


def test_only_its_owner_may_read_the_file(pins: Pins, tmp_path: Path) -> None:
    pins.set(ANNA, "2580")
    assert (tmp_path / "pins.json").stat().st_mode & 0o077 == 0


def test_after_five_wrong_ones_only_the_password_helps(pins: Pins, tmp_path: Path) -> None:
    pins.set(ANNA, "2580")
    for left in (4, 3, 2, 1, 0):
        assert not pins.check(ANNA, "9999", password=True)
        assert pins.left(ANNA) == left
    with pytest.raises(PinUsedUp):
        pins.check(ANNA, "2580", password=True)
    again = Pins(tmp_path / "pins.json")  # a restart gives no new tries
    with pytest.raises(PinUsedUp):
        again.check(ANNA, "2580", password=True)
    again.forgive(ANNA)
    assert again.left(ANNA) == 5
    assert again.check(ANNA, "2580", password=True)


def test_the_right_one_gives_all_tries_back(pins: Pins) -> None:
    pins.set(ANNA, "2580")
    for _time in range(4):
        pins.check(ANNA, "9999", password=True)
    assert pins.check(ANNA, "2580", password=True)
    assert pins.left(ANNA) == 5


def test_without_a_password_each_next_try_waits_longer(tmp_path: Path) -> None:
    now = [1000.0]
    pins = Pins(tmp_path / "pins.json", Patience(now=lambda: now[0]))
    pins.set(ANNA, "2580")
    for _time in range(5):
        assert not pins.check(ANNA, "9999", password=False)
    waits = []
    for _time in range(4):
        with pytest.raises(PinTooSoon) as told:
            pins.check(ANNA, "9999", password=False)
        waits.append(told.value.seconds)
        now[0] += told.value.seconds
        assert not pins.check(ANNA, "9999", password=False)
    assert waits == [1, 2, 4, 8]
    now[0] += 300
    assert pins.check(ANNA, "2580", password=False)


def test_a_pin_that_was_removed_opens_nothing(pins: Pins) -> None:
    pins.set(ANNA, "2580")
    pins.remove(ANNA)
    assert not pins.has(ANNA)
    assert not pins.check(ANNA, "2580", password=True)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{",
        '{"who": 3}',
        '{"postgresql://anna@kantoor/mcsys": "$argon2id$v=19$m=99999999,t=3,p=4$YWFhYWFhYWE$YWFh"}',
        '{"postgresql://anna@kantoor/mcsys": "2580"}',
    ],
)
def test_a_damaged_or_forged_file_opens_nothing(tmp_path: Path, content: str) -> None:
    (tmp_path / "pins.json").write_text(content)
    assert not Pins(tmp_path / "pins.json").check(ANNA, "2580", password=True)


def test_one_that_cannot_be_kept_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    pins = Pins(tmp_path / "file" / "pins.json", Patience())
    with pytest.raises(UserError, match="kept"):
        pins.set(ANNA, "2580")
