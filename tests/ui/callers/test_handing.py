"""A call from one desk to another: note and customer are there before anybody answers."""

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from mcsys_desktop.core import clock
from mcsys_desktop.models import base
from mcsys_desktop.models.calls import Call
from mcsys_desktop.models.staff import Colleague
from mcsys_desktop.services import call_backs, calls
from mcsys_desktop.ui.call_backs.later import Later
from mcsys_desktop.ui.callers.call import Stage
from mcsys_desktop.ui.callers.compact import CompactCaller
from mcsys_desktop.ui.callers.desk import CallDesk
from mcsys_desktop.ui.callers.panel import CallerPanel
from mcsys_desktop.ui.live import Live
from tests import make
from tests.conftest import AtDesk
from tests.ui import accessibility
from tests.ui.callers.screen import (
    BAKERY,
    STRANGER,
    Kind,
    Phone,
    ago,
    logged,
    offered,
    settled,
    shown,
)

NOTE = "Kassa blijft hangen op 87%"


@pytest.fixture(params=["sqlite", "postgres"])
def engine(request: pytest.FixtureRequest) -> str:
    """Two desks meet in the office's database: here the engine matters."""
    return str(request.param)


def hire() -> None:
    with base.transaction():
        for login, extension in (("anna", "21"), ("bob", "22")):
            Colleague(login=login, name=login.title(), extension=extension).save()


@pytest.fixture
def staff(at_desk: AtDesk, desk: CallDesk, live: Live, qtbot: QtBot) -> None:
    at_desk(hire, login="carla")
    desk.refresh()
    qtbot.waitUntil(lambda: desk.news.others == {"bob": "Bob"})


def spoken_by_bob(customer_id: int) -> int:
    """Bob speaks with somebody whom he knows, and writes it down; the call's id."""
    ring = calls.CallEvent("ami:office", "7", Kind.RINGING, ago(50), number_raw=STRANGER)
    calls.report(ring)
    row = calls.report(calls.CallEvent("ami:office", "7", Kind.ANSWERED, ago(40), device="22"))
    calls.choose_customer(row.id, customer_id)
    calls.write_note(row.id, row.version, NOTE, "")
    return row.id


@pytest.mark.usefixtures("staff")
def test_what_a_colleague_hands_over_comes_up_with_all_of_it(
    desk: CallDesk,
    panel: CallerPanel,
    window: CompactCaller,
    at_desk: AtDesk,
    live: Live,
    qtbot: QtBot,
) -> None:
    customer = make.customer("Bakkerij De Vries", numbers=[STRANGER])
    call_id = at_desk(spoken_by_bob, customer.id)
    live.hear("call")
    qtbot.waitUntil(lambda: len(desk.today) == 1)
    assert desk.shown is None, "a colleague speaks: nothing for this desk"

    at_desk(calls.hand_over, call_id, "anna")
    live.hear("call")

    qtbot.waitUntil(lambda: desk.shown is not None)
    call = shown(desk)
    assert (call.note, call.chosen_name, call.stage) == (NOTE, customer.name, Stage.TALKING)
    settled(panel, qtbot, "talking")
    assert "Handed over by Bob" in panel.body.view.given
    assert panel.body.note.text() == NOTE
    desk.book.write(call, f"{NOTE}. Gerepareerd.")
    assert logged(desk, qtbot, call).note == f"{NOTE}. Gerepareerd."

    desk.dismiss(call)
    live.hear("call")
    desk.refresh()
    qtbot.wait(100)
    assert desk.shown is None, "once is enough"


