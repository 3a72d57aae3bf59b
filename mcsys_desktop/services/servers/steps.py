"""Steps that change a computer: each said, done once, and shown beforehand to who asks."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services.servers.local import Say

Command = tuple[str, ...]
MOST_WORDS = 300  # characters of what a command said when it failed
_QUIET = {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}


@dataclass(frozen=True, slots=True)
class Step:
    """What is done, how it is seen that it was, the files to write, the commands to run."""

    sentence: str
    done: Callable[[], bool]
    commands: tuple[Command, ...] = ()
    files: dict[Path, str] = field(default_factory=dict)


def take(steps: Iterable[Step], say: Say, *, dry_run: bool) -> None:
    """Take each step that is still to be taken; ``dry_run`` only says them.

    Raises UserError with the command that failed; what was done before it stays done.
    """
    for step in steps:
        if step.done():
            say(_("{step} That is so already.").format(step=step.sentence))
            continue
        say(step.sentence)
        for file, content in step.files.items():
            if dry_run:
                say(f"  {file}")
            else:
                _write(file, content)
        for command in step.commands:
            if dry_run:
                say("  " + " ".join(command))
            else:
                _run(command)


def heard(*command: str) -> str:
    """What a command says; "" where there is no such command, or where it fails."""
    if not shutil.which(command[0]):
        return ""
    done = subprocess.run(  # noqa: S603  # commands of our own, without a shell
        command, env=os.environ | _QUIET, capture_output=True, text=True, check=False
    )
    return done.stdout if done.returncode == 0 else ""


def succeeds(*command: str) -> bool:
    """Whether a command works here."""
    if not shutil.which(command[0]):
        return False
    done = subprocess.run(command, env=os.environ | _QUIET, capture_output=True, check=False)  # noqa: S603  # as above
    return done.returncode == 0


def _run(command: Command) -> None:
    try:
        done = subprocess.run(  # noqa: S603  # as above
            command,
            env=os.environ | _QUIET,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            check=False,
        )
    except OSError as error:
        raise UserError(
            _("This command is not there: {command}.").format(command=command[0])
        ) from error
    if done.returncode:
        why = " ".join(done.stderr.split())[-MOST_WORDS:]
        raise UserError(
            _("This did not work: {command} ({why}). Mend that, then run this again.").format(
                command=" ".join(command), why=why
            )
        )


def _write(file: Path, content: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        unfinished = file.with_name(f".{file.name}.new")
        unfinished.write_text(content, encoding="utf-8")
        unfinished.replace(file)
    except OSError as error:
        raise UserError(_("{file} cannot be written.").format(file=file)) from error
