"""The fields that came with a complete card: terms, salutation, registrations."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from mcsys_desktop.models.customers import Customer
from mcsys_desktop.services import customers
from mcsys_desktop.services.customers import AddressForm, InvoicesBy
from mcsys_desktop.ui.customers import CustomersPage
from mcsys_desktop.ui.customers.chosen import ChoiceField, SalutationField
from mcsys_desktop.ui.customers.fields import TextField
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.widgets import Button
from mcsys_desktop.ui.work import Work
from tests import make
from tests.conftest import AtDesk, Office
from tests.ui.customers_screen import (
    CTRL,
    field,
    idle,
    open_card,
    opened_page,
    press,
    saved,
    type_over,
)

ALT = Qt.KeyboardModifier.AltModifier
F2, S = Qt.Key.Key_F2, Qt.Key.Key_S


@pytest.fixture
def page(db: Office, work: Work, live: Live, qtbot: QtBot) -> CustomersPage:
    return opened_page(work, live, qtbot)


@pytest.fixture
def bakery(db: Office) -> Customer:
    made = make.customer("Bakkerij De Vries", numbers=["033 461 20 45", "06 1234 5678"])
    make.person(made, "Anna", "van den", "Berg")
    return made


def words_of(part: QWidget) -> list[str]:
    return [label.text() for label in part.findChildren(QLabel)]


def choose(page: CustomersPage, facet: str, name: str, value: object) -> None:
    wanted = field(page, facet, name)
    assert isinstance(wanted, ChoiceField)
    at = list(wanted._values).index(value)
    wanted.box.setCurrentIndex(at)
    wanted.box.activated.emit(at)


def leave(wanted: TextField) -> None:
    wanted.line.editingFinished.emit()


def test_terms_are_typed_saved_and_shown(
    page: CustomersPage, qtbot: QtBot, bakery: Customer
) -> None:
    open_card(page, qtbot, bakery)
    assert "Usual term of the office" in words_of(page.card.terms)
    press(page, F2)
    type_over(qtbot, field(page, "terms", "payment_days"), "14")
    choose(page, "terms", "invoices_by", InvoicesBy.E_INVOICE)
    choose(page, "terms", "address_form", AddressForm.INFORMAL)
    choose(page, "terms", "language", "en")
    press(page, S, CTRL)
    saved(page, qtbot)

    card = customers.card(bakery.id)
    assert (card.payment_days, card.invoices_by, card.address_form, card.language) == (
        14,
        InvoicesBy.E_INVOICE,
        AddressForm.INFORMAL,
        "en",
    )
    shown = words_of(page.card.terms)
    assert {"Dear Anna", "14 days", "English", "Invoices: As e-invoice"} <= set(shown)


def test_a_term_that_is_none_stays_in_its_field_and_is_not_saved(
    page: CustomersPage, qtbot: QtBot, bakery: Customer
) -> None:
    open_card(page, qtbot, bakery)
    press(page, F2)
    days = field(page, "terms", "payment_days")
    for wrong in ("veertien", "400"):
        type_over(qtbot, days, wrong)
        press(page, S, CTRL)
        assert page.card.is_editing
        assert days.sentence == "Type a number of days up to 365, or leave it empty."
    assert page.unsaved() == 1
    type_over(qtbot, days, " ")
    press(page, S, CTRL)
    saved(page, qtbot)
    assert customers.card(bakery.id).payment_days is None


def test_a_salutation_is_chosen_or_a_word_of_their_own(
    page: CustomersPage, qtbot: QtBot, bakery: Customer
) -> None:
    open_card(page, qtbot, bakery)
    assert "Geachte Anna van den Berg" in words_of(page.card.terms)
    press(page, F2)
    chosen = field(page, "people", "salutation")
    assert isinstance(chosen, SalutationField)
    assert chosen.line.isHidden()
    chosen.box.choose(SalutationField.OWN)
    chosen.box.activated.emit(chosen.box.currentIndex())
    assert chosen.line.hasFocus()
    QTest.keyClicks(chosen.line, "dr.")
    press(page, S, CTRL)
    saved(page, qtbot)

    assert "Geachte dr. Van den Berg" in words_of(page.card.terms)
    press(page, F2)
    again = field(page, "people", "salutation")
    assert (again.value(), again.worded("ms")) == ("dr.", "Ms")


def test_somebody_of_a_firm_can_be_kept_out_of_the_phone_book(
    page: CustomersPage, qtbot: QtBot, bakery: Customer
) -> None:
    open_card(page, qtbot, bakery)
    press(page, F2)
    choose(page, "people", "unlisted", True)
    press(page, S, CTRL)
    saved(page, qtbot)

    (anna,) = customers.card(bakery.id).people
    assert anna.unlisted
    contact = page.card.contact
    assert any("Not in the phone book of the telephones" in said for said in words_of(contact))
    press(page, F2)
    assert field(page, "people", "unlisted").value() is True


@pytest.mark.parametrize(
    ("name", "typed", "stands", "hint"),
    [
        ("kvk_number", "kvk 1234 56 78", "12345678", ""),
        ("kvk_number", "1234567", "1234567", "8 digits"),
        ("vat_number", "nl 0000.99.998.b57", "NL000099998B57", ""),
        ("vat_number", "NL000099998B58", "NL000099998B58", "check digits"),
    ],
)
def test_a_registration_is_looked_at_when_its_field_is_left_and_never_refused(
    page: CustomersPage,
    qtbot: QtBot,
    bakery: Customer,
    name: str,
    typed: str,
    stands: str,
    hint: str,
) -> None:
    open_card(page, qtbot, bakery)
    press(page, F2)
    wanted = field(page, "registration", name)
    assert isinstance(wanted, TextField)
    type_over(qtbot, wanted, typed)
    assert wanted.doubt == ""  # not while somebody types
    leave(wanted)

    assert wanted.value() == stands
    assert hint in wanted.note.text()
    assert bool(wanted.doubt) == bool(hint)
    assert wanted.sentence == ""
    press(page, S, CTRL)
    saved(page, qtbot)
    assert getattr(customers.card(bakery.id), name) == stands


def test_the_terms_of_two_people_are_never_joined_unseen(
    page: CustomersPage, qtbot: QtBot, bakery: Customer, at_desk: AtDesk
) -> None:
    open_card(page, qtbot, bakery)
    press(page, F2)
    type_over(qtbot, field(page, "terms", "payment_days"), "14")
    choose(page, "terms", "language", "en")

    def theirs() -> None:
        now = Customer.get_by_id(bakery.id)
        customers.change(bakery.id, now.version, payment_days=30, language="nl", vat_number="")

    at_desk(theirs)
    page.refresh()
    idle(page, qtbot)
    qtbot.waitUntil(lambda: bool(page.card.conflict.sentence))
    press(page, S, CTRL)
    idle(page, qtbot)
    assert customers.card(bakery.id).payment_days == 30  # nothing was saved over it
    page.card.look.click()
    (choice,) = page.card.differences.choices
    worded = choice.worded
    assert (worded.title, worded.base, worded.mine, worded.theirs) == (
        "Payment term in days",
        "Usual term of the office",
        "14",
        "30",
    )
    assert not choice.is_made  # where money goes nothing is chosen beforehand
    mine = next(b for b in choice.findChildren(Button) if "mine" in b.text())
    mine.click()
    page.save()
    saved(page, qtbot)
    card = customers.card(bakery.id)
    assert (card.payment_days, card.language) == (14, "en")
