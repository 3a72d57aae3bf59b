"""What the screen shows of a call in each of its states. No widgets: `panel` and `compact` draw it.

Facts, amounts and names are left out where the desk is a counter and nobody asked for them.
"""

from dataclasses import replace

from mcsys_desktop.core import phone
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import calls
from mcsys_desktop.ui.callers import parts, words
from mcsys_desktop.ui.callers.call import DeskCall, Stage
from mcsys_desktop.ui.callers.view import Line, Place, View


def rest(place: Place) -> View:
    """Nobody calls."""
    hint = (
        _("Extension {number} is free. An incoming call appears here by itself.").format(
            number=place.extension
        )
        if place.extension
        else _("An incoming call appears here by itself.")
    )
    if place.deaf:
        hint = _("Until that works again, calls do not appear here. You can look up who calls.")
    return View(
        "rest", "neutral", "phone", _("No call"), hint=hint, search=_("Look up a number or name")
    )


def first(call: DeskCall) -> View:
    """What is painted before anything is read or asked: that it rings, and what was sent."""
    return View(
        "known",
        "neutral",
        "phone-incoming" if call.inbound else "phone-outgoing",
        words.stage_of(call),
        name=call.number_raw,
        picture="phone",
        note=True,
    )


def of(call: DeskCall, place: Place) -> View:
    """The state of the panel for ``call``, and who handed it to whom."""
    view = _as_it_stands(call, place)
    if place.handed_to:
        return replace(view, hint=_("Handed over to {name}.").format(name=place.handed_to))
    if place.handed_by:
        by = _("Handed over by {name}").format(name=place.handed_by)
        view = replace(view, given=words.joined(by, view.given))
    if call.stage in (Stage.TALKING, Stage.FINISHING) and parts.reachable(call):
        view = replace(view, buttons=(*view.buttons, "plan"))
    if place.can_hand_over and call.stage in (Stage.TALKING, Stage.FINISHING):
        view = replace(view, buttons=(*view.buttons, "pass"))
    return view


def _as_it_stands(call: DeskCall, place: Place) -> View:
    masked = place.hiding
    match call.stage:
        case Stage.MISSED:
            return _missed(call, place)
        case Stage.TALKING:
            return _with_customer(
                call, place, "talking", "accent", "phone-call", _("In conversation")
            )
        case Stage.FINISHING | Stage.GONE:
            return _finishing(call, place)
    icon = "phone-incoming" if call.inbound else "phone-outgoing"
    if call.anonymous:
        return _anonymous(call, "user-x", _("Withheld number"), "neutral")
    if call.candidates:
        return _several(call, masked, icon, "ok", words.customers_count(len(call.hits)))
    if call.looked_up and _unknown(call):
        band = _("Unknown caller") if call.inbound else words.stage_of(call)
        return _stranger(call, place, icon, band, "warn")
    tone = "ok" if call.customer_id is not None else "neutral"
    return _with_customer(call, place, "known", tone, icon, words.stage_of(call))


def _unknown(call: DeskCall) -> bool:
    return call.customer_id is None and call.number.kind is not phone.NumberKind.INTERNAL


def _with_customer(
    call: DeskCall, place: Place, state: str, tone: str, icon: str, band: str
) -> View:
    """Known callers in any stage, and those not yet looked up: one layout, so nothing jumps."""
    masked = place.hiding
    if call.anonymous and call.chosen is None:
        return _anonymous(call, icon, band, tone, state)
    if call.candidates:
        return _several(call, masked, icon, tone, band, state)
    if call.looked_up and _unknown(call):
        return _stranger(call, place, icon, band, tone, state)
    head = parts.head(call, masked)
    return View(
        state,
        tone,
        icon,
        band,
        name=head.name,
        detail=head.detail,
        given=head.given,
        picture=head.picture,
        business=head.business,
        chips=parts.chips(call, masked),
        lines=parts.facts(call, masked),
        note=True,
        buttons=(
            *parts.opening(call, masked),
            *parts.billing(call, masked),
            *parts.listing(call),
        ),
        primary="open",
        problem=parts.problem(call),
        masked=masked and call.customer_id is not None,
    )


def _stranger(
    call: DeskCall, place: Place, icon: str, band: str, tone: str, state: str = "unknown"
) -> View:
    about = words.joined(words.about_number(call), _("not found among the customers"))
    return View(
        state,
        tone,
        icon,
        band,
        name=words.number_of(call),
        detail=about,
        given=parts.given(call),
        picture="circle-question-mark",
        search=_("Search by name, postcode or street"),
        hint=words.kept_for(place.kept_days),
        note=True,
        buttons=("new", "link", *parts.listing(call)),
        primary="new",
        problem=parts.problem(call),
    )


