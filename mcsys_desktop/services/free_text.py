"""Free text that people type, made fit to store: cleaned, whole, and without card numbers."""

from mcsys_desktop.core import cards, text
from mcsys_desktop.core.errors import CardNumber, UserError
from mcsys_desktop.core.i18n import _

LONGEST = 20_000  # characters of a note


def notes(typed: str) -> str:
    """Several lines, cleaned. Nothing is cut off unsaid.

    Raises UserError when they are longer than can be stored, CardNumber when a card's number is
    among them.
    """
    cleaned = text.clean(typed, LONGEST + 1, lines=True)
    refuse_cards(cleaned)
    if len(cleaned) > LONGEST:
        raise UserError(
            _("The note is too long: at most {limit} characters fit here.").format(limit=LONGEST)
        )
    return cleaned


def line(typed: str, limit: int) -> str:
    """One line, cleaned.

    Raises UserError when it is longer than ``limit``, CardNumber when it holds a card's number.
    """
    cleaned = text.clean(typed, limit + 1)
    refuse_cards(cleaned)
    if len(cleaned) > limit:
        raise UserError(
            _("“{start}…” is too long: at most {limit} characters fit here.").format(
                start=cleaned[:20], limit=limit
            )
        )
    return cleaned


def refuse_cards(*typed: str) -> None:
    """Raise CardNumber when one of ``typed`` holds a card's number or its security code."""
    if any(map(cards.holds, typed)):
        raise CardNumber(_(cards.REFUSED))
