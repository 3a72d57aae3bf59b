"""The kinds of call sources that this program has. A new kind adds one line to ``KINDS``."""

from collections.abc import Callable

from mcsys_desktop.core.settings import Settings
from mcsys_desktop.telephony import listener
from mcsys_desktop.telephony.base import CallSource
from mcsys_desktop.telephony.ldap import source as ldap
from mcsys_desktop.telephony.sip import source as sip

KINDS: tuple[Callable[[Settings], CallSource | None], ...] = (
    listener.from_settings,  # desk phones over HTTP
    ldap.from_settings,  # telephones that ask who calls
    sip.from_settings,  # one more telephone at the exchange
)


def configured(settings: Settings) -> list[CallSource]:
    """The sources that this desk has switched on.

    A token that was still missing is made in ``settings``; the caller saves them.
    """
    made = (kind(settings) for kind in KINDS)
    return [source for source in made if source is not None]
