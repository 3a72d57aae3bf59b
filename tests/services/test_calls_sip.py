"""A call that rings at our SIP telephone and at a watched extension is one call in the log."""

import pytest

from mcsys_desktop.models.calls import Call
from mcsys_desktop.services import calls
from mcsys_desktop.services.calls import CallState, Outcome
from mcsys_desktop.telephony.sip.watching import Extension
from tests.telephony.sip.messages import ACCOUNT, CANCEL, DIALOG, INVITE, Phone, request

ELSEWHERE = 'SIP;cause=200;text="Call completed elsewhere"'
pytestmark = pytest.mark.usefixtures("db")


class Desk:
    """Our telephone, and extension 202 that it watches."""

    def __init__(self) -> None:
        self.phone = Phone()
        self._watched = Extension(
            ACCOUNT, "202", self.phone.incoming.callers, self.phone.events.append
        )

    def told(self, state: str) -> None:
        self._watched.hear(DIALOG.replace(b"early", state.encode()), 0.0)

    def logged(self) -> calls.CallRow:
        """The one call of which all that happened so far was written down."""
        for event in self.phone.events:
            calls.report(event)
        (row,) = calls.today()
        return row


def test_a_colleague_takes_it_and_hangs_up() -> None:
    desk = Desk()
    desk.phone.hear(INVITE)
    desk.told("early")
    assert desk.logged().state is CallState.RINGING
    desk.phone.hear(request(CANCEL, reason=ELSEWHERE))
    assert desk.logged().state is CallState.RINGING  # nobody knows who took it yet
    desk.told("confirmed")
    row = desk.logged()
    assert row.state is CallState.ANSWERED
    assert row.sources == ("dialog:202@office.test", "sip:201@office.test")
    assert Call.get_by_id(row.id).answered_by == "202"
    desk.told("terminated")
    row = desk.logged()
    assert (row.state, row.outcome) == (CallState.ENDED, Outcome.ANSWERED)
    assert row.e164 == "+31201234567"


def test_nobody_takes_it() -> None:
    desk = Desk()
    desk.phone.hear(INVITE)
    desk.told("early")
    desk.phone.hear(CANCEL)
    desk.told("terminated")
    row = desk.logged()
    assert (row.state, row.outcome) == (CallState.ENDED, Outcome.MISSED)


def test_without_watching_it_was_taken_elsewhere() -> None:
    desk = Desk()
    desk.phone.hear(INVITE)
    desk.phone.hear(request(CANCEL, reason=ELSEWHERE))
    row = desk.logged()
    assert (row.state, row.outcome) == (CallState.ENDED, Outcome.ANSWERED_ELSEWHERE)
