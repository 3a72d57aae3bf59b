"""What each kind of phone system sent, played again from a file: which calls come of it."""

import contextlib
import json
import random
from pathlib import Path
from typing import Any

import pytest

from mcsys_desktop.core import i18n
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.services import calls
from mcsys_desktop.telephony.sources import RECORDINGS

FOLDER = Path(__file__).parents[1] / "data" / "calls"
NAMES = sorted(
    f"{file.parent.name}/{file.stem}" for file in FOLDER.glob("*/*.txt")
)  # the folder is the kind


def played(name: str, data: bytes | None = None) -> list[dict[str, Any]]:
    kind = name.partition("/")[0]
    found = calls.replay(RECORDINGS[kind](data or (FOLDER / f"{name}.txt").read_bytes()))
    return [
        {
            "direction": str(call.direction),
            "number": call.number,
            "name": call.name,
            "called": call.called,
            "withheld": call.withheld,
            "state": call.state.name.lower(),
            "outcome": str(call.outcome),
            "answered_by": call.answered_by,
            "rang_at": call.rang_at.isoformat(),
        }
        for call in found
    ]


def expected(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.expected.json").read_text("utf-8"))["calls"]


def test_every_kind_has_one() -> None:
    assert {name.partition("/")[0] for name in NAMES} | {"asterisk"} == set(RECORDINGS)


@pytest.mark.parametrize("name", NAMES)
def test_it_becomes_the_right_calls(name: str) -> None:
    assert played(name) == expected(name)


@pytest.mark.parametrize("name", NAMES)
def test_any_editor_may_have_saved_it(name: str) -> None:
    data = (FOLDER / f"{name}.txt").read_bytes()
    assert played(name, data.replace(b"\n", b"\r\n")) == expected(name)
    assert played(name, data + b"\n\n\n") == expected(name)


@pytest.mark.parametrize("name", NAMES)
def test_damaged_it_is_nonsense_and_no_fault(name: str) -> None:
    chance = random.Random(name)
    data = (FOLDER / f"{name}.txt").read_bytes()
    for _time in range(400):
        bad = bytearray(data)
        for _change in range(chance.randrange(1, 12)):
            at = chance.randrange(len(bad))
            if chance.random() < 0.4:
                del bad[at : at + chance.randrange(1, 200)]
            else:
                bad[at : at + 1] = bytes(chance.randrange(256) for _byte in range(3))
            if not bad:
                break
        with contextlib.suppress(UserError):  # "is no recording of …"
            played(name, bytes(bad) or b"x")


@pytest.mark.parametrize("kind", sorted(RECORDINGS))
def test_what_is_none_is_said_to_be_none(kind: str) -> None:
    i18n.use("en")
    for data in (b"", b"\n\n", b"# 2026-07-01T10:42:10+02:00\n"):
        with pytest.raises(UserError, match="is no recording of"):
            RECORDINGS[kind](data)
    if kind in ("fritzbox", "ncid"):
        with pytest.raises(UserError, match="is no recording of"):
            RECORDINGS[kind](b"Beste klant,\r\n")
