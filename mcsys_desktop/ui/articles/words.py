"""Articles in words."""

from mcsys_desktop.core import clock
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.money.amounts import percentage
from mcsys_desktop.core.money.treatments import NAMES, Treatment, rate
from mcsys_desktop.core.money.units import UNITS
from mcsys_desktop.services.articles import ArticleKind


def kinds() -> list[tuple[ArticleKind, str]]:
    """What is sold."""
    return [
        (ArticleKind.GOODS, _("Goods")),
        (ArticleKind.HOURS, _("Hours")),
        (ArticleKind.CALL_OUT, _("Call-out")),
        (ArticleKind.SERVICE, _("Service")),
    ]


def units() -> list[tuple[str, str]]:
    """The units there are, as documents write them."""
    return [(name, unit.nl) for name, unit in UNITS.items()]


def treatment(one: Treatment) -> str:
    """How something is taxed, as short as a column needs it."""
    if one in (Treatment.HIGH, Treatment.LOW, Treatment.ZERO):
        return f"{percentage(rate(one, clock.today()))}%"
    return _(NAMES[one])
