"""The kinds of call sources that this program has. A new kind adds one line here."""

from collections.abc import Callable
from dataclasses import dataclass

from mcsys_desktop.core.settings import Settings
from mcsys_desktop.telephony import listener, recorded_requests
from mcsys_desktop.telephony.asterisk import recordings as asterisk_recordings
from mcsys_desktop.telephony.asterisk import source as asterisk
from mcsys_desktop.telephony.base import CallSource, OfficeSource
from mcsys_desktop.telephony.events import CallEvent
from mcsys_desktop.telephony.fritzbox import recordings as fritzbox_recordings
from mcsys_desktop.telephony.fritzbox import source as fritzbox
from mcsys_desktop.telephony.ldap import source as ldap
from mcsys_desktop.telephony.ncid import recordings as ncid_recordings
from mcsys_desktop.telephony.ncid import source as ncid
from mcsys_desktop.telephony.sip import recordings as sip_recordings
from mcsys_desktop.telephony.sip import source as sip


@dataclass(frozen=True, slots=True)
class OfficeKind:
    """A kind of phone system that one desk connects to for the whole office.

    ``account`` names what its password belongs to; None: it has no password. Where that is not
    ``needed``, calls are heard without it too.
    """

    make: Callable[[Settings], OfficeSource | None]
    account: Callable[[Settings], str] | None = None
    needed: bool = True


# What telephones and exchanges connect to: at the machine that they were told of.
AT_THE_DESK: tuple[Callable[[Settings], CallSource | None], ...] = (
    listener.from_settings,  # desk phones over HTTP
    ldap.from_settings,  # telephones that ask who calls
)

# What we connect to: on one desk at a time, with settings that are the office's. The names are
# those of `core.settings_office`.
FOR_THE_OFFICE: dict[str, OfficeKind] = {
    "sip": OfficeKind(sip.from_settings, sip.password_name),  # one more telephone there
    "asterisk": OfficeKind(asterisk.from_settings, asterisk.password_name),  # every call
    # The call monitor of a FRITZ!Box; with a password its call list as well.
    "fritzbox": OfficeKind(fritzbox.from_settings, fritzbox.password_name, needed=False),
    "ncid": OfficeKind(ncid.from_settings),  # the caller IDs of analogue lines
}

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
    """What this desk has switched on for telephones to connect to.

    A token that was still missing is made in ``settings``; the caller saves them.
    """
    made = (kind(settings) for kind in AT_THE_DESK)
    return [source for source in made if source is not None]


def of_office(kind: str, settings: Settings) -> OfficeSource | None:
    """What listens to one phone system of the office; None where it is switched off."""
    known = FOR_THE_OFFICE.get(kind)  # a newer program may have kept one that we do not know
    return known.make(settings) if known is not None else None


def account_of(kind: str, settings: Settings) -> str:
    """What the password of a phone system belongs to; empty where it has none."""
    known = FOR_THE_OFFICE.get(kind)
    return known.account(settings) if known is not None and known.account is not None else ""
