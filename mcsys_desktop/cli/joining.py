"""Join an office with an invitation, from the command line."""

import argparse
import sys
from pathlib import Path
from typing import Any

from mcsys_desktop.cli.answers import Exit, password_of, say
from mcsys_desktop.core import profile
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _


def add(verbs: "argparse._SubParsersAction[Any]") -> None:
    """Declare ``join``."""
    join = verbs.add_parser(
        "join",
        help=_("join an office with an invitation"),
        description=_(
            "Joins the office of an invitation. It asks for the start code and for a new password;"
            " a script gives both with --password-file: the code on the first line, the password on"
            " the second."
        ),
    )
    join.add_argument("invitation", metavar="FILE.mcsys", type=Path)
    join.add_argument(
        "--password-file", metavar="FILE", type=Path, default=argparse.SUPPRESS, help=_("see above")
    )
    join.set_defaults(run=_join)


def _join(arguments: argparse.Namespace) -> int:
    from mcsys_desktop.services import servers  # the database

    invitation = servers.read_invitation(arguments.invitation)
    code, chosen = _given(arguments, invitation.login)
    own = profile.find(arguments.profile)
    servers.remember(servers.join(invitation, code, chosen, own), own)
    say(
        _("You are in: {login} works in the office on {server}.").format(
            login=invitation.login, server=invitation.address
        )
    )
    return Exit.DONE


def _given(arguments: argparse.Namespace, login: str) -> tuple[str, str]:
    file: Path | None = arguments.password_file
    if file is None:
        if not sys.stdin.isatty():
            raise UserError(_("A password is needed: give it with --password-file FILE."))
        code = password_of(arguments, _("Start code of {login}:").format(login=login))
        chosen = password_of(arguments, _("New password of {login}:").format(login=login))
        if password_of(arguments, _("The same again:")) != chosen:
            raise UserError(_("The two passwords are not the same."))
        return code, chosen
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(_("The password file {file} cannot be read.").format(file=file)) from error
    if len(lines) < 2:
        raise UserError(_("The password file needs two lines: the code, and the new password."))
    return lines[0], lines[1]
