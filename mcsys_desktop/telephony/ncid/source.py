"""The NCID server of the office as a `CallSource`."""

from mcsys_desktop.core import number_forms
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.telephony.line_source import Box, LineSource
from mcsys_desktop.telephony.ncid.reader import NcidReader


def from_settings(settings: Settings) -> LineSource | None:
    """The server that this desk listens to, or None where that is switched off."""
    if not settings.ncid_enabled:
        return None
    host = settings.ncid_address.strip()
    key = f"ncid:{host.lower()}"
    box = Box(key, _("NCID server"), host, settings.ncid_port)
    source = LineSource(box, lambda: NcidReader(key), lambda: "")
    source.form = number_forms.read(settings.ncid_numbers)
    return source
