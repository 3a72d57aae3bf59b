"""Single bits turn over in a file that the program keeps: it says so, or nothing comes of it."""

import logging
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from mcsys_desktop.core.errors import UserError
from tests.endurance.scenario import Outcome, Stage


class Verdict(StrEnum):
    """What came of one flip."""

    SAID = "said"  # in a sentence for people
    SAFE = "fell back"  # to a state that asks or allows no more than before
    HARMLESS = "harmless"  # all that it held is there
    WRONG = "wrong"


@dataclass
class Kind:
    """One kind of file: where it lies, and what the program makes of it.

    ``judge`` raises UserError where the program says something. ``again`` puts beside it what a
    flip may have cost.
    """

    name: str
    file: Path
    judge: Callable[[], Verdict]
    times: int
    again: Callable[[], object] = lambda: None
    counts: dict[Verdict, int] = field(default_factory=lambda: dict.fromkeys(Verdict, 0))
    wrong: list[str] = field(default_factory=list)

    def flip(self, stage: Stage) -> None:
        """Turn bits over one by one, each in the file as it was."""
        whole = self.file.read_bytes()
        for _time in range(stage.times(self.times)):
            at, bit = stage.chance.randrange(len(whole)), stage.chance.randrange(8)
            self.file.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << bit]) + whole[at + 1 :])
            try:
                verdict = self.judge()
            except UserError as error:
                verdict = Verdict.SAID if str(error).endswith(".") else Verdict.WRONG
                if verdict is Verdict.WRONG:
                    self.wrong.append(f"byte {at} bit {bit}: no sentence: {error}")
            except Exception as error:  # what a person would see as a mistake of the program
                verdict = Verdict.WRONG
                self.wrong.append(f"byte {at} bit {bit}: {type(error).__name__}: {error}"[:200])
            else:
                if verdict is Verdict.WRONG:
                    self.wrong.append(f"byte {at} bit {bit}: silently something else")
            self.counts[verdict] += 1
            self.again()
            self.file.write_bytes(whole)
        self.again()
        told = ", ".join(f"{count} {verdict}" for verdict, count in self.counts.items())
        stage.say(f"{self.name:<34}{sum(self.counts.values()):>5} tried: {told}")
        for sentence in self.wrong[:5]:
            stage.say(f"    {sentence}")


@contextmanager
def quietly() -> Iterator[None]:
    """Without a line of the log for each flip, nor a warning for each odd certificate."""
    own, silence = logging.getLogger("mcsys_desktop"), logging.NullHandler()
    own.addHandler(silence)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        own.removeHandler(silence)


def outcome(kinds: Sequence[Kind], chain: str) -> Outcome:
    """What is printed of all of them together."""
    tried = sum(sum(kind.counts.values()) for kind in kinds)
    total = {verdict: sum(kind.counts[verdict] for kind in kinds) for verdict in Verdict}
    note = f"{len(kinds)} kinds of files: "
    note += ", ".join(f"{count} {verdict}" for verdict, count in total.items())
    return Outcome(tried, lost=total[Verdict.WRONG], chain=chain, note=note)


def same(found: object, expected: object) -> Verdict:
    """Nothing was said: then it must be as it was."""
    return Verdict.HARMLESS if found == expected else Verdict.WRONG
