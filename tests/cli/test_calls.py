"""``calls replay``: a recording becomes calls, without an office and without a window."""

import json
from pathlib import Path

import pytest

from tests.cli.test_command_line import ROOT, profile, run, said_one_sentence
from tests.telephony.asterisk.recordings import FOLDER, expected

__all__ = ["profile"]  # the fixture


def test_a_recording_becomes_calls(profile: Path) -> None:
    name = "xfer_blind_abbcac"
    done = run("calls", "replay", "asterisk", FOLDER / f"{name}.json", "--json", profile=profile)
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert [{key: call[key] for key in expected(name)[0]} for call in found] == expected(name)
    assert found[0]["rang_at"] == "2018-06-26T07:42:39+00:00"
    words = run("calls", "replay", "asterisk", FOLDER / f"{name}.json", profile=profile).stdout
    assert len(words.splitlines()) == 2
    assert "150010003" in words


@pytest.mark.parametrize(
    "name",
    [
        "fritzbox/day",
        "ncid/day",
        "sip/listened",
        "handset/yealink_and_snom",
        "webhook/voys_and_sipgate",
    ],
)
def test_each_kind_of_phone_system_has_its_recordings(profile: Path, name: str) -> None:
    file = FOLDER.parent / f"{name}.txt"
    done = run("calls", "replay", file.parent.name, file, "--json", profile=profile)
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(file.with_suffix(".expected.json").read_text("utf-8"))["calls"]
    assert [{key: call[key] for key in told[0]} for call in json.loads(done.stdout)] == told


def test_it_needs_neither_an_office_nor_qt(profile: Path) -> None:
    import subprocess
    import sys

    code = (
        "import sys; from mcsys_desktop.cli.main import main;"
        f"main(['--profile', {str(profile)!r}, 'calls', 'replay', 'asterisk',"
        f" {str(FOLDER / 'ab_dnd.json')!r}]);"
        "print([name for name in sys.modules if name.startswith('PySide6')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    "arguments",
    [("asterisk", ROOT / "README.md"), ("asterisk", "missing.json"), ("fax", ROOT / "README.md")],
)
def test_what_cannot_be_played_is_said_in_one_sentence(
    profile: Path, arguments: tuple[object, ...]
) -> None:
    done = run("calls", "replay", *arguments, profile=profile)
    assert done.returncode == 1
    assert said_one_sentence(done)
