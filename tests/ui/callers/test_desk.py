"""The desk: several calls at once, who they are, and what other desks do with them."""

from pytestqt.qtbot import QtBot

from mcsys_desktop.models.calls import Call, CallReport
from mcsys_desktop.services import calls
from mcsys_desktop.ui.callers.call import Stage
from mcsys_desktop.ui.callers.desk import CallDesk
from mcsys_desktop.ui.live import Live
from tests import make
from tests.conftest import AtDesk
from tests.ui.callers.screen import BAKERY, STRANGER, Kind, Phone, ago, in_log, logged, shown


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
    qtbot.waitUntil(lambda: desk.place(call, hiding=False).meanwhile == "Ticked off by bob.")


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
    first.result = calls.Result.SOLVED
    desk.finish(first)
    qtbot.waitUntil(lambda: first not in desk.present)
    row = Call.get(Call.note == "Terugbellen over de kassa")
    assert (row.result, row.handled_at is not None) == (calls.Result.SOLVED, True)


def test_what_a_list_tells_afterwards_is_logged_and_lights_up_nothing(
    desk: CallDesk, live: Live, qtbot: QtBot
) -> None:
    began = ago(2400)
    event = calls.CallEvent(
        source="fritzbox:test list",
        external_id="1",
        kind=Kind.MISSED,
        at=began,
        number_raw=STRANGER,
        seconds=0,
        began=began,
        past=True,
    )
    told: list[object] = []
    desk.began.connect(told.append)
    live.rang.emit(event)
    (row,) = in_log(calls.today, qtbot)

    assert desk.present == []
    assert told == []
    assert (row.outcome, row.rang_at) == (calls.Outcome.MISSED, began)


def test_a_phone_that_stops_reporting_does_not_ring_for_ever(desk: CallDesk, phone: Phone) -> None:
    phone.rings(at=ago(5 * 60 + 1))

    desk._clock.timeout.emit()

    assert desk.present == []
