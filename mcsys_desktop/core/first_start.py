"""How far a desk is with its first start: kept at each step, so that the next start goes on there.

No secret is ever in it. What cannot be read counts as nothing: the first step asks again.
"""

import json
import logging
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path

from mcsys_desktop.core import sums
from mcsys_desktop.core.whole_files import write_whole

log = logging.getLogger(__name__)


class Step(StrEnum):
    """What is asked, in this order."""

    LANGUAGE = "language"
    PLACE = "place"  # where the data live, and the way in
    COMPANY = "company"
    PHONE = "phone"
    CUSTOMERS = "customers"
    DONE = "done"


ORDER = tuple(Step)


@dataclass
class FirstStart:
    """Where somebody is, and what was chosen and typed on the way."""

    step: Step = Step.LANGUAGE
    office: str = ""  # the address of the office that was made or joined
    code_owed: bool = False  # it was made here, and its recovery code is on no paper yet
    name: str = ""  # of the person who makes it
    company: dict[str, str] = field(default_factory=dict)  # typed, and not stored yet
    brand: str = ""  # of the telephone

    def save(self, file: Path) -> None:
        """Write it whole or not at all; only its owner may read it. Raises OSError."""
        held = json.dumps(sums.added(asdict(self)), indent=1)
        write_whole(file, held.encode())


def load(file: Path) -> FirstStart:
    """How far the desk is; at the beginning where there is nothing, or nothing to be read."""
    try:
        found = sums.taken(json.loads(file.read_text(encoding="utf-8")))
        company = found["company"]
        if not all(isinstance(each, str) for pair in company.items() for each in pair):
            raise ValueError("no texts")
        return FirstStart(
            Step(found["step"]),
            str(found["office"]),
            found["code_owed"] is True,
            str(found["name"]),
            dict(company),
            str(found["brand"]),
        )
    except FileNotFoundError:
        return FirstStart()
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        log.warning("how far the first start was could not be read")
        return FirstStart()
