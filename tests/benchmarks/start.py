"""How long a start takes, beside an empty QMainWindow: whole processes, taking turns.

Four moments of a start that is signed in already: the first frame of the window, the complete
window (the first page painted, with the day on it), and the card of a first caller painted.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

EMPTY = """
import sys, time
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        print('{"frame": %.6f}' % time.time(), flush=True)
        QApplication.exit()
application = QApplication([])
window = Window()
window.resize(1600, 960)
window.show()
application.exec()
"""
OURS = [sys.executable, "-m", "tests.benchmarks.started"]


def empty() -> list[str]:
    """The command that paints an empty QMainWindow and ends."""
    return [sys.executable, "-c", EMPTY]


def once(command: Sequence[str]) -> dict[str, float]:
    """Milliseconds from the start of the process to each of its moments."""
    began = time.time()
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    if done.returncode or not done.stdout.strip():
        raise RuntimeError(f"{command[:3]} failed: {done.stderr[-2000:]}")
    moments = json.loads(done.stdout.strip().splitlines()[-1])
    return {name: (at - began) * 1000 for name, at in moments.items()}


def measure(office: Path, rounds: int) -> dict[str, float]:
    """Median milliseconds of "empty", "frame", "complete" and "card" in the office in a file."""
    seen: dict[str, list[float]] = {"empty": []}
    with tempfile.TemporaryDirectory() as folder:
        profile, fresh = Path(folder) / "profile", Path(folder) / "office.db"
        ours = [*OURS, str(profile), f"sqlite:///{fresh}"]
        for at in range(rounds + 1):
            # The call of the round before still rings in the office that it was left in.
            shutil.copyfile(office, fresh)
            bare, whole = once(empty()), once(ours)
            if at == 0:
                continue  # files not in memory yet, and a profile not made yet
            seen["empty"].append(bare["frame"])
            for name, value in whole.items():
                seen.setdefault(name, []).append(value)
    return {name: statistics.median(values) for name, values in seen.items()}


def platform() -> str:
    """How windows are drawn here."""
    return os.environ.get("QT_QPA_PLATFORM") or ("xcb" if os.environ.get("DISPLAY") else "?")
