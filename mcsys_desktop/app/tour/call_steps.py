"""The steps of the tour in which somebody calls, and those around the lock."""

from PySide6.QtWidgets import QWidget

from mcsys_desktop.app.tour import calls, desk_lock, handing, screens
from mcsys_desktop.app.tour.calls import KNOWN, MARKUP, OTHER, SHARED, STRANGER, WITHHELD
from mcsys_desktop.app.tour.stage import Stage
from mcsys_desktop.app.tour.step import Step


def _call(stage: Stage) -> list[QWidget]:
    """The window, and the compact one where the call is seen there."""
    compact = stage.screens.compact
    return [stage.window, compact] if compact.isVisible() else [stage.window]


CALLS = (
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
        "call handed",
        "a colleague hands a conversation over",
        handing.given,
        handing.given_seen,
        _call,
        calls.quiet,
    ),
    Step(
        "call planned",
        "asked when to call back",
        handing.plan,
        handing.plan_seen,
        handing.form_pictures,
        handing.planned,
    ),
    Step(
        "dialling",
        "went to where a desk chooses how it calls",
        handing.choices,
        handing.choices_seen,
        after=handing.chosen,
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
