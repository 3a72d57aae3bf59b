"""What the tour does with the bell, the search in the settings and a customer's own window."""

from PySide6.QtWidgets import QApplication, QWidget

from mcsys_desktop.app.tour.stage import Stage
from mcsys_desktop.ui.bell import BellList
from mcsys_desktop.ui.settings_page import SettingsPage


def open_bell(stage: Stage) -> None:
    """Let there be something to tell, and open the bell."""
    notices = stage.program.work.notices
    notices.add("Els Hendriks is gearchiveerd.", "Ongedaan maken", lambda: None, undoes=True)
    notices.add("De back-up office-2026.age is goed: 9.812 rijen, 1 MB.", tone="ok", counts=True)
    stage.window.top_bar.open_bell()


def bell(_stage: Stage) -> list[QWidget]:
    """What the bell shows, while it is open."""
    found = [each for each in QApplication.topLevelWidgets() if isinstance(each, BellList)]
    return [each for each in found if each.isVisible()]


def bell_seen(stage: Stage) -> str:
    """How much there is to read."""
    return "".join(f"{len(each.rows)} rows" for each in bell(stage) if isinstance(each, BellList))


def close_bell(stage: Stage) -> None:
    """Put the list away, and forget what was made up."""
    for each in bell(stage):
        each.close()
    stage.program.work.notices.clear()


def search_settings(stage: Stage) -> None:
    """Look for a setting by another word for it."""
    stage.window.show_page("settings")
    page = stage.window.page("settings")
    if isinstance(page, SettingsPage):
        stage.type_text(page.search.field, "yealink")


def setting_found(stage: Stage) -> str:
    """Which settings were found."""
    page = stage.window.page("settings")
    if not isinstance(page, SettingsPage):
        return ""
    return "; ".join(answer.text() for answer in page.search.answers)


def stop_search(stage: Stage) -> None:
    """Empty the field."""
    page = stage.window.page("settings")
    if isinstance(page, SettingsPage):
        page.search.field.empty()


def detach(stage: Stage) -> None:
    """Give the customer that is open a window of their own."""
    stage.screens.customer_windows.detach(stage.customers)


def own_windows(stage: Stage) -> list[QWidget]:
    """The windows of customers whose card has come."""
    opened = stage.screens.customer_windows.open_ones
    return [each for each in opened if each.page.editing.card is not None]


def detached(stage: Stage) -> str:
    """Which customers have a window."""
    return "; ".join(each.windowTitle() for each in own_windows(stage))


def close_windows(stage: Stage) -> None:
    """Close them."""
    for each in list(stage.screens.customer_windows.open_ones):
        each.close()
