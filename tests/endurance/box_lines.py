"""Twenty thousand damaged transcripts each of a FRITZ!Box and an NCID server: none fails."""

from collections.abc import Callable

from mcsys_desktop.telephony.fritzbox.reader import FritzReader
from mcsys_desktop.telephony.line_source import Instant, Reader
from mcsys_desktop.telephony.ncid.reader import NcidReader
from tests.endurance.scenario import Outcome, Stage, scenario
from tests.telephony import fritz_lines, ncid_lines
from tests.telephony.sip.damage import damaged

_FRESH = 50  # transcripts that one reader hears


@scenario("damaged lines of a FRITZ!Box")
def fritzbox(stage: Stage) -> Outcome:
    """Feed them, cut anywhere, and count what failed."""
    whole = [fritz_lines.wire(lines) for lines in fritz_lines.ALL]
    return _feed(stage, lambda: FritzReader("box"), whole, fritz_lines.instant)


@scenario("damaged lines of an NCID server")
def ncid(stage: Stage) -> Outcome:
    """Feed them, cut anywhere, and count what failed."""
    return _feed(stage, lambda: NcidReader("box"), list(ncid_lines.ALL), ncid_lines.instant)


def _feed(
    stage: Stage,
    make: Callable[[], Reader],
    whole: list[bytes],
    instant: Callable[[float], Instant],
) -> Outcome:
    reader, tried, failed, heard = make(), stage.times(20_000), 0, 0
    for number in range(tried):
        if number % _FRESH == 0:
            reader = make()
            reader.feed(ncid_lines.GREETING, instant(0.0))
        data = damaged(stage.chance, stage.chance.choice(whole)) + b"\n"
        cut, now = stage.chance.randrange(len(data)), instant(number % 997 * 0.7)
        try:
            for piece in (data[:cut], data[cut:]):
                heard += len(reader.feed(piece, now))
            heard += len(reader.tick(now))
            if stage.chance.random() < 0.02:
                heard += len(reader.lose(now))
                reader.begin()
        except Exception as error:
            failed += 1
            stage.say(f"{type(error).__name__}: {error}: {data!r}")
    return Outcome(tried=tried, lost=failed, note=f"{heard} events")
