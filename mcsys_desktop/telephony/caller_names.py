"""An exchange asks who is calling while it rings: what it asked, and how each wants the answer.

``/cid/<token>?number=…`` gives the name as plain text, one line of at most 40 characters, and
nothing at all where nobody is known: FreeSWITCH (mod_cidlookup) and FreePBX show what they get.
``/cid/<token>/3cx`` gives JSON for our 3CX template, ``/cid/<token>/voys`` what a dial plan of Voys
reads. Who it is, is known elsewhere: a function is asked, and never waited for long.
"""

import asyncio
import json
import logging
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote

from mcsys_desktop.core import phone
from mcsys_desktop.core.text import clean
from mcsys_desktop.telephony.faults import place
from mcsys_desktop.telephony.request_head import Refusal, Request

log = logging.getLogger(__name__)

PATH = b"cid"
LONGEST = 40  # characters; displays of phones show fewer
WAIT_SECONDS = 0.15  # the whole answer is to be there within 0.2 s; the telephone is ringing
MOST_WAITING = 8  # questions that have no answer yet; further ones get none
LookUp = Callable[[str], "Future[str]"]  # from a number to a name; empty when nobody is meant


class Form(StrEnum):
    """How an exchange wants the answer."""

    PLAIN = ""
    THREE_CX = "3cx"
    VOYS = "voys"


@dataclass(frozen=True, slots=True)
class Question:
    """Whose number it is, as an exchange asks. ``given`` is the name that it knows itself."""

    number: str
    given: str
    form: Form

    @property
    def kind(self) -> str:
        """The Content-Type of the answer."""
        return "application/json" if self.form is Form.THREE_CX else "text/plain; charset=utf-8"

    def answered(self, name: str) -> bytes:
        """The body that says ``name``; empty: that nobody is known."""
        if self.form is Form.THREE_CX:
            found = {"contact": {"id": self.number, "name": name}} if name else {}
            return json.dumps(found).encode("ascii")
        if self.form is Form.VOYS:
            # NAK sends the call along another road of the dial plan; nobody unknown may get lost.
            return b"status=ACK&callername=" + quote(name or self.given, safe="").encode("ascii")
        return name.encode("utf-8", "ignore")


def read(request: Request) -> Question | Refusal:
    """Read a question that named the right token. Raises nothing."""
    if request.method != "GET":
        return Refusal(405, "not a GET")
    form = request.path[2].decode("latin-1").lower() if len(request.path) > 2 else ""
    if len(request.path) > 3 or form not in set(Form):
        return Refusal(404, "no such address")
    fields = request.fields
    given = clean(fields.get("name", ""), LONGEST)
    return Question(clean(fields.get("number", ""), 100), given, Form(form))


class CallerNames:
    """Asks ``look_up`` and keeps to the time; what comes too late is nobody's name."""

    def __init__(self, look_up: LookUp) -> None:
        self._look_up = look_up
        self._waiting: set[Future[str]] = set()

    async def name(self, number: str) -> str:
        """The name for a number, or nothing. Raises nothing."""
        self._waiting = {future for future in self._waiting if not future.done()}
        if not number or phone.is_withheld(number) or len(self._waiting) >= MOST_WAITING:
            return ""
        try:
            future = self._look_up(number)
            self._waiting.add(future)
            asked = asyncio.wrap_future(future)
            await asyncio.wait({asked}, timeout=WAIT_SECONDS)
            if asked.done() and not asked.cancelled():
                return clean(asked.result(), LONGEST)
            asked.cancel()
            log.info("a name was not found in time")
        except Exception as error:
            log.error("a name could not be looked up: %s", place(error))
        return ""
