"""A screen of its own for a test: a virtual display, a window manager, and keys from its server."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

NEEDED = ("Xvfb", "openbox", "xdotool")
MISSING = [name for name in NEEDED if shutil.which(name) is None]
ROOT = Path(__file__).parents[2]
PATIENCE = 30.0  # seconds; a loaded machine is slow


@dataclass
class Display:
    """A screen of its own, with a window manager and keys that the test presses."""

    name: str
    folder: Path
    running: list[subprocess.Popen[Any]] = field(default_factory=list)

    def start(self, *command: str, quiet: bool = False) -> None:
        process = subprocess.Popen(  # programs of ours
            command,
            env=self.environment(),
            cwd=ROOT,
            stderr=subprocess.DEVNULL if quiet else None,
        )
        self.running.append(process)

    def environment(self) -> dict[str, str]:
        return os.environ | {
            "DISPLAY": self.name,
            "QT_QPA_PLATFORM": "xcb",
            "PYTHONPATH": str(ROOT),
            "XDG_RUNTIME_DIR": str(self.folder),
            "QT_LOGGING_RULES": "*.debug=false",
        }

    def keys(self, *arguments: str, quiet: bool = False) -> str:
        """What ``xdotool`` says. ``quiet``: also where it found nothing, which is no fault then."""
        done = subprocess.run(  # arguments of ours
            ["xdotool", *arguments],  # from the path, as everything of the display
            env=self.environment(),
            check=not quiet,
            capture_output=True,
            text=True,
            timeout=PATIENCE * 2,
        )
        return done.stdout.strip()

    def focused(self) -> str:
        return self.keys("getwindowfocus")


@contextmanager
def new_display(folder: Path, size: str = "1280x800") -> Iterator[Display]:
    """A display that ends, with all that was started on it, with the block."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size}x24", "-nolisten", "tcp"]
    server = subprocess.Popen(
        # Else it starts anew when xdotool, gone again, was its only client, and drops the window
        # manager that is just coming in.
        [*command, "-noreset"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as told:
        number = told.readline().strip()  # the whole line, or the server ends by SIGPIPE
    here = Display(f":{number}", folder)
    try:
        here.start("openbox", quiet=True)  # complains of its menu
        yield here
    finally:
        for process in (*reversed(here.running), server):
            process.terminate()
        for process in (*here.running, server):
            process.wait(timeout=PATIENCE)


def wait_for(what: Callable[[], Any]) -> Any:
    """What ``what`` gives as soon as it gives something."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            if found := what():
                return found
        except (OSError, ValueError, subprocess.CalledProcessError):
            pass  # not there yet
        time.sleep(0.02)  # another process must get on; there is nothing here to listen to
    raise AssertionError("it never happened")
