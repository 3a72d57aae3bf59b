"""What a source says of itself is told when it changes, and not twice."""

from mcsys_desktop.telephony.base import SourceState, SourceStatus
from mcsys_desktop.telephony.standing import Standing, while_working


def test_only_news_is_told_and_the_time_is_that_of_the_state() -> None:
    told: list[SourceStatus] = []
    standing = Standing("sip:201@pbx", while_working("pbx:5060"))
    assert standing.state is None
    standing.begin(told.append)
    for error in ("", "", "A sentence.", "A sentence."):
        standing.tell(SourceState.OFF, error)
    standing.tell(SourceState.WORKING)
    assert [(each.state, each.error, each.address) for each in told] == [
        (SourceState.OFF, "", ""),
        (SourceState.OFF, "A sentence.", ""),
        (SourceState.WORKING, "", "pbx:5060"),
    ]
    assert told[0].since == told[1].since <= told[2].since
    assert standing.state is SourceState.WORKING


def test_a_source_that_runs_anew_says_it_again() -> None:
    told: list[SourceStatus] = []
    standing = Standing("ldap", lambda _state: "")
    for _run in range(2):
        standing.begin(told.append)
        standing.tell(SourceState.CONNECTING)
    assert [each.state for each in told] == [SourceState.CONNECTING] * 2
