"""Garbage is collected on the UI thread, whoever makes it."""

import gc
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from mcsys_desktop.app.garbage import Garbage


class Cycle:
    """Garbage that tells on which thread it was collected."""

    collected_on: list[int]

    def __init__(self) -> None:
        self.me = self

    def __del__(self) -> None:
        self.collected_on.append(threading.get_ident())


@pytest.fixture
def garbage(qapp: object) -> Iterator[Garbage]:
    garbage = Garbage()
    garbage.start()
    yield garbage
    garbage.stop()
    assert gc.isenabled()


def make_garbage() -> None:
    for _one in range(5000):
        Cycle()


def test_garbage_of_a_worker_is_collected_here(garbage: Garbage, qtbot: QtBot) -> None:
    Cycle.collected_on = []
    worker = threading.Thread(target=make_garbage)
    worker.start()
    worker.join()
    assert Cycle.collected_on == []
    qtbot.waitUntil(lambda: len(Cycle.collected_on) == 5000)
    assert set(Cycle.collected_on) == {threading.get_ident()}


def test_without_it_a_worker_collects_its_own(qapp: object) -> None:
    Cycle.collected_on = []
    gc.enable()  # the tests' own rule is the same as the program's
    worker = threading.Thread(target=make_garbage)
    worker.start()
    worker.join()
    gc.disable()
    assert set(Cycle.collected_on) - {threading.get_ident()}
