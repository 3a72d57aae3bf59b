"""The kinds of call sources that this program has. A new kind adds one line to ``KINDS``."""

from collections.abc import Callable

from mcsys_desktop.core.settings import Settings
from mcsys_desktop.telephony import listener, recorded_requests
from mcsys_desktop.telephony.asterisk import recordings as asterisk_recordings
from mcsys_desktop.telephony.asterisk import source as asterisk
from mcsys_desktop.telephony.base import CallSource
from mcsys_desktop.telephony.events import CallEvent
from mcsys_desktop.telephony.fritzbox import recordings as fritzbox_recordings
from mcsys_desktop.telephony.fritzbox import source as fritzbox
from mcsys_desktop.telephony.ldap import source as ldap
from mcsys_desktop.telephony.ncid import recordings as ncid_recordings
from mcsys_desktop.telephony.ncid import source as ncid
from mcsys_desktop.telephony.sip import recordings as sip_recordings
from mcsys_desktop.telephony.sip import source as sip

KINDS: tuple[Callable[[Settings], CallSource | None], ...] = (
    listener.from_settings,  # desk phones over HTTP
    ldap.from_settings,  # telephones that ask who calls
    sip.from_settings,  # one more telephone at the exchange
    asterisk.from_settings,  # every call of the office
    fritzbox.from_settings,  # the call monitor of a FRITZ!Box
    ncid.from_settings,  # the caller IDs of analogue lines
)

# How what a source sent is played again, from a file (`calls replay`). Each raises UserError when
# the file is no recording of it.
RECORDINGS: dict[str, Callable[[bytes], list[CallEvent]]] = {
    "asterisk": asterisk_recordings.replay,
    "fritzbox": fritzbox_recordings.replay,
    "handset": recorded_requests.replay,
    "ncid": ncid_recordings.replay,
    "sip": sip_recordings.replay,
    "webhook": recorded_requests.replay,
}


def configured(settings: Settings) -> list[CallSource]:
    """The sources that this desk has switched on.

    A token that was still missing is made in ``settings``; the caller saves them.
    """
    made = (kind(settings) for kind in KINDS)
    return [source for source in made if source is not None]
