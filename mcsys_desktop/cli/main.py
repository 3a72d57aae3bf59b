"""Understand the command line and run the verb that it names."""

import argparse
import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

from mcsys_desktop import __version__
from mcsys_desktop.cli import (
    backups,
    calls,
    customers,
    desks,
    documents,
    joining,
    numbers,
    offices,
    servers,
)
from mcsys_desktop.cli.answers import Exit, say
from mcsys_desktop.core import i18n, last_words, links, profile, settings
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _

PROGRAM = "mcsys-desktop"
VERBS_WITH_NUMBERS = {"number", "lookup", "ring"}  # they take them in any form
VERBS_WITH_FILES = {"join", "server"}  # theirs are not the one that somebody double-clicked


class _Misunderstood(Exception):
    """The command line makes no sense."""


class _Parser(argparse.ArgumentParser):
    """Says in one sentence what it does not understand, instead of printing its whole usage."""

    def error(self, message: str) -> NoReturn:
        raise _Misunderstood(
            _("{message}; {program} --help says how it is written.").format(
                message=message[:1].upper() + message[1:], program=self.prog
            )
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; gives its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    # Standard error is for one sentence; what is worth a log goes to the log once there is one.
    logging.lastResort = None
    folder = profile.place(_profile(given))
    try:
        i18n.use(settings.load(folder).language)
        given, number = _without_link(given)
        given, opened = _without_invitation(given)
        parsed = _parser().parse_args(given)
        if number and parsed.run is not desks.window:
            raise _Misunderstood(_("A link stands alone, without a verb."))
        parsed.opened, parsed.number_linked = opened, number
        code: int = parsed.run(parsed)
    except _Misunderstood as error:
        say(str(error))
        return Exit.USAGE
    except UserError as error:
        say(str(error))
        return Exit.REFUSED
    except BrokenPipeError:
        return Exit.REFUSED  # whoever read our answer has gone
    except KeyboardInterrupt:
        say(_("Stopped."))
        return Exit.REFUSED
    except Exception as error:
        _bug(folder, error)
        return Exit.BUG
    return code


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog=PROGRAM,
        description=_("Customers, calls and work of a small IT shop. Without a verb: the window."),
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    parser.add_argument(
        "--office",
        metavar="URL",
        default="",
        help=_("the office: sqlite:///PATH or postgresql://LOGIN@SERVER/NAME"),
    )
    parser.add_argument(
        "--profile",
        metavar="DIR",
        type=Path,
        default=None,
        help=_("keep settings and log of this desk in DIR"),
    )
    parser.add_argument(
        "--password-file",
        metavar="FILE",
        type=Path,
        default=None,
        help=_("take the password from the first line of FILE"),
    )
    parser.set_defaults(run=desks.window)
    verbs = parser.add_subparsers(title=_("verbs"), metavar=_("VERB"), parser_class=_Parser)
    verbed = (desks, numbers, customers, calls, documents, offices, servers, joining, backups)
    for module in verbed:
        module.add(verbs)
    return parser


def _without_invitation(given: Sequence[str]) -> tuple[list[str], Path | None]:
    """The arguments without the file that was double-clicked, and that file."""
    last = given[-1] if given else ""
    if last.startswith("file://"):  # how a desktop hands over a file where links are opened too
        from urllib.request import url2pathname  # it loads half of what speaks HTTP

        last = url2pathname(urlsplit(last).path)
    if last.endswith(servers.INVITATION) and not VERBS_WITH_FILES & set(given[:-1]):
        return list(given[:-1]), Path(last).absolute()
    return list(given), None


def _without_link(given: Sequence[str]) -> tuple[list[str], str]:
    """The arguments without the link that was clicked, and the number that it names.

    Raises UserError for a link that is not followed.
    """
    last = given[-1] if given else ""
    if not links.is_link(last) or VERBS_WITH_NUMBERS & set(given[:-1]):
        return list(given), ""
    return list(given[:-1]), links.number_of(last)


def _profile(given: Sequence[str]) -> Path | None:
    """The profile, needed before the rest can be explained in the desk's language."""
    early = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    early.add_argument("--profile", type=Path, default=None)
    try:
        known, _rest = early.parse_known_args(given)
    except argparse.ArgumentError:
        return None
    return known.profile  # type: ignore[no-any-return]  # the type that was asked for


def _bug(folder: Path, error: Exception) -> None:
    """The first layer of crash handling: a sentence here, the place in the log."""
    from mcsys_desktop.core import logs  # only now: nobody else needs it here

    try:
        logs.note(folder, error)
    except OSError:
        last_words.tell(error)  # better two sentences than none
    say(
        _("The program made a mistake and stops; the log says where: {kind}.").format(
            kind=type(error).__name__
        )
    )
