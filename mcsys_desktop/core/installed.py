"""Where the built program stands, the newer versions beside it, and which of them counts.

There is no launcher. The program is a folder (PyInstaller's); a newer version is another folder
beside it, and a small file, the pointer, names the one that counts:

    …/mcsys-desktop/              what was installed; shortcuts and menus lead here for ever
    …/mcsys-desktop-0.3.0/        what an update brought
    …/mcsys-desktop.version       "mcsys-desktop-0.3.0"

Whichever version is started reads the pointer first and becomes the newer one. So a shortcut never
changes, nothing of a running version is ever written over (Windows would not allow it), and what
decides is one file that is replaced whole: after a power cut the old version starts, or the new.
Where a new version should not start at all, deleting the pointer brings the old one back.

Hardly more than Python's own library: this runs before anything else is loaded.
"""

import contextlib
import os
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mcsys_desktop import __version__
from mcsys_desktop.core import whole_files

NAME = "mcsys-desktop"
POINTER = f"{NAME}.version"
_FOLDER = re.compile(rf"{NAME}-(\d{{1,5}}\.\d{{1,5}}\.\d{{1,5}})")


def order(version: str) -> tuple[int, ...]:
    """What versions are compared by. Raises ValueError for what is none."""
    if not re.fullmatch(r"\d{1,5}\.\d{1,5}\.\d{1,5}", version):
        raise ValueError("no version")
    return tuple(int(part) for part in version.split("."))


@dataclass(frozen=True, slots=True)
class Installed:
    """One version of the program in its folder."""

    folder: Path
    version: str

    @property
    def beside(self) -> Path:
        """Where newer versions and the pointer lie."""
        return self.folder.parent

    def folder_of(self, version: str) -> Path:
        """Where another version would be."""
        return self.beside / f"{NAME}-{version}"

    def successor(self) -> "Installed | None":
        """The newer version that the pointer names and that is there; None when this one counts."""
        try:
            named = (self.beside / POINTER).read_bytes()[:200].decode("ascii").strip()
            found = _FOLDER.fullmatch(named)
            if found is None or order(found[1]) <= order(self.version):
                return None
        except (OSError, ValueError):
            return None
        newer = Installed(self.folder_of(found[1]), found[1])
        return newer if newer.program.is_file() else None

    @property
    def program(self) -> Path:
        """What is started."""
        return self.folder / (f"{NAME}.exe" if os.name == "nt" else NAME)

    def point_to(self, version: str) -> None:
        """Let ``version`` count from the next start on: whole or not at all. Raises OSError."""
        content = f"{NAME}-{version}\n".encode("ascii")
        whole_files.write_whole(self.beside / POINTER, content, 0o644)

    def says_its_version(self, patience: float) -> bool:
        """Whether it starts here within ``patience`` seconds, and is the version that it should."""
        import subprocess

        try:
            said = subprocess.run(  # noqa: S603  # ours, or signed by the office byte for byte
                [str(self.program.absolute()), "--version"],
                env=environment(),
                capture_output=True,
                text=True,
                timeout=patience,
                check=False,
            ).stdout.split()
        except (OSError, subprocess.TimeoutExpired):
            return False
        return said == [NAME, self.version]


def here() -> Installed | None:
    """The built program that runs; None for one that runs from its source."""
    if not getattr(sys, "frozen", False):
        return None
    return Installed(Path(sys.executable).resolve().parent, __version__)


def hand_over(arguments: Sequence[str]) -> None:
    """Become the newer version, if there is one; returns where there is none.

    Where it cannot be started, this version goes on.
    """
    running = here()
    newer = running.successor() if running is not None else None
    if newer is not None:
        with contextlib.suppress(OSError):
            become(newer, arguments)


def become(other: Installed, arguments: Sequence[str]) -> None:
    """Go on as another version. Raises OSError where it cannot be started."""
    import subprocess  # every start comes past here, and few go on as another version

    command = [str(other.program), *arguments]
    if os.name == "nt":  # exec would come back to the shell before the program ends. NOT RUN yet
        sys.exit(subprocess.run(command, env=environment(), check=False).returncode)  # noqa: S603  # ours
    os.execve(command[0], command, environment())  # noqa: S606  # no shell is what we want


def environment() -> dict[str, str]:
    """The environment for another built program: without what PyInstaller's starter put there."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("_PYI_")}
    for name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"):
        before = kept.pop(f"{name}_ORIG", None)
        if getattr(sys, "frozen", False):
            kept.pop(name, None)
        if before is not None:
            kept[name] = before
    return kept | {"PYINSTALLER_RESET_ENVIRONMENT": "1"}
