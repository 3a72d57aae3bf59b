"""What happened, on the screen: of a customer, of the office, and whether it is whole."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mcsys_desktop.models import audit, base
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.services import history
from mcsys_desktop.services.colleagues import Group, Rights
from mcsys_desktop.ui.customers import CustomersPage
from mcsys_desktop.ui.history.acts import Acts
from mcsys_desktop.ui.history.page import LogPage
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.widgets import Label
from mcsys_desktop.ui.work import Work
from tests import make
from tests.conftest import Office
from tests.ui.accessibility import walk
from tests.ui.customers_screen import open_card, press, show


def rename(customer: Customer, name: str) -> None:
    with base.transaction():
        customer.name = name
        customer.save()


def words(page: CustomersPage | LogPage) -> str:
    """All that the chosen act says."""
    acts = page.past.view.acts if isinstance(page, CustomersPage) else page.acts
    return " | ".join(each.text() for each in acts.detail.findChildren(Label))


def spoken(acts: Acts) -> str:
    """What a screen reader says of the newest act."""
    return str(acts.list.index(0, 0).data(int(Qt.ItemDataRole.AccessibleTextRole)))


def shows(page: CustomersPage, text: str) -> bool:
    """Whether the chosen act says it."""
    return text in words(page)


@pytest.fixture
def page(db: Office, work: Work, live: Live, qtbot: QtBot) -> CustomersPage:
    page = CustomersPage(work, live)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    return page


@pytest.fixture
def log(db: Office, work: Work, live: Live, qtbot: QtBot) -> LogPage:
    page = LogPage(work, live)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    return page


def test_f4_on_a_card_shows_what_was_changed_from_what_into_what(
    page: CustomersPage, qtbot: QtBot
) -> None:
    customer = make.customer("Bakkerij De Vries")
    rename(customer, "Bakkerij Vries")
    show(page, qtbot)
    open_card(page, qtbot, customer)
    press(page, Qt.Key.Key_F4)
    acts = page.past.view.acts
    qtbot.waitUntil(lambda: len(acts.list.rows) == 2)
    assert page.past.is_shown
    assert "Name | Bakkerij De Vries | Bakkerij Vries" in words(page)
    assert "Customer changed, anna" in spoken(acts)
    assert walk(page.past.view) == []
    press(page, Qt.Key.Key_Escape)
    assert not page.past.is_shown
    assert page.right.currentWidget() is page.card


def test_typing_waits_on_the_card_while_its_history_is_read(
    page: CustomersPage, qtbot: QtBot
) -> None:
    customer = make.customer("Bakkerij De Vries")
    show(page, qtbot)
    open_card(page, qtbot, customer)
    page.edit()
    page.past.show()
    assert page.past.is_shown
    page.open_customer(customer.id)
    assert not page.past.is_shown


def test_another_customers_history_begins_at_its_own_top(page: CustomersPage, qtbot: QtBot) -> None:
    with base.transaction():  # one act that is in both histories
        one, other = make.customer("Een"), make.customer("Twee")
    rename(one, "Een!")
    rename(other, "Twee!")
    show(page, qtbot)
    for customer, name in ((one, "Een!"), (other, "Twee!")):
        open_card(page, qtbot, customer)
        page.past.show()
        qtbot.waitUntil(partial(shows, page, name))
        assert page.past.view.acts.view.currentIndex().row() == 0
        page.past.leave()


def test_at_a_counter_neither_names_nor_values_are_read_from_the_history(
    page: CustomersPage, qtbot: QtBot
) -> None:
    customer = make.customer("Bakkerij De Vries")
    show(page, qtbot)
    open_card(page, qtbot, customer)
    page.past.show()
    acts = page.past.view.acts
    qtbot.waitUntil(lambda: bool(acts.list.rows))
    page.set_counter(True)
    assert "Bakkerij" not in spoken(acts)
    assert acts.detail.isHidden()


@pytest.mark.parametrize("group", list(Group))
def test_each_group_is_offered_what_it_may_do_and_told_whom_to_ask(
    page: CustomersPage, qtbot: QtBot, group: Group
) -> None:
    customer = make.customer("Bakkerij De Vries")
    page.set_rights(Rights(group, ("Sanne",)))
    show(page, qtbot)
    open_card(page, qtbot, customer)
    edits = group is not Group.READER
    assert page.card.header.edit.isVisible() is edits
    assert any(part.edit_link.isVisible() for part in page.card.sections) is edits
    press(page, Qt.Key.Key_F2)
    assert page.card.is_editing is edits
    said = page.toast.findChildren(Label)[0].text() if page.toast.isVisible() else ""
    assert ("Sanne" in said and "only read" in said) is not edits
    page.leave()
    page.start_new()
    assert (page.right.currentWidget() is page.form) is edits
    page.leave()
    page.past.show()
    assert page.past.is_shown is edits


def test_the_log_is_filtered_by_kind_and_person(log: LogPage, qtbot: QtBot) -> None:
    make.customer("Bakkerij De Vries")
    with base.transaction():
        audit.note("export", "klanten.csv")
    log.show()
    qtbot.waitUntil(lambda: len(log.acts.list.rows) == 2)
    log.kinds[history.Kind.TAKEN_OUT].click()
    qtbot.waitUntil(lambda: len(log.acts.list.rows) == 1)
    assert "klanten.csv" in words(log)
    log.kinds[history.Kind.ALL].click()
    qtbot.waitUntil(lambda: log.person.count() > 1)
    log.person.choose("anna")
    qtbot.waitUntil(lambda: len(log.acts.list.rows) == 2)
    assert log.sought().login == "anna"
    log.period.choose(None)
    assert log.sought().since is None
    assert walk(log) == []


def test_new_acts_come_into_the_list_by_themselves(log: LogPage, live: Live, qtbot: QtBot) -> None:
    make.customer("Een")
    log.show()
    qtbot.waitUntil(lambda: len(log.acts.list.rows) == 1)
    make.customer("Twee")
    live.changed.emit({"customer"})
    qtbot.waitUntil(lambda: len(log.acts.list.rows) == 2)


def test_checking_says_that_the_log_is_whole(log: LogPage, qtbot: QtBot) -> None:
    make.customer("Bakkerij De Vries")
    log.show()
    log.checking.button.click()
    qtbot.waitUntil(log.checking.button.isEnabled)
    assert log.checking.said.text() == "The log is whole: 1 entry, each as it was written."


@pytest.mark.parametrize("engine", ["sqlite"])
def test_checking_finds_what_somebody_changed_by_hand(log: LogPage, qtbot: QtBot) -> None:
    make.customer("Bakkerij De Vries")
    make.customer("Slagerij Smit")
    for trigger in ("audit_act_update_kept", "audit_detail_update_kept"):
        base.database.execute_sql(f"DROP TRIGGER {trigger}")
    base.database.execute_sql("UPDATE audit_act SET actor = 'bob' WHERE seq = 1")
    log.show()
    log.checking.button.click()
    qtbot.waitUntil(log.checking.button.isEnabled)
    assert "Entry 1: This act was changed" in log.checking.said.text()
    assert "The log was changed" in log.checking.said.text()
