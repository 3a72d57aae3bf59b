"""The tour where colleagues hand calls to each other, and where a desk chooses how it calls."""

from PySide6.QtWidgets import QWidget

from mcsys_desktop.app.tour import calls, colleague
from mcsys_desktop.app.tour.stage import Stage


def given(stage: Stage) -> None:
    """A colleague hands a call over, with what was noted in it."""
    calls.noted("yealink", "ring", "answered", remote=calls.KNOWN)(stage)
    stage.until(lambda: _row_id(stage) and not stage.desk.book.unsaved)
    done: list[object] = []
    stage.program.work.run(
        stage.window, colleague.hands_over, _row_id(stage), stage.desk.news.me, then=done.append
    )
    stage.until(lambda: done)


def given_seen(stage: Stage) -> str:
    """What stands at the call: who gave it, and the note."""
    body = stage.caller
    said = body.view.given
    by = stage.desk.news.name_of(colleague.LOGIN)
    return said if by in said and body.note.text() and body.isVisible() else ""


def plan(stage: Stage) -> None:
    """Somebody wants to be called back tomorrow, by whoever knows."""
    calls.noted("yealink", "ring", "answered", remote=calls.OTHER)(stage)
    stage.until(lambda: stage.caller.press("plan"))


def plan_seen(stage: Stage) -> str:
    """The question, on top of the window."""
    form = stage.screens.later.form
    return form.windowTitle() if form is not None and form.isVisible() else ""


def planned(stage: Stage) -> None:
    """They change their mind."""
    form = stage.screens.later.form
    if form is not None:
        form.reject()
    calls.quiet(stage)


def form_pictures(stage: Stage) -> list[QWidget]:
    """The window, and the question."""
    form = stage.screens.later.form
    return [stage.window] if form is None else [stage.window, form]


def choices(stage: Stage) -> None:
    """Go to where a desk chooses how it calls, and what comes up."""
    stage.window.show_page("settings")
    stage.until(lambda: stage.window.page("settings"))
    page = stage.window.page("settings")
    area, fields = page.search.area, page.fields  # type: ignore[union-attr]  # a SettingsPage
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    area.ensureWidgetVisible(fields["dial_by"], 0, area.height() // 3)


def choices_seen(stage: Stage) -> str:
    """How this desk calls."""
    page = stage.window.page("settings")
    field = page.fields["dial_by"]  # type: ignore[union-attr]
    return str(stage.program.settings.dial_by) if field.isVisible() else ""


def chosen(stage: Stage) -> None:
    """Back to the customers."""
    stage.window.show_page("customers")


def _row_id(stage: Stage) -> int:
    call = stage.desk.shown
    return call.row.id if call is not None and call.row is not None else 0
