"""The NCID server of the office as a `CallSource`."""

from mcsys_desktop.core.settings import Settings
from mcsys_desktop.telephony.line_source import Box, LineSource
from mcsys_desktop.telephony.ncid.reader import NcidReader

NAME = "NCID server"  # the program's own name, and what it is, in either language


def from_settings(settings: Settings) -> LineSource | None:
    """The server that this desk listens to, or None where that is switched off."""
    if not settings.ncid_enabled:
        return None
    host = settings.ncid_address.strip()
    key = f"ncid:{host.lower()}"
    return LineSource(Box(key, NAME, host, settings.ncid_port), lambda: NcidReader(key), lambda: "")
