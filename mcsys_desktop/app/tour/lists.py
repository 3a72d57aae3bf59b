"""What the tour does with the table of customers: choose, narrow down, save a view."""

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QWidget

from mcsys_desktop.app.tour.stage import Stage
from mcsys_desktop.ui.customers.table import CustomerTable

_CHOSEN = (1, 2, 4)
VIEW = "Zakelijk, deze maand"


def _table(stage: Stage) -> CustomerTable | None:
    return stage.customers.tabled.table if stage.customers.tabled.on else None


def open_table(stage: Stage) -> None:
    """Ask for the customers as a table, and choose a few."""
    stage.window.show_page("customers")
    if not stage.customers.tabled.on:
        stage.customers.tabled.toggle()
    table = _table(stage)
    if table is None:
        return
    stage.until(lambda: table.model.complete and table.model.rowCount() > max(_CHOSEN))
    flag = QItemSelectionModel.SelectionFlag
    table.table.clearSelection()
    for row in _CHOSEN:
        table.table.selectionModel().select(table.model.index(row, 0), flag.Select | flag.Rows)


def tabled(stage: Stage) -> str:
    """How many rows the table has, and how many are chosen."""
    table = _table(stage)
    if table is None or not table.bar.isVisible() or table.model.at(0) is None:
        return ""
    return f"{table.head.count.text()} rows, {table.bar.count.text()}"


def narrow(stage: Stage) -> None:
    """Open the panel of filters, and use a few."""
    open_table(stage)
    table = _table(stage)
    if table is not None:
        table.head.filters.setChecked(True)
        table.narrow("kind", "business")
        table.narrow("changed", 30)


def narrowed(stage: Stage) -> str:
    """What the table is narrowed down to."""
    table = _table(stage)
    if table is None or not table.panel.isVisible() or not table.model.complete:
        return ""
    return f"{table.head.count.text()} rows of {dict(table.choice.filters)}"


def open_views(stage: Stage) -> None:
    """Save what is seen as a view, and ask which views there are."""
    narrow(stage)
    table = _table(stage)
    if table is not None:
        table.views.save(VIEW, True)
        toast = stage.customers.tabled.toast
        stage.until(lambda: toast is not None and bool(toast.sentence))
        table.views.menu = None
        table.views.ask()


def viewed(stage: Stage) -> str:
    """Which views are offered."""
    table = _table(stage)
    menu = table.views.menu if table is not None else None
    if menu is None or not menu.isVisible():
        return ""
    return ", ".join(action.text() for action in menu.actions() if action.text())


def views_seen(stage: Stage) -> list[QWidget]:
    """The menu, which is a window of its own."""
    table = _table(stage)
    menu = table.views.menu if table is not None else None
    return [stage.window] if menu is None else [stage.window, menu]


def leave(stage: Stage) -> None:
    """Put the table away as it was."""
    table = _table(stage)
    if table is not None:
        if table.views.menu is not None:
            table.views.menu.close()
            table.views.menu = None
        table.head.filters.setChecked(False)
        table.widen()
        stage.customers.tabled.toggle()
    if stage.customers.tabled.toast is not None:
        stage.customers.tabled.toast.dismiss()
