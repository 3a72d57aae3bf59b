"""Reminders in words: the steps, how late somebody is, what a letter asks."""

from mcsys_desktop.core.i18n import N_, _, ngettext
from mcsys_desktop.core.money.amounts import euros
from mcsys_desktop.services.reminders import Proposal, Step

_STEPS = {
    Step.FRIENDLY: (N_("Friendly reminder"), "neutral"),
    Step.FOURTEEN_DAYS: (N_("14-day letter"), "warn"),
    Step.NOTICE: (N_("Formal notice"), "warn"),
    Step.HANDED_OVER: (N_("Hand over"), "bad"),
}


def step(which: Step) -> tuple[str, str]:
    """What a step is called, and the tone of its chip."""
    said, tone = _STEPS[which]
    return _(said), tone


def late(days: int) -> str:
    """How long the oldest invoice is late."""
    return ngettext("{count} day late", "{count} days late", days).format(count=days)


def numbers(proposal: Proposal) -> str:
    """Which invoices: their numbers, or the first and how many more."""
    found = [item.number for item in proposal.items]
    if len(found) <= 2:
        return ", ".join(found)
    more = ngettext("{number} and {count} more", "{number} and {count} more", len(found) - 1)
    return more.format(number=found[0], count=len(found) - 1)


def amount(proposal: Proposal) -> str:
    """What is open, and what comes on top."""
    said = euros(proposal.principal)
    if proposal.step is Step.FOURTEEN_DAYS:
        return _("{amount}, announces {costs} costs").format(
            amount=said, costs=euros(proposal.costs)
        )
    extra = proposal.costs + proposal.interest
    if extra:
        return _("{amount} and {extra} costs and interest").format(amount=said, extra=euros(extra))
    return said
