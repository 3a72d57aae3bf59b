"""A card number that is typed while somebody calls is taken out of the note; the rest is saved."""

from pytestqt.qtbot import QtBot

from mcsys_desktop.services import calls
from mcsys_desktop.ui.callers.desk import CallDesk
from tests.ui.callers.screen import Kind, Phone, logged, shown

CARD = "4111 1111 1111 1111"


def test_a_note_on_a_call_is_saved_without_the_card_number(
    desk: CallDesk, phone: Phone, qtbot: QtBot
) -> None:
    phone.rings()
    phone.says(Kind.ANSWERED)
    call = shown(desk)
    logged(desk, qtbot, call)

    desk.book.write(call, f"Belt terug, kaart {CARD}")
    desk.book.keep_note(call)
    qtbot.waitUntil(lambda: not desk.book.busy(call))

    assert call.note == "Belt terug, kaart •••• •••• •••• 1111"
    assert "card number" in call.refused
    assert call.problem == ""
    assert [row.note for row in calls.recent()] == [call.note]
