"""Being one of the office's telephones: the REGISTER that says so, and what is granted."""

import re
import secrets
from dataclasses import dataclass

from mcsys_desktop.telephony.sip.account import Account
from mcsys_desktop.telephony.sip.fields import address, in_url, split, uri
from mcsys_desktop.telephony.sip.message import Request, Response
from mcsys_desktop.telephony.sip.standing import seconds_of

AGENT = "MCSys Desktop"
METHODS = "INVITE, ACK, CANCEL, BYE, OPTIONS, NOTIFY"


@dataclass(frozen=True, slots=True)
class Here:
    """Where this end of the connection is, as the exchange reaches it."""

    host: str
    port: int
    transport: str

    @property
    def via(self) -> str:
        """The beginning of our Via."""
        return f"SIP/2.0/{self.transport.upper()} {in_url(self.host)}:{self.port}"

    def contact(self, user: str) -> str:
        """Our own address."""
        way = "" if self.transport == "udp" else f";transport={self.transport}"
        return f"<sip:{user}@{in_url(self.host)}:{self.port}{way}>"


class Registration:
    """Makes the REGISTER of an account, and reads what is said to it."""

    def __init__(self, account: Account, here: Here) -> None:
        self._account, self._here = account, here
        self._call_id = secrets.token_hex(12)
        self._tag = secrets.token_hex(6)

    def make(self, seconds: int) -> Request:
        """The request for so many seconds; for none it takes our address away."""
        account = self._account
        contact = self._here.contact(account.user)
        if account.instance:
            contact += f';+sip.instance="<urn:uuid:{account.instance}>"'
        return Request(
            method="REGISTER",
            uri=account.registrar,
            fields=(
                ("from", f"<{account.address}>;tag={self._tag}"),
                ("to", f"<{account.address}>"),
                ("call-id", self._call_id),
                ("contact", f"{contact};expires={seconds}"),
                ("expires", str(seconds)),
                ("allow", METHODS),
                ("supported", "path"),
                ("user-agent", AGENT),
            ),
        )

    def granted_for(self, response: Response, asked: int) -> int:
        """For how many seconds: what is said of our own address among all that are registered."""
        contacts = [
            found
            for line in response.all("contact")
            for found in map(address, split(line))
            if found is not None
        ]
        ours = [found for found in contacts if self._is_ours(found.uri, found.parameters)]
        for found in ours or (contacts if len(contacts) == 1 else []):
            seconds = found.parameters.get("expires", "")
            if re.fullmatch(r"[0-9]{1,9}", seconds):
                return int(seconds)
        return seconds_of(response, asked)

    def _is_ours(self, written: str, said: dict[str, str]) -> bool:
        place = uri(written)
        if place and (place.host, place.port) == (in_url(self._here.host), self._here.port):
            return True
        named = said.get("+sip.instance", "").lower()
        return bool(self._account.instance) and self._account.instance in named
