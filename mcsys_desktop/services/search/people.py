"""Customers and the people at them, as a search shows them."""

from collections.abc import Collection, Mapping, Sequence

from mcsys_desktop.core.i18n import N_, _
from mcsys_desktop.models.customers import CustomerKind
from mcsys_desktop.models.search import Candidate
from mcsys_desktop.services import names
from mcsys_desktop.services.customers import finding, wanted
from mcsys_desktop.services.customers.activity import Activity
from mcsys_desktop.services.customers.lines import Badge
from mcsys_desktop.services.customers.wanted import Wanted
from mcsys_desktop.services.search import details, reasons
from mcsys_desktop.services.search.found import Found, Kind, Question

MOST = 8
ALIKE = 5


def find(typed: str, limit: int = MOST) -> list[Found]:
    """Customers that what was typed applies to, the likeliest first, each with its reason."""
    found = finding.matches(typed)
    return _shown(found.ranked[:limit], found.wanted, found.active)


def alike(typed: str, known: Collection[str] = ()) -> list[Found]:
    """Customers whose names sound like it, without those whose targets are ``known``."""
    asked = wanted.read(typed)
    found = [one for one in finding.sounding_like(asked) if _target(one.id) not in known]
    return _shown(found[:ALIKE], asked, {})


def _find(question: Question) -> Sequence[Found]:
    found = question.customers
    return _shown(found.ranked[:MOST], found.wanted, found.active)


KIND = Kind("customer", N_("Customers"), _find)


def _shown(
    candidates: Sequence[Candidate], asked: Wanted, active: Mapping[int, Activity]
) -> list[Found]:
    known = details.of([one.id for one in candidates])
    made = []
    for rank, one in enumerate(candidates):
        held = known.get(one.id, details.NOTHING)
        reason, tells_number = reasons.why(one, held, asked)
        waits = active.get(one.id) is Activity.WAITS
        made.append(
            Found(
                kind=KIND.name,
                target=_target(one.id),
                title=names.shown(one.name, one.number),
                detail=held.city,
                reason=reason,
                rank=rank,
                kept="" if tells_number else held.phone,
                icon="building-2" if one.kind == CustomerKind.BUSINESS else "user",
                tone="accent" if one.kind == CustomerKind.BUSINESS else "neutral",
                badge=Badge(_("Waits for a call"), "bad") if waits else None,
                masked=_("Customer {number}").format(number=one.number),
            )
        )
    return made


def _target(customer_id: int) -> str:
    return f"customer:{customer_id}"
