"""A COMMIT whose answer is lost on a real line: found out by its request, and done once."""

import uuid
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mcsys_desktop.models import base
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.ui.work import Work
from tests.conftest import POSTGRES, Office
from tests.faults.proxy import Proxy

pytestmark = [
    pytest.mark.skipif(not POSTGRES, reason="no PostgreSQL here"),
    pytest.mark.parametrize("engine", ["postgres"]),
]


@pytest.fixture
def proxy(office: Office) -> Iterator[Proxy]:
    port = urlsplit(POSTGRES).port or 5432
    with Proxy("127.0.0.1", port) as proxy:
        base.connect(office.url.replace(f":{port}/", f":{proxy.port}/"), password=office.password)
        yield proxy
        base.disconnect()


@pytest.fixture
def work(qapp: QApplication) -> Iterator[Work]:
    work = Work()
    work.connect_with(base.connected)
    yield work
    work.stop()


@pytest.mark.parametrize("arrives", [True, False])
def test_a_lost_answer_is_found_out_and_the_act_is_done_once(
    proxy: Proxy, work: Work, qtbot: QtBot, arrives: bool
) -> None:
    """``arrives``: the COMMIT reached the server, and only its answer was lost."""
    first = [True]

    def make(name: str, *, request: str) -> int:
        # As a service with requests does it: what was done under this name is given again.
        with base.transaction():
            done = Customer.select().where(Customer.department == request).first()
            if done is not None:
                return int(done.id)
            made = Customer(name=name, kind="business", sort_key=name, department=request)
            made.save()
            if first:
                first.clear()
                proxy.say("lose" if arrives else "limit 1")
        return int(made.id)

    told: list[object] = []
    unsure: list[str] = []
    owner = QObject()
    work.write(
        owner,
        make,
        "Zonneveld",
        request=uuid.uuid4().hex,
        then=told.append,
        failed=told.append,
        unsure=unsure.append,
    )
    qtbot.waitUntil(lambda: bool(unsure), timeout=10_000)
    assert told == []
    assert len(work.uncertain) == 1
    proxy.say("pass")
    work.uncertain.ask_again()
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    with base.connected():
        assert told == [customer.id for customer in Customer.select()]
