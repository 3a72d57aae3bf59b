"""The words of the screen about tags."""

from mcsys_desktop.core.i18n import _
from mcsys_desktop.services.tags import Colour


def colours() -> dict[Colour, str]:
    """The colours to choose from."""
    return {
        Colour.GREY: _("Grey"),
        Colour.TEAL: _("Teal"),
        Colour.BLUE: _("Blue"),
        Colour.PURPLE: _("Purple"),
        Colour.PINK: _("Pink"),
        Colour.RED: _("Red"),
        Colour.ORANGE: _("Orange"),
        Colour.GREEN: _("Green"),
    }
