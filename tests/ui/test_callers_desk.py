"""The desk: several calls at once, who they are, and a log that gets everything."""

from collections.abc import Iterator

import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from mcsys_desktop.core.errors import OfficeUnavailable
from mcsys_desktop.models import base
from mcsys_desktop.models.calls import Call, CallReport
from mcsys_desktop.models.customers import Origin, PhoneNumber
from mcsys_desktop.services import calls, customers
from mcsys_desktop.ui.callers import book, writes
from mcsys_desktop.ui.callers.call import DeskCall, Stage
from mcsys_desktop.ui.callers.desk import CallDesk
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.work import Work
from tests import make
from tests.conftest import AtDesk, Office
from tests.ui.callers_screen import BAKERY, STRANGER, Kind, Phone, ago, in_log


@pytest.fixture
def engine() -> str:
    """What differs between the engines is tested with the services."""
    return "sqlite"


@pytest.fixture
def desk(db: Office, work: Work, live: Live, monkeypatch: pytest.MonkeyPatch) -> Iterator[CallDesk]:
    monkeypatch.setattr(base, "on_news", live.hear)
    monkeypatch.setattr(writes, "PAUSES", (0.02,))
    monkeypatch.setattr(book, "NOTE_PAUSE_MS", 10)
    desk = CallDesk(work, live)
    yield desk
    work.stop()  # before the desk goes: nothing may still be on its way to it
    shiboken6.delete(desk)  # on this thread, where its timers are


@pytest.fixture
def phone(live: Live) -> Phone:
    return Phone(live)


def shown(desk: CallDesk) -> DeskCall:
    assert desk.shown is not None
    return desk.shown


def logged(desk: CallDesk, qtbot: QtBot, call: DeskCall) -> calls.CallRow:
    qtbot.waitUntil(lambda: call.row is not None and not desk.book.busy(call))
    assert call.row is not None
    row = calls.get(call.row.id)
    assert row is not None
    return row


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


def test_a_second_caller_joins_the_first_and_never_takes_its_place(
    desk: CallDesk, phone: Phone, live: Live
) -> None:
    phone.rings(BAKERY)
    first = shown(desk)

    Phone(live, "handset:other").rings(STRANGER)

    assert shown(desk) is first
    assert [call.number_raw for call in desk.others] == [STRANGER]
    desk.show(desk.others[0])
    assert shown(desk).number_raw == STRANGER
    assert desk.others == [first]


def test_the_call_that_is_picked_up_is_shown(desk: CallDesk, phone: Phone, live: Live) -> None:
    phone.rings(BAKERY)
    other = Phone(live, "handset:other")
    other.rings(STRANGER)

    other.says(Kind.ANSWERED)

    assert shown(desk).number_raw == STRANGER


def test_a_conversation_is_not_taken_from_the_screen(
    desk: CallDesk, phone: Phone, live: Live
) -> None:
    phone.rings(BAKERY)
    phone.says(Kind.ANSWERED)
    other = Phone(live, "handset:other")
    other.rings(STRANGER)

    other.says(Kind.ANSWERED)

    assert shown(desk).number_raw == BAKERY


def test_when_the_shown_call_goes_the_most_pressing_one_comes(
    desk: CallDesk, phone: Phone, live: Live
) -> None:
    phone.rings(BAKERY)
    other = Phone(live, "handset:other")
    other.rings(STRANGER)

    desk.dismiss(shown(desk))

    assert shown(desk).number_raw == STRANGER
    desk.dismiss(shown(desk))
    assert desk.shown is None


def test_a_ring_group_is_one_call_in_panel_and_log(
    desk: CallDesk, phone: Phone, live: Live, qtbot: QtBot
) -> None:
    phone.rings(BAKERY)
    Phone(live, "handset:other").rings("+31334612045")

    assert len(desk.present) == 1
    in_log(lambda: CallReport.select().count() == 2, qtbot)
    assert Call.select().count() == 1


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


def test_of_several_customers_with_the_number_none_is_picked_silently(
    desk: CallDesk, phone: Phone, qtbot: QtBot
) -> None:
    make.customer("Bakkerij De Vries", numbers=[BAKERY])
    ruud = make.customer("Ruud de Vries", numbers=[BAKERY])
    phone.rings()
    call = shown(desk)
    qtbot.waitUntil(lambda: len(call.candidates) == 2)
    assert call.customer_id is None
    assert logged(desk, qtbot, call).customer_id is None

    desk.choose(call, next(hit for hit in call.hits if hit.customer_id == ruud.id))

    assert call.customer_id == ruud.id
    assert logged(desk, qtbot, call).customer_id == ruud.id


