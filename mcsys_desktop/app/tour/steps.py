"""The steps of the tour. Each is done in every look; a later screen adds one here."""

import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from mcsys_desktop.app.tour.stage import Stage, in_front
from mcsys_desktop.services import customers
from mcsys_desktop.ui.key_sheet import KeySheet

KNOWN, SHARED, OTHER = "0342415560", "0334612045", "0334729016"
STRANGER, WITHHELD = "0612340987", "Anonymous"
MARKUP = "<img src=x onerror=alert(1)>"
_busy: list[socket.socket] = []


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


def _list(stage: Stage) -> str:
    count = stage.customers.list.model.rowCount()
    return f"{count} rows, {stage.customers.list.count.text()} customers" if count else ""


def _open_first(stage: Stage) -> None:
    stage.customers.list.step()


def _card(stage: Stage) -> str:
    card = stage.customers.editing.card
    chosen = stage.customers.list.model.row(stage.customers.list.view.currentIndex())
    if card is None or chosen is None or card.id != chosen.id:
        return ""
    return f"card of customer {card.number}"


def _edit(stage: Stage) -> None:
    stage.customers.edit()


def _editing(stage: Stage) -> str:
    return "fields in place of values" if stage.customers.card.is_editing else ""


def _conflict(stage: Stage) -> None:
    """Type here, and let somebody else save the same customer meanwhile."""
    page = stage.customers
    page.edit()
    stage.until(lambda: page.card.is_editing)
    card = page.editing.card
    if card is None:
        return
    notes = next(edit for edit in page.card.findChildren(QPlainTextEdit) if edit.isVisible())
    stage.type_text(notes, "Komt morgen langs. ")
    changed = partial(customers.change, notes=f"{card.notes} Bel na twee uur.")
    stage.program.work.run(page, changed, card.id, card.version)


def _leave(stage: Stage) -> None:
    stage.customers.leave()
    stage.customers.editing.discard()


def _new(stage: Stage) -> None:
    stage.window.new_requested.emit()


def _form(stage: Stage) -> str:
    return "empty form" if stage.customers.form.isVisible() else ""


def _search(stage: Stage) -> None:
    in_front(stage.window)
    stage.window.go_to_search()
    stage.type_text(stage.window.top_bar.search, "vries")


def _found(stage: Stage) -> str:
    results = stage.window.top_bar.results
    if results is None or not results.isVisible():
        return ""
    count = results.model.rowCount()
    return f"{count} results" if count else ""


def _stop_search(stage: Stage) -> None:
    stage.window.top_bar.search.clear()
    stage.window.top_bar.close_results()


def _page(name: str) -> Callable[[Stage], None]:
    return lambda stage: stage.window.show_page(name)


def _on_page(name: str) -> Callable[[Stage], str]:
    def seen(stage: Stage) -> str:
        page = stage.window.page(name)
        return f"page {name}" if page is not None and page.isVisible() else ""

    return seen


def _show_keys(stage: Stage) -> None:
    KeySheet(stage.window).open()


def _sheet() -> KeySheet | None:
    sheets = [w for w in QApplication.topLevelWidgets() if isinstance(w, KeySheet)]
    return next((sheet for sheet in sheets if sheet.isVisible()), None)


def _close_keys(_stage: Stage) -> None:
    sheet = _sheet()
    if sheet is not None:
        sheet.reject()
        sheet.deleteLater()


def _counter(on: bool) -> Callable[[Stage], None]:
    return lambda stage: stage.window.privacy.set_counter(on)


def _rings(brand: str, *events: str, remote: str, name: str = "") -> Callable[[Stage], None]:
    """One call of which the phone tells these events."""

    def act(stage: Stage) -> None:
        in_front(stage.window)
        call = stage.new_call()
        send = stage.yealink if brand == "yealink" else stage.snom
        for event in events:
            said = len(stage.told)
            send(event, call, remote, name)
            stage.until(partial(_more_than, stage, said))  # one after another, as phones do

    return act


def _more_than(stage: Stage, count: int) -> bool:
    return len(stage.told) > count


def _state(*states: str, containing: str = "") -> Callable[[Stage], str]:
    """The call is on the screen in one of these states, with its answer from the office."""

    def seen(stage: Stage) -> str:
        body, call = stage.caller, stage.desk.shown
        view = body.view
        known = call is None or call.looked_up
        if view.state not in states or not known or not body.isVisible():
            return ""
        said = view.spoken()
        return said if containing in f"{said} {view.given}" else ""

    return seen


def _rest_seen(stage: Stage) -> str:
    if not stage.window.dock_visible:
        return "no compact window" if not stage.screens.compact.isVisible() else ""
    view = stage.screens.panel.body.view
    return view.band if view.state == "rest" else ""


