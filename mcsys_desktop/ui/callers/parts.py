"""The parts that states of the panel have in common: head, chips, facts, candidates."""

from dataclasses import dataclass

from mcsys_desktop.core import clock, phone
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import callers, customers
from mcsys_desktop.ui.callers import words
from mcsys_desktop.ui.callers.call import DeskCall, Stage
from mcsys_desktop.ui.callers.view import Line

MOST_FACTS = 4
MOST_CANDIDATES = 9  # one for each key


@dataclass(frozen=True, slots=True)
class Head:
    name: str
    detail: str
    given: str = ""
    picture: str = ""
    business: bool = False


def head(call: DeskCall, masked: bool) -> Head:
    number = words.number_of(call)
    if call.customer_id is None:
        internal = call.number.kind is phone.NumberKind.INTERNAL
        about = _("Internal call") if internal else ""
        if call.looked_up and not internal:  # while it rings, the name comes first
            about = words.about_number(call)
        return Head(number, about, given(call), "phone")
    if masked:
        return Head(number, _("Known customer"), picture="user")
    hit = call.hit
    if hit is None:
        return Head(call.chosen_name, "" if call.anonymous else number)
    person = "" if hit.person == hit.name else hit.person
    return Head(
        hit.name,
        words.joined(person, number),
        business=hit.kind == customers.CustomerKind.BUSINESS,
    )


def given(call: DeskCall) -> str:
    """The name that the exchange sent: shown as such, since anybody can send any name."""
    if not call.name_given or call.name_given == call.number_raw:
        return ""
    return _("Name given: {name}").format(name=call.name_given)


def chips(call: DeskCall, masked: bool) -> tuple[tuple[str, str], ...]:
    hit = call.hit
    if hit is None or masked:
        return ()
    chips = []
    if hit.kind == customers.CustomerKind.BUSINESS:
        chips.append((_("Business"), "neutral"))
    else:
        chips.append((_("Private"), "neutral"))
    if hit.archived:
        chips.append((_("Archived"), "warn"))
    if hit.step is not callers.MatchStep.EXACT:
        chips.append((hit.reason, "warn"))
    return tuple(chips)


def facts(call: DeskCall, masked: bool) -> tuple[Line, ...]:
    if masked or call.card is None:
        return ()
    wanted = (None, call.customer_id)  # about the number itself, or about the customer
    return tuple(
        Line(fact.title, fact.detail, fact.icon, fact.tone, target=fact.target)
        for fact in call.card.facts
        if fact.customer_id in wanted
    )[:MOST_FACTS]


def opening(call: DeskCall, masked: bool) -> tuple[str, ...]:
    if call.customer_id is None:
        return ()
    return ("reveal", "open") if masked else ("open",)


def billing(call: DeskCall, masked: bool) -> tuple[str, ...]:
    """A new invoice for whom one speaks with."""
    speaks = call.stage in (Stage.TALKING, Stage.FINISHING)
    return ("invoice",) if speaks and call.customer_id is not None and not masked else ()


def listing(call: DeskCall) -> tuple[str, ...]:
    """The way to the call-back list, where there is somebody to call and they are not there yet."""
    return ("list",) if reachable(call) and not call.listed else ()


def reachable(call: DeskCall) -> bool:
    """Whether there is somebody who can be called back."""
    internal = call.number.kind is phone.NumberKind.INTERNAL
    return call.customer_id is not None or not (call.anonymous or internal)


def again(call: DeskCall) -> tuple[str, ...]:
    """The way to call them once more, where there is a number to call."""
    return () if call.anonymous else ("again",)


def problem(call: DeskCall) -> str:
    return " ".join(part for part in (call.refused, call.problem) if part)


def candidate(hit: callers.Hit, key: str, masked: bool) -> Line:
    business = hit.kind == customers.CustomerKind.BUSINESS
    last = (
        _("last contact {day}").format(day=clock.day(hit.last_contact, clock.today()))
        if hit.last_contact
        else ""
    )
    archived = _("archived") if hit.archived else ""
    if masked:
        return Line(
            _("Customer {number}").format(number=hit.number),
            hit.reason,
            icon="user",
            key=key,
            customer_id=hit.customer_id,
        )
    return Line(
        hit.name,
        words.joined(hit.person if hit.person != hit.name else "", hit.reason, last, archived),
        avatar=(hit.name, business),
        key=key,
        customer_id=hit.customer_id,
    )
