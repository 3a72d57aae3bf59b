"""The one name to show on a telephone while it rings, for an exchange that asks.

A display has one line and no room for "perhaps", and what it shows leaves the program. So it gets
less than the card on the screen, and only of whom the number belongs to now:

- Customers that are archived, and those whose former number it is, are not named; nor is anybody
  for the same last nine digits only. Merged ones are named as the customer they became.
- Their own number goes before that of somebody else there (a parent, the accountant): an accountant
  who is a customer himself is not announced as one of those he works for.
- Where several remain, one firm among private people is named: a number of work is the firm's.
- Otherwise nobody is picked silently, and the line says how many they are ("2 klanten"). That is
  more than nothing: it is somebody known, and the card on the screen has the names.
"""

from collections.abc import Sequence

from mcsys_desktop.core.i18n import ngettext
from mcsys_desktop.models.customers import CustomerKind, Relation
from mcsys_desktop.services.callers.lines import Hit, MatchStep
from mcsys_desktop.services.callers.recognising import recognise


def name_of(number: str) -> str:
    """What to show for a number as an exchange wrote it; empty when nobody is known."""
    hits = [hit for hit in recognise(number).hits if _is_theirs(hit)]
    hits = [hit for hit in hits if hit.relation is Relation.OWN] or hits
    if not hits:
        return ""
    return _only(hits) or ngettext("{count} customer", "{count} customers", len(hits)).format(
        count=len(hits)
    )


def _is_theirs(hit: Hit) -> bool:
    return not (hit.archived or hit.former or hit.step is MatchStep.TAIL)


def _only(hits: Sequence[Hit]) -> str:
    """The name of the only customer, or of the only firm among them; empty when there is none."""
    if len(hits) > 1:
        hits = [hit for hit in hits if hit.kind is CustomerKind.BUSINESS]
    return hits[0].name if len(hits) == 1 else ""
