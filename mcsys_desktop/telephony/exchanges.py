"""What to put into each exchange or provider, so that it asks us for names or reports its calls.

Providers post from the internet, so theirs are addresses of the office's relay. The variables are
those of each maker; what the caller can choose, the name, stands last. Where to type them is told
in ``resources/exchanges/README.md``, which also says what is not known for certain.
"""

from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address


@dataclass(frozen=True, slots=True)
class Exchange:
    """One kind of exchange: where to type what. ``target`` follows the token in the address."""

    title: str
    field: str
    path: str
    target: str = ""

    def url(self, start: str, token: str) -> str:
        """The address to type; ``start`` is where this program, or its relay, is reached."""
        return f"{start}/{self.path}/{token}{self.target}"


# They ask for the name of a caller.
ASKING = (
    Exchange("FreeSWITCH", "cidlookup.conf.xml: url", "cid", "?number=${caller_id_number}"),
    Exchange("FreePBX", "CallerID Lookup Sources: HTTP", "cid", "?number=[NUMBER]"),
    Exchange("3CX", "CRM template: Url", "cid", "/3cx?number=[Number]"),
)
# They ask too, but from the internet: through the relay.
ASKING_FROM_OUTSIDE = (
    Exchange("Voys", "Webhook: URL-template", "cid", "/voys?number={callerid}&name={callername}"),
)
# They report calls from within the office.
REPORTING = (Exchange("3CX", "CRM template: ReportCall", "3cx"),)
# They report calls from the internet.
REPORTING_FROM_OUTSIDE = (
    Exchange("Voys, VoIPGRID", "Gespreksnotificaties", "voys"),
    Exchange("sipgate, placetel, Zammad CTI", "Webhook", "cti"),
    Exchange(
        "VOIPZeker",
        "Webhook",
        "voipzeker",
        "/{calluniqueid}/{callfrom}/{callto}/{status}/{status_desc}/{direction}/{timestamp}",
    ),
    Exchange("Telador, Accensys, Kwebbl", "Webhook", "kwebbl"),
)


def start_of(address: str, port: int) -> str:
    """How an address of this program begins.

    >>> start_of("192.0.2.7", 8765)
    'http://192.0.2.7:8765'
    """
    try:
        is_version_6 = isinstance(ip_address(address), IPv6Address)
    except ValueError:
        is_version_6 = False
    return f"http://[{address}]:{port}" if is_version_6 else f"http://{address}:{port}"
