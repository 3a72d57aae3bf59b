"""A counter hides other people's names and amounts until somebody asks."""

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from mcsys_desktop.ui.privacy import HIDDEN, SHOWN_FOR, Privacy


def test_an_ordinary_desk_hides_nothing(qtbot: QtBot) -> None:
    privacy = Privacy()
    with qtbot.assertNotEmitted(privacy.changed):
        privacy.toggle()
    assert privacy.mask("Anna Smit") == "Anna Smit"


def test_a_counter_hides_until_it_is_asked_and_hides_again(qtbot: QtBot) -> None:
    privacy = Privacy(counter=True)
    assert privacy.mask("Anna Smit") == HIDDEN
    assert privacy.mask("") == ""

    with qtbot.waitSignal(privacy.changed):
        privacy.toggle()
    assert privacy.mask("Anna Smit") == "Anna Smit"
    again = privacy.findChild(QTimer)
    assert again is not None
    assert again.interval() == SHOWN_FOR

    with qtbot.waitSignal(privacy.changed):
        again.setInterval(0)  # as if two minutes had gone by
    assert privacy.hiding


def test_a_desk_can_become_a_counter_and_stop_being_one(qtbot: QtBot) -> None:
    privacy = Privacy()
    with qtbot.waitSignal(privacy.changed):
        privacy.set_counter(True)
    assert privacy.hiding
    privacy.reveal()
    privacy.set_counter(False)
    privacy.set_counter(True)
    assert privacy.hiding
