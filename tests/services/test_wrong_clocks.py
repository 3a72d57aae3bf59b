"""A clock that is wrong: said where it can be known, and nothing is thrown away because of it."""

from datetime import timedelta

import pytest

from mcsys_desktop.core import clock
from mcsys_desktop.models import base
from mcsys_desktop.models.calls import Call
from mcsys_desktop.services import calls, history, offices
from tests import make
from tests.conftest import Office


def moved(monkeypatch: pytest.MonkeyPatch, days: float) -> None:
    """The clock of this desk."""
    real = clock.now()
    monkeypatch.setattr(clock, "now", lambda: real + timedelta(days=days))


@pytest.mark.parametrize("days", [-400, 3, 7305])
@pytest.mark.parametrize("engine", ["postgres"])
def test_on_a_server_a_desk_is_told_of_every_difference(
    db: Office, monkeypatch: pytest.MonkeyPatch, days: int
) -> None:
    assert offices.clock_warning() == ""
    moved(monkeypatch, days)
    assert offices.clock_warning().endswith(".")


@pytest.mark.parametrize(("days", "told"), [(-400, True), (-2, True), (3, False), (7305, True)])
@pytest.mark.parametrize("engine", ["sqlite"])
def test_a_file_knows_when_it_was_last_worked_in(
    db: Office, monkeypatch: pytest.MonkeyPatch, days: int, told: bool
) -> None:
    assert offices.clock_warning() == ""
    make.customer("Klant")
    assert offices.clock_warning() == ""
    moved(monkeypatch, days)
    assert bool(offices.clock_warning()) is told


def test_a_desk_that_is_years_ahead_forgets_no_call(
    db: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.customer("Klant")
    with base.transaction():
        Call(rang_at=clock.now() - timedelta(days=20), e164="+31612345678").save()
    moved(monkeypatch, 7305)
    history.signed_in(0)  # which is a link of the chain, by the wrong clock on a file
    assert calls.forget_old() == 0
    assert Call.select().count() == 1
