"""Several desks, each a process of its own, change the call-back list at the same time."""

import multiprocessing
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta

import pytest

from mcsys_desktop.core import clock
from mcsys_desktop.models.call_backs import CallBack
from mcsys_desktop.models.calls import Call
from mcsys_desktop.services import call_backs
from mcsys_desktop.services.call_backs import Asked
from tests import make
from tests.conftest import Office
from tests.services import claiming

NUMBERS = ("0334612045", "0612345678", "0342415560")
LOGINS = ("anna", "bob", "carla")


@pytest.mark.timeout(240)
@pytest.mark.parametrize("engine", ["postgres"])  # the desks of a file are one name
def test_of_two_desks_that_take_the_same_one_wins_and_the_other_is_told_by_whom(
    db: Office,
) -> None:
    ids = [call_backs.add(Asked(number=f"06123456{at:02}")) for at in range(30)]
    context = multiprocessing.get_context("spawn")
    with context.Manager() as manager, ProcessPoolExecutor(2, mp_context=context) as desks:
        barrier = manager.Barrier(2)
        told = [
            desks.submit(claiming.take_all, db.login(login), db.password, login, order, barrier)
            for login, order in (("anna", ids), ("bob", ids[::-1]))
        ]
        (hers, she_heard), (his, he_heard) = [desk.result() for desk in told]

    assert sorted([*hers, *his]) == ids  # each went to one, and none to both
    taken = {row.id: row.taken_by for row in CallBack.select()}
    assert all(taken[entry] == "anna" for entry in hers)
    assert all(taken[entry] == "bob" for entry in his)
    assert [sentence for sentence in she_heard if "bob" not in sentence] == []
    assert [sentence for sentence in he_heard if "anna" not in sentence] == []


@pytest.mark.timeout(240)
def test_desks_that_tell_the_same_misses_make_no_doubles_and_wait_in_no_circle(
    db: Office,
) -> None:
    make.customer("Bakkerij De Vries", numbers=NUMBERS)  # one contact closes them all
    at = clock.now().replace(microsecond=0) - timedelta(minutes=30)
    context = multiprocessing.get_context("spawn")
    with context.Manager() as manager, ProcessPoolExecutor(3, mp_context=context) as desks:
        barrier = manager.Barrier(3)
        told = [
            desks.submit(
                claiming.call_in_vain,
                *(db.login(login), db.password, seed, at, NUMBERS, barrier),
            )
            for seed, login in enumerate(LOGINS)
        ]
        assert [desk.result() for desk in told] == [27] * len(LOGINS)

    opened = Counter(row.e164 for row in CallBack.select() if row.closed_at is None)
    assert set(opened.values()) == {1}
    missed = Counter(
        call.e164
        for call in Call.select().where(Call.handled_at.is_null() & (Call.outcome == "missed"))
    )
    assert set(missed) <= set(opened)  # whoever called in vain last is on the list
