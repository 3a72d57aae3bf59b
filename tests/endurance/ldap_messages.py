"""Twenty thousand damaged questions over LDAP: each is answered or hung up on, none fails."""

import time

from tests.endurance.scenario import Outcome, Stage, scenario
from tests.telephony.ldap.asking import survive

AT_ONCE = 200
TOO_SLOW = 10.0  # seconds for two hundred; they take a few tens of milliseconds


@scenario("damaged LDAP questions")
def damage(stage: Stage) -> Outcome:
    """Feed them to the directory, and count what failed or hung."""
    rounds = stage.times(100)
    failed = answered = 0
    slowest = 0.0
    for _round in range(rounds):
        began = time.monotonic()
        try:
            answered += survive(stage.chance, AT_ONCE)
        except Exception as error:
            failed += 1
            stage.say(f"{type(error).__name__}: {error}")
        spent = time.monotonic() - began
        slowest = max(slowest, spent)
        failed += spent > TOO_SLOW
    note = f"{answered} answered, the slowest {AT_ONCE} took {slowest * 1000:.0f} ms"
    return Outcome(tried=rounds * AT_ONCE, lost=failed, note=note)
