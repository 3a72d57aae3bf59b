"""A phone system on trial: one source that runs by itself, and what can be learned of its calls.

The source is not the program's yet: it is made of what somebody has just typed, and nothing of
that is kept before they say so.
"""

import re
from collections.abc import Callable

from mcsys_desktop.core import number_forms, phone
from mcsys_desktop.telephony.base import CallSource, SourceStatus
from mcsys_desktop.telephony.events import CallEvent, Direction
from mcsys_desktop.telephony.exchange import Exchange
from mcsys_desktop.telephony.listener import HandsetListener

_EXTENSION = re.compile(r"[0-9]{2,7}")
_MOST = 50  # names, or numbers, that are remembered


class Trial:
    """Runs ``source`` on a thread of its own until it is ended; ``heard`` and ``told`` are called
    there. Numbers come as the source wrote them. ``learned`` hears the address of each phone that
    knows the secret, whether it is on the list or not.
    """

    def __init__(
        self,
        source: CallSource,
        heard: Callable[[CallEvent], None],
        told: Callable[[SourceStatus], None],
        learned: Callable[[str], None] | None = None,
    ) -> None:
        self.source = source
        if isinstance(source, HandsetListener) and learned is not None:
            source.learn(learned)
        if hasattr(source, "form"):
            source.form = phone.USUAL
        self._exchange = Exchange()
        self._exchange.start([source], heard, told)

    def end(self) -> bool:
        """Hang up; False where the source would not end. It may take a second: not for the thread
        that paints.
        """
        return self._exchange.stop()


class Observed:
    """What the calls of one source showed: how it writes numbers, and which lines it knows."""

    def __init__(self) -> None:
        self.extensions: list[str] = []  # who can ring there: extensions, accounts
        self.own_numbers: list[str] = []  # which of our numbers were called
        self.from_number = ""  # E.164 of whoever calls for the trial, where they said so
        self._numbers: list[str] = []  # of outside callers, as they came
        self._calls: set[tuple[str, str]] = set()

    def take(self, event: CallEvent) -> None:
        """Learn from one event."""
        _remember(self.extensions, _extension(event.device))
        ours = _extension(event.called_raw)
        _remember(self.extensions, ours)
        if not ours:
            _remember(self.own_numbers, event.called_raw)
        call = (event.source, event.external_id)
        if event.number_raw and not event.withheld and call not in self._calls:
            self._calls.add(call)
            inside = number_forms.look(event.number_raw).form is number_forms.Form.INTERNAL
            if event.direction is Direction.INBOUND or not inside:
                self._numbers.append(event.number_raw)
                del self._numbers[:-_MOST]
            if inside:
                _remember(self.extensions, event.number_raw)

    def learned(self) -> number_forms.Learned:
        """How the source writes numbers."""
        return number_forms.learn(self._numbers, self.from_number)

    @property
    def another_number(self) -> bool:
        """Whether calls came, and none of them from the number that somebody says they used."""
        if not self.from_number or not self._numbers:
            return False
        return not any(number_forms.is_same(raw, self.from_number) for raw in self._numbers)


def _extension(text: str) -> str:
    """The extension in what a source calls a phone (201, SIP/201, sip:201@…); empty for none."""
    found = re.sub(r"^(sips?:|[A-Za-z0-9]{2,16}/)", "", text.strip()).partition("@")[0]
    found = found.partition("-")[0].removeprefix("**")
    if not _EXTENSION.fullmatch(found) or found.startswith("0"):
        return ""
    return found


def _remember(known: list[str], text: str) -> None:
    if text and text not in known and len(known) < _MOST:
        known.append(text)
