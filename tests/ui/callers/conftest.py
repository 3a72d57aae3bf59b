"""A desk, its panel and its small window, over a real office in a file."""

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mcsys_desktop.models import base
from mcsys_desktop.ui.callers import book, compact, writes
from mcsys_desktop.ui.callers.acts import Acts
from mcsys_desktop.ui.callers.compact import CompactCaller
from mcsys_desktop.ui.callers.desk import CallDesk
from mcsys_desktop.ui.callers.keys import CallKeys
from mcsys_desktop.ui.callers.panel import CallerPanel
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.privacy import Privacy
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.work import Work
from tests.conftest import Office
from tests.ui.callers.screen import Phone, shown_panel


@pytest.fixture
def engine() -> str:
    """Screens do the same on both engines; what differs is tested with the services."""
    return "sqlite"


@pytest.fixture
def phone(live: Live) -> Phone:
    """The phone of this desk."""
    return Phone(live, device="21")


@pytest.fixture
def desk(db: Office, work: Work, live: Live, monkeypatch: pytest.MonkeyPatch) -> Iterator[CallDesk]:
    monkeypatch.setattr(base, "on_news", live.hear)
    monkeypatch.setattr(writes, "PAUSES", (0.02,))
    monkeypatch.setattr(book, "NOTE_PAUSE_MS", 10)
    monkeypatch.setattr(compact, "CLOSES_AFTER_MS", 60)
    desk = CallDesk(work, live, extension="21")
    yield desk
    work.stop()  # before the desk goes: nothing may still be on its way to it
    shiboken6.delete(desk)  # on this thread, where its timers are


@pytest.fixture
def privacy(desk: CallDesk) -> Privacy:
    return Privacy(parent=desk)


@pytest.fixture
def panel(desk: CallDesk, privacy: Privacy, work: Work, qtbot: QtBot) -> CallerPanel:
    panel = shown_panel(desk, privacy, work, qtbot)
    CallKeys(panel, desk, lambda: panel.body)
    return panel


@pytest.fixture
def main(qtbot: QtBot) -> QWidget:
    """The main window, with the dock in it."""
    style().apply("light")
    window = QWidget()
    QWidget(window).setObjectName("dock")
    qtbot.addWidget(window)
    window.resize(600, 400)
    return window


@pytest.fixture
def window(
    desk: CallDesk, privacy: Privacy, work: Work, main: QWidget, qtbot: QtBot
) -> CompactCaller:
    dock = main.findChild(QWidget, "dock")
    window = CompactCaller(desk, Acts(desk, privacy), work, lambda: dock, {})
    qtbot.addWidget(window)
    return window
