"""How verbs answer, and where they take secrets from."""

import getpass
import json
import sys
from argparse import Namespace
from enum import IntEnum
from pathlib import Path

from mcsys_desktop.core import profile, settings
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _


class Exit(IntEnum):
    """What the caller of the program is told."""

    DONE = 0
    REFUSED = 1
    USAGE = 2
    BUG = 3


def answer(text: str) -> None:
    """Print an answer for people on standard output."""
    sys.stdout.write(text + "\n")


def answer_json(value: object) -> None:
    """Print an answer for programs on standard output; nothing else may be printed there."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def say(sentence: str) -> None:
    """Print a sentence beside the answer: progress, or what went wrong, in one line."""
    sys.stderr.write(" ".join(sentence.split()) + "\n")


def progress(sentence: str) -> None:
    """Write over the line before it, where standard error is a screen; else leave it out."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{sentence}")
        sys.stderr.flush()


def progress_done(sentence: str) -> None:
    """End the line that ``progress`` wrote."""
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
    say(sentence)


def office_of(arguments: Namespace) -> str:
    """The address that was named with ``--office``, or of the office this desk opened last.

    Raises UserError when there is none.
    """
    url = office_or_none(arguments)
    if not url:
        raise UserError(_("Say which office with --office, for example --office sqlite:///PATH."))
    return url


def office_or_none(arguments: Namespace) -> str:
    """Like ``office_of``; empty when no office was named or opened before."""
    if arguments.office:
        return str(arguments.office)
    return settings.load(profile.place(arguments.profile)).office


def password_of(arguments: Namespace, question: str) -> str:
    """The password from ``--password-file`` (its first line), or typed at ``question``.

    Raises UserError when there is no file and nobody to ask.
    """
    file: Path | None = arguments.password_file
    if file is not None:
        try:
            lines = file.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise UserError(
                _("The password file {file} cannot be read.").format(file=file)
            ) from error
        return lines[0] if lines else ""
    if not sys.stdin.isatty():
        raise UserError(_("A password is needed: give it with --password-file FILE."))
    return getpass.getpass(f"{question} ")
