"""Twenty thousand damaged requests of each sender: heard or refused, none fails or hangs."""

from tests.endurance.scenario import Outcome, Stage, scenario
from tests.telephony.webhook_damage import SENDERS, Target, damaged

TOO_SLOW = 1.0  # seconds for one request; a whole one takes a few tenths of a millisecond


@scenario("damaged webhooks")
def damage(stage: Stage) -> Outcome:
    """Feed them to everything that reads them, and count what failed or hung."""
    failed = slow = tried = 0
    notes = []
    for sender, requests in SENDERS.items():
        target = Target()
        for _ in range(stage.times(20_000)):
            data, before = damaged(stage.chance, stage.chance.choice(requests)), target.slowest
            tried += 1
            try:
                target.hear(data)
            except Exception as error:
                failed += 1
                stage.say(f"{type(error).__name__}: {error}: {data[:300]!r}")
            slow += before <= TOO_SLOW < target.slowest
        stage.say(f"{sender}: {target.heard} heard, {target.refused} refused")
        notes.append(f"{sender} {target.heard}+{target.refused} ({target.slowest * 1000:.1f} ms)")
    return Outcome(tried=tried, lost=failed + slow, note=", ".join(notes))
