"""Publish newer versions of the program for the desks of an office, from the command line."""

import argparse
from pathlib import Path
from typing import Any

from mcsys_desktop.cli.answers import Exit, answer, password_of, say
from mcsys_desktop.core.i18n import _


def add(acts: "argparse._SubParsersAction[Any]") -> None:
    """Declare ``updates-key`` and ``publish``, below ``server``."""
    what = _("make the key that versions for the office's desks are signed with, once")
    key = acts.add_parser("updates-key", help=what, description=what)
    key.add_argument("--to", metavar="FILE", type=Path, required=True, help=_("the key file"))
    key.set_defaults(run=_key)
    what = _("put a built program into the folder of updates, signed")
    publish = acts.add_parser("publish", help=what, description=what)
    publish.add_argument("build", metavar="DIR", type=Path, help=_("the built program"))
    publish.add_argument("--to", metavar="DIR", type=Path, required=True, help=_("the folder"))
    publish.add_argument("--key-file", metavar="FILE", type=Path, required=True)
    publish.add_argument(
        "--password-file",
        metavar="FILE",
        type=Path,
        default=argparse.SUPPRESS,
        help=_("take the code of the key file from the first line of FILE"),
    )
    publish.set_defaults(run=_publish)


def _key(arguments: argparse.Namespace) -> int:
    from mcsys_desktop.services import updates

    code, public = updates.new_key(arguments.to)
    answer(code)
    answer(public)
    say(
        _(
            "The first line is the code of the key file: write it down, it is kept nowhere. The"
            " second is the key that desks know the updates by: an administrator puts it into the"
            " settings of the office. Keep the key file on a stick, away from the server."
        )
    )
    return Exit.DONE


def _publish(arguments: argparse.Namespace) -> int:
    from mcsys_desktop.services import updates

    code = password_of(arguments, _("Code of the key file of the updates:"))
    version, public = updates.publish(arguments.build, arguments.to, arguments.key_file, code)
    say(
        _("Version {version} is in {folder}, signed with {key}.").format(
            version=version, folder=arguments.to, key=public
        )
    )
    return Exit.DONE
