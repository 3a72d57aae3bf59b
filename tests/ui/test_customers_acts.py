"""Acts on the customer of the card: archive, said no, erasing for good."""

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mcsys_desktop.models.customers import Customer
from mcsys_desktop.services import customers, notes
from mcsys_desktop.services.colleagues import Group, Rights
from mcsys_desktop.services.customers import Standing
from mcsys_desktop.ui.customers import CustomersPage
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.work import Work
from tests import make
from tests.conftest import Office
from tests.ui.customers_screen import field, idle, open_card, opened_page, type_over


@pytest.fixture(params=["sqlite"])  # where anna manages the office; services test both
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def page(db: Office, work: Work, live: Live, qtbot: QtBot) -> CustomersPage:
    return opened_page(work, live, qtbot)


@pytest.fixture
def prospect(db: Office) -> Customer:
    return make.customer("Twijfel BV", standing=Standing.PROSPECT, notes="Wilde een offerte")


def test_a_customer_goes_to_the_archive_and_comes_back(
    page: CustomersPage, qtbot: QtBot, prospect: Customer
) -> None:
    open_card(page, qtbot, prospect)
    acts = page.besides.acts
    assert (acts.archive.isVisible(), acts.back.isVisible()) == (True, False)
    acts.archive.trigger()
    qtbot.waitUntil(lambda: acts.back.isVisible())
    assert page.toast.sentence == "The customer is in the archive."
    page.undo()
    qtbot.waitUntil(lambda: acts.archive.isVisible())
    assert not customers.card(prospect.id).archived
    idle(page, qtbot)


def test_only_a_prospect_says_no_and_it_can_be_undone(
    page: CustomersPage, qtbot: QtBot, prospect: Customer
) -> None:
    open_card(page, qtbot, make.customer("Klant BV"))
    acts = page.besides.acts
    assert not acts.decline.isVisible()
    open_card(page, qtbot, prospect)
    assert acts.decline.isVisible()
    acts.decline.trigger()
    qtbot.waitUntil(lambda: acts.undecline.isVisible())
    assert customers.card(prospect.id).declined_at is not None
    page.undo()
    qtbot.waitUntil(lambda: acts.decline.isVisible())
    assert customers.card(prospect.id).declined_at is None
    idle(page, qtbot)


def test_erasing_asks_for_the_number_once_and_throws_away_what_was_typed(
    page: CustomersPage, qtbot: QtBot, prospect: Customer
) -> None:
    notes.write(prospect.id, "Belde", pinned=True)
    open_card(page, qtbot, prospect)
    page.edit()
    type_over(qtbot, field(page, "identity", "name"), "Half getypt")
    page.leave()
    assert page.unsaved() == 1
    page.besides.acts.erase.trigger()
    question = page.besides.erasing.question
    assert question is not None
    QTest.keyClicks(question.number, "1")
    question.submit.click()
    assert question.error.text() == "This is not the number of the customer."
    assert customers.card(prospect.id).name == "Twijfel BV"

    question.number.setText(str(prospect.number))
    question.submit.click()
    qtbot.waitUntil(lambda: page.card.header.name.text() == "[gewist]")
    assert page.besides.erasing.question is None
    assert page.unsaved() == 0
    assert page.work.drafts.all_of() == []
    assert not page.card.pinned.isVisible()
    assert not page.besides.acts.erase.isVisible()
    idle(page, qtbot)


def test_who_said_no_is_offered_when_the_term_has_ended(
    page: CustomersPage, qtbot: QtBot, prospect: Customer
) -> None:
    from datetime import timedelta

    from mcsys_desktop.core import clock
    from mcsys_desktop.models.base import transaction

    with transaction():
        prospect.declined_at = clock.now() - timedelta(days=40)
        prospect.save()
    open_card(page, qtbot, prospect)
    erasing = page.besides.erasing
    page.besides.acts.declined.trigger()
    qtbot.waitUntil(lambda: len(erasing.view.rows) == 1)

    erasing.view.days.setText("60")
    erasing.view.days.editingFinished.emit()
    qtbot.waitUntil(lambda: erasing.view.rows == [])
    erasing.view.days.setText("veel")
    erasing.view.days.editingFinished.emit()
    assert erasing.view.error.text() == "Type a number of days."
    erasing.view.days.setText("30")
    erasing.view.days.editingFinished.emit()
    qtbot.waitUntil(lambda: len(erasing.view.rows) == 1)

    erasing.view.rows[0].erase.click()
    assert erasing.question is not None
    erasing.question.number.setText(str(prospect.number))
    erasing.question.submit.click()
    qtbot.waitUntil(lambda: erasing.view.rows == [])
    idle(page, qtbot)
    page.leave()
    assert page.right.currentWidget() is page.card


def test_erasing_is_offered_to_who_manages_the_office_only(
    page: CustomersPage, qtbot: QtBot, prospect: Customer
) -> None:
    page.set_rights(Rights(Group.DESK))
    open_card(page, qtbot, prospect)
    acts = page.besides.acts
    assert not acts.erase.isEnabled()
    assert not acts.declined.isEnabled()
    assert acts.archive.isEnabled()
