"""What somebody typed and did not save, apart from the screens in which it was typed.

The screens go when another person takes over the desk; this is what they hand out and take back.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mcsys_desktop.services import customers
from mcsys_desktop.ui.customers.section import Draft


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a card: which one, what was stored when the typing began, what was typed."""

    section: int
    base: customers.CustomerCard
    draft: Draft


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Everything unsaved of one person: forms for new customers, the newest first, and cards."""

    forms: tuple[customers.CustomerDraft, ...] = ()
    cards: Mapping[int, tuple[Part, ...]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.forms or self.cards)
