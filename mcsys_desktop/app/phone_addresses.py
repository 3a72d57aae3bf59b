"""What to copy into phones and exchanges, so that they report calls here and ask for names."""

from collections.abc import Sequence

from mcsys_desktop.core.settings import Settings
from mcsys_desktop.telephony import brands, exchanges
from mcsys_desktop.ui.settings_page import PhoneAddress


def addresses(settings: Settings) -> Sequence[PhoneAddress]:
    """One line per brand and event; none while the desk does not listen."""
    if not (settings.listener_enabled and settings.listener_address):
        return ()
    urls = brands.templates(settings.listener_address, settings.listener_port, settings.token())
    phones = [
        PhoneAddress(brand.title, brand.settings[event], url)
        for brand in brands.BRANDS
        for event, url in urls[brand.key].items()
    ]
    return phones + _of_exchanges(settings)


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
