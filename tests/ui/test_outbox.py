"""Mail on the screen: writing one, the queue with what to do, and this desk's account."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from mcsys_desktop.core.settings import Settings
from mcsys_desktop.models import base
from mcsys_desktop.models.outbox import Mail, MailState
from mcsys_desktop.services import outbox
from mcsys_desktop.services.outbox import Fate, Known, Letter, Sender, Subject, Told
from mcsys_desktop.services.outbox.message import Envelope
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.outbox import MailCard, MailDialog, MailPage
from mcsys_desktop.ui.outbox.steps import Steps
from mcsys_desktop.ui.outbox.texts import TextsDialog
from mcsys_desktop.ui.work import Work
from tests.conftest import Office
from tests.ui.accessibility import walk

LETTER = Letter(Subject(), None, "jan@example.nl", "Factuur 1", "Hierbij de factuur.")


class Silent:
    """A server that never answers."""

    def carry(self, _envelope: Envelope) -> Told:
        return Told(Fate.UNKNOWN)

    def close(self) -> None:
        pass


@pytest.fixture
def desk(db: Office, work: Work, qtbot: QtBot) -> QWidget:
    """A window, and workers that reach the office."""
    work.connect_with(base.connected)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1000, 700)
    window.show()
    return window


def test_ctrl_enter_sends_and_what_is_wrong_is_said(
    desk: QWidget, work: Work, qtbot: QtBot
) -> None:
    asked = MailDialog(work, replace(LETTER, to="jan"), desk)
    asked.show()
    asked.activateWindow()
    assert walk(asked) == []
    asked.body.setFocus()
    asked.send.click()
    qtbot.waitUntil(lambda: bool(asked.error.text()))
    assert asked.body.text() == "Hierbij de factuur.", "what was typed stays"
    assert Mail.select().count() == 0
    asked.to.setText("jan@example.nl")
    with qtbot.waitSignal(asked.queued):
        QTest.keyClick(asked.body, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (row,) = Mail.select()
    assert (row.recipient, row.state) == ("jan@example.nl", MailState.WAITING)


def test_a_desk_without_an_account_saves_a_file(
    desk: QWidget, work: Work, qtbot: QtBot, tmp_path: Path
) -> None:
    asked = MailDialog(work, LETTER, desk, sends=False)
    asked.show()
    assert not asked.send.isEnabled()
    with qtbot.waitSignal(asked.accepted):
        asked.save_to(tmp_path / "mail.eml")
    assert b"X-Unsent: 1" in (tmp_path / "mail.eml").read_bytes()


def test_an_uncertain_mail_is_listed_and_somebody_decides(
    desk: QWidget, work: Work, live: Live, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    first, second = outbox.queue(LETTER), outbox.queue(replace(LETTER, heading="Factuur 2"))
    outbox.send(Silent(), Sender("info@example.nl"), Known())
    page = MailPage(work, live)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    qtbot.waitUntil(lambda: len(page.list.rows) == 2)
    assert walk(page) == []
    qtmodeltester.check(page.list)  # type: ignore[no-untyped-call]  # pytest-qt has no types here
    assert page.detail.arrived_button.isVisible()
    shown = page.detail.line
    assert shown is not None
    page.detail.arrived_button.click()
    qtbot.waitUntil(lambda: Mail.get_by_id(shown.id).state is MailState.SENT)
    other = first if shown.id == second else second
    page.refresh()
    qtbot.waitUntil(lambda: page.list.rows[0].id == other)
    page.view.setCurrentIndex(page.list.index(0, 0))
    page.detail.again_button.click()
    qtbot.waitUntil(lambda: Mail.get_by_id(other).state is MailState.WAITING)
    page.set_only_reads("Je leest alleen mee.")
    assert not page.detail.drop_button.isVisible()
    page.set_counter(True)
    assert not page.view.isVisible()


def test_the_account_shows_what_belongs_to_the_way(desk: QWidget, work: Work, qtbot: QtBot) -> None:
    settings = Settings()
    card = MailCard(work, work, settings)
    qtbot.addWidget(card)
    card.show()
    assert not card.test.isVisible()
    settings.mail_way = "smtp"
    card.show_way()
    assert card.password.isVisible()
    assert not card.steps.isVisible()
    card.password.field.setText("een wachtwoord van de testen")
    card.password.keep.click()
    assert settings.secrets.get(outbox.accounts.password_name(settings))
    card.send_test()
    qtbot.waitUntil(lambda: card.test.isEnabled())
    assert card.said.text(), "it says what is missing"
    assert walk(card) == []


def test_the_steps_keep_both_numbers(desk: QWidget, qtbot: QtBot) -> None:
    settings = Settings()
    asked = Steps(settings, desk)
    asked.show()
    assert walk(asked) == []
    asked.client.setText(" 1111 ")
    asked.tenant.setText("2222")
    with qtbot.waitSignal(asked.sign_in_wanted):
        asked.sign_in.click()
    assert (settings.mail_client, settings.mail_tenant) == ("1111", "2222")
    asked.close()


def test_texts_show_how_they_come_out(desk: QWidget, work: Work, qtbot: QtBot) -> None:
    asked = TextsDialog(work, desk)
    asked.show()
    qtbot.waitUntil(lambda: "F2026-00042" in asked.preview_heading.text())
    assert walk(asked) == []
    asked.body.setPlainText("Dag {naam}, {onbekend}")
    assert asked.preview.text() == "Dag Bakkerij De Vries, {onbekend}"
    asked.close()
