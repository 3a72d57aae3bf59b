"""What the tour does about colleagues, and with what happened."""

from PySide6.QtWidgets import QWidget

from mcsys_desktop.app.tour import screens
from mcsys_desktop.app.tour.stage import Stage
from mcsys_desktop.services import customers
from mcsys_desktop.ui.colleagues import ColleaguesPage
from mcsys_desktop.ui.colleagues.asking import NewColleague
from mcsys_desktop.ui.history.page import LogPage


def change_a_customer(stage: Stage) -> None:
    """Change the customer that is open as a colleague would, then look at what happened."""
    screens.page("customers")(stage)
    if stage.customers.editing.card is None:
        screens.open_one(stage)
        stage.until(lambda: stage.customers.editing.card is not None)
    card = stage.customers.editing.card
    if card is None:
        return
    done: list[object] = []
    work, notes = stage.program.work, f"Belt liever na {len(card.notes)} uur."
    work.run(stage.customers, _change, card.id, notes, then=done.append)
    stage.until(lambda: done)
    stage.customers.past.show()


def _change(customer_id: int, notes: str) -> bool:
    card = customers.card(customer_id)
    customers.change(customer_id, card.version, notes=notes)
    return True


def history_seen(stage: Stage) -> str:
    """How much is seen of it."""
    past = stage.customers.past
    count = past.view.acts.list.rowCount()
    return f"{count} acts" if past.is_shown and count else ""


def leave_history(stage: Stage) -> None:
    """Back to the card."""
    stage.customers.leave()


def team_seen(stage: Stage) -> str:
    """How many work here."""
    page = stage.window.page("colleagues")
    if not isinstance(page, ColleaguesPage) or not page.isVisible():
        return ""
    count = page.list.rowCount()
    return f"{count} colleagues" if count else ""


def ask_for_a_colleague(stage: Stage) -> None:
    """Go to the colleagues, and ask to let somebody in."""
    stage.window.show_page("colleagues")
    page = stage.window.page("colleagues")
    if isinstance(page, ColleaguesPage):
        page.ask_new()
        if isinstance(page.dialog, NewColleague):
            stage.type_text(page.dialog.name, "Femke de Boer")


def question(stage: Stage) -> list[QWidget]:
    """The question on the screen."""
    page = stage.window.page("colleagues")
    asked = page.dialog if isinstance(page, ColleaguesPage) else None
    return [asked] if asked is not None else []


def asked(stage: Stage) -> str:
    """What the login of somebody new is proposed to be."""
    shown = [each for each in question(stage) if isinstance(each, NewColleague)]
    return f"login {shown[0].login.text()}" if shown and shown[0].login.text() else ""


def stop_asking(stage: Stage) -> None:
    """Let nobody in."""
    for each in question(stage):
        each.close()


def check_log(stage: Stage) -> None:
    """Go to the log and let it be checked."""
    stage.window.show_page("log")
    page = stage.window.page("log")
    if isinstance(page, LogPage):
        stage.until(lambda: page.acts.list.rowCount())
        page.checking.check()


def log_checked(stage: Stage) -> str:
    """What came out."""
    page = stage.window.page("log")
    if not isinstance(page, LogPage) or not page.checking.button.isEnabled():
        return ""
    return page.checking.said.text()


def alarm(stage: Stage) -> None:
    """History is not what this desk saw of it."""
    stage.program.status.alarm()


def alarmed(stage: Stage) -> str:
    """What the window says then."""
    banner = stage.window.banner
    return banner.title.text() if banner.isVisible() else ""


def calm(stage: Stage) -> None:
    """It is known why."""
    stage.program.status.calm()