@pytest.mark.usefixtures("staff")
def test_it_is_given_away_from_the_card_by_keyboard_alone(
    desk: CallDesk,
    panel: CallerPanel,
    phone: Phone,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[QPoint] = []
    monkeypatch.setattr(panel.body.colleagues, "popup", opened.append)  # no menus off the screen
    phone.rings(BAKERY)
    phone.says(Kind.ANSWERED)
    call = shown(desk)
    desk.book.write(call, NOTE)
    logged(desk, qtbot, call)
    settled(panel, qtbot, "talking")
    assert "pass" in offered(panel)

    panel.body.buttons["pass"].click()
    menu = panel.body.colleagues
    assert [item.text() for item in menu.actions()] == ["Bob"]
    assert menu.activeAction() is menu.actions()[0], "Enter is enough"
    assert len(opened) == 1
    menu.actions()[0].trigger()

    row = logged(desk, qtbot, call)
    assert (row.handed_to, row.handed_by, row.note) == ("bob", "anna", NOTE)
    desk.refresh()
    qtbot.waitUntil(lambda: call.stage is Stage.FINISHING)
    settled(panel, qtbot, "finishing")
    assert panel.body.view.hint == "Handed over to Bob."


@pytest.mark.usefixtures("staff")
def test_passed_on_by_phone_the_note_is_there_while_it_rings(
    desk: CallDesk, panel: CallerPanel, at_desk: AtDesk, live: Live, qtbot: QtBot
) -> None:
    customer = make.customer("Bakkerij De Vries")
    at_desk(spoken_by_bob, customer.id)
    exchange = Phone(live, "ami:office")

    exchange.rings(STRANGER, called_raw="21", device="21", origin_id="7")

    call = shown(desk)
    assert call.stage is Stage.RINGING
    qtbot.waitUntil(lambda: call.note == NOTE)
    assert (call.stage, call.chosen_name) == (Stage.RINGING, customer.name)
    settled(panel, qtbot, "known")
    assert "Handed over by Bob" in panel.body.view.given
    assert panel.body.note.text() == NOTE


@pytest.mark.usefixtures("staff")
def test_asked_first_and_then_connected_it_is_one_call_to_people(
    desk: CallDesk, panel: CallerPanel, at_desk: AtDesk, live: Live, qtbot: QtBot
) -> None:
    customer = make.customer("Bakkerij De Vries", numbers=[STRANGER])
    at_desk(spoken_by_bob, customer.id)
    exchange = Phone(live, "ami:office")

    exchange.rings("22", called_raw="21", device="21")
    asked = shown(desk)
    qtbot.waitUntil(lambda: asked.note == NOTE and asked.customer_id == customer.id)
    qtbot.waitUntil(lambda: asked.hit is not None)  # who is on the line, not who asks
    exchange.says(Kind.ANSWERED)
    exchange.says(Kind.TRANSFERRED, origin_id="7")

    def the_caller_alone() -> bool:
        desk.refresh()  # as the office's news does
        return [one.number.e164 for one in desk.present] == ["+31644192703"]

    qtbot.waitUntil(the_caller_alone)
    call = shown(desk)
    assert (call.stage, call.note, call.chosen_name) == (Stage.TALKING, NOTE, customer.name)


@pytest.mark.usefixtures("staff")
def test_given_by_hand_and_then_by_phone_it_is_seen_once(
    desk: CallDesk, at_desk: AtDesk, phone: Phone, live: Live, qtbot: QtBot
) -> None:
    customer = make.customer("Bakkerij De Vries", numbers=[STRANGER])
    call_id = at_desk(spoken_by_bob, customer.id)
    at_desk(calls.hand_over, call_id, "anna")
    live.hear("call")
    qtbot.waitUntil(lambda: desk.shown is not None)

    phone.rings(STRANGER)

    qtbot.waitUntil(lambda: [one.stage for one in desk.present] == [Stage.RINGING])
    assert shown(desk).note == NOTE


def test_alone_in_the_office_there_is_nobody_to_give_it_to(
    desk: CallDesk, panel: CallerPanel, phone: Phone, qtbot: QtBot
) -> None:
    desk.refresh()
    qtbot.waitUntil(lambda: bool(desk.news.me))
    phone.rings(BAKERY)
    phone.says(Kind.ANSWERED)
    settled(panel, qtbot, "talking")
    assert "pass" not in offered(panel)


def test_what_one_desk_answers_closes_the_window_of_the_other(
    desk: CallDesk, window: CompactCaller, at_desk: AtDesk, live: Live, qtbot: QtBot
) -> None:
    """The other desk here knows of it by the office's database alone."""
    ring = calls.CallEvent("handset:b", "1", Kind.RINGING, ago(2), number_raw=BAKERY, device="22")
    at_desk(calls.report, ring)
    live.hear("call")
    qtbot.waitUntil(window.isVisible)
    assert shown(desk).number.e164 == "+31334612045"

    taken = calls.CallEvent("handset:b", "1", Kind.ANSWERED, clock.now(), device="22")
    at_desk(calls.report, taken)
    live.hear("call")

    qtbot.waitUntil(lambda: desk.shown is None)
    qtbot.waitUntil(lambda: not window.isVisible())
    call = Call.get()
    assert call.answered_by == "22"


@pytest.mark.usefixtures("staff")
def test_a_call_back_with_a_date_for_a_colleague_is_made_from_the_card(
    desk: CallDesk, panel: CallerPanel, phone: Phone, qtbot: QtBot
) -> None:
    phone.rings(BAKERY)
    phone.says(Kind.ANSWERED)
    call = shown(desk)
    desk.book.write(call, NOTE)
    logged(desk, qtbot, call)
    settled(panel, qtbot, "talking")

    later = Later(desk, panel.does)
    panel.body.buttons["plan"].click()
    form = later.form
    assert form is not None
    assert [form.who.itemText(at) for at in range(form.who.count())] == [
        "Nobody yet",
        "I do",
        "Bob",
    ]
    assert accessibility.walk(form) == []
    assert accessibility.clipped(form) == []
    form.who.choose("bob")
    form.when.choice.setCurrentIndex(2)
    due = form.when.value()
    form.submit.click()

    logged(desk, qtbot, call)
    (row,) = call_backs.listing(10)
    assert (row.taken_by, row.due_at, row.e164) == ("bob", due, "+31334612045")
    assert due is not None
    assert NOTE in row.reason
