"""Which phone systems offices here have, and by which ways this program can hear their calls.

A route never opens anything to the internet: this computer goes out to the phone system as one more
telephone, or telephones and exchanges in the building tell it something over the office's own
network. Where there is no such way, that is said, with the reason. All texts are msgids.
"""

from dataclasses import dataclass
from enum import StrEnum

from mcsys_desktop.core.i18n import N_


class Kind(StrEnum):
    """By which kind of source a route hears calls; each has settings of that prefix."""

    LISTENER = "listener"
    SIP = "sip"
    ASTERISK = "asterisk"
    FRITZBOX = "fritzbox"
    NCID = "ncid"
    NONE = ""


class Seat(StrEnum):
    """Whether it takes one more account that somebody may have to pay for."""

    FREE = "free"
    ONE_MORE = "one_more"  # at an exchange of one's own: an extension, at no cost
    PAID = "paid"  # at a provider, every month


@dataclass(frozen=True, slots=True)
class Route:
    """One way to hear the calls: what it tells, and what must be done for it elsewhere.

    ``kind`` NONE: there is no way, and ``tells`` says why. ``relay``: only for who has one.
    """

    key: str
    kind: Kind
    title: str
    tells: str
    needs: str = ""
    seat: Seat = Seat.FREE
    relay: bool = False

    @property
    def possible(self) -> bool:
        """Whether somebody can take it."""
        return self.kind is not Kind.NONE and not self.relay


@dataclass(frozen=True, slots=True)
class System:
    """One phone system as people know it. ``known_as``: by which names, or what it looks like."""

    key: str
    title: str
    known_as: str
    routes: tuple[Route, ...]

    @property
    def possible(self) -> bool:
        """Whether there is any way."""
        return any(route.possible for route in self.routes)


_HANDSETS = Route(
    "handsets",
    Kind.LISTENER,
    N_("The desk phones report their calls"),
    N_(
        "Each phone tells this computer who rings, who picks up and when it is over: of the calls"
        " on that phone."
    ),
    N_("You copy some lines into the web page of each phone. No account is needed."),
)
_GIGASET = Route(
    "gigaset",
    Kind.NONE,
    N_("Gigaset phones"),
    N_(
        "These cannot report their calls. Go back and choose the phone system or the provider that"
        " they are connected to."
    ),
)
_AT_PROVIDER = Route(
    "sip",
    Kind.SIP,
    N_("One more telephone at the provider"),
    N_(
        "This computer rings along, silently, and never picks up. It hears who calls, and whether"
        " the call was missed or taken elsewhere; not always by whom."
    ),
    N_(
        "Ask your provider for an extra VoIP account (SIP), and put it into the group that rings"
        " when somebody calls the office."
    ),
    Seat.PAID,
)
_RELAY = Route(
    "relay",
    Kind.LISTENER,
    N_("Messages of the provider (webhook)"),
    N_(
        "The provider sends these over the internet, and a computer in the office must not be"
        " reached from there. Only for who has a relay already; it is off, and stands in the"
        " settings under Telephony."
    ),
    relay=True,
)
_OWN_PHONE = Route(
    "sip",
    Kind.SIP,
    N_("One more telephone at the exchange"),
    N_(
        "This computer rings along, silently, and never picks up. It hears who calls, and whether"
        " the call was missed or taken elsewhere."
    ),
    N_("Make an extra extension in the exchange, and put it into the group that rings."),
    Seat.ONE_MORE,
)
_ASK = Route(
    "ask",
    Kind.SIP,
    N_("Ask who looks after your telephones"),
    N_(
        "Ask for: “an extra SIP account, in the group that rings when the office is called, with"
        " its server, user name and password”. With these three it works at nearly every phone"
        " system."
    ),
    N_("You need the name of a server, a user name and a password."),
    Seat.PAID,
)
_BOX = Route(
    "fritzbox",
    Kind.FRITZBOX,
    N_("The FRITZ!Box reports its calls"),
    N_("It tells who calls, on which number, who picks up and when it is over."),
    N_("Dial #96*5* once on a phone that is connected to the box. No account is needed."),
)
_THREECX = Route(
    "sip",
    Kind.SIP,
    N_("One more telephone at 3CX"),
    N_(
        "This computer rings along, silently, and never picks up. 3CX lets only some extensions"
        " register an ordinary telephone: look under IP phone of that extension."
    ),
    N_("Make an extra user in 3CX, with an IP phone, and put it into the ring group."),
    Seat.PAID,
)


SYSTEMS: tuple[System, ...] = (
    System(
        "fritzbox",
        N_("FRITZ!Box"),
        N_("The phones are connected to a FRITZ!Box, with a wire or without."),
        (_BOX,),
    ),
    System(
        "handsets",
        N_("Desk phones"),
        N_("Yealink, Snom, Grandstream, Fanvil, Htek or Gigaset stands on the phones."),
        (_HANDSETS, _GIGASET),
    ),
    System(
        "provider",
        N_("A provider, over the internet"),
        N_("Voys, VoIPGRID, sipgate, KPN, Odido, Ziggo or another: no exchange in the building."),
        (_HANDSETS, _AT_PROVIDER, _RELAY),
    ),
    System(
        "asterisk",
        N_("FreePBX or Asterisk"),
        N_("An exchange of your own, in the building."),
        (
            Route(
                "asterisk",
                Kind.ASTERISK,
                N_("The manager interface (AMI)"),
                N_(
                    "It tells of every call of the office who rang, who picked up, who passed it on"
                    " and when it was over."
                ),
                N_(
                    "Make a manager account in the exchange that may only read calls, for the"
                    " address of this computer."
                ),
                Seat.FREE,
            ),
            _OWN_PHONE,
        ),
    ),
    System(
        "3cx",
        N_("3CX"),
        N_("In the building or at a provider."),
        (_THREECX, _HANDSETS),
    ),
    System(
        "exchange",
        N_("Another exchange of your own"),
        N_("FreeSWITCH, FusionPBX, Kamailio, Panasonic, Mitel, Unify or another that knows SIP."),
        (_OWN_PHONE, _HANDSETS),
    ),
    System(
        "analogue",
        N_("An analogue line"),
        N_("A telephone at a socket in the wall, without a box that shows who calls."),
        (
            Route(
                "ncid",
                Kind.NCID,
                N_("An NCID server"),
                N_("It tells who calls, and often no more than that."),
                N_(
                    "A small computer or box with a modem that shows caller IDs, and the free"
                    " program NCID on it."
                ),
            ),
        ),
    ),
    System(
        "teams",
        N_("Teams, or only mobile phones"),
        N_("There is no telephone in the office that is not in Teams or in somebody's pocket."),
        (
            Route(
                "teams",
                Kind.NONE,
                N_("Microsoft Teams"),
                N_(
                    "Teams tells of its calls only to programs on the internet that Microsoft"
                    " admits, and never to a program in your office."
                ),
            ),
            Route(
                "mobile",
                Kind.NONE,
                N_("Only mobile phones"),
                N_(
                    "A mobile phone keeps its calls to itself. With a number at a VoIP provider"
                    " beside it, the calls to that number can be heard."
                ),
            ),
        ),
    ),
    System(
        "unknown",
        N_("I do not know"),
        N_("Somebody else has set it up."),
        (_BOX, _HANDSETS, _ASK),
    ),
)


def system(key: str) -> System | None:
    """The system of that key."""
    return next((one for one in SYSTEMS if one.key == key), None)


def route(system_key: str, key: str) -> Route | None:
    """One of its routes."""
    found = system(system_key)
    return next((one for one in found.routes if one.key == key), None) if found else None
