"""What the tests of screens share: workers and news, without a main window."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mcsys_desktop.core import i18n
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.main_window import MainWindow
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.work import Work


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Screens speak the language of the source here, so that tests need no catalogue."""
    spoken = i18n.language()
    i18n.use("en")
    yield
    i18n.use(spoken)


@pytest.fixture
def work(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[Work]:
    """Workers; with connections to the office where the test has one (``office`` or ``db``)."""
    work = Work()
    if {"office", "db"} & set(request.fixturenames):
        from mcsys_desktop.models import base  # most tests of screens need no database

        work.connect_with(base.connected)
    yield work
    work.stop()


@pytest.fixture
def live(qapp: QApplication) -> Live:
    """News that nobody sends but the test."""
    return Live()


@pytest.fixture
def frame(qtbot: QtBot) -> Iterator[MainWindow]:
    """The main window, wide, with nothing in it."""
    style().apply("light", "normal", 1.0)
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(1600, 960)
    yield window
    style().apply("light", "normal", 1.0)
