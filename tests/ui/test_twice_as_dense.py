"""On a screen of twice the density (200 %) nothing is cut off."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCREEN = {
    **{"name": "one", "x": 0, "y": 0, "width": 3200, "height": 1920},
    **{"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1},
}


@pytest.mark.timeout(240)
def test_no_control_is_cut_off_at_twice_the_density(tmp_path: Path) -> None:
    folder = Path(os.environ.get("MCSYS_PICTURES") or tmp_path)
    screen = tmp_path / "screen.json"
    screen.write_text(json.dumps({"screens": [SCREEN]}))
    done = subprocess.run(  # a program of ours
        [sys.executable, "-m", "tests.ui.twice", str(folder)],
        cwd=ROOT,
        env=os.environ
        | {"QT_QPA_PLATFORM": f"offscreen:configfile={screen}", "QT_SCALE_FACTOR": "2"},
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout.splitlines()[-1])

    assert told["density"] == 2.0
    assert {where: faults for where, faults in told["cut"].items() if faults} == {}
    assert len(told["cut"]) >= 20
