"""What to copy into phones and exchanges: to report calls here, and to know who calls."""

from collections.abc import Iterator, Sequence

from mcsys_desktop.core import phone_keys
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.documents import phone_books
from mcsys_desktop.telephony import books, brands, exchanges
from mcsys_desktop.telephony.ldap.source import BASE, LOGIN
from mcsys_desktop.ui.settings_page import PhoneAddress

NUMBERS = "(|(telephoneNumber=%)(mobile=%)(homePhone=%))"


def addresses(settings: Settings) -> Sequence[PhoneAddress]:
    """One line per brand and event, or book; none while the desk does not listen."""
    if not settings.listener_address:
        return ()
    lines = [*_calls(settings), *_books(settings), *_directory(settings)]
    titles = list(dict.fromkeys(line.brand for line in lines))
    return sorted(lines, key=lambda line: titles.index(line.brand))


def _calls(settings: Settings) -> Iterator[PhoneAddress]:
    if not settings.listener_enabled:
        return
    urls = brands.templates(settings.listener_address, settings.listener_port, settings.token())
    for brand in brands.BRANDS:
        for event, url in urls[brand.key].items():
            yield PhoneAddress(brand.title, brand.settings[event], url)
    yield from _of_exchanges(settings)


def _of_exchanges(settings: Settings) -> list[PhoneAddress]:
    """What is switched on for exchanges; those outside the office only where there is a relay."""
    near: list[exchanges.Exchange] = []
    outside: list[exchanges.Exchange] = []
    relay = settings.listener_relay.strip().rstrip("/")
    if settings.listener_names:
        near += exchanges.ASKING
        outside += exchanges.ASKING_FROM_OUTSIDE
    if settings.listener_webhooks:
        near += exchanges.REPORTING
        outside += exchanges.REPORTING_FROM_OUTSIDE
    start = exchanges.start_of(settings.listener_address, settings.listener_port)
    lines = [(exchange, start) for exchange in near]
    lines += [(exchange, relay) for exchange in outside if relay]
    lines.sort(key=lambda line: line[0].title)
    return [
        PhoneAddress(exchange.title, exchange.field, exchange.url(begin, settings.token()))
        for exchange, begin in lines
    ]


def _books(settings: Settings) -> Iterator[PhoneAddress]:
    if not settings.book_enabled:
        return
    place = brands.host(settings.listener_address)
    start = f"http://{place}:{settings.listener_port}/{books.PATH.decode()}/"
    names = {name: form.title for name, form in phone_books.FORMS.items()}
    names |= {phone_books.CISCO: "Cisco", phone_books.GIGASET: "Gigaset"}
    own = phone_keys.keys(settings)
    if not own:
        token = settings.own_token("book_token")
        for name, title in names.items():
            yield PhoneAddress(title, _("Phone book"), f"{start}{token}/{name}")
    for phone, token in own.items():
        for name, title in names.items():
            yield PhoneAddress(phone, title, f"{start}{token}/{name}")


def _directory(settings: Settings) -> Iterator[PhoneAddress]:
    if not settings.book_directory:
        return
    place = brands.host(settings.listener_address)
    yield PhoneAddress("LDAP", _("Address"), f"ldap://{place}:{settings.book_port}")
    yield PhoneAddress("LDAP", _("Base"), BASE)
    own = phone_keys.keys(settings)
    if not own:
        yield PhoneAddress("LDAP", _("User name"), LOGIN)
    for phone, key in own.items():
        yield PhoneAddress(phone, _("User name for LDAP"), f"cn={phone_keys.login(phone)},{BASE}")
        yield PhoneAddress(phone, _("Password for LDAP"), key)
    yield PhoneAddress("LDAP", _("Filter of numbers"), NUMBERS)
    yield PhoneAddress("LDAP", _("Filter of names"), "(|(cn=%)(sn=%))")
