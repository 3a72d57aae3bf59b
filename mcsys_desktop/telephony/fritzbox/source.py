"""The FRITZ!Box of the office as a `CallSource`."""

from mcsys_desktop.core import number_forms
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.telephony.fritzbox.reader import FritzReader
from mcsys_desktop.telephony.line_source import Box, LineSource

NAME = "FRITZ!Box"
SWITCH_ON = "#96*5*"  # dialled on a phone of the box


def from_settings(settings: Settings) -> LineSource | None:
    """The box that this desk listens to, or None where that is switched off."""
    if not settings.fritzbox_enabled:
        return None
    host = settings.fritzbox_address.strip()
    key = f"fritzbox:{host.lower()}"
    box = Box(key, NAME, host, settings.fritzbox_port)
    source = LineSource(box, lambda: FritzReader(key), lambda: _switched_off(box))
    source.form = number_forms.read(settings.fritzbox_numbers)
    return source


def _switched_off(box: Box) -> str:
    """A box refuses while it starts as well, so that this is only said of one never reached."""
    return _(
        "The {name} at {server} does not report calls yet. Dial {code} on a phone that is connected"
        " to it; the program keeps trying."
    ).format(name=box.name, server=box.server, code=SWITCH_ON)
