"""Dialling by Voys (VoIPGRID): it calls the telephone of who asks, and then the number.

Where it is asked is fixed: a token goes nowhere else.
"""

import json
import re
import threading
import time
from dataclasses import dataclass

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.telephony.dialling import web
from mcsys_desktop.telephony.dialling.route import (
    LOOK,
    PICKED_UP_WITHIN,
    not_picked_up,
    refuse_what_is_no_number,
)

ADDRESS = "https://api.voipgrid.nl/api/clicktodial/"
ASK_AGAIN = 1.5  # seconds between looks at how it goes on
_USER = re.compile(r"[!-9;-~]{3,100}", re.ASCII)  # no colon: behind that comes the token
_TOKEN = re.compile(r"[!-~]{8,200}", re.ASCII)
_CALL = re.compile(r"[A-Za-z0-9_-]{1,100}", re.ASCII)
_WAITS = ("dialing_a", "confirm")


@dataclass(frozen=True, slots=True)
class VoysRoute:
    """Dials for one user. ``extension`` is the telephone that rings, "" for the one they chose."""

    user: str
    token: str
    extension: str = ""
    address: str = ADDRESS  # tests have a small provider of their own

    def __repr__(self) -> str:
        return "VoysRoute(…)"

    def dial(self, number: str, ended: threading.Event) -> None:
        """See `Route`."""
        refuse_what_is_no_number(number)
        if not self.token or not self.user:
            raise UserError(_("Fill in your user and your token at Voys in the settings."))
        if not _USER.fullmatch(self.user) or not _TOKEN.fullmatch(self.token):
            raise UserError(_("Your user or your token at Voys cannot be right. Copy them again."))
        wanted = {"b_number": number}
        if self.extension:
            refuse_what_is_no_number(self.extension)
            wanted["a_number"] = self.extension
        said = self._ask("", json.dumps(wanted).encode())
        call = str(said.get("callid", ""))
        if _CALL.fullmatch(call):
            self._follow(call, ended)

    def _follow(self, call: str, ended: threading.Event) -> None:
        """Wait until the telephone here was picked up."""
        until = time.monotonic() + PICKED_UP_WITHIN
        while not ended.is_set() and time.monotonic() < until:
            status = str(self._ask(f"{call}/").get("status", ""))
            if status == "failed_a":
                raise not_picked_up()
            if status == "failed_b":
                raise UserError(_("Voys could not reach that number."))
            if status == "blacklisted":
                raise UserError(_("Voys does not let this number be called."))
            if status not in _WAITS:
                return
            pause = time.monotonic() + ASK_AGAIN
            while not ended.wait(LOOK) and time.monotonic() < pause:
                pass

    def _ask(self, path: str, body: bytes | None = None) -> dict[str, object]:
        headers = {
            "Authorization": f"Token {self.user}:{self.token}",
            "Accept": "application/json",
            "Content-Type": "application/json",
        }
        try:
            answer = web.ask(self.address + path, body=body, headers=headers)
        except (web.Unreachable, web.NotProven) as error:
            raise UserError(_("Voys cannot be reached now. Dial by hand.")) from error
        if answer.status in (401, 403):
            raise UserError(_("Voys refuses your token. Make another one there, and copy it here."))
        if answer.status == 429:
            raise UserError(_("Voys was asked too often. Wait a minute, or dial by hand."))
        if not 200 <= answer.status < 300:
            raise UserError(_("Voys did not take the number. Check how numbers are dialled."))
        try:
            found = json.loads(answer.body or b"{}")
        except (ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}
