"""How long calls are kept, on the settings page: chosen with one press, and said in plain words."""

import pytest
from pytestqt.qtbot import QtBot

from mcsys_desktop.models import base
from mcsys_desktop.services import forgetting
from mcsys_desktop.ui.forgetting import CallLogTerm
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.work import Work
from tests.conftest import Office
from tests.ui import accessibility


@pytest.fixture
def engine() -> str:
    """Screens do the same on both engines."""
    return "sqlite"


@pytest.fixture
def card(db: Office, work: Work, qtbot: QtBot) -> CallLogTerm:
    style().apply("light")
    card = CallLogTerm(work)
    qtbot.addWidget(card)
    card.resize(700, 300)
    card.show()
    card.refresh()
    qtbot.waitUntil(lambda: any(button.isChecked() for button in card.terms.values()))
    return card


def chosen(card: CallLogTerm) -> list[int]:
    return [days for days, button in card.terms.items() if button.isChecked()]


def test_ninety_days_is_on_until_somebody_chooses(card: CallLogTerm, qtbot: QtBot) -> None:
    assert chosen(card) == [90]
    assert list(card.terms) == [30, 60, 90, 180, 365]

    card.terms[30].click()

    qtbot.waitUntil(lambda: card.said.text().startswith("Saved."))
    with base.connected():
        assert forgetting.call_log_days() == 30
    assert chosen(card) == [30]


def test_a_term_that_is_not_among_them_is_shown_as_well(card: CallLogTerm, qtbot: QtBot) -> None:
    with base.connected():
        forgetting.set_call_log_days(120)

    card.refresh()

    qtbot.waitUntil(lambda: chosen(card) == [120])
    assert list(card.terms) == [30, 60, 90, 120, 180, 365]


def test_what_is_refused_is_said_and_the_term_is_as_it_was(
    card: CallLogTerm, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forgetting, "LONGEST_DAYS", 100)

    card.terms[365].click()

    qtbot.waitUntil(lambda: card.said.text() == "Choose between 30 and 100 days.")
    qtbot.waitUntil(lambda: chosen(card) == [90])


def test_the_card_is_fit_for_everybody(card: CallLogTerm, qtbot: QtBot) -> None:
    assert accessibility.walk(card) == []
    style().apply("light", "normal", 1.3)
    try:
        qtbot.wait(30)
        assert accessibility.clipped(card) == []
    finally:
        style().apply("light", "normal", 1.0)
