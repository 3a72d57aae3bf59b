"""What to copy into the desk phones, so that they report their calls here."""

from collections.abc import Sequence

from mcsys_desktop.core.settings import Settings
from mcsys_desktop.telephony import brands
from mcsys_desktop.ui.settings_page import PhoneAddress


def addresses(settings: Settings) -> Sequence[PhoneAddress]:
    """One line per brand and event; none while the desk does not listen."""
    if not (settings.listener_enabled and settings.listener_address):
        return ()
    urls = brands.templates(settings.listener_address, settings.listener_port, settings.token())
    return [
        PhoneAddress(brand.title, brand.settings[event], url)
        for brand in brands.BRANDS
        for event, url in urls[brand.key].items()
    ]
