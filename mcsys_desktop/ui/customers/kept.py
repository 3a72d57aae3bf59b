"""What was typed over cards and not saved: kept while the program runs, and against its end."""

from collections.abc import Sequence
from dataclasses import dataclass

from mcsys_desktop.core.drafts import Draft as KeptDraft
from mcsys_desktop.core.drafts import Drafts
from mcsys_desktop.services import customers
from mcsys_desktop.ui.customers import typed
from mcsys_desktop.ui.customers.section import Draft, Section


@dataclass(frozen=True, slots=True)
class LeftOver:
    """What stood in the fields of one part when somebody left it without saving."""

    section: Section
    base: customers.CustomerCard
    draft: Draft


class KeptTyping:
    """What was typed over each card, by the customer's id.

    ``where`` is behind the names of its drafts: a customer may be open at two places, and each
    keeps its own.
    """

    def __init__(self, sections: Sequence[Section], drafts: Drafts, where: str = "") -> None:
        self._sections, self._drafts, self._where = sections, drafts, where
        self._left: dict[int, tuple[LeftOver, ...]] = {}

    def count(self) -> int:
        """On how many cards something was typed that is not saved."""
        return len(self._left) + int(self.is_typed())

    def __contains__(self, customer_id: int) -> bool:
        return customer_id in self._left

    def is_typed(self) -> bool:
        """Whether something stands in the open fields that is not stored."""
        return any(any(part.changes().values()) for part in self._sections)

    def keep(self, card: customers.CustomerCard) -> None:
        """Keep what stands in the fields against a crash."""
        if not self.is_typed():
            self._drafts.drop(self._form(card.id))
            return
        parts: dict[str, typed.Part] = {}
        for part in self._sections:
            parts |= part.parts()
        self._drafts.put(self._form(card.id), typed.card_texts(card.name, parts))

    def put_away(self, card: customers.CustomerCard) -> bool:
        """Remember what stands in the fields, which are closed next; whether there was anything."""
        left = tuple(
            LeftOver(part, part.base, part.draft())
            for part in self._sections
            if part.base is not None and any(part.changes().values())
        )
        if left:
            self._left[card.id] = left
        return bool(left)

    def resume(self, card: customers.CustomerCard) -> list[Section]:
        """Bring back into the fields what was put away; the parts that were opened."""
        left = self._left.pop(card.id, ())
        for each in left:
            each.section.begin(each.base, each.draft)
        return [each.section for each in left]

    def take_up(self, card: customers.CustomerCard, draft: KeptDraft) -> list[Section]:
        """Bring back what was typed before the program ended; the parts that were opened."""
        self._left.pop(card.id, None)
        parts = typed.card_parts(draft.texts)
        return [part for part in self._sections if part.resume(card, parts)]

    def forget(self, customer_id: int) -> None:
        """It was saved, or somebody threw it away."""
        self._left.pop(customer_id, None)
        self._drafts.drop(self._form(customer_id))

    def _form(self, customer_id: int) -> str:
        return f"{typed.CARD}{customer_id}{self._where}"
