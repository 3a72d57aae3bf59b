"""The calls of the tour: phones tell of them over the network, and the screens show them."""

import socket
from collections.abc import Callable
from functools import partial

from mcsys_desktop.app.tour.stage import Stage, in_front
from mcsys_desktop.core import clock

KNOWN, SHARED, OTHER = "0342415560", "0334612045", "0334729016"
STRANGER, WITHHELD = "0612340987", "Anonymous"
MARKUP = "<img src=x onerror=alert(1)>"  # markup: somebody calls who is called this
NOTE = "Kassa blijft hangen op 87%. Vóór 12.00 uur bellen i.v.m. drukte."
RINGING = 3.2  # seconds
_busy: list[socket.socket] = []


def rings(brand: str, *events: str, remote: str, name: str = "") -> Callable[[Stage], None]:
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


def state(*states: str, containing: str = "") -> Callable[[Stage], str]:
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


def for_a_while(*states: str, containing: str = "") -> Callable[[Stage], str]:
    """The call is there, and its clock goes on."""
    seen = state(*states, containing=containing)

    def ticked(stage: Stage) -> str:
        call = stage.desk.shown
        late = call is not None and (clock.now() - call.rang_at).total_seconds() > RINGING
        return seen(stage) if late else ""

    return ticked


def noted(brand: str, *events: str, remote: str) -> Callable[[Stage], None]:
    """One call during which somebody writes down what it is about."""

    def act(stage: Stage) -> None:
        rings(brand, *events, remote=remote)(stage)
        stage.until(lambda: stage.caller.note.isVisible())
        stage.caller.go_to_note()  # as F12 does
        stage.type_text(stage.caller.note, NOTE)

    return act


def rest_seen(stage: Stage) -> str:
    """What stands where no call is."""
    if not stage.window.dock_visible:
        return "no compact window" if not stage.screens.compact.isVisible() else ""
    view = stage.screens.panel.body.view
    return view.band if view.state == "rest" else ""


def second(stage: Stage) -> None:
    """A second caller rings while the first one speaks."""
    rings("yealink", "ring", "answered", remote=KNOWN)(stage)
    stage.until(lambda: state("talking")(stage))
    rings("snom", "ring", remote=OTHER)(stage)


def second_seen(stage: Stage) -> str:
    """Whether both are there."""
    others = stage.desk.others
    first = stage.desk.shown
    if first is None or not others or not others[0].looked_up:
        return ""
    return f"{len(others)} more caller beside the conversation"


def lose_source(stage: Stage) -> None:
    """Another program has the port: the listener cannot listen."""
    taken = socket.create_server(("127.0.0.1", 0))
    _busy.append(taken)
    stage.program.settings.change("listener_port", taken.getsockname()[1])
    assert stage.program.phones is not None  # noqa: S101  # the tour has a listener
    stage.program.phones.restart()


def source_lost(stage: Stage) -> str:
    """What the program says of the phones that it lost."""
    said = stage.window.status_bar.telephone.text()
    seen = stage.screens.panel.banner.isVisible() or not stage.window.dock_visible
    return said if seen and stage.port == 0 and stage.desk.shown is None else ""


def find_source(stage: Stage) -> None:
    """The port is free again."""
    while _busy:
        _busy.pop().close()
    stage.program.settings.change("listener_port", 0)
    assert stage.program.phones is not None  # noqa: S101  # the tour has a listener
    stage.program.phones.restart()
    stage.until(lambda: stage.port)


def at_counter(stage: Stage) -> None:
    """A customer rings at a desk that hides names."""
    stage.window.privacy.set_counter(True)
    rings("yealink", "ring", remote=KNOWN)(stage)


def quiet(stage: Stage) -> None:
    """No call is left on the screen, and the keyboard is where the work is."""
    stage.put_calls_away()
    in_front(stage.window)
    stage.customers.list.view.setFocus()
