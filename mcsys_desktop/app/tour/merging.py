"""Customers that are likely one, on the tour: worked off, found from a card, warned of."""

from mcsys_desktop.app.tour.stage import Stage
from mcsys_desktop.ui.duplicates import DuplicatesPage

KNOWN = "Bakkerj De Vries"  # with a slip in it


def duplicates(stage: Stage) -> None:
    """Ask which customers are likely one."""
    stage.customers.duplicates_wanted.emit()


def pair_seen(stage: Stage) -> str:
    """Which two are beside each other."""
    page = stage.window.page("duplicates")
    if not isinstance(page, DuplicatesPage) or not page.merge.isEnabled():
        return ""
    return f"{page.list.count.text()} pairs: {page.why.text()}"


def back(stage: Stage) -> None:
    """Back to the customers."""
    stage.window.show_page("customers")


def merge_from_card(stage: Stage) -> None:
    """Look for whom the customer of the card turns out to be."""
    stage.customers.merging.show()
    view = stage.customers.merging.view
    stage.type_text(view.field, "vries")
    stage.until(lambda: view.model.rowCount())
    view.found.activated.emit(view.model.index(0, 0))


def both_seen(stage: Stage) -> str:
    """Whether both are beside each other."""
    view = stage.customers.merging.view
    return "both customers" if view.merge.isVisible() else ""


def leave(stage: Stage) -> None:
    """Back to the card."""
    stage.customers.merging.leave()


def type_known(stage: Stage) -> None:
    """Type somebody new who is not."""
    stage.window.new_requested.emit()
    form = stage.customers.form
    form.kinds[1].click()
    form.focus_first()
    field = form.fields["company_name"]
    stage.type_text(field.field, KNOWN)
    form.fields["phone"].field.setFocus()


def warned(stage: Stage) -> str:
    """Of whom the form warns."""
    known = stage.customers.form.known
    return "; ".join(known.sentences) if known.isVisible() else ""
