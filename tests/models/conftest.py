"""A program with one migration more, and an office that has something to lose."""

import pytest

from mcsys_desktop.models import base, migrations, upgrade
from tests import make
from tests.conftest import Office
from tests.models.newer import NEXT


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program with one migration more."""
    monkeypatch.setattr(upgrade, "MIGRATIONS", (*migrations.MIGRATIONS, NEXT))
    monkeypatch.setattr(upgrade, "SCHEMA", NEXT.NUMBER)


@pytest.fixture
def used(office: Office) -> Office:
    """An office with a customer in it."""
    base.connect(office.url, password=office.password, author="anna")
    with base.connected():
        make.customer("Bakkerij De Vries", numbers=["033 461 20 45"])
    base.disconnect()
    return office
