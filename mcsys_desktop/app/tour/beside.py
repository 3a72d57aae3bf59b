"""What the tour does beside the fields of a card: notes, tags, what happened, erasing."""

from PySide6.QtWidgets import QWidget

from mcsys_desktop.app.tour import screens
from mcsys_desktop.app.tour.stage import Stage


def _on_card(stage: Stage) -> None:
    screens.page("customers")(stage)
    if stage.customers.editing.card is None:
        screens.open_one(stage)
    stage.until(lambda: stage.customers.card.timeline.lines)


def note(stage: Stage) -> None:
    """Begin a note, as somebody does who has just spoken with them."""
    _on_card(stage)
    timeline = stage.customers.card.timeline
    timeline.add.click()
    stage.type_text(timeline.form.lines, "Wil in januari een nieuwe kassa.")
    stage.customers.card.scroll_to(timeline.form)


def note_seen(stage: Stage) -> str:
    """What stands in it."""
    form = stage.customers.card.timeline.form
    return form.text() if form.isVisible() else ""


def leave(stage: Stage) -> None:
    """Back to the card, and nothing is kept."""
    page = stage.customers
    page.besides.writing.leave()
    page.leave()
    if page.editing.card is not None:
        page.besides.writing.forget(page.editing.card.id)
    page.toast.dismiss()
    page.card.scroll_up()


def happened(stage: Stage) -> None:
    """Scroll down to it."""
    _on_card(stage)
    card = stage.customers.card
    card.scroll_to(card.timeline.lines[-1])


def happened_seen(stage: Stage) -> str:
    """How much is seen of it."""
    count = len(stage.customers.card.timeline.lines)
    return f"{count} happenings" if count else ""


def scroll_up(stage: Stage) -> None:
    """Back to the top."""
    stage.customers.card.scroll_up()


def tags(stage: Stage) -> None:
    """Open the window to put tags on, as Alt+T does."""
    _on_card(stage)
    stage.customers.besides.choose_tags()


def tags_shown(stage: Stage) -> list[QWidget]:
    """The window, once it knows the tags."""
    picker = stage.customers.besides.picker
    return [picker] if picker.isVisible() and picker.model.rows else []


def tags_seen(stage: Stage) -> str:
    """How many there are to choose from."""
    shown = tags_shown(stage)
    return f"{len(stage.customers.besides.picker.model.rows)} tags" if shown else ""


def close_tags(stage: Stage) -> None:
    """Close it."""
    stage.customers.besides.picker.close()


def all_tags(stage: Stage) -> None:
    """Open the list of all tags."""
    _on_card(stage)
    stage.customers.besides.manage_tags()


def all_tags_seen(stage: Stage) -> str:
    """How many it shows."""
    count = len(stage.customers.besides.manager.rows)
    return f"{count} tags" if count else ""


def declined(stage: Stage) -> None:
    """Open the list of prospects who said no."""
    _on_card(stage)
    stage.customers.besides.erasing.show()


def declined_seen(stage: Stage) -> str:
    """The term that it tells of."""
    view = stage.customers.besides.erasing.view
    return f"after {view.days.text()} days" if view.isVisible() and view.days.text() else ""


def erase(stage: Stage) -> None:
    """Ask to erase the customer of the card."""
    _on_card(stage)
    card = stage.customers.editing.card
    if card is not None:
        stage.customers.besides.erasing.ask_for(card)


def erase_shown(stage: Stage) -> list[QWidget]:
    """The question, while it is there."""
    question = stage.customers.besides.erasing.question
    return [question] if question is not None and question.isVisible() else []


def do_not_erase(stage: Stage) -> None:
    """Erase nobody."""
    for question in erase_shown(stage):
        question.close()
