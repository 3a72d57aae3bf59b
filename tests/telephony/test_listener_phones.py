"""Only phones on the list are heard, and forgotten ones are named."""

import asyncio
from collections.abc import Callable

import pytest

from mcsys_desktop.core import i18n
from mcsys_desktop.telephony.base import SourceStatus
from mcsys_desktop.telephony.events import CallEvent
from mcsys_desktop.telephony.listener import HandsetListener
from tests.telephony.lines import LOOPBACK, local
from tests.telephony.transcripts import SNOM, TOKEN


@pytest.fixture(autouse=True)
def _speak_english() -> None:
    i18n.use("en")


class Unlisted:
    """A listener that is asked directly, as if phones of the office had connected."""

    def __init__(self, source: HandsetListener) -> None:
        self.source = source
        self.statuses: list[SourceStatus] = []

    def answers(self, requests: list[tuple[bytes, str]]) -> list[int]:
        return asyncio.run(self._answers(requests))

    async def _answers(self, requests: list[tuple[bytes, str]]) -> list[int]:
        heard: list[CallEvent] = []
        running = asyncio.create_task(self.source.run(heard.append, self.statuses.append))
        while self.source.bound is None:
            await asyncio.sleep(0)
        result = [self.source.answer(head, b"", sender).status for head, sender in requests]
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        return result


PHONE = "192.168.20.31"


def unlisted(
    phones: tuple[str, ...] = (),
    learning: bool = False,
    learned: Callable[[str], None] = lambda address: None,
) -> Unlisted:
    source = HandsetListener(LOOPBACK, 0, TOKEN, phones, learning=learning, learned=learned)
    return Unlisted(source)


WRONG = local(SNOM["ring"]).replace(b"invented", b"guessed")
RIGHT = local(SNOM["ring"])


def test_only_phones_on_the_list_are_heard() -> None:
    asked = unlisted(("192.168.20.31", "10.0.5.0/24"))
    senders = [PHONE, "10.0.5.9", "192.168.20.32", LOOPBACK]
    assert asked.answers([(RIGHT, sender) for sender in senders]) == [200, 200, 403, 200]


def test_with_an_empty_list_only_this_computer_is_heard() -> None:
    assert unlisted().answers([(RIGHT, PHONE), (RIGHT, LOOPBACK)]) == [403, 200]


def test_a_stranger_cannot_tell_a_right_token_from_a_wrong_one() -> None:
    assert unlisted().answers([(RIGHT, PHONE), (WRONG, PHONE)]) == [403, 403]


def test_a_phone_that_is_set_up_but_not_on_the_list_is_named_once() -> None:
    asked = unlisted()
    asked.answers([(WRONG, "192.168.20.99"), (RIGHT, PHONE), (RIGHT, PHONE)])
    errors = [status.error for status in asked.statuses if status.error]
    assert errors == ["The phone at 192.168.20.31 is not on the list of phones."]


def test_while_learning_new_phones_are_heard_and_named() -> None:
    met: list[str] = []
    asked = unlisted(learning=True, learned=met.append)
    requests = [(WRONG, "192.168.20.99"), (RIGHT, PHONE), (RIGHT, PHONE)]
    assert asked.answers(requests) == [404, 200, 200]
    assert met == [PHONE]


def test_a_wrong_entry_in_the_list_is_named() -> None:
    asked = unlisted(("8.8.8.8",))
    asked.answers([])
    assert asked.statuses[-1].error == (
        "“8.8.8.8” in the list of phones is not an address of a local network."
    )


def test_the_same_complaint_is_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    unlisted().answers([(RIGHT, PHONE)] * 5)
    assert caplog.text.count("not on the list of phones") == 1
