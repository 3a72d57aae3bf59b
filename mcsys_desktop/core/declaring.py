"""How a setting is declared once, and what it may be: type, default, words, limits."""

from collections.abc import Mapping
from dataclasses import Field, dataclass, field
from typing import Any, TypeVar

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Declaration:
    """One setting as the settings page shows it; ``label``, ``help`` and choices are msgids."""

    name: str
    default: object
    label: str
    help: str
    section: str
    choices: Mapping[object, str]
    least: int | None
    most: int | None

    @property
    def shown(self) -> bool:
        """Whether people choose it; the rest the program remembers by itself."""
        return bool(self.label)


def setting(
    default: T,
    label: str = "",
    help: str = "",
    *,
    section: str = "",
    choices: Mapping[Any, str] | None = None,
    least: int | None = None,
    most: int | None = None,
) -> T:
    """A field of `Settings` with its words and limits; without a label nobody chooses it."""
    about = {
        "label": label,
        "help": help,
        "section": section,
        "choices": dict(choices or {}),
        "least": least,
        "most": most,
    }
    return field(default=default, metadata=about)


def checked(item: Field[Any], default: object, value: object) -> object:
    """``value`` as the setting keeps it. Raises UserError with a sentence when it cannot."""
    about = item.metadata
    label = _(about.get("label", "")) or item.name
    wrong = UserError(_("“{setting}” cannot have that value.").format(setting=label))
    if isinstance(default, tuple) and isinstance(value, list):  # JSON knows no tuples
        value = tuple(value)
    if type(value) is not type(default):  # exactly: True is no number of per cent
        raise wrong
    choices = about.get("choices") or {}
    if choices and value not in choices:
        raise wrong
    if isinstance(value, int) and not isinstance(value, bool):
        least, most = about.get("least"), about.get("most")
        if (least is not None and value < least) or (most is not None and value > most):
            raise UserError(
                _("“{setting}” must lie between {least} and {most}.").format(
                    setting=label, least=least, most=most
                )
            )
    if isinstance(value, tuple) and not all(isinstance(line, str) for line in value):
        raise wrong
    return value
