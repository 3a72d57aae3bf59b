"""Dialling by Asterisk: the telephone at this desk rings first, and then calls the number.

A connection of its own is made for each call, and ended with it. The connection that listens may be
at another desk (one desk hears for the whole office), and to ask that desk would make dialling
depend on it; here it only takes that this desk may log in, and three short answers.
"""

import socket
import ssl
import threading
import time
from collections import deque
from dataclasses import dataclass, field

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.telephony import servers
from mcsys_desktop.telephony.asterisk.account import Account
from mcsys_desktop.telephony.asterisk.wire import BANNER, Packet, Reader, packet, proof
from mcsys_desktop.telephony.dialling.route import (
    LOOK,
    PICKED_UP_WITHIN,
    busy,
    not_picked_up,
    refuse_what_is_no_number,
)

PATIENCE = 10.0  # seconds for a connection and for each answer
_LUMP = 65_536
# Why an originated call failed, as the phone system numbers it.
_NOWHERE, _BUSY, _CONGESTED = "0", "5", "8"


@dataclass(slots=True)
class ManagerRoute:
    """Dials through the manager interface that ``account`` may use.

    A password that was refused is not tried again: most phone systems shut the office out after a
    few. Other settings make another route.
    """

    account: Account
    refused: str = field(default="", init=False, compare=False)

    def dial(self, number: str, ended: threading.Event) -> None:
        """See `Route`."""
        refuse_what_is_no_number(number)
        account = self.account
        trouble = account.problem() or account.cannot_dial() or self.refused
        if trouble:
            raise UserError(trouble)
        try:
            line = _connected(account)
        except (OSError, UnicodeError) as error:  # UnicodeError: no name of a computer
            raise UserError(_unreachable(account.server, error)) from error
        with line:
            asking = _Asking(line, account, ended)
            try:
                asking.call(number)
            except _WrongPassword as error:
                self.refused = str(error)
                raise
            except (OSError, EOFError) as error:
                if ended.is_set():
                    return  # nobody waits for it any more
                raise UserError(
                    _("The phone system did not answer. Look whether your phone rings.")
                ) from error


class _WrongPassword(UserError):
    pass


def _unreachable(server: str, error: Exception) -> str:
    if isinstance(error, ssl.SSLError):
        return servers.unreachable(server, error)
    return _("The phone system at {server} cannot be reached. Dial by hand.").format(server=server)


def _connected(account: Account) -> socket.socket:
    """A line to the manager interface that proved who it is. Raises OSError."""
    line = socket.create_connection((account.host, account.port), PATIENCE)
    if not account.tls:
        return line
    try:
        context = servers.trusting(account.authority, account.fingerprint)
        line = context.wrap_socket(line, server_hostname=account.host)
        if account.fingerprint:
            servers.check(line.getpeercert(binary_form=True) or b"", account.fingerprint)
    except BaseException:
        line.close()
        raise
    return line


class _Asking:
    """One stay at the manager interface, from logging in to the telephone that picks up."""

    def __init__(self, line: socket.socket, account: Account, ended: threading.Event) -> None:
        self._line, self._account, self._ended = line, account, ended
        self._reader = Reader()
        self._packets: deque[Packet] = deque()
        self._asked = 0

    def call(self, number: str) -> None:
        """Log in and let it call. Raises UserError, and OSError or EOFError for a line cut off."""
        self._log_in()
        account = self._account
        answer, name = self._ask(
            "Originate",
            Channel=account.channel,
            Context=account.context,
            Exten=number,
            Priority="1",
            CallerID=number,  # what the phone shows while it rings for us
            Timeout=str(int(PICKED_UP_WITHIN * 1000)),
            Async="true",
        )
        if not _is_success(answer):
            raise self._refused()
        self._follow(name)

    def _log_in(self) -> None:
        account = self._account
        asked, _name = self._ask("Challenge", AuthType="MD5")
        challenge = asked.get("challenge", "")
        if not challenge:
            raise UserError(servers.unprovable(account.server))
        answer, _name = self._ask(
            "Login",
            AuthType="MD5",
            Username=account.user,
            Key=proof(challenge, account.password),
            Events="call",  # how it goes on with our own call is one of them
        )
        if not _is_success(answer):
            raise _WrongPassword(
                _(
                    "The phone system refuses the user name or the password of {user}. Type them"
                    " again in the settings."
                ).format(user=account.user)
            )

    def _follow(self, name: str) -> None:
        """Wait for the telephone here. Who may not hear events is not told, and goes on."""
        until = time.monotonic() + PICKED_UP_WITHIN + PATIENCE
        while (found := self._next(until)) is not None:
            if found.get("event", "").lower() != "originateresponse":
                continue
            if found.get("actionid") != name:
                continue
            if found.get("response", "").lower() == "success":
                return
            reason = found.get("reason", "")
            if reason in (_BUSY, _CONGESTED):
                raise busy()
            raise self._refused() if reason == _NOWHERE else not_picked_up()

    def _refused(self) -> UserError:
        return UserError(
            _(
                "The phone system refuses to dial. The manager account needs the right"
                " “originate”, and {channel} must exist there."
            ).format(channel=self._account.channel)
        )

    def _ask(self, action: str, **fields: str) -> tuple[Packet, str]:
        """What is answered to an action, and the name that it was asked by."""
        self._asked += 1
        name = f"mcsys-dial-{self._asked}"
        self._line.sendall(packet(action, ActionID=name, **fields))
        until = time.monotonic() + PATIENCE
        while (found := self._next(until)) is not None:
            if found.get("actionid") == name and "response" in found and "event" not in found:
                return found, name
        raise EOFError

    def _next(self, until: float) -> Packet | None:
        """The next packet; None when it is too late, or the program ends."""
        while not self._packets:
            if self._ended.is_set() or time.monotonic() >= until:
                return None
            self._line.settimeout(LOOK)
            try:
                data = self._line.recv(_LUMP)
            except TimeoutError:
                continue
            if not data:
                raise EOFError
            self._packets.extend(self._reader.feed(data))
            banner = self._reader.banner
            if banner is not None and not banner.lower().startswith(BANNER):
                raise UserError(
                    _("What answers at {server} is not the manager interface of Asterisk.").format(
                        server=self._account.server
                    )
                )
        return self._packets.popleft()


def _is_success(answer: Packet) -> bool:
    return answer.get("response", "").lower() == "success"
