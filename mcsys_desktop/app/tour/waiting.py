"""The tour at the start page and the call-back list: who waits, who takes them, and strangers."""

from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QWidget

from mcsys_desktop.app.tour.stage import Stage
from mcsys_desktop.services import call_backs
from mcsys_desktop.services.call_backs import Asked
from mcsys_desktop.ui.call_backs.adding import AddWaiter
from mcsys_desktop.ui.calls import CallsPage
from mcsys_desktop.ui.moments import MomentPopup

NUMBERS = ("0612340911", "0612340922", "0612340933")
COLLEAGUE = "mark"


def _page(stage: Stage) -> CallsPage:
    page = stage.screens.going.calls_page()
    page.show_view("waiting")
    return page


def greeted(stage: Stage) -> str:
    """What the first page says."""
    page = stage.screens.start
    return f"{page.greeting.text()}, {page.waiting.figure} waiting" if page.greeting.text() else ""


def fill(stage: Stage) -> None:
    """Several wait."""
    for number in NUMBERS:
        _run(stage, call_backs.add, Asked(number=number, reason="Wil een afspraak"))
    _page(stage)


def listed(stage: Stage) -> str:
    """How many the list shows, the longest first, with one of them looked at."""
    waiters = _page_there(stage).waiters
    count = len(waiters.list.rows)
    if count < len(NUMBERS):
        return ""
    if waiters.current() is None:
        waiters.setCurrentIndex(waiters.list.index(0, 0))
    return f"{count} wait"


def ask_moment(stage: Stage) -> None:
    """Somebody is to be called before a moment of one's own."""
    page = _page(stage)
    stage.until(lambda: listed(stage))
    page.details.plan.when.ask()


def moment(stage: Stage) -> list[QWidget]:
    """The calendar."""
    return [one for one in _page_there(stage).findChildren(MomentPopup) if one.isVisible()]


def moment_seen(stage: Stage) -> str:
    """The day that is chosen."""
    return "".join(one.day.text() for one in _page_there(stage).findChildren(MomentPopup))


def add_number(stage: Stage) -> None:
    """Somebody types a number and a name."""
    form_ = _page(stage).adder.ask()
    if form_ is not None:
        stage.type_text(form_.number, NUMBERS[0])
        stage.type_text(form_.name, "Karin")
        form_.number.editingFinished.emit()


def form(stage: Stage) -> list[QWidget]:
    """The form."""
    return [one for one in _page_there(stage).findChildren(AddWaiter) if one.isVisible()]


def form_seen(stage: Stage) -> str:
    """What the office says of the number."""
    said = [one.number_row.note for one in _page_there(stage).findChildren(AddWaiter)]
    return "".join(one.text() for one in said if one.isVisible())


def close_windows(stage: Stage) -> None:
    """Nothing of it is kept."""
    for one in (*moment(stage), *form(stage)):
        if isinstance(one, AddWaiter):
            one.back.click()
        one.close()


def claim(stage: Stage) -> None:
    """A colleague says that they call back."""
    for row in _page(stage).waiters.list.rows[:1]:
        _run(stage, call_backs.hand_over, row.id, row.version, COLLEAGUE)


def claimed(stage: Stage) -> str:
    """Who calls back."""
    rows = _page_there(stage).waiters.list.rows
    return next((row.taken_name for row in rows if row.taken_by == COLLEAGUE), "")


def tick(stage: Stage) -> None:
    """Those that were added are ticked off together."""
    page = _page(stage)
    stage.until(lambda: listed(stage))
    chosen = page.waiters.selectionModel()
    chosen.clearSelection()
    for place, row in enumerate(page.waiters.list.rows):
        if row.dial.endswith(tuple(number[1:] for number in NUMBERS)):
            index = page.waiters.list.index(place, 0)
            chosen.select(index, QItemSelectionModel.SelectionFlag.Select)
    page.acting.tick_off(page.waiters.selected())


def ticked(stage: Stage) -> str:
    """What was said of it."""
    return _page_there(stage).acting.toast.sentence


def attach(stage: Stage) -> None:
    """Somebody says whose number a stranger's is."""
    page = stage.screens.going.calls_page()
    page.show_view("unknown")
    log = page.log
    stage.until(lambda: (call := log.model.at(0)) is not None and call.customer_id is None)
    log.table.setCurrentIndex(log.model.index(0, 0))
    page.details.whose.search()
    stage.type_text(page.details.whose.finder.field, "verhoev")


def attached(stage: Stage) -> str:
    """Whom the search found."""
    row = _page_there(stage).details.whose.finder.rows[0]
    return row.accessibleName() if row.isVisible() else ""


def leave(stage: Stage) -> None:
    """The search is put away, and nobody was chosen."""
    _page_there(stage).details.whose.begin()


def _page_there(stage: Stage) -> CallsPage:
    page = stage.window.page("calls")
    assert isinstance(page, CallsPage)  # noqa: S101  # the step before opened it
    return page


def _run(stage: Stage, job: Callable[..., object], *arguments: object) -> None:
    answers: list[object] = []
    stage.program.work.run(stage.window, job, *arguments, then=answers.append)
    stage.until(lambda: answers)
