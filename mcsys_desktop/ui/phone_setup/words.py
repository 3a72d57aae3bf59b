"""The words of setting up a telephone: what was heard, what is wrong, and what can be done."""

from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.number_forms import Form
from mcsys_desktop.core.phone import USUAL, Bare, Profile
from mcsys_desktop.services.calls import EventKind, SourceState, SourceStatus
from mcsys_desktop.services.phone_setup import Kind, Seat, Trouble


def happened(kind: EventKind) -> str:
    """What one event says of a call."""
    return {
        EventKind.RINGING: _("Incoming call"),
        EventKind.DIALLING: _("Outgoing call"),
        EventKind.ANSWERED: _("Answered"),
        EventKind.ANSWERED_ELSEWHERE: _("Answered elsewhere"),
        EventKind.MISSED: _("Missed"),
        EventKind.TRANSFERRED: _("Passed on"),
    }.get(kind, _("Ended"))


def seat(seat: Seat) -> tuple[str, str]:
    """What one more telephone costs there, and the tone of it."""
    return {
        Seat.FREE: (_("Costs no extra account"), "ok"),
        Seat.ONE_MORE: (_("Takes one extra extension"), "neutral"),
        Seat.PAID: (_("Costs an extra seat at the provider"), "warn"),
    }[seat]


def state(status: SourceStatus) -> tuple[str, str, str]:
    """How a trial is doing: tone, icon, and one line; what is wrong stands below it."""
    if status.state is SourceState.WORKING:
        if status.trouble is Trouble.NOT_ALLOWED:
            return "warn", "triangle-alert", trouble(status.trouble)
        return "ok", "circle-check", _("Connected. Now call the office with another phone.")
    if status.state is SourceState.CONNECTING:
        return "neutral", "clock", _("Connecting …")
    return "bad", "circle-alert", trouble(status.trouble)


def trouble(trouble: Trouble) -> str:
    """What is wrong, in a few words: no two kinds of trouble share them."""
    return {
        Trouble.NONE: _("There is no connection"),
        Trouble.INCOMPLETE: _("Something is not filled in right"),
        Trouble.NO_HOST: _("That address does not exist"),
        Trouble.CLOSED_PORT: _("The port is closed"),
        Trouble.NO_ANSWER: _("Nothing answers there"),
        Trouble.NO_TRUST: _("The encryption does not work out"),
        Trouble.ANOTHER_KIND: _("Something else answers there"),
        Trouble.WRONG_PASSWORD: _("User name or password is wrong"),
        Trouble.NOT_ALLOWED: _("It is not allowed there yet"),
        Trouble.OTHER: _("There is no connection"),
    }[trouble]


def advice(trouble: Trouble, kind: Kind) -> list[str]:
    """What to look at when this is wrong."""
    exchange = kind in (Kind.SIP, Kind.ASTERISK)
    match trouble:
        case Trouble.WRONG_PASSWORD:
            return [
                _("The phone system was reached, so address and port are right."),
                _("Type the password again; copy it whole, without a blank at the end."),
                _("Is it the password of the telephone (SIP), and not of the provider's website?")
                if kind is Kind.SIP
                else _("Is it the password (secret) of the manager account itself?"),
            ]
        case Trouble.CLOSED_PORT if kind is Kind.FRITZBOX:
            return [
                _("Dial #96*5* on a phone of the box, wait for the tone, and hang up."),
                _("A box that has just been switched on takes some minutes."),
            ]
        case Trouble.CLOSED_PORT:
            return [
                _("The password was not asked yet, so that is not it."),
                _("Is the port right? Type it behind the address, as in 192.168.1.10:5060."),
                _("Is it switched on in the phone system, and does its firewall let it through?"),
            ]
        case Trouble.NO_HOST:
            return [
                _("Look for a spelling mistake in the address."),
                _("Try the number of the machine, such as 192.168.1.10, in place of its name."),
            ]
        case Trouble.NO_ANSWER:
            return [
                _("Is the machine on, and is this computer in the same network?"),
                _("A firewall that throws away what it does not know looks the same."),
                *([_("Try another connection: UDP, TCP or TLS.")] if kind is Kind.SIP else []),
            ]
        case Trouble.NO_TRUST:
            return [
                _("Is TLS switched on there, and at that port?"),
                _("For a certificate of your own: choose its file in the settings."),
            ]
        case Trouble.ANOTHER_KIND:
            return [_("Check the address and the port: another program listens there.")]
        case Trouble.NOT_ALLOWED if exchange:
            return [
                _("Let the exchange admit the address of this computer."),
                _("Is the account switched on, and may one more telephone register with it?"),
            ]
        case _:
            return []


def silence(kind: Kind) -> list[str]:
    """What to look at when all seems well and no call is heard."""
    if kind is Kind.LISTENER:
        return [
            _("Were the lines saved in the phone's web page, for the right account?"),
            _("Is the phone in the same network as this computer?"),
            _("Does the firewall of this computer let the program through? Windows asks once."),
        ]
    if kind is Kind.SIP:
        return [
            _("Is the extra account in the group that rings when the office is called?"),
            _("Does your own phone ring? If not, the call goes to another number or group."),
            _("Does “do not disturb” or a forwarding stand on the account?"),
        ]
    if kind is Kind.ASTERISK:
        return [
            _("May the manager account read calls (read = call)?"),
            _("Does your own phone ring? If not, the call does not come to this exchange."),
        ]
    if kind is Kind.FRITZBOX:
        return [
            _("Is this the box that the phones are connected to?"),
            _("Does your own phone ring? If not, the call does not come to this box."),
        ]
    return [
        _("Does your own phone ring? If not, the call does not come to this line."),
        _("Does the line show who calls at all? A provider must switch that on."),
    ]


def form(form: Form) -> str:
    """How numbers are written, with an example."""
    return {
        Form.NATIONAL: _("with a zero (0612345678)"),
        Form.PLUS: _("with a plus (+31612345678)"),
        Form.ZEROS: _("with two zeros (0031612345678)"),
        Form.NO_ZERO: _("without the zero (612345678)"),
        Form.NO_PLUS: _("without the plus (31612345678)"),
        Form.OUTSIDE_LINE: _("with a digit for an outside line before it (9 0612345678)"),
        Form.INTERNAL: _("extensions (201)"),
        Form.EITHER: _("without zero or plus: it could mean two numbers"),
        Form.UNKNOWN: "",
    }[form]


def setting(profile: Profile) -> str:
    """What a setting makes of numbers."""
    bare = {
        Bare.AUTO: _("Recognise numbers by themselves"),
        Bare.NATIONAL: _("612345678 is 06 1234 5678: the zero is left out"),
        Bare.E164: _("31612345678 is +31612345678: the plus is left out"),
    }[profile.bare_is]
    if profile.trunk_prefix:
        line = _("{digit} before an outside number does not count").format(
            digit=profile.trunk_prefix
        )
        bare = line if profile.bare_is is Bare.AUTO else f"{bare}; {line}"
    if profile.extension_digits != USUAL.extension_digits:
        digits = _("extensions have up to {count} digits").format(count=profile.extension_digits)
        bare = f"{bare}; {digits}"
    return bare
