"""The states of the panel: what each says, offers, and does."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mcsys_desktop.models.calls import Call
from mcsys_desktop.models.customers import CustomerKind, PhoneNumber
from mcsys_desktop.services import calls, forgetting
from mcsys_desktop.ui.callers.desk import CallDesk
from mcsys_desktop.ui.callers.panel import CallerPanel
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.widgets import Button
from tests import make
from tests.ui.callers.screen import (
    BAKERY,
    STRANGER,
    Kind,
    Phone,
    ago,
    in_log,
    offered,
    only_call,
    settled,
)


def test_a_known_caller_has_a_card_that_opens_with_f7(
    panel: CallerPanel, desk: CallDesk, phone: Phone, qtbot: QtBot
) -> None:
    bakery = make.customer("Bakkerij De Vries", numbers=[BAKERY])
    wanted: list[int] = []
    desk.customer_wanted.connect(wanted.append)

    phone.rings()
    qtbot.waitUntil(lambda: panel.body.view.name == "Bakkerij De Vries")
    panel.body.settle()

    view = panel.body.view
    assert (view.state, view.band, view.tone, view.business) == (
        "known",
        "Incoming call",
        "ok",
        True,
    )
    assert "033 461 20 45" in view.detail
    assert offered(panel) == ["open", "list"]
    QTest.keyClick(panel, Qt.Key.Key_F7)
    assert wanted == [bakery.id]


def test_facts_lead_to_the_customer(
    panel: CallerPanel, desk: CallDesk, phone: Phone, qtbot: QtBot
) -> None:
    bakery = make.customer("Bakkerij De Vries", numbers=[BAKERY])
    calls.report(calls.CallEvent("x", "1", Kind.RINGING, ago(9), number_raw=BAKERY))
    calls.report(calls.CallEvent("x", "1", Kind.MISSED, ago(5), number_raw=BAKERY))
    wanted: list[int] = []
    desk.customer_wanted.connect(wanted.append)

    phone.rings()
    qtbot.waitUntil(lambda: bool(panel.body.view.lines))
    panel.body.settle()

    assert "1 missed call today" in panel.body.view.lines[0].title
    target = panel.body.card.targets[0]
    assert "1 missed call today" in target.accessibleName()
    target.setFocus()
    QTest.keyClick(target, Qt.Key.Key_Space)
    assert wanted == [bakery.id]


def test_an_unknown_caller_is_linked_and_the_number_kept_in_one_step(
    panel: CallerPanel, phone: Phone, qtbot: QtBot
) -> None:
    jansen = make.customer("J. Jansen", kind=CustomerKind.PRIVATE)
    phone.rings(STRANGER, name_raw="BAKKER J")
    settled(panel, qtbot, "unknown")
    view = panel.body.view
    assert view.band == "Unknown caller"
    assert view.name == "06 4419 2703"
    assert view.detail == "Mobile · Netherlands · not found among the customers"
    assert view.given == "Name given: BAKKER J"
    assert view.hint == "Is erased after 90 days, unless you choose a customer."
    assert offered(panel) == ["new", "link", "list"]

    QTest.keyClick(panel, Qt.Key.Key_F7)
    assert panel.body.finder.field.hasFocus()
    QTest.keyClicks(panel.body.finder.field, "jansen")
    qtbot.waitUntil(lambda: panel.body.finder.rows[0].isVisible())
    QTest.keyClick(panel.body.finder.field, Qt.Key.Key_Down)
    QTest.keyClick(panel.body.finder.rows[0], Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: panel.body.view.name == "J. Jansen")
    in_log(lambda: (row := only_call()) and row.customer_id == jansen.id, qtbot)
    assert PhoneNumber.get().e164 == "+31644192703"


def test_how_long_a_stranger_stays_is_what_the_office_chose(
    panel: CallerPanel, desk: CallDesk, phone: Phone, qtbot: QtBot
) -> None:
    forgetting.set_call_log_days(30)
    desk.refresh()
    qtbot.waitUntil(lambda: desk.news.kept_days == 30)

    phone.rings(STRANGER)

    settled(panel, qtbot, "unknown")
    assert panel.body.view.hint == "Is erased after 30 days, unless you choose a customer."


def test_a_new_customer_is_asked_for_with_its_own_key(
    panel: CallerPanel, desk: CallDesk, phone: Phone, qtbot: QtBot
) -> None:
    asked: list[object] = []
    desk.new_customer_wanted.connect(asked.append)
    phone.rings(STRANGER)
    settled(panel, qtbot, "unknown")

    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(panel, Qt.Key.Key_N, both)

    assert asked == [desk.shown]


def test_a_digit_chooses_among_several_unless_somebody_types(
    panel: CallerPanel, desk: CallDesk, phone: Phone, qtbot: QtBot
) -> None:
    for name in ("Bakkerij De Vries", "Ruud de Vries", "Karin de Vries"):
        make.customer(name, numbers=[BAKERY])
    phone.rings()
    settled(panel, qtbot, "several")
    assert panel.body.view.band == "3 customers with this number"
    assert [line.key for line in panel.body.view.lines] == ["1", "2", "3"]
    assert all(line.detail for line in panel.body.view.lines)

    QTest.keyClick(panel, Qt.Key.Key_F7)
    QTest.keyClicks(panel.body.finder.field, "2")
    assert panel.body.finder.field.text() == "2"
    assert desk.shown is not None
    assert desk.shown.customer_id is None

    panel.setFocus()
    panel.body.finder.field.clearFocus()
    second = panel.body.view.lines[1]
    QTest.keyClick(panel, Qt.Key.Key_2)

    assert desk.shown.customer_id == second.customer_id
    qtbot.waitUntil(lambda: panel.body.view.name == second.title)


def test_a_withheld_caller_is_found_by_name_and_postcode(
    panel: CallerPanel, phone: Phone, qtbot: QtBot
) -> None:
    jansen = make.customer("J. Jansen", kind=CustomerKind.PRIVATE)
    phone.rings("", withheld=True)
    settled(panel, qtbot, "anonymous")
    assert panel.body.view.band == "Withheld number"
    assert offered(panel) == ["new"]

    QTest.keyClicks(panel.body.finder.field, "jansen")
    qtbot.waitUntil(lambda: panel.body.finder.rows[0].isVisible())
    panel.body.finder.rows[0].click()

    in_log(lambda: (row := only_call()) and row.customer_id == jansen.id, qtbot)
    assert Call.get().e164 == ""
    assert PhoneNumber.select().count() == 0


def test_a_missed_call_says_how_long_it_rang_and_can_be_ticked_off(
    panel: CallerPanel, desk: CallDesk, phone: Phone, qtbot: QtBot
) -> None:
    make.customer("Garage Verhoeven", numbers=[BAKERY])
    phone.rings(at=ago(24))
    qtbot.waitUntil(lambda: panel.body.view.name == "Garage Verhoeven")
    phone.says(Kind.MISSED)
    settled(panel, qtbot, "missed")
    assert "rang for 24 s" in panel.body.view.detail
    assert panel.body.view.hint == "Nobody has picked this up yet."
    assert offered(panel) == ["call", "open", "handled"]

    panel.body.buttons["handled"].click()

    assert desk.shown is None
    in_log(lambda: (row := only_call()) and row.handled_at, qtbot)


def test_a_second_missed_call_of_a_number_is_counted(
    panel: CallerPanel, phone: Phone, live: Live, qtbot: QtBot
) -> None:
    calls.report(calls.CallEvent("x", "1", Kind.RINGING, ago(99), number_raw=STRANGER))
    calls.report(calls.CallEvent("x", "1", Kind.MISSED, ago(80), number_raw=STRANGER))
    phone.rings(STRANGER)
    settled(panel, qtbot, "unknown")
    phone.says(Kind.MISSED)

    qtbot.waitUntil(lambda: panel.body.view.hint.startswith("2 missed calls of this number today"))


def test_a_note_goes_on_from_ringing_to_the_end_under_ones_hands(
    panel: CallerPanel, phone: Phone, qtbot: QtBot
) -> None:
    make.customer("Bakkerij De Vries", numbers=[BAKERY])
    phone.rings()
    qtbot.waitUntil(lambda: panel.body.view.name == "Bakkerij De Vries")
    panel.body.settle()

    QTest.keyClick(panel, Qt.Key.Key_F12)
    note = panel.body.note
    assert note.hasFocus()
    QTest.keyClicks(note, "Kassa ")
    phone.says(Kind.ANSWERED)
    settled(panel, qtbot, "talking")
    QTest.keyClicks(note, "blijft hangen")
    phone.says(Kind.ENDED, seconds=60)
    settled(panel, qtbot, "finishing")

    assert note.hasFocus()
    assert note.text() == "Kassa blijft hangen"
    in_log(lambda: (row := only_call()) and row.note == "Kassa blijft hangen", qtbot)


def test_ctrl_enter_keeps_note_and_result_and_is_done(
    panel: CallerPanel, desk: CallDesk, phone: Phone, qtbot: QtBot
) -> None:
    phone.rings()
    phone.says(Kind.ANSWERED)
    phone.says(Kind.ENDED, seconds=60)
    settled(panel, qtbot, "finishing")
    chips = panel.body.results.findChildren(Button)
    assert [chip.text() for chip in chips] == ["Solved", "Call back", "Sales"]

    chips[0].click()
    panel.body.note.setFocus()
    QTest.keyClicks(panel.body.note, "Klaar")
    QTest.keyClick(panel.body.note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: desk.shown is None)
    call = Call.get()
    assert (call.note, call.result) == ("Klaar", calls.Result.SOLVED)
    assert panel.body.view.state == "rest"


def test_a_discarded_note_can_come_back(
    panel: CallerPanel, desk: CallDesk, phone: Phone, qtbot: QtBot
) -> None:
    phone.rings()
    phone.says(Kind.ANSWERED)
    assert desk.shown is not None
    desk.book.write(desk.shown, "Weg ermee")
    phone.says(Kind.ENDED, seconds=60)
    settled(panel, qtbot, "finishing")
    assert offered(panel) == ["finish", "again", "plan", "discard"]

    panel.body.buttons["discard"].click()
    panel.body.settle()
    assert panel.body.note.text() == ""
    in_log(lambda: desk.shown and not desk.book.busy(desk.shown), qtbot)
    assert offered(panel) == ["finish", "again", "plan", "restore"]

    panel.body.buttons["restore"].click()
    panel.body.settle()
    assert panel.body.note.text() == "Weg ermee"
    in_log(lambda: (row := only_call()) and row.note == "Weg ermee", qtbot)
