"""The calls of today as bars, one for each hour."""

from collections.abc import Sequence

from mcsys_desktop.core.i18n import _
from mcsys_desktop.services.start import Hour
from mcsys_desktop.ui import bars
from mcsys_desktop.ui.bars import Bar
from mcsys_desktop.ui.start import words


class Bars(bars.Bars):
    """Draws hours."""

    def show_hours(self, hours: Sequence[Hour], here: int) -> None:
        """Show these hours; ``here`` is the one that it is now."""
        self.show_bars([_bar(hour, here) for hour in hours])


def _bar(hour: Hour, here: int) -> Bar:
    name = words.hour(hour.hour, here)
    said = _("{hour}: {calls}")
    if hour.missed:
        said = _("{hour}: {calls}, of which missed {missed}")
    said = said.format(hour=name, calls=hour.calls, missed=hour.missed)
    return Bar(name, hour.calls, said, here=hour.hour == here)
