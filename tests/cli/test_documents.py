"""``documents``: what they add up to, without an office."""

import json
from pathlib import Path

from tests.cli.test_command_line import profile, run, said_one_sentence

__all__ = ["profile"]  # the fixture
WORKED = Path(__file__).parents[1] / "data" / "invoicing" / "vat-oracles.json"


def test_worked_documents_add_up(profile: Path) -> None:
    done = run("documents", "totals", WORKED, profile=profile)
    assert (done.returncode, done.stderr) == (0, "")
    cases = json.loads(WORKED.read_text("utf-8"))["cases"]
    wanted = [{"id": case["id"], "expected": case["expected"]} for case in cases]
    assert json.loads(done.stdout) == wanted


def test_another_file_gets_a_sentence(profile: Path, tmp_path: Path) -> None:
    for content in ("{", "[]", '{"cases": [{"id": 1}]}'):
        wrong = tmp_path / "wrong.json"
        wrong.write_text(content, encoding="utf-8")
        done = run("documents", "totals", wrong, profile=profile)
        assert done.returncode == 1
        said_one_sentence(done)
    assert run("documents", "totals", tmp_path / "none.json", profile=profile).returncode == 1
