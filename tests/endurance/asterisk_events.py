"""Twenty thousand damaged stretches of manager events: none fails, takes long or is kept."""

from tests.endurance.scenario import Outcome, Stage, scenario
from tests.telephony.asterisk.damage import Target, damaged

TOO_SLOW = 1.0  # seconds for one input; a whole one takes a few milliseconds
TOO_MUCH = 5000  # calls or channels that are remembered


@scenario("damaged manager events")
def damage(stage: Stage) -> Outcome:
    """Feed them to everything that reads them, and count what failed or hung."""
    target, tried, failed = Target(), stage.times(20_000), 0
    slow = 0
    for number in range(tried):
        data = damaged(stage.chance)
        before = target.slowest
        try:
            target.hear(data)
            target.forget()
        except Exception as error:
            failed += 1
            stage.say(f"{type(error).__name__}: {error}: {data[:2000]!r}")
        slow += before <= TOO_SLOW < target.slowest
        if number % 5000 == 4999:
            stage.say(f"{number + 1} of {tried}")
    note = (
        f"{target.heard} packets heard, {len(target.events)} events,"
        f" {target.remembered} remembered, the slowest {target.slowest * 1000:.1f} ms"
    )
    return Outcome(tried=tried, lost=failed + slow + (target.remembered > TOO_MUCH), note=note)
