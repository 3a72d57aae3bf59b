"""The power goes in the middle of an update: the old version starts, and the next try succeeds."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from mcsys_desktop.core.installed import Installed
from mcsys_desktop.services import updates
from tests.services.updates.conftest import NEW, OLD, Published, contents, started

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the small program is a shell script")
ROOT = Path(__file__).parents[3]
NEVER = 1_000_000
KILLED = """
import os, sys
from pathlib import Path
from mcsys_desktop.core.installed import Installed
from mcsys_desktop.services.updates import finding, unpacking
folder, key, here, stop_at = sys.argv[1:]
left = [int(stop_at)]
def trap(event, given):
    if event in ("open", "os.rename", "os.mkdir", "shutil.rmtree", "os.chmod", "subprocess.Popen"):
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), 9)
release = finding.newest([folder], key, "0.1.0", 10_000)
sys.addaudithook(trap)
unpacking.bring(release, Installed(Path(here), "0.1.0"))
print(int(stop_at) - left[0])
"""


def killed_at(
    published: Published, here: Installed, step: int
) -> "subprocess.CompletedProcess[str]":
    given = (str(published.folder), published.key, str(here.folder), str(step))
    return subprocess.run(
        [sys.executable, "-c", KILLED, *given],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_killed_anywhere_the_old_version_starts_and_the_next_try_succeeds(
    published: Published, here: Installed, tmp_path: Path
) -> None:
    spare = tmp_path / "spare" / "mcsys-desktop"
    shutil.copytree(here.folder, spare, symlinks=True)
    steps = int(killed_at(published, Installed(spare, OLD), NEVER).stdout)
    assert steps > 50
    wanted = set(published.newest().manifest.files)
    seen: list[str] = []
    for step in [*range(1, 6), *range(6, steps - 12, 9), *range(steps - 12, steps + 1)]:
        shutil.rmtree(here.beside)
        shutil.copytree(spare, here.folder, symlinks=True)
        done = killed_at(published, here, step)
        assert done.returncode == -signal.SIGKILL, (step, done.stderr)
        seen.append(started(here))
        counts = here.successor()
        if counts is not None:
            assert set(contents(counts.folder)) == wanted, "it counts when it is whole"
    assert seen[0] == OLD
    assert set(seen) == {OLD, NEW}, "the kills reached beyond the moment at which it counts"
    assert seen == sorted(seen), "and at no later one is it the old version again"
    updates.bring(published.newest(), here)
    assert started(here) == NEW
    left = {each.name for each in here.beside.iterdir()}
    assert left == {"mcsys-desktop", f"mcsys-desktop-{NEW}", "mcsys-desktop.version"}


def test_what_a_kill_left_is_thrown_away_by_the_next_try(
    published: Published, here: Installed
) -> None:
    assert killed_at(published, here, 40).returncode == -signal.SIGKILL
    assert len(list(here.beside.iterdir())) > 1
    updates.bring(published.newest(), here)
    assert started(here) == NEW
    assert len(list(here.beside.iterdir())) == 3
