"""How something is taxed: the VAT treatments that a Dutch shop needs, and what paper must say.

Sources: the categories of UNCL 5305 as EN 16931 uses them; the boxes of the Dutch VAT return; texts
and duties of art. 35a Wet OB 1968. Which treatment applies is the user's judgement, not ours.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mcsys_desktop.core.i18n import N_


class Treatment(StrEnum):
    """A treatment by the name under which a line stores it."""

    HIGH = "high"
    LOW = "low"
    ZERO = "zero"
    EXEMPT = "exempt"
    SMALL_BUSINESS = "small_business"
    REVERSED = "reversed"
    EU_GOODS = "eu_goods"
    EU_SERVICES = "eu_services"
    EXPORT = "export"
    MARGIN = "margin"


class Listing(StrEnum):
    """Where a supply within the EU goes on the recapitulative statement (ICP)."""

    NONE = ""
    GOODS = "goods"
    SERVICES = "services"


@dataclass(frozen=True, slots=True)
class Taxed:
    """What goes with a treatment.

    ``category`` is the code of UNCL 5305, ``box`` of the Dutch return ("" when it is not
    reported), ``text_nl`` and ``text_en`` must stand on the document. ``both_ids``: the VAT number
    of the buyer too.
    """

    category: str
    box: str
    text_nl: str = ""
    text_en: str = ""
    both_ids: bool = False
    listing: Listing = Listing.NONE
    hidden: bool = False  # the document may show no VAT at all


TAXED = {
    Treatment.HIGH: Taxed("S", "1a"),
    Treatment.LOW: Taxed("S", "1b"),
    Treatment.ZERO: Taxed("Z", "1e", "Btw-tarief 0%", "VAT rate 0%"),
    Treatment.EXEMPT: Taxed("E", "", "Vrijgesteld van btw", "Exempt from VAT"),
    Treatment.SMALL_BUSINESS: Taxed(
        "E",
        "",
        "Vrijgesteld van btw op grond van de kleineondernemersregeling",
        "Exempt from VAT under the small-business scheme",
    ),
    Treatment.REVERSED: Taxed("AE", "1e", "Btw verlegd", "VAT reverse-charged", both_ids=True),
    Treatment.EU_GOODS: Taxed(
        "K",
        "3b",
        "Intracommunautaire levering, 0% btw",
        "Intra-Community supply, 0% VAT",
        both_ids=True,
        listing=Listing.GOODS,
    ),
    Treatment.EU_SERVICES: Taxed(
        "AE", "3b", "Btw verlegd", "VAT reverse-charged", both_ids=True, listing=Listing.SERVICES
    ),
    Treatment.EXPORT: Taxed("G", "3a", "Uitvoer, 0% btw", "Export, 0% VAT"),
    Treatment.MARGIN: Taxed(
        "E",
        "1a",
        "Bijzondere regeling - gebruikte goederen",
        "Margin scheme - second-hand goods",
        hidden=True,
    ),
}

# How lists name each, as msgids.
NAMES = {
    Treatment.HIGH: N_("high rate"),
    Treatment.LOW: N_("low rate"),
    Treatment.ZERO: N_("zero rate"),
    Treatment.EXEMPT: N_("exempt"),
    Treatment.SMALL_BUSINESS: N_("small business"),
    Treatment.REVERSED: N_("reversed"),
    Treatment.EU_GOODS: N_("EU goods"),
    Treatment.EU_SERVICES: N_("EU service"),
    Treatment.EXPORT: N_("export"),
    Treatment.MARGIN: N_("margin"),
}

# Basis points, from a day on (Wet OB 1968, art. 9): so an old document keeps its rate.
_RATES = {
    Treatment.HIGH: ((date(2012, 10, 1), 2100), (date(2001, 1, 1), 1900)),
    Treatment.LOW: ((date(2019, 1, 1), 900), (date(1986, 10, 1), 600)),
}


def rate(treatment: Treatment, on: date) -> int:
    """The rate of a treatment on a day, in basis points.

    >>> rate(Treatment.HIGH, date(2026, 11, 22)), rate(Treatment.LOW, date(2018, 12, 31))
    (2100, 600)
    >>> rate(Treatment.REVERSED, date(2026, 11, 22))
    0
    """
    steps = _RATES.get(treatment, ())
    return next((points for since, points in steps if since <= on), steps[-1][1] if steps else 0)
