"""How customers and people are called, composed the same everywhere."""

from mcsys_desktop.core.i18n import _


def shown(name: str, number: int | None) -> str:
    """What to call a customer on the screen; one without a name goes by its customer number."""
    return name or _("Customer {number}").format(number=number or "")


def of_person(first_name: str, prefix: str, surname: str) -> str:
    """The name of a person as it is said: first name, prefix, surname."""
    return " ".join(part for part in (first_name, prefix, surname) if part)
