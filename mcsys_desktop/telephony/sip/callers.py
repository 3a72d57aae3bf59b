"""Who is calling, read from an INVITE: what the exchange vouches for counts before what is claimed.

P-Asserted-Identity (RFC 3325), then Remote-Party-ID, then From. Whoever withholds leaves nothing
behind: no number and no name, also where the exchange passes them on.
"""

from dataclasses import dataclass

from mcsys_desktop.core import phone
from mcsys_desktop.core.text import clean
from mcsys_desktop.telephony.sip.fields import Address, address, split, uri
from mcsys_desktop.telephony.sip.message import Request

_LONGEST = 100  # of a name or a number
_NOBODY = frozenset({"", "anonymous", "unavailable", "restricted", "unknown"})
_WITHHOLDING = frozenset({"anonymous", "restricted"})
_PRIVATE = frozenset({"id", "user", "header"})  # RFC 3323, RFC 3325


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls, and which of our numbers; hostile text, made harmless."""

    number: str = ""
    name: str = ""
    withheld: bool = False
    called: str = ""


def caller(invite: Request, own: str = "") -> Caller:
    """Read who calls; ``own`` is the user that we are registered as. Raises nothing."""
    called = _called(invite, own)
    if _withheld(invite):
        return Caller(withheld=True, called=called)
    claimed = _addresses(invite, "from")
    remote = [one for one in _addresses(invite, "remote-party-id") if _calling(one)]
    for found in (_addresses(invite, "p-asserted-identity"), remote, claimed):
        named = [one for one in found if _user(one).lower() not in _NOBODY]
        if named:
            return _read(named, claimed, called)
    return Caller(called=called)


def _read(named: list[Address], claimed: list[Address], called: str) -> Caller:
    """The caller by the best of these; a name may also stand where the number does not."""
    best = min(named, key=lambda one: not (_user(one).startswith("+") or _is_tel(one)))
    number = _number(best.uri)
    names = [clean(one.name, _LONGEST) for one in (best, *named, *claimed)]
    name = next((name for name in names if name and name != number), "")
    if phone.is_withheld(number) or phone.is_withheld(name):
        return Caller(withheld=True, called=called)
    return Caller(number, name, called=called)


def _withheld(invite: Request) -> bool:
    wishes = {
        wish.strip().lower()
        for line in invite.all("privacy")
        for wish in line.replace(",", ";").split(";")
    }
    if wishes & _PRIVATE:
        return True
    for one in _addresses(invite, "remote-party-id"):
        if _calling(one) and one.parameters.get("privacy", "off").lower() not in ("off", "no"):
            return True
    for one in _addresses(invite, "from"):
        parts = uri(one.uri)
        if parts and (parts.host == "anonymous.invalid" or parts.user.lower() in _WITHHOLDING):
            return True
    return False


def _called(invite: Request, own: str) -> str:
    """Which of our numbers was called: the one that was forwarded here, or the one dialled."""
    diverted = [_number(one.uri) for one in _addresses(invite, "diversion")][-1:]
    history = [_number(one.uri) for one in _addresses(invite, "history-info")][:1]
    dialled = [_number(one.uri) for one in _addresses(invite, "to")][:1]
    asked = uri(invite.uri)
    mine = own or (asked.user if asked else "")
    for number in (*diverted, *history, *dialled):
        if number and number != mine:
            return number
    return clean(mine, _LONGEST)


def _addresses(invite: Request, name: str) -> list[Address]:
    lines = invite.all(name)
    values = (value for line in lines[:8] for value in split(line))
    return [found for found in map(address, values) if found is not None]


def _calling(one: Address) -> bool:
    """Whether a Remote-Party-ID speaks of whoever calls, and not of whoever is called."""
    return one.parameters.get("party", "calling").lower() == "calling"


def _is_tel(one: Address) -> bool:
    return one.uri[:4].lower() == "tel:"


def _user(one: Address) -> str:
    parts = uri(one.uri)
    return parts.user if parts else ""


def _number(written: str) -> str:
    """The number in an address, in the form that `core.phone` reads."""
    parts = uri(written)
    if parts is None:
        return ""
    if parts.scheme == "tel" and "phone-context" in parts.parameters:
        return clean(written, _LONGEST)  # a number that only means something in its context
    return clean(parts.user, _LONGEST)
