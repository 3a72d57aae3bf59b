"""What the tour does on the screens, and how it tells that it happened."""

import itertools
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListView, QPlainTextEdit

from mcsys_desktop.app.tour import colleague
from mcsys_desktop.app.tour.stage import Stage, in_front
from mcsys_desktop.ui.key_sheet import KeySheet

SHOWN = "Bakkerij De Vries B.V."
LATER = " Belt zelf terug na "
_hours = itertools.cycle(range(13, 18))  # so that each look changes something


def listed(stage: Stage) -> str:
    """How many customers the list shows, once it does."""
    count = stage.customers.list.model.rowCount()
    return f"{count} rows, {stage.customers.list.count.text()} customers" if count else ""


def open_one(stage: Stage) -> None:
    """Open a customer who has a bit of everything."""
    found = stage.customers.list
    place = next((at for at, row in enumerate(found.model.rows) if row.name == SHOWN), 0)
    found.view.setCurrentIndex(found.model.index(place))
    found.view.scrollTo(found.model.index(place), QListView.ScrollHint.PositionAtCenter)


def carded(stage: Stage) -> str:
    """Which customer's card is open."""
    card = stage.customers.editing.card
    chosen = stage.customers.list.model.row(stage.customers.list.view.currentIndex())
    if card is None or chosen is None or card.id != chosen.id:
        return ""
    return f"card of customer {card.number}"


def edit(stage: Stage) -> None:
    """Begin to change the card."""
    stage.customers.edit()


def editing(stage: Stage) -> str:
    """Whether there are fields to type in."""
    return "fields in place of values" if stage.customers.card.is_editing else ""


def conflict(stage: Stage) -> None:
    """Type here, and let somebody else save the same customer meanwhile."""
    page = stage.customers
    page.edit()
    stage.until(lambda: page.card.is_editing)
    card = page.editing.card
    if card is None:
        return
    notes = next(edit for edit in page.card.findChildren(QPlainTextEdit) if edit.isVisible())
    stage.type_text(notes, "Komt morgen langs. ")
    known, _added, _rest = card.notes.partition(LATER)
    said = f"{known}{LATER}{next(_hours)}.00 uur."
    stage.program.work.run(page, partial(colleague.changes_notes, card.id, card.version, said))


def differences(stage: Stage) -> None:
    """Ask what the two made of it."""
    conflict(stage)
    card = stage.customers.card
    stage.until(lambda: card.conflict.sentence and card.look.isEnabled())
    card.look.click()


def compared(stage: Stage) -> str:
    """What there is to choose from."""
    shown = stage.customers.card.differences
    choices = [choice.worded for choice in shown.choices if not shown.isHidden()]
    return "; ".join(f"{each.title}: {each.base} | {each.mine} | {each.theirs}" for each in choices)


def leave(stage: Stage) -> None:
    """Leave the card without keeping what was typed."""
    if not stage.customers.card.differences.isHidden():
        stage.customers.leave()
    stage.customers.leave()
    stage.customers.editing.discard()
    stage.customers.toast.dismiss()


def new(stage: Stage) -> None:
    """Ask for a new customer, as Ctrl+N does."""
    stage.window.new_requested.emit()


def form(stage: Stage) -> str:
    """Whether the form for one is there."""
    return "empty form" if stage.customers.form.isVisible() else ""


def search_for(text: str) -> Callable[[Stage], None]:
    """Type ``text`` into the field at the top."""

    def type_it(stage: Stage) -> None:
        in_front(stage.window)
        stage.window.go_to_search()
        stage.type_text(stage.window.top_bar.search, text)

    return type_it


search = search_for("vries")


def found(stage: Stage) -> str:
    """How many were found."""
    results = stage.window.top_bar.results
    if results is None or not results.isVisible():
        return ""
    shown = results.model.results if results.answers == stage.window.top_bar.search.text() else []
    groups = ", ".join(dict.fromkeys(result.group for result in shown))
    return f"{len(shown)} results: {groups}" if shown else ""


def guessed(stage: Stage) -> str:
    """Who may be meant, once that has come as well."""
    results = stage.window.top_bar.results
    if results is None or not found(stage):
        return ""
    return ", ".join(one.look.title for one in results.model.results if not one.offered)


def stop_search(stage: Stage) -> None:
    """Esc empties the field, and Esc goes back to the page."""
    stage.press(stage.window.top_bar.search, Qt.Key.Key_Escape)
    stage.press(stage.window.top_bar.search, Qt.Key.Key_Escape)


def page(name: str) -> Callable[[Stage], None]:
    """Go to a page of the rail."""
    return lambda stage: stage.window.show_page(name)


def on_page(name: str) -> Callable[[Stage], str]:
    """Whether that page is seen."""

    def seen(stage: Stage) -> str:
        page = stage.window.page(name)
        return f"page {name}" if page is not None and page.isVisible() else ""

    return seen


def show_keys(stage: Stage) -> None:
    """Ask which keys there are."""
    KeySheet(stage.window).open()


def sheet() -> KeySheet | None:
    """The sheet of keys, while it is there."""
    sheets = [w for w in QApplication.topLevelWidgets() if isinstance(w, KeySheet)]
    return next((sheet for sheet in sheets if sheet.isVisible()), None)


def close_keys(_stage: Stage) -> None:
    """Put the sheet away."""
    shown = sheet()
    if shown is not None:
        shown.reject()
        shown.deleteLater()


def counter(on: bool) -> Callable[[Stage], None]:
    """Make the desk a counter, or an ordinary one again."""
    return lambda stage: stage.window.privacy.set_counter(on)
