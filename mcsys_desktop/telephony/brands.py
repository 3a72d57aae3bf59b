"""What to put into each brand of desk phone, so that it reports its calls to this desk.

What a phone says of itself comes first and what a caller can choose comes last, the name at the
very end: phones paste it raw, and a ``&`` in it must not look like another field.

Gigaset phones know no such addresses; there the exchange reports the calls. Names of settings are
those of the provisioning files where they are known, else the words on the phone's own web page.
"""

from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address


@dataclass(frozen=True, slots=True)
class Brand:
    """One family of phones: its settings per event, and its own words for our fields."""

    key: str
    title: str
    settings: dict[str, str]  # event -> name of the phone's setting
    fields: dict[str, str]  # our field -> the phone's variable, caller's text last
    scheme: str = "http://"
    longest: int = 0  # characters that the phone keeps of an address; 0 where no limit is known


_FAMILY = {
    "mac": "$mac",
    "id": "$call_id",
    "user": "$active_user",
    "local": "$local",
    "remote": "$remote",
    "name": "$display_remote",
}
_WORDS = {
    "ring": "Incoming Call",
    "answered": "Call Established",
    "ended": "Call Terminated",
    "missed": "Missed Call",
    "outgoing": "Outgoing Call",
}

BRANDS = (
    Brand(
        "yealink",
        "Yealink",
        {
            "ring": "action_url.incoming_call",
            "answered": "action_url.call_established",
            "ended": "action_url.call_terminated",
            "missed": "action_url.missed_call",
            "cancelled": "action_url.call_remote_canceled",
            "rejected": "action_url.reject_incoming_call",
            "outgoing": "action_url.outgoing_call",
        },
        _FAMILY,
        longest=511,  # administrator's guide of the T2 series
    ),
    Brand(
        "snom",
        "Snom",
        {
            "ring": "action_incoming_url",
            "answered": "action_connected_url",
            "ended": "action_disconnected_url",
            "missed": "action_missed_url",
            "outgoing": "action_outgoing_url",
        },
        {
            "mac": "$mac",
            "id": "$call-id",
            "user": "$active_user",
            "local": "$local",
            "remote": "$remote",
            "cancel_reason": "$cancel_reason",  # tells missed from answered elsewhere
            "name": "$display_remote",
        },
    ),
    Brand(
        "grandstream",
        "Grandstream",
        {
            "ring": "ons.actionUrl.incomingCall",
            "answered": "ons.actionUrl.establishedCall",
            "ended": "ons.actionUrl.terminatedCall",
            "missed": "ons.actionUrl.missedCall",
            "outgoing": "ons.actionUrl.outgoingCall",
        },
        {field: variable for field, variable in _FAMILY.items() if field != "id"},
        scheme="",  # the phone wants host/path and puts http:// before it
    ),
    Brand("fanvil", "Fanvil", _WORDS, _FAMILY),
    Brand("htek", "Htek", _WORDS, _FAMILY),
)


def templates(address: str, port: int, token: str) -> dict[str, dict[str, str]]:
    """For each brand and event the address to put into the phone.

    ``address`` is the network address at which the listener answers.

    >>> templates("192.0.2.7", 8765, "TOKEN")["grandstream"]["ring"]
    '192.0.2.7:8765/phone/TOKEN/ring?mac=$mac&user=$active_user&local=$local&remote=$remote&name=$display_remote'
    """
    place = host(address)
    return {
        brand.key: {
            event: f"{brand.scheme}{place}:{port}/phone/{token}/{event}?{_query(brand)}"
            for event in brand.settings
        }
        for brand in BRANDS
    }


def host(address: str) -> str:
    """An address as it stands in a URL."""
    return f"[{address}]" if _is_version_6(address) else address


def _query(brand: Brand) -> str:
    return "&".join(f"{field}={variable}" for field, variable in brand.fields.items())


def _is_version_6(address: str) -> bool:
    try:
        return isinstance(ip_address(address), IPv6Address)
    except ValueError:
        return False
