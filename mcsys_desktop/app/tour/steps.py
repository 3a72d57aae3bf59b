"""The steps of the tour. Each is done in every look; a later screen adds one here."""

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtWidgets import QWidget

from mcsys_desktop.app.tour import beside, calls, desk_lock, looking_after, people, screens
from mcsys_desktop.app.tour.calls import KNOWN, MARKUP, OTHER, SHARED, STRANGER, WITHHELD
from mcsys_desktop.app.tour.stage import Stage


def _main(stage: Stage) -> list[QWidget]:
    return [stage.window]


def _call(stage: Stage) -> list[QWidget]:
    """The window, and the compact one where the call is seen there."""
    compact = stage.screens.compact
    return [stage.window, compact] if compact.isVisible() else [stage.window]


def _nothing(_stage: Stage) -> None:
    """There is nothing to put back."""


@dataclass(frozen=True, slots=True)
class Step:
    """``act`` does it; ``seen`` says what is on the screen, "" until it is; ``after`` tidies up."""

    name: str
    done: str
    act: Callable[[Stage], object]
    seen: Callable[[Stage], str]
    pictures: Callable[[Stage], list[QWidget]] = _main
    after: Callable[[Stage], object] = field(default=_nothing)


STEPS = (
    Step("customers", "opened the customers", screens.page("customers"), screens.listed),
    Step("card", "opened a customer", screens.open_one, screens.carded),
    Step("edit", "pressed F2 on the card", screens.edit, screens.editing, after=screens.leave),
    Step(
        "conflict",
        "somebody else saved the card while it was typed in",
        screens.conflict,
        lambda stage: stage.customers.card.conflict.sentence,
        after=screens.leave,
    ),
    Step(
        "differences",
        "asked what each of the two made of it",
        screens.differences,
        screens.compared,
        after=screens.leave,
    ),
    Step("note", "began a note on the card", beside.note, beside.note_seen, after=beside.leave),
    Step(
        "happened",
        "scrolled to what happened with a customer",
        beside.happened,
        beside.happened_seen,
        after=beside.scroll_up,
    ),
    Step(
        "tags",
        "asked which tags the customer bears",
        beside.tags,
        beside.tags_seen,
        beside.tags_shown,
        beside.close_tags,
    ),
    Step(
        "all tags", "looked at all tags", beside.all_tags, beside.all_tags_seen, after=beside.leave
    ),
    Step(
        "said no",
        "looked which prospects said no",
        beside.declined,
        beside.declined_seen,
        after=beside.leave,
    ),
    Step(
        "erase",
        "asked to erase a customer",
        beside.erase,
        lambda stage: "question" if beside.erase_shown(stage) else "",
        beside.erase_shown,
        beside.do_not_erase,
    ),
    Step(
        "new customer", "asked for a new customer", screens.new, screens.form, after=screens.leave
    ),
    Step(
        "search",
        "typed in the search field",
        screens.search,
        screens.found,
        after=screens.stop_search,
    ),
    Step("calls", "opened the calls", screens.page("calls"), screens.on_page("calls")),
    Step(
        "history",
        "asked what happened to a customer",
        people.change_a_customer,
        people.history_seen,
        after=people.leave_history,
    ),
    Step("colleagues", "opened the colleagues", screens.page("colleagues"), people.team_seen),
    Step(
        "new colleague",
        "asked to let somebody in",
        people.ask_for_a_colleague,
        people.asked,
        people.question,
        people.stop_asking,
    ),
    Step("log", "checked the log", people.check_log, people.log_checked),
    Step(
        "alarm",
        "history is not what this desk saw of it",
        people.alarm,
        people.alarmed,
        after=people.calm,
    ),
    Step(
        "review",
        "looked after the security",
        looking_after.review,
        looking_after.reviewed,
        looking_after.review_shown,
        looking_after.stop_review,
    ),
    Step("settings", "opened the settings", screens.page("settings"), screens.on_page("settings")),
    Step("backups", "saw where backups go", looking_after.backups, looking_after.backups_seen),
    Step(
        "upgrade asked",
        "somebody else wants to upgrade the office",
        looking_after.wish,
        looking_after.wish_seen,
        after=looking_after.forget_wish,
    ),
    Step(
        "keys",
        "asked which keys there are",
        screens.show_keys,
        lambda _stage: "sheet of keys" if screens.sheet() is not None else "",
        lambda _stage: [sheet for sheet in (screens.sheet(),) if sheet is not None],
        screens.close_keys,
    ),
    Step("call rest", "nobody calls", screens.page("customers"), calls.rest_seen),
    Step(
        "call known",
        "a Yealink tells that a known customer rings",
        calls.rings("yealink", "ring", remote=KNOWN, name='"Garage" V & zn'),
        calls.for_a_while("known", containing="Garage Verhoeven"),
        _call,
        calls.quiet,
    ),
    Step(
        "call several",
        "a Snom tells of a number that several customers have",
        calls.rings("snom", "ring", remote=SHARED),
        calls.state("several"),
        _call,
        calls.quiet,
    ),
    Step(
        "call unknown",
        "a Snom tells of a stranger whose name is markup",
        calls.rings("snom", "ring", remote=STRANGER, name=MARKUP),
        calls.state("unknown", containing="<img src=x"),
        _call,
        calls.quiet,
    ),
    Step(
        "call anonymous",
        "a Yealink tells of a withheld number",
        calls.rings("yealink", "ring", remote=WITHHELD, name=WITHHELD),
        calls.state("anonymous"),
        _call,
        calls.quiet,
    ),
    Step(
        "call missed",
        "a Snom rings and nobody answers",
        calls.rings("snom", "ring", "missed", remote=OTHER),
        calls.state("missed"),
        _call,
        calls.quiet,
    ),
    Step(
        "call talking",
        "the Yealink tells that the call was answered",
        calls.noted("yealink", "ring", "answered", remote=KNOWN),
        calls.state("talking", containing="Garage Verhoeven"),
        _call,
        calls.quiet,
    ),
    Step(
        "call finishing",
        "the Yealink tells that the conversation is over",
        calls.noted("yealink", "ring", "answered", "ended", remote=KNOWN),
        calls.state("finishing", containing="Garage Verhoeven"),
        _call,
        calls.quiet,
    ),
    Step(
        "call second", "a second caller rings", calls.second, calls.second_seen, _call, calls.quiet
    ),
    Step(
        "call counter",
        "a known customer rings at a counter",
        calls.at_counter,
        lambda stage: (
            calls.state("known")(stage) if "Verhoeven" not in stage.caller.view.spoken() else ""
        ),
        _call,
        calls.quiet,
    ),
    Step(
        "counter",
        "the desk is a counter",
        screens.page("customers"),
        lambda stage: stage.window.status_bar.privacy.text() if stage.window.privacy.hiding else "",
        after=screens.counter(False),
    ),
    Step(
        "phones lost",
        "the listener's port was taken",
        calls.lose_source,
        calls.source_lost,
        after=calls.find_source,
    ),
    Step(
        "pin",
        "asked to choose a PIN",
        desk_lock.ask_pin,
        lambda stage: "question for a PIN" if desk_lock.pin_asked(stage) else "",
        desk_lock.pin_asked,
        desk_lock.give_pin,
    ),
    Step("locked", "locked the desk", desk_lock.lock, desk_lock.locked, after=desk_lock.unlock),
    Step(
        "locked call",
        "a known customer rings while the desk is locked",
        desk_lock.call,
        desk_lock.call_seen,
        desk_lock.call_pictures,
        desk_lock.after_call,
    ),
)
