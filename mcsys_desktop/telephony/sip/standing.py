"""A request that is granted for a time and asked again before that is over (REGISTER, SUBSCRIBE).

It proves the password where that is asked, takes the longer term that an exchange insists on, and
waits longer after each refusal. A password that is wrong is sent once: most exchanges shut out the
whole office after a few.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from mcsys_desktop.telephony.sip import digest
from mcsys_desktop.telephony.sip.clients import Clients
from mcsys_desktop.telephony.sip.message import Request, Response

ASKED_SECONDS = 300
REFRESHED_AT = 0.85  # of the time that was granted
FIRST_WAIT = 30.0  # seconds after a refusal; doubled each time
LONGEST_WAIT = 1800.0
_LONGEST_TERM = 86_400
_MOST_ROUNDS = 6  # of questions and answers in one go, whatever the exchange says

Fields = tuple[tuple[str, str], ...]


class Verdict(StrEnum):
    """What came of asking."""

    GRANTED = "granted"
    WRONG_PASSWORD = "wrong_password"  # noqa: S105  # nothing more is asked
    UNPROVABLE = "unprovable"  # it only takes proofs that we cannot give; nothing more is asked
    REFUSED = "refused"  # asked again later
    UNANSWERED = "unanswered"  # nothing more is asked over this connection


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of asking once, and the last response to it."""

    verdict: Verdict
    response: Response | None = None


@dataclass(frozen=True, slots=True)
class Secret:
    """What the password belongs to, and the password."""

    login: str
    password: str

    def __repr__(self) -> str:
        return "Secret(…)"


class Standing:
    """Asks, and keeps asking. ``make`` gives the request for a number of seconds (0: no more).

    ``told`` hears what came of it. ``granted_for`` reads the seconds that a response grants.
    """

    def __init__(
        self,
        clients: Clients,
        secret: Secret,
        make: Callable[[int], Request],
        told: Callable[[Outcome], None],
        granted_for: Callable[[Response, int], int] | None = None,
        chance: Callable[[float, float], float] = random.uniform,
    ) -> None:
        self.due = float("inf")
        self.granted = False
        self._clients, self._secret, self._make = clients, secret, make
        self._told, self._granted_for, self._chance = told, granted_for or seconds_of, chance
        self._credentials: digest.Credentials | None = None
        self._fresh = False  # whether the credentials answer a challenge of this very round
        self._seconds = ASKED_SECONDS
        self._sequence = 0
        self._rounds = 0
        self._failures = 0
        self._ending = False

    def begin(self, at: float) -> None:
        """Ask now."""
        self.due, self._rounds, self._fresh = float("inf"), 0, False
        self._ask(at)

    @property
    def begun(self) -> bool:
        """Whether it was ever asked for."""
        return self._sequence > 0

    def later(self, at: float) -> None:
        """What was granted was taken back: ask again after a while."""
        self.granted = False
        self.due = at + FIRST_WAIT * self._chance(0.8, 1.2)

    def tick(self, at: float) -> None:
        """Ask again where it is time."""
        if at >= self.due:
            self.begin(at)

    def end(self, at: float) -> None:
        """Ask for no more of it; what is answered to that is not told."""
        self._ending, self.granted = True, False
        self.begin(at)

    def stop(self) -> None:
        """Ask nothing more."""
        self.due, self._ending, self.granted = float("inf"), True, False

    def _ask(self, at: float) -> None:
        self._rounds += 1
        self._sequence += 1
        request = self._make(0 if self._ending else self._seconds)
        more: Fields = (("cseq", f"{self._sequence} {request.method}"), ("max-forwards", "70"))
        if self._credentials is not None:
            more += (self._credentials.answer(request.method, request.uri),)
        request = Request(
            fields=request.fields + more,
            body=request.body,
            method=request.method,
            uri=request.uri,
        )
        ending = self._ending
        self._clients.ask(request, lambda response, when: self._hear(response, when, ending), at)

    def _hear(self, response: Response | None, at: float, ending: bool) -> None:
        if self._ending and not ending:
            return  # an answer to what was asked before
        if response is None:
            self._tell(Verdict.UNANSWERED, None)
        elif response.status in (401, 407):
            self._prove(response, at)
        elif response.status < 300:
            self._take(response, at)
        elif response.status == 423 and self._longer(response):
            self._ask(at)
        elif response.status == 403:  # what many exchanges say of a wrong password
            self._tell(Verdict.WRONG_PASSWORD, response)
        else:
            self._wait(response, at)

    def _prove(self, response: Response, at: float) -> None:
        """Answer a challenge, unless the answer to one that was just as fresh did not help."""
        asked = digest.challenge(response)
        if asked is None:
            self._tell(Verdict.UNPROVABLE, response)
        elif self._fresh and not asked.stale:
            self._tell(Verdict.WRONG_PASSWORD, response)
        elif self._rounds >= _MOST_ROUNDS:
            self._wait(response, at)
        else:
            self._fresh = True
            self._credentials = digest.Credentials(asked, self._secret.login, self._secret.password)
            self._ask(at)

    def _take(self, response: Response, at: float) -> None:
        seconds = min(self._granted_for(response, self._seconds), _LONGEST_TERM)
        if seconds <= 0 and not self._ending:
            self._wait(response, at)
            return
        self._failures, self.granted = 0, not self._ending
        if not self._ending:
            self.due = at + max(1.0, seconds * REFRESHED_AT)
        self._tell(Verdict.GRANTED, response)

    def _longer(self, response: Response) -> bool:
        """Take the least term that the exchange grants; whether that is news."""
        least = _number(response.first("min-expires"))
        if not self._seconds < least <= _LONGEST_TERM or self._ending:
            return False
        self._seconds = least
        self._fresh = False  # the password was right; the nonce may be good for one time only
        return self._rounds < _MOST_ROUNDS

    def _wait(self, response: Response, at: float) -> None:
        """Try again after a while, each time later, and not all desks at the same moment."""
        wait = min(FIRST_WAIT * 2 ** min(self._failures, 16), LONGEST_WAIT)
        wait = max(wait, min(_number(response.first("retry-after")), LONGEST_WAIT))
        self._failures += 1
        self.granted = False
        self.due = at + wait * self._chance(0.8, 1.2)
        self._tell(Verdict.REFUSED, response)

    def _tell(self, verdict: Verdict, response: Response | None) -> None:
        if verdict in (Verdict.WRONG_PASSWORD, Verdict.UNPROVABLE, Verdict.UNANSWERED):
            self.granted, self.due = False, float("inf")
        if not self._ending:
            self._told(Outcome(verdict, response))


def _number(text: str) -> int:
    """The seconds at the beginning of a field; 0 for none."""
    digits = text.strip().partition(";")[0].partition("(")[0].strip()
    return int(digits) if digits.isdecimal() and len(digits) < 10 else 0


def seconds_of(response: Response, asked: int) -> int:
    """The seconds that the Expires of a response grants; ``asked`` where it says nothing."""
    found = response.first("expires")
    return _number(found) if found else asked
