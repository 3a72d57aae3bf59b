"""The self-test passes in a whole copy of the program, and says what is missing in another."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def run_in(copy: Path) -> subprocess.CompletedProcess[str]:
    """The self-test of a copy, as a process of its own."""
    return subprocess.run(
        [sys.executable, "-P", "-m", "mcsys_desktop", "self-test"],
        env=os.environ | {"PYTHONPATH": str(copy), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )


def test_a_whole_copy_gives_every_proof() -> None:
    done = run_in(ROOT)
    assert done.returncode == 0
    assert done.stdout == ""
    proofs = [line.split(":")[0] for line in done.stderr.splitlines()]
    assert proofs == ["files", "licences", "number", "office", "server", "window"]


def test_a_copy_with_holes_is_found_out_and_the_rest_is_still_proven(tmp_path: Path) -> None:
    for name in ("mcsys_desktop", "resources"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / "resources" / "locale" / "nl" / "LC_MESSAGES" / "mcsys.mo").unlink()
    (tmp_path / "psycopg.py").write_text("raise ImportError('libpq cannot be loaded')\n")
    done = run_in(tmp_path)
    assert done.returncode == 1
    said = done.stderr.splitlines()
    assert said[0] == "files: RuntimeError: the Dutch catalogue is not there"
    failed = [line.split(":")[0] for line in said if "Error: " in line]
    assert failed == ["files", "server"]
