"""What people see of a call reaches the log: who it was, what was noted, in every order."""

import pytest
from pytestqt.qtbot import QtBot

from mcsys_desktop.core.errors import OfficeUnavailable
from mcsys_desktop.models import base
from mcsys_desktop.models.calls import Call, CallReport
from mcsys_desktop.models.customers import Origin, PhoneNumber
from mcsys_desktop.services import calls, customers
from mcsys_desktop.ui.callers.desk import CallDesk
from tests import make
from tests.conftest import AtDesk
from tests.ui.callers.screen import BAKERY, STRANGER, Kind, Phone, in_log, logged, shown


def test_the_caller_is_recognised_and_logged(desk: CallDesk, phone: Phone, qtbot: QtBot) -> None:
    bakery = make.customer("Bakkerij De Vries", numbers=[BAKERY])

    phone.rings()
    call = shown(desk)
    qtbot.waitUntil(lambda: call.customer_id == bakery.id)

    row = logged(desk, qtbot, call)
    assert (row.customer_id, row.e164, row.state) == (
        bakery.id,
        "+31334612045",
        calls.CallState.RINGING,
    )


def test_late_news_of_a_finished_call_is_logged_but_not_shown(
    desk: CallDesk, phone: Phone, qtbot: QtBot
) -> None:
    phone.rings()
    phone.says(Kind.ANSWERED)
    phone.says(Kind.ENDED, seconds=5)
    call = shown(desk)
    logged(desk, qtbot, call)
    desk.finish(call)
    qtbot.waitUntil(lambda: desk.shown is None)

    phone.says(Kind.RINGING)
    phone.says(Kind.ENDED, seconds=7)

    assert desk.present == []
    in_log(lambda: CallReport.get().seconds == 7, qtbot)
    assert Call.get().state is calls.CallState.ENDED
    assert desk.present == []


def test_an_end_of_which_the_beginning_was_never_heard_is_only_logged(
    desk: CallDesk, phone: Phone, qtbot: QtBot
) -> None:
    phone.says(Kind.ENDED, seconds=120)

    assert desk.present == []
    in_log(lambda: Call.select().count() == 1, qtbot)


def test_a_note_is_kept_by_itself(desk: CallDesk, phone: Phone, qtbot: QtBot) -> None:
    phone.rings()
    call = shown(desk)

    for text in ("K", "Ka", "Kassa blijft hangen"):
        desk.book.write(call, text)

    assert logged(desk, qtbot, call).note == "Kassa blijft hangen"
    assert not call.unsaved


def test_a_note_that_is_typed_while_the_call_moves_on_is_no_conflict(
    desk: CallDesk, phone: Phone, qtbot: QtBot
) -> None:
    phone.rings()
    call = shown(desk)
    desk.book.write(call, "Belt over de kassa")
    phone.says(Kind.ANSWERED)
    phone.says(Kind.ENDED, seconds=20)

    row = logged(desk, qtbot, call)
    assert (row.note, row.state) == ("Belt over de kassa", calls.CallState.ENDED)


def test_the_notes_of_two_desks_are_both_kept(
    desk: CallDesk, phone: Phone, qtbot: QtBot, at_desk: AtDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(base, "on_news", lambda tables: None)  # this desk has not heard of it
    phone.rings()
    call = shown(desk)
    row = logged(desk, qtbot, call)
    at_desk(calls.write_note, row.id, row.version, "Van Bob")

    desk.book.write(call, "Van Anna")

    assert logged(desk, qtbot, call).note == "Van Anna\n\nVan Bob"
    assert call.note == "Van Anna\n\nVan Bob"


def test_a_call_that_cannot_be_logged_stays_on_the_screen_and_is_kept_later(
    desk: CallDesk, phone: Phone, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = calls.report
    office = {"there": False}

    def sometimes(event: calls.CallEvent) -> calls.CallRow:
        if not office["there"]:
            raise OfficeUnavailable("The server does not answer.")
        return report(event)

    monkeypatch.setattr(calls, "report", sometimes)
    phone.rings()
    call = shown(desk)
    desk.book.write(call, "Belt over de kassa")
    qtbot.waitUntil(lambda: bool(call.problem))
    assert call.problem.startswith("The server does not answer.")
    phone.says(Kind.ANSWERED)
    phone.says(Kind.ENDED, seconds=3)
    desk.dismiss(call)
    assert call in desk.present

    office["there"] = True

    qtbot.waitUntil(lambda: desk.present == [])
    row = Call.get()
    assert (row.state, row.note) == (calls.CallState.ENDED, "Belt over de kassa")


def test_linking_keeps_the_number_with_the_customer_as_told_by_phone(
    desk: CallDesk, phone: Phone, qtbot: QtBot
) -> None:
    jansen = make.customer("J. Jansen", numbers=[])
    phone.rings(STRANGER)
    call = shown(desk)
    qtbot.waitUntil(lambda: call.looked_up)

    desk.link(call, jansen.id, "J. Jansen")

    assert logged(desk, qtbot, call).customer_id == jansen.id
    number = PhoneNumber.get(PhoneNumber.customer == jansen)
    assert (number.e164, number.origin) == ("+31644192703", Origin.PHONE)
    qtbot.waitUntil(lambda: len(call.hits) == 1)  # and the next call is recognised


def test_linking_a_withheld_call_adds_no_number(desk: CallDesk, phone: Phone, qtbot: QtBot) -> None:
    jansen = make.customer("J. Jansen")
    phone.rings("", withheld=True)
    call = shown(desk)

    desk.link(call, jansen.id, "J. Jansen")

    assert logged(desk, qtbot, call).customer_id == jansen.id
    assert PhoneNumber.select().count() == 0


def test_a_customer_made_for_the_caller_gets_the_call(
    desk: CallDesk, phone: Phone, qtbot: QtBot
) -> None:
    phone.rings(STRANGER)
    call = shown(desk)
    qtbot.waitUntil(lambda: call.looked_up)
    asked: list[object] = []
    desk.new_customer_wanted.connect(asked.append)

    desk.ask_new_customer(call)
    made = customers.create(customers.CustomerDraft(surname="Jansen", phone=STRANGER))
    qtbot.waitUntil(lambda: call.customer_id == made)

    assert asked == [call]
    assert logged(desk, qtbot, call).customer_id == made
    assert PhoneNumber.select().count() == 1
