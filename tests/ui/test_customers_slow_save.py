"""A save that takes its time: what stood on the screen is saved, or stands there still."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mcsys_desktop.core.errors import OfficeUnavailable
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.services import customers
from mcsys_desktop.ui.customers import CustomersPage, facets
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.work import Work
from tests import make
from tests.conftest import Office
from tests.ui.customers_screen import CTRL, NONE, open_card, opened_page, press, write

Draft = customers.CustomerDraft


@pytest.fixture
def engine() -> str:
    """Screens do the same on both engines; what differs is tested where two desks meet."""
    return "sqlite"


@pytest.fixture
def page(db: Office, work: Work, live: Live, qtbot: QtBot) -> CustomersPage:
    return opened_page(work, live, qtbot)


class Server:
    """Answers a save when it is told to; ``refuses``: with an error."""

    def __init__(self) -> None:
        self.answer = threading.Event()
        self.refuses = False

    def wait(self) -> None:
        """What a save waits for."""
        assert self.answer.wait(10)
        if self.refuses:
            raise OfficeUnavailable("The server of the office does not answer.")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    server = Server()
    create, save = customers.create, facets.save

    def slow_create(draft: Draft, request: str = "") -> int:
        server.wait()
        return create(draft, request)

    def slow_save(*what: object) -> None:
        server.wait()
        save(*what)  # type: ignore[arg-type]

    monkeypatch.setattr(customers, "create", slow_create)
    monkeypatch.setattr(facets, "save", slow_save)
    yield server
    server.answer.set()


def names() -> list[str]:
    return sorted(customer.name for customer in Customer.select())


def surname(page: CustomersPage) -> str:
    return str(page.form.fields["surname"].value())


def test_a_form_that_is_being_saved_takes_no_typing_that_would_be_lost(
    page: CustomersPage, server: Server, qtbot: QtBot
) -> None:
    page.start_new(Draft(surname="Smit"))
    page.form.fields["surname"].setFocus()
    page.save()
    write(page, "en zo")
    assert surname(page) == "Smit", "and not what nobody will save"
    focused = QApplication.focusWidget()

    server.refuses = True
    server.answer.set()
    qtbot.waitUntil(lambda: page.form.bar.sentence != "")

    assert QApplication.focusWidget() is focused, "the cursor stays where it was"
    write(page, "en zo")
    assert "en zo" in surname(page)
    server.refuses = False
    page.save()
    qtbot.waitUntil(lambda: bool(names()))
    assert "en zo" in names()[0]


@pytest.mark.parametrize("refuses", [False, True])
def test_a_form_that_is_begun_while_another_is_saved_keeps_what_is_typed_in_it(
    page: CustomersPage, server: Server, qtbot: QtBot, refuses: bool
) -> None:
    server.refuses = refuses
    page.start_new(Draft(surname="Smit"))
    page.save()
    page.start_new(Draft(phone="06 1234 5678"))  # the phone rang
    page.form.fields["surname"].setFocus()
    write(page, "Jansen")
    answers: list[object] = []
    page.customer_created.connect(answers.append)
    page.work.failed.connect(lambda _owner, error: answers.append(error))
    server.answer.set()
    qtbot.waitUntil(lambda: bool(answers))

    assert page.right.currentWidget() is page.form
    assert surname(page) == "Jansen"
    assert page.form.has_left_over is refuses
    server.refuses = False
    page.save()
    qtbot.waitUntil(lambda: "Jansen" in names())
    if refuses:
        page.start_new()
        page.form.bring_back.click()
        assert surname(page) == "Smit"
        page.save()
    qtbot.waitUntil(lambda: names() == ["Jansen", "Smit"])


def test_who_looks_at_a_card_while_a_form_is_saved_finds_it_again_when_it_is_refused(
    page: CustomersPage, server: Server, qtbot: QtBot
) -> None:
    other = make.customer("Bakkerij De Vries")
    page.start_new(Draft(surname="Smit"))
    page.save()
    page.open_customer(other.id)
    qtbot.waitUntil(lambda: page.right.currentWidget() is page.card)
    page.start_new(Draft(surname="Jansen"))
    server.refuses = True
    with qtbot.waitSignal(page.work.failed):
        server.answer.set()

    page.form.bring_back.click()
    assert surname(page) == "Smit"


def test_a_card_that_is_being_saved_takes_no_typing_that_would_be_lost(
    page: CustomersPage, server: Server, qtbot: QtBot
) -> None:
    open_card(page, qtbot, make.customer("Bakkerij De Vries", numbers=["033 461 20 45"]))
    page.edit()
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "X")
    page.save()
    QTest.keyClicks(field, "Y")
    add = page.card.contact.editors[0].fields.chain()[-1]
    QTest.mouseClick(add, Qt.MouseButton.LeftButton, NONE)
    server.refuses = True
    server.answer.set()
    qtbot.waitUntil(lambda: page.card.bar.sentence != "")
    QTest.keyClicks(field, "Z")
    server.refuses = False
    press(page, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: not page.card.is_editing)

    assert names() == ["XZBakkerij De Vries"]


def test_a_save_that_ends_on_another_card_throws_nothing_away_there(
    page: CustomersPage, server: Server, qtbot: QtBot
) -> None:
    first, second = make.customer("Bakkerij De Vries"), make.customer("Slagerij Smit")
    open_card(page, qtbot, second)
    page.edit()
    write(page, "B")
    open_card(page, qtbot, first)  # the B waits at the second card
    page.edit()
    write(page, "A")
    page.save()
    open_card(page, qtbot, second)
    server.answer.set()
    qtbot.waitUntil(lambda: "ABakkerij De Vries" in names())
    qtbot.wait(50)

    assert not page.card.left_over.isHidden()
    page.card.resume.click()
    assert page.card.is_editing
    assert page.editing.unsaved() == 1
