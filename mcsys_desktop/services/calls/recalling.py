"""What was under way when somebody listened last: for whoever goes on listening."""

from collections import defaultdict
from datetime import timedelta

from mcsys_desktop.core import clock
from mcsys_desktop.models.calls import Call, CallReport
from mcsys_desktop.services.calls.reading import SPOKEN_AT_MOST
from mcsys_desktop.telephony.base import OpenCall
from mcsys_desktop.telephony.events import Direction, EventKind

_GOING_ON = (EventKind.RINGING, EventKind.DIALLING, EventKind.ANSWERED)
PASSED_ON = timedelta(minutes=30)  # for so long the next telephone may ring


def under_way() -> dict[str, list[OpenCall]]:
    """For each source the calls of which it told no end, and those that it passed on lately."""
    now = clock.now()
    going_on = CallReport.last_kind.in_([str(kind) for kind in _GOING_ON])
    passed_on = (CallReport.last_kind == EventKind.TRANSFERRED) & (
        CallReport.last_at > now - PASSED_ON
    )
    found = (
        CallReport.select(CallReport, Call)
        .join(Call)
        .where((Call.rang_at > now - SPOKEN_AT_MOST) & (going_on | passed_on))
        .order_by(CallReport.id)
    )
    told: dict[str, list[OpenCall]] = defaultdict(list)
    for said in found:
        told[said.source].append(_open(said, said.call))
    return dict(told)


def _open(said: CallReport, call: Call) -> OpenCall:
    return OpenCall(
        said.external_id,
        direction=Direction(call.direction),
        number_raw=call.number_raw,
        name_raw=call.name_given,
        called_raw=call.called,
        device=said.device,
        rang_at=said.rang_at,
        answered_at=said.answered_at,
        withheld=call.withheld,
        passed_on=said.last_kind == EventKind.TRANSFERRED,
    )
