"""Thousands of damaged messages; a hundred thousand are a scenario of ``dev.py endurance``."""

import random

from tests.telephony.sip.damage import Target, damaged, originals
from tests.telephony.sip.messages import INVITE


def test_no_damaged_message_is_more_than_a_refusal() -> None:
    chance, target = random.Random(4475), Target()
    for _ in range(4000):
        target.hear(damaged(chance, chance.choice(originals())))
    assert target.heard > 500  # enough of them go deep
    assert target.refused > 500
    assert target.events


def test_nor_is_one_that_is_long_and_clever() -> None:
    target = Target()
    head, _, rest = INVITE.partition(b"From: ")
    for piece in (b'"', b"<", b"\\", b"a.", b"-a", b'"a" <sip:b>,', b";a", b"%2", b"[:", b"\xff"):
        for name in (b"From: ", b"Via: ", b"P-Asserted-Identity: ", b"Reason: ", b"Diversion: "):
            target.hear(head + name + piece * (14_000 // len(piece)) + b"\r\nFrom: " + rest)
            target.hear(head + name + piece * (14_000 // len(piece)) + b"!\r\nFrom: " + rest)
    assert target.heard + target.refused == 100
