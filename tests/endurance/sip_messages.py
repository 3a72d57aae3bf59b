"""A hundred thousand damaged SIP messages: each is heard or refused, none fails or takes long."""

from tests.endurance.scenario import Outcome, Stage, scenario
from tests.telephony.sip.damage import Target, damaged, originals

TOO_SLOW = 1.0  # seconds for one message; a whole one takes a few tenths of a millisecond


@scenario("damaged SIP messages")
def damage(stage: Stage) -> Outcome:
    """Feed them to everything that reads them, and count what failed or hung."""
    target, tried, failed = Target(), stage.times(100_000), 0
    slow = 0
    for number in range(tried):
        data = damaged(stage.chance, stage.chance.choice(originals()))
        before = target.slowest
        try:
            target.hear(data)
        except Exception as error:
            failed += 1
            stage.say(f"{type(error).__name__}: {error}: {data!r}")
        slow += before <= TOO_SLOW < target.slowest
        if number % 20_000 == 19_999:
            stage.say(f"{number + 1} of {tried}")
    note = (
        f"{target.heard} heard, {target.refused} refused, {len(target.events)} events,"
        f" the slowest {target.slowest * 1000:.1f} ms"
    )
    return Outcome(tried=tried, lost=failed + slow, note=note)
