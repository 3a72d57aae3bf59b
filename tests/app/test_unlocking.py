"""Only the person of a locked desk gets it back: by PIN, by password, or where none is asked."""

import pytest
from pytestqt.qtbot import QtBot

from mcsys_desktop.app.program import Program
from mcsys_desktop.ui.lock.pin import PinQuestion, PinSetting
from tests.app.locked import (
    PASSWORD,
    PIN,
    locked,
    locking,
    press_lock,
    type_password,
    type_pin,
    unlocked,
)
from tests.app.test_lost_office import give_back, take_away
from tests.conftest import PASSWORD as OF_ANNA
from tests.conftest import Office

IN_A_FILE = pytest.mark.parametrize("engine", ["sqlite"])
ON_A_SERVER = pytest.mark.parametrize("engine", ["postgres"])


@IN_A_FILE
def test_an_office_without_a_password_opens_to_a_button(plain: Program, qtbot: QtBot) -> None:
    press_lock(plain)
    screen = locked(plain)
    assert "no password" in screen.unlocking.said.text()
    assert screen.unlocking.other.isHidden()
    screen.unlocking.submit.click()
    unlocked(plain, qtbot)
    assert plain.screens is not None
    qtbot.waitUntil(plain.screens.customers.isVisible)


@IN_A_FILE
def test_there_too_a_pin_keeps_others_out(plain: Program, qtbot: QtBot) -> None:
    assert plain.office is not None
    locking(plain).pin._pins.set(plain.office.url, PIN)
    press_lock(plain)
    screen = locked(plain)
    screen.opened.emit()  # as if the button of the other face was still there
    assert locking(plain).is_locked
    assert screen.unlocking.instead.isHidden()
    for _time in range(5):
        type_pin(plain, "9999")
        assert screen.unlocking.is_waiting
        qtbot.waitUntil(lambda: not screen.unlocking.is_waiting)
    type_pin(plain, PIN)
    qtbot.waitUntil(lambda: "Wait" in screen.unlocking.error.text())
    assert locking(plain).is_locked
    qtbot.waitUntil(lambda: not screen.unlocking.is_waiting, timeout=5000)
    type_pin(plain, PIN)
    unlocked(plain, qtbot)


def test_the_password_unlocks_and_nothing_else_does(keyed: Program, qtbot: QtBot) -> None:
    press_lock(keyed)
    screen = locked(keyed)
    screen.opened.emit()
    assert locking(keyed).is_locked
    type_password(keyed, "iets heel anders")
    qtbot.waitUntil(lambda: "password" in screen.unlocking.error.text())
    assert locking(keyed).is_locked
    assert screen.unlocking.password.text() == ""
    type_password(keyed, PASSWORD)
    unlocked(keyed, qtbot)


def test_wrong_passwords_must_wait_longer_and_longer(keyed: Program, qtbot: QtBot) -> None:
    press_lock(keyed)
    screen = locked(keyed)
    for _time in range(5):
        type_password(keyed, "iets heel anders")
        qtbot.waitUntil(lambda: not screen.unlocking.is_waiting)
    type_password(keyed, PASSWORD)
    qtbot.waitUntil(lambda: "Wait" in screen.unlocking.error.text())
    assert screen.unlocking.is_waiting


def test_the_pin_unlocks_and_five_wrong_ones_ask_for_the_password(
    with_pin: Program, qtbot: QtBot
) -> None:
    press_lock(with_pin)
    type_pin(with_pin, PIN)
    unlocked(with_pin, qtbot)
    press_lock(with_pin)
    screen = locked(with_pin)
    for left in ("4 tries", "3 tries", "2 tries", "1 try"):
        type_pin(with_pin, "1379")
        qtbot.waitUntil(lambda left=left: left in screen.unlocking.error.text())  # type: ignore[misc]
    type_pin(with_pin, "1379")
    qtbot.waitUntil(screen.unlocking.password.isVisible)
    assert not screen.unlocking.pin.isVisible()
    screen.pin_given.emit(PIN)  # as if the field was still there
    qtbot.waitUntil(lambda: "Five" in screen.unlocking.error.text())
    assert locking(with_pin).is_locked
    locking(with_pin).release()
    press_lock(with_pin)  # a new screen gives no new tries
    assert locked(with_pin).unlocking.password.isVisible()
    type_password(with_pin, PASSWORD)
    unlocked(with_pin, qtbot)
    press_lock(with_pin)
    type_pin(with_pin, PIN)
    unlocked(with_pin, qtbot)


def test_the_password_works_where_the_pin_was_forgotten(with_pin: Program, qtbot: QtBot) -> None:
    press_lock(with_pin)
    locked(with_pin).unlocking.instead.click()
    type_password(with_pin, PASSWORD)
    unlocked(with_pin, qtbot)


def test_a_pin_is_chosen_in_the_settings_after_the_password(keyed: Program, qtbot: QtBot) -> None:
    keyed.window.show_page("settings")
    line = keyed.window.findChild(PinSetting)
    assert isinstance(line, PinSetting)
    assert line.remove.isHidden()
    line.choose.click()
    asked = locking(keyed).pin.question
    assert isinstance(asked, PinQuestion)
    for password, pin, again, said in (
        (PASSWORD, "12", "12", "4 to 8"),
        (PASSWORD, "1111", "1111", "first"),
        (PASSWORD, PIN, "2581", "differ"),
        ("iets heel anders", PIN, PIN, "password"),
    ):
        _fill(asked, password, pin, again)
        qtbot.waitUntil(lambda said=said: said in asked.error.text())  # type: ignore[misc]
        assert not locking(keyed).pin.chosen
    _fill(asked, PASSWORD, PIN, PIN)
    qtbot.waitUntil(lambda: locking(keyed).pin.question is None, timeout=20_000)
    assert locking(keyed).pin.chosen
    assert not line.remove.isHidden()
    press_lock(keyed)
    type_pin(keyed, PIN)
    unlocked(keyed, qtbot)
    line.remove.click()
    qtbot.waitUntil(lambda: not locking(keyed).pin.chosen)


def _fill(asked: PinQuestion, password: str, pin: str, again: str) -> None:
    asked.password.setText(password)
    asked.pin.setText(pin)
    asked.again.setText(again)
    asked.submit.click()


@ON_A_SERVER
def test_the_password_at_the_server_unlocks_also_while_it_is_away(
    office: Office, program: Program, qtbot: QtBot
) -> None:
    press_lock(program)
    screen = locked(program)
    type_password(program, "iets heel anders")
    qtbot.waitUntil(lambda: "not right" in screen.unlocking.error.text(), timeout=20_000)
    type_password(program, OF_ANNA)
    unlocked(program, qtbot)
    assert program.office is not None
    locking(program).pin._pins.set(program.office.url, PIN)
    press_lock(program)
    take_away(office)
    try:
        qtbot.waitUntil(lambda: not program.live.is_online, timeout=20_000)
        type_pin(program, PIN)
        unlocked(program, qtbot)
    finally:
        give_back(office)