def test_a_former_number_is_a_candidate_and_not_the_caller(
    desk: CallDesk, phone: Phone, qtbot: QtBot
) -> None:
    jansen = make.customer("J. Jansen")
    make.number(jansen, BAKERY, valid_until=ago(86400))
    phone.rings()
    call = shown(desk)

    logged(desk, qtbot, call)

    qtbot.waitUntil(lambda: len(call.candidates) == 1)
    assert call.customer_id is None


def test_a_name_that_is_added_while_it_rings_appears(
    desk: CallDesk, phone: Phone, qtbot: QtBot
) -> None:
    phone.rings(STRANGER)
    call = shown(desk)
    qtbot.waitUntil(lambda: call.looked_up)

    make.customer("J. Jansen", numbers=[STRANGER])

    qtbot.waitUntil(lambda: [hit.name for hit in call.hits] == ["J. Jansen"])


def test_a_call_that_only_another_desk_heard_appears_and_goes(
    desk: CallDesk, at_desk: AtDesk, qtbot: QtBot
) -> None:
    make.customer("Bakkerij De Vries", numbers=[BAKERY])
    event = calls.CallEvent("handset:elsewhere", "1", Kind.RINGING, ago(1), number_raw=BAKERY)
    at_desk(calls.report, event)
    qtbot.waitUntil(lambda: desk.shown is not None)
    assert shown(desk).chosen_name == "Bakkerij De Vries"

    answered = calls.CallEvent("handset:elsewhere", "1", Kind.ANSWERED, ago(0), number_raw=BAKERY)
    at_desk(calls.report, answered)

    qtbot.waitUntil(lambda: desk.shown is None)
    assert [row.state for row in desk.today] == [calls.CallState.ANSWERED]


def test_a_call_that_both_desks_heard_is_one_call(
    desk: CallDesk, at_desk: AtDesk, phone: Phone, qtbot: QtBot
) -> None:
    event = calls.CallEvent("handset:elsewhere", "1", Kind.RINGING, ago(1), number_raw=BAKERY)
    at_desk(calls.report, event)
    qtbot.waitUntil(lambda: desk.shown is not None)

    phone.rings(BAKERY)

    assert len(desk.present) == 1
    logged(desk, qtbot, shown(desk))
    assert Call.select().count() == 1
    assert len(desk.present) == 1


def test_what_a_colleague_ticked_off_is_no_longer_missed_here(
    desk: CallDesk, at_desk: AtDesk, phone: Phone, qtbot: QtBot
) -> None:
    phone.rings()
    call = shown(desk)
    phone.says(Kind.MISSED)
    row = logged(desk, qtbot, call)
    assert call.stage is Stage.MISSED

    at_desk(calls.mark_handled, row.id)

    qtbot.waitUntil(lambda: call.row is not None and call.row.handled_at is not None)
    assert desk.place(call, hiding=False).picked_up_by


def test_a_call_of_today_can_be_taken_in_hand_again(
    desk: CallDesk, phone: Phone, qtbot: QtBot
) -> None:
    phone.rings()
    phone.says(Kind.ANSWERED)
    phone.says(Kind.ENDED, seconds=9)
    call = shown(desk)
    row = logged(desk, qtbot, call)
    desk.dismiss(call)
    qtbot.waitUntil(lambda: desk.shown is None)

    desk.open_row(row)
    desk.book.write(shown(desk), "Nagekomen")

    assert logged(desk, qtbot, shown(desk)).note == "Nagekomen"


def test_a_finished_call_without_note_makes_room_for_the_next(
    desk: CallDesk, phone: Phone, live: Live
) -> None:
    phone.rings(BAKERY)
    phone.says(Kind.ANSWERED)
    phone.says(Kind.ENDED, seconds=9)

    phone.rings(STRANGER)

    assert [call.number_raw for call in desk.present] == [STRANGER]


def test_a_finished_call_with_a_note_waits_for_its_result(
    desk: CallDesk, phone: Phone, qtbot: QtBot
) -> None:
    phone.rings(BAKERY)
    phone.says(Kind.ANSWERED)
    first = shown(desk)
    desk.book.write(first, "Terugbellen over de kassa")
    phone.says(Kind.ENDED, seconds=9)

    phone.rings(STRANGER)

    assert desk.present == [desk.others[0], first]
    assert shown(desk) is first
    desk.set_result(first, calls.Result.SOLVED)
    desk.finish(first)
    qtbot.waitUntil(lambda: first not in desk.present)
    row = Call.get(Call.note == "Terugbellen over de kassa")
    assert (row.result, row.handled_at is not None) == (calls.Result.SOLVED, True)


def test_a_phone_that_stops_reporting_does_not_ring_for_ever(desk: CallDesk, phone: Phone) -> None:
    phone.rings(at=ago(5 * 60 + 1))

    desk._on_second()

    assert desk.present == []
