"""The tour on the page of calls: the log as a list, narrowed down, and a week in figures."""

from PySide6.QtCore import QItemSelectionModel

from mcsys_desktop.app.tour.stage import Stage
from mcsys_desktop.services.calls import Span
from mcsys_desktop.ui.calls import CallsPage

_CHOSEN = (0, 2, 3, 5)


def _page(stage: Stage) -> CallsPage:
    page = stage.window.page("calls")
    assert isinstance(page, CallsPage)  # noqa: S101  # the step opened it
    return page


def open_log(stage: Stage) -> None:
    """Look at all calls."""
    stage.screens.going.calls_page().show_view("all")


def listed(stage: Stage) -> str:
    """How many calls there are, and what a few that are chosen add up to."""
    log = _page(stage).log
    if not log.model.complete or log.model.rowCount() <= max(_CHOSEN):
        return ""
    if not log.table.ranges():
        flag = QItemSelectionModel.SelectionFlag
        log.table.setCurrentIndex(log.model.index(_CHOSEN[0], 0))
        for row in _CHOSEN:
            log.table.selectionModel().select(log.model.index(row, 0), flag.Select | flag.Rows)
    if not log.bar.sums.text():
        return ""
    return f"{log.head.count.text()} calls, {log.bar.count.text()}, {log.bar.sums.text()}"


def narrow(stage: Stage) -> None:
    """Open the panel of filters, and use a few."""
    stage.screens.going.calls_page().show_view("missed")
    log = _page(stage).log
    log.head.filters.setChecked(True)
    log.narrow("period", "30")


def narrowed(stage: Stage) -> str:
    """What the log is narrowed down to."""
    log = _page(stage).log
    if not log.panel.isVisible() or not log.model.complete or not log.model.rowCount():
        return ""
    return f"{log.head.count.text()} calls of {dict(log.choice.filters)}"


def leave(stage: Stage) -> None:
    """Put the log away as it was."""
    page = _page(stage)
    page.log.head.filters.setChecked(False)
    page.log.table.clearSelection()
    page.log.widen()
    page.picture.show_span(Span.DAY)
    page.show_view("waiting")


def week(stage: Stage) -> None:
    """Ask how the week goes."""
    page = stage.screens.going.calls_page()
    page.show_view("picture")
    page.picture.show_span(Span.WEEK)


def day(stage: Stage) -> None:
    """Ask how the day goes."""
    stage.screens.going.calls_page().show_view("picture")


def told(stage: Stage) -> str:
    """What the figures say."""
    picture = _page(stage).picture
    shown = picture.shown
    if shown is None or shown.span is not picture.span or not picture.isVisible():
        return ""
    return f"{picture.title.text()}: {shown.whole.calls} calls, {shown.whole.missed} missed"