def _several(
    call: DeskCall, masked: bool, icon: str, tone: str, band: str, state: str = "several"
) -> View:
    hits = call.hits[: parts.MOST_CANDIDATES]
    last = len(hits)
    return View(
        state,
        tone,
        icon,
        band,
        name=words.number_of(call),
        detail=_("Choose with 1 to {last}").format(last=last),
        given=parts.given(call),
        big=False,
        lines=tuple(parts.candidate(hit, str(key), masked) for key, hit in enumerate(hits, 1)),
        note=state != "several",
        buttons=("reveal", "other") if masked else ("other",),
        problem=parts.problem(call),
        masked=masked,
    )


def _anonymous(call: DeskCall, icon: str, band: str, tone: str, state: str = "anonymous") -> View:
    if call.withheld or call.number.kind is phone.NumberKind.WITHHELD:
        name = _("Number not sent along")
    else:
        name = words.number_of(call)
    return View(
        state,
        tone,
        icon,
        band,
        name=name,
        detail=_("Ask for name and postcode, and find the customer below."),
        given=parts.given(call),
        big=False,
        search=_("Name and postcode"),
        note=True,
        buttons=("new",),
        problem=parts.problem(call),
    )


def _missed(call: DeskCall, place: Place) -> View:
    masked = place.hiding
    head = parts.head(call, masked)
    rang = _rang_for(call)
    if place.meanwhile:
        hint = place.meanwhile
    elif place.missed_today > 1:
        hint = _("{count} missed calls of this number today. Nobody has picked this up yet.")
        hint = hint.format(count=place.missed_today)
    else:
        hint = _("Nobody has picked this up yet.")
    known = call.customer_id is not None
    several = bool(call.candidates)
    unknown = not known and not several and not call.anonymous
    buttons = parts.opening(call, masked) if known else ("new", "link") if unknown else ()
    if several:
        lines: tuple[Line, ...] = tuple(
            parts.candidate(hit, str(key), masked)
            for key, hit in enumerate(call.hits[: parts.MOST_CANDIDATES], 1)
        )
    else:
        # That calls were missed is what the whole state says.
        facts = parts.facts(call, masked)
        lines = tuple(line for line in facts if line.icon != "phone-missed")
    return View(
        "missed",
        "bad",
        "phone-missed",
        _("Missed call"),
        name=head.name,
        detail=words.joined(words.number_of(call) if known else head.detail, rang),
        given=head.given,
        picture="" if known and not masked else "user-x" if call.anonymous else "phone",
        business=head.business,
        lines=lines,
        hint=hint,
        search=_("Search by name, postcode or street") if unknown else "",
        buttons=(*(() if call.anonymous else ("call",)), *buttons, "handled"),
        primary="" if call.anonymous else "call",
        problem=parts.problem(call),
        masked=masked and known,
    )


def _rang_for(call: DeskCall) -> str:
    if call.ended_at is None:
        return ""
    seconds = int((call.ended_at - call.rang_at).total_seconds())
    return _("rang for {seconds} s").format(seconds=seconds) if seconds > 0 else ""


def _finishing(call: DeskCall, place: Place) -> View:
    masked = place.hiding
    head = parts.head(call, masked)
    row = call.row
    several = bool(call.candidates)
    stranger = call.customer_id is None and not several
    hint = _("The note is saved by itself.")
    if stranger and not call.anonymous and _unknown(call):
        hint = words.kept_for(place.kept_days)
    lines: tuple[Line, ...] = ()
    if several:
        lines = tuple(
            parts.candidate(hit, str(key), masked)
            for key, hit in enumerate(call.hits[: parts.MOST_CANDIDATES], 1)
        )
    log_only = row is not None and row.outcome not in (
        calls.Outcome.NONE,
        calls.Outcome.ANSWERED,
    )
    return View(
        "finishing",
        "neutral",
        "file-pen-line",
        _("Call that ended") if log_only else _("Finish the call"),
        name=head.name,
        detail=head.detail,
        given=head.given,
        picture=head.picture or ("user-x" if call.anonymous and stranger else ""),
        business=head.business,
        lines=lines,
        hint=hint,
        search=_("Search by name, postcode or street") if stranger else "",
        note=True,
        results=True,
        buttons=(
            "finish",
            *parts.opening(call, masked),
            *parts.billing(call, masked),
            *parts.again(call),
            "discard",
        ),
        primary="finish",
        problem=parts.problem(call),
        masked=masked and call.customer_id is not None,
    )
