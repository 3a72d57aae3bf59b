"""Who is at the other end of a call, as far as one event tells."""

from dataclasses import dataclass

from peewee import Expression

from mcsys_desktop.core import cards, phone, text
from mcsys_desktop.models.calls import Call
from mcsys_desktop.telephony.events import CallEvent


@dataclass(frozen=True, slots=True)
class OtherEnd:
    """Who is at the other end of the line, as far as one event tells. Nothing of it is hostile."""

    e164: str
    number_raw: str
    withheld: bool
    name_given: str
    called: str

    @property
    def key(self) -> str:
        """What reports of one call have in common; empty when nothing can tell calls apart.

        A withheld call shows no number, so it is only the same call on the same number of ours.
        """
        if self.withheld:
            return self.called and f"withheld:{self.called}"
        return self.e164 or self.number_raw


def other_end(event: CallEvent) -> OtherEnd:
    """Read the number; a withheld one leaves nothing behind, not even a name."""
    number = phone.parse(event.number_raw)
    called = cards.masked(text.clean(event.called_raw, 50))
    if event.withheld or number.kind is phone.NumberKind.WITHHELD:
        return OtherEnd("", "", True, "", called)
    name = cards.masked(text.clean(event.name_raw, 100))  # a phone cannot be refused
    raw = text.clean(event.number_raw, 100)
    if cards.holds(raw) or cards.holds(number.e164):
        return OtherEnd("", cards.masked(raw), False, name, called)
    return OtherEnd(number.e164, raw, False, name, called)


def same_end(other: OtherEnd) -> Expression:
    """The calls with the same other end."""
    if other.withheld:
        return Call.withheld & (Call.called == other.called)
    if other.e164:
        return Call.e164 == other.e164
    found: Expression = (Call.e164 == "") & (Call.number_raw == other.number_raw) & ~Call.withheld
    return found
