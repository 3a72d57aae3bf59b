"""Days written out, as people read them."""

from datetime import date

from mcsys_desktop.core.i18n import N_, _

_WEEKDAYS = (
    *(N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday")),
    *(N_("Saturday"), N_("Sunday")),
)
_MONTHS = (
    *(N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June")),
    *(N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December")),
)


def whole(day: date) -> str:
    """The day with everything: "Sunday 22 November 2026"."""
    return _("{weekday} {day} {month} {year}").format(
        weekday=_(_WEEKDAYS[day.weekday()]),
        day=day.day,
        month=_(_MONTHS[day.month - 1]),
        year=day.year,
    )


def written(day: date) -> str:
    """The day with its month in letters: "22 November 2026"."""
    month = _(_MONTHS[day.month - 1])
    return _("{day} {month} {year}").format(day=day.day, month=month, year=day.year)


def month(year: int, number: int) -> str:
    """A month, 1 to 12, with its year: "November 2026"."""
    return _("{month} {year}").format(month=_(_MONTHS[number - 1]), year=year)