def _second(stage: Stage) -> None:
    _rings("yealink", "ring", "answered", remote=KNOWN)(stage)
    stage.until(lambda: _state("talking")(stage))
    _rings("snom", "ring", remote=OTHER)(stage)


def _second_seen(stage: Stage) -> str:
    others = stage.desk.others
    first = stage.desk.shown
    if first is None or not others or not others[0].looked_up:
        return ""
    return f"{len(others)} more caller beside the conversation"


def _lose_source(stage: Stage) -> None:
    """Another program has the port: the listener cannot listen."""
    taken = socket.create_server(("127.0.0.1", 0))
    _busy.append(taken)
    stage.program.settings.change("listener_port", taken.getsockname()[1])
    assert stage.program.phones is not None  # noqa: S101  # the tour has a listener
    stage.program.phones.restart()


def _source_lost(stage: Stage) -> str:
    said = stage.window.status_bar.telephone.text()
    seen = stage.screens.panel.banner.isVisible() or not stage.window.dock_visible
    return said if seen and stage.port == 0 and stage.desk.shown is None else ""


def _find_source(stage: Stage) -> None:
    while _busy:
        _busy.pop().close()
    stage.program.settings.change("listener_port", 0)
    assert stage.program.phones is not None  # noqa: S101  # the tour has a listener
    stage.program.phones.restart()
    stage.until(lambda: stage.port)


def _at_counter(stage: Stage) -> None:
    stage.window.privacy.set_counter(True)
    _rings("yealink", "ring", remote=KNOWN)(stage)


def _quiet(stage: Stage) -> None:
    stage.put_calls_away()


STEPS = (
    Step("customers", "opened the customers", _page("customers"), _list),
    Step("card", "opened the first customer", _open_first, _card),
    Step("edit", "pressed F2 on the card", _edit, _editing, after=_leave),
    Step(
        "conflict",
        "somebody else saved the card while it was typed in",
        _conflict,
        lambda stage: stage.customers.card.conflict.sentence,
        after=_leave,
    ),
    Step("new customer", "asked for a new customer", _new, _form, after=_leave),
    Step("search", "typed in the search field", _search, _found, after=_stop_search),
    Step("calls", "opened the calls", _page("calls"), _on_page("calls")),
    Step("settings", "opened the settings", _page("settings"), _on_page("settings")),
    Step(
        "keys",
        "asked which keys there are",
        _show_keys,
        lambda _stage: "sheet of keys" if _sheet() is not None else "",
        lambda _stage: [sheet for sheet in (_sheet(),) if sheet is not None],
        _close_keys,
    ),
    Step("call rest", "nobody calls", _page("customers"), _rest_seen),
    Step(
        "call known",
        "a Yealink tells that a known customer rings",
        _rings("yealink", "ring", remote=KNOWN, name='"Garage" V & zn'),
        _state("known", containing="Garage Verhoeven"),
        _call,
        _quiet,
    ),
    Step(
        "call several",
        "a Snom tells of a number that several customers have",
        _rings("snom", "ring", remote=SHARED),
        _state("several"),
        _call,
        _quiet,
    ),
    Step(
        "call unknown",
        "a Snom tells of a stranger whose name is markup",
        _rings("snom", "ring", remote=STRANGER, name=MARKUP),
        _state("unknown", containing="<img src=x"),
        _call,
        _quiet,
    ),
    Step(
        "call anonymous",
        "a Yealink tells of a withheld number",
        _rings("yealink", "ring", remote=WITHHELD, name=WITHHELD),
        _state("anonymous"),
        _call,
        _quiet,
    ),
    Step(
        "call missed",
        "a Snom rings and nobody answers",
        _rings("snom", "ring", "missed", remote=OTHER),
        _state("missed"),
        _call,
        _quiet,
    ),
    Step(
        "call talking",
        "the Yealink tells that the call was answered",
        _rings("yealink", "ring", "answered", remote=KNOWN),
        _state("talking", containing="Garage Verhoeven"),
        _call,
        _quiet,
    ),
    Step(
        "call finishing",
        "the Yealink tells that the conversation is over",
        _rings("yealink", "ring", "answered", "ended", remote=KNOWN),
        _state("finishing", containing="Garage Verhoeven"),
        _call,
        _quiet,
    ),
    Step("call second", "a second caller rings", _second, _second_seen, _call, _quiet),
    Step(
        "call counter",
        "a known customer rings at a counter",
        _at_counter,
        lambda stage: (
            _state("known")(stage) if "Verhoeven" not in stage.caller.view.spoken() else ""
        ),
        _call,
        _quiet,
    ),
    Step(
        "counter",
        "the desk is a counter",
        _page("customers"),
        lambda stage: stage.window.status_bar.privacy.text() if stage.window.privacy.hiding else "",
        after=_counter(False),
    ),
    Step(
        "phones lost",
        "the listener's port was taken",
        _lose_source,
        _source_lost,
        after=_find_source,
    ),
)
