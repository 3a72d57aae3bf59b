"""The lock of the desk in the tour: choosing a PIN, locking, and a phone that rings meanwhile."""

from PySide6.QtWidgets import QWidget

from mcsys_desktop.app.locking import Locking
from mcsys_desktop.app.tour import calls
from mcsys_desktop.app.tour.stage import Stage, in_front

PIN = "2580"


def locking(stage: Stage) -> Locking:
    """The lock of the desk."""
    assert stage.program.locking is not None  # noqa: S101  # the tour has an office open
    return stage.program.locking


def ask_pin(stage: Stage) -> None:
    """Ask for a PIN, as the button in the settings does."""
    locking(stage).pin.ask()


def pin_asked(stage: Stage) -> list[QWidget]:
    """The question for a PIN, while it is there."""
    asked = locking(stage).pin.question
    return [asked] if asked is not None and asked.isVisible() else []


def give_pin(stage: Stage) -> None:
    """Answer it."""
    asked = locking(stage).pin.question
    if asked is None:
        return
    for field in (asked.pin, asked.again):
        stage.type_text(field, PIN)
    asked.submit.click()
    stage.until(lambda: locking(stage).pin.question is None)


def lock(stage: Stage) -> None:
    """Lock the desk while a customer's card is open."""
    stage.window.show_page("customers")
    in_front(stage.window)
    stage.window.lock_requested.emit()


def locked(stage: Stage) -> str:
    """What the lock screen asks for."""
    screen = locking(stage).screen
    if screen is None or not screen.unlocking.pin.isVisible() or stage.customers.isVisible():
        return ""
    return "asks for the PIN"


def unlock(stage: Stage) -> None:
    """Type the PIN."""
    screen = locking(stage).screen
    if screen is not None:
        stage.type_text(screen.unlocking.pin, PIN)
        screen.unlocking.submit.click()
        stage.until(lambda: not locking(stage).is_locked)


def call(stage: Stage) -> None:
    """Lock the desk; then somebody calls who is a customer."""
    lock(stage)
    calls.rings("yealink", "ring", remote=calls.KNOWN, name="Garage Verhoeven")(stage)


def call_seen(stage: Stage) -> str:
    """The number on the lock screen, once the office knows whose it is."""
    screen, shown = locking(stage).screen, stage.desk.shown
    if screen is None or shown is None or not shown.looked_up or not screen.calls.isVisible():
        return ""
    return ", ".join(screen.calls.numbers)


def call_pictures(stage: Stage) -> list[QWidget]:
    """The lock screen, and the small window as it is beside another program."""
    caller, screen = locking(stage).caller, locking(stage).screen
    if caller is None or screen is None:
        return [stage.window]
    caller.show_numbers(screen.calls.numbers)
    return [stage.window, caller]


def after_call(stage: Stage) -> None:
    """Unlock, and let the phone be quiet again."""
    unlock(stage)
    calls.quiet(stage)
