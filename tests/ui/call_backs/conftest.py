"""The page of calls on the screen, with a real office behind it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from mcsys_desktop.models import base
from mcsys_desktop.ui import dialling
from mcsys_desktop.ui.calls import CallsPage
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.work import Work
from tests.conftest import Office


@pytest.fixture
def engine() -> str:
    """Screens do the same on both engines."""
    return "sqlite"


@pytest.fixture
def dialled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was handed to the program that calls."""
    links: list[str] = []

    def opened(link: QUrl) -> bool:
        links.append(link.toString())
        return True

    monkeypatch.setattr(dialling, "open_link", opened)
    return links


@pytest.fixture
def page(
    db: Office, work: Work, live: Live, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[CallsPage]:
    monkeypatch.setattr(base, "on_news", live.hear)
    style().apply("light")
    page = CallsPage(work, live)
    qtbot.addWidget(page)
    page.resize(1100, 820)
    with qtbot.waitActive(page):
        page.show()
    yield page
    work.stop()
