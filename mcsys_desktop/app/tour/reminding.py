"""What the tour does with reminders: who is late, and the letter that would go."""

from mcsys_desktop.app.tour.stage import Stage
from mcsys_desktop.ui.reminders import RemindersPage


def reminders(stage: Stage) -> None:
    """Ask who is to be reminded."""
    stage.window.go_to("reminders")


def letter_seen(stage: Stage) -> str:
    """Which letter is on the screen."""
    page = stage.window.page("reminders")
    if not isinstance(page, RemindersPage) or not page.send.isEnabled():
        return ""
    return f"{page.list.count.text()} letters, the first {page.chip.text()}"
