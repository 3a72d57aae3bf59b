"""Hundreds of damaged requests of each sender; twenty thousand are a scenario of endurance."""

import random

import pytest

from tests.telephony.webhook_damage import SENDERS, Target, damaged


@pytest.mark.parametrize("sender", SENDERS)
def test_no_damaged_request_is_more_than_a_refusal(sender: str) -> None:
    chance, target = random.Random(sender), Target()
    for _ in range(500):
        target.hear(damaged(chance, chance.choice(SENDERS[sender])))
    assert target.heard > 50  # enough of them go deep
    assert bool(target.events) is (sender != "cid")
