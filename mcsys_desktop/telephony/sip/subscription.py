"""Asking the exchange to tell of one extension (RFC 6665): SUBSCRIBE, and what NOTIFY brings."""

import secrets

from mcsys_desktop.telephony.sip.account import Account
from mcsys_desktop.telephony.sip.fields import address, in_url, split, tag
from mcsys_desktop.telephony.sip.message import Request, Response
from mcsys_desktop.telephony.sip.registration import AGENT, Here
from mcsys_desktop.telephony.sip.watching import Extension

PACKAGE = "dialog"
TYPE = "application/dialog-info+xml"


class Subscription:
    """One subscription: makes its SUBSCRIBE, and takes its NOTIFY."""

    def __init__(self, account: Account, here: Here, extension: Extension) -> None:
        self.extension = extension
        self._account, self._here = account, here
        self._address = f"sip:{extension.name}@{in_url(account.domain)}"
        self.renew()

    def renew(self) -> None:
        """Begin anew: the exchange knows nothing of the former one any more."""
        self._call_id, self._tag = secrets.token_hex(12), secrets.token_hex(6)
        self._to_tag, self._target, self._heard = "", "", -1
        self._routes: tuple[tuple[str, str], ...] = ()

    def make(self, seconds: int) -> Request:
        """The request for so many seconds."""
        there = f"<{self._address}>" + (f";tag={self._to_tag}" if self._to_tag else "")
        return Request(
            method="SUBSCRIBE",
            uri=self._target or self._address,
            fields=(
                *self._routes,
                ("from", f"<{self._account.address}>;tag={self._tag}"),
                ("to", there),
                ("call-id", self._call_id),
                ("contact", self._here.contact(self._account.user)),
                ("event", PACKAGE),
                ("accept", TYPE),
                ("expires", str(seconds)),
                ("user-agent", AGENT),
            ),
        )

    def granted(self, response: Response) -> None:
        """The exchange has taken it: what follows goes to whom it names."""
        self._to_tag = self._to_tag or tag(response.first("to"))
        contact = address(response.first("contact"))
        self._target = contact.uri if contact else self._target
        routes = [one for line in response.all("record-route") for one in split(line)]
        self._routes = tuple(("route", one) for one in reversed(routes))

    def owns(self, notify: Request) -> bool:
        """Whether a NOTIFY is about this subscription."""
        return notify.first("call-id") == self._call_id and tag(notify.first("to")) == self._tag

    def hear(self, notify: Request, at: float) -> bool:
        """Take a NOTIFY; whether the exchange says that there will be no more of them."""
        number = notify.sequence[0]
        if number <= self._heard:
            return False  # it did not hear our answer, or this one was overtaken
        self._heard = number
        kind = notify.first("content-type").partition(";")[0].strip().lower()
        if kind == TYPE and notify.body:
            self.extension.hear(notify.body, at)
        state = notify.first("subscription-state").partition(";")[0].strip().lower()
        return state == "terminated"
