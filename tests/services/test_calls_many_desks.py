"""Four desks, each a process of its own, report the same calls at the same time."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta

import pytest

from mcsys_desktop.core import clock
from mcsys_desktop.models.calls import Call, CallReport
from mcsys_desktop.services import calls
from tests.conftest import Office
from tests.services import scrambled

DESKS = 4
NUMBERS = ("0334612045", "0612345678", "0342415560")


@pytest.mark.timeout(240)
def test_four_desks_that_tell_everything_in_their_own_order_write_each_call_once(
    db: Office,
) -> None:
    at = clock.now().replace(microsecond=0) - timedelta(minutes=4)
    logins = ("anna", "bob", "carla", "anna")
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(DESKS, mp_context=context) as desks:
        told = [
            desks.submit(scrambled.tell, db.login(login), db.password, seed, at, NUMBERS)
            for seed, login in enumerate(logins)
        ]
        assert [desk.result() for desk in told] == [42] * DESKS

    rows = calls.recent()
    for number in NUMBERS:
        of_number = [row for row in rows if row.e164.endswith(number[1:])]
        assert scrambled.faults(of_number, at) == []
    assert Call.select().count() == len(NUMBERS) * 2
    assert CallReport.select().count() == len(NUMBERS) * 2 * len(scrambled.HANDSETS)
