"""What opens and makes offices on a worker.

The imports are inside because the worker has the time for them, and the first frame has not.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mcsys_desktop.services.offices import Door, Made, Office


def look(url: str) -> "Door":
    """What the office at ``url`` asks for."""
    from mcsys_desktop.services import offices

    return offices.look(url)


def enter(url: str, password: str, tries: Path) -> "Office":
    """Open it."""
    from mcsys_desktop.services import offices

    return offices.enter(url, password, tries)


def enter_first(url: str, code: str, password: str, tries: Path) -> "Office":
    """Open it with a start code and a first password."""
    from mcsys_desktop.services import offices

    return offices.enter_with_start_code(url, code, password, tries)


def enter_with_code(url: str, code: str, password: str) -> "Office":
    """Open it with the printed code and a new password."""
    from mcsys_desktop.services import offices

    return offices.enter_with_code(url, code, password)


def make(file: Path, name: str, password: str) -> "tuple[Made, bytes]":
    """A new office in a file, and its recovery sheet."""
    from mcsys_desktop.core import i18n
    from mcsys_desktop.services import offices

    made = offices.create_own(file, name, password)
    return made, offices.recovery_sheet(made, i18n.language())


def strength(password: str, known: Sequence[str]) -> tuple[int, str]:
    """How strong a password is, for somebody of whom ``known`` is known."""
    from mcsys_desktop.core import passwords

    return passwords.strength(password, known)


def another_code(url: str, password: str, tries: Path, name: str) -> "tuple[Made, bytes]":
    """Another recovery code for an office whose own never came on paper, and its sheet."""
    from mcsys_desktop.core import i18n
    from mcsys_desktop.services import offices

    offices.enter(url, password, tries)
    made = offices.another_code(password, name)
    return made, offices.recovery_sheet(made, i18n.language())


def make_demo(file: Path) -> None:
    """The invented office, unless it is there."""
    from mcsys_desktop.services import offices

    if not file.exists():
        offices.create_demo(file)


def first_line(file: Path | None) -> str | None:
    """The password in a file; None without one."""
    if file is None:
        return None
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    return lines[0] if lines else ""
