"""A program with one migration more, an office that has something to lose, somebody new."""

import itertools
import os
from collections.abc import Iterator

import pytest

from mcsys_desktop.models import base, logins, migrations, upgrade
from mcsys_desktop.models.base import Group
from tests import make
from tests.conftest import Office
from tests.models.newcomers import VERIFIER, Newcomer, asked
from tests.models.newer import NEXT

_numbers = itertools.count(1)


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


@pytest.fixture
def newcomer(office: Office) -> Iterator[Newcomer]:
    """Make somebody new, who goes again after the test: logins belong to the whole server."""
    made: list[str] = []

    def make(group: Group = Group.DESK, *, must_change: bool = False) -> str:
        name = f"new{os.getpid()}_{next(_numbers)}"
        with office.raw("carla") as admin:
            logins.create(asked(admin), name, VERIFIER, group, must_change=must_change)
        made.append(name)
        return name

    yield make
    with office.administrator() as admin:
        for name in made:
            admin.execute(f"DROP ROLE IF EXISTS {name}".encode())
