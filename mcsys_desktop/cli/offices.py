"""Make an office, or bring one up to date."""

import argparse
import getpass
from pathlib import Path
from typing import Any

from mcsys_desktop.cli.answers import Exit, answer, office_of, password_of, say
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _


def add(verbs: "argparse._SubParsersAction[Any]") -> None:
    """Declare ``create`` and ``upgrade``."""
    create = verbs.add_parser(
        "create",
        help=_("make a new, empty office"),
        description=_(
            "Makes a new, empty office. A file gets a key, a password and a recovery code; on a"
            " server the roles are made, with the login of the address as administrator."
        ),
    )
    create.add_argument("--name", default="", help=_("the name of the first person"))
    create.add_argument(
        "--no-key", action="store_true", help=_("a file without a key, for tests only")
    )
    create.add_argument(
        "--sheet", metavar="FILE", type=Path, help=_("write the recovery sheet (PDF) to FILE")
    )
    create.add_argument("--login", default="", help=_("on a server: the login of the first person"))
    create.add_argument(
        "--login-password-file",
        metavar="FILE",
        type=Path,
        default=None,
        help=_("on a server: take that login's password from the first line of FILE"),
    )
    create.set_defaults(run=_create)

    upgrade = verbs.add_parser(
        "upgrade",
        help=_("bring an office up to this version"),
        description=_("Brings an office up to the version of this program, after a proven copy."),
    )
    upgrade.set_defaults(run=_upgrade)


def _create(arguments: argparse.Namespace) -> int:
    from mcsys_desktop.models import address as addresses  # the database
    from mcsys_desktop.services import offices

    address = addresses.parse(office_of(arguments))
    name = arguments.name or getpass.getuser()
    path = address.path
    if path is None:
        if not arguments.login:
            raise UserError(_("Say with --login what the first person's login is called."))
        password = password_of(arguments, _("Password of {login}:").format(login=address.login))
        of_login = argparse.Namespace(password_file=arguments.login_password_file)
        chosen = password_of(of_login, _("New password of {login}:").format(login=arguments.login))
        offices.create_on_server(address.url, password, arguments.login, chosen, name)
        say(_("The office on {server} is ready.").format(server=address.host))
        return Exit.DONE
    question = _("New password of {login}:").format(login=name)
    chosen_key = None if arguments.no_key else password_of(arguments, question)
    made = offices.create_file(path, name, chosen_key)
    say(_("The office {name} is ready.").format(name=made.label))
    if made.code:
        answer(made.code)
        if arguments.sheet is not None:
            write_sheet(arguments.sheet, offices.recovery_sheet(made))
        else:
            say(_("This is the recovery code. Write it down now; it is kept nowhere."))
    return Exit.DONE


def write_sheet(file: Path, sheet: bytes) -> None:
    """Write the recovery sheet. Raises UserError; by then the code was printed."""
    try:
        file.write_bytes(sheet)
    except OSError as error:
        raise UserError(
            _("The recovery sheet could not be written; write the code down now.")
        ) from error
    say(_("The recovery sheet is {file}: print it, then delete it.").format(file=file))


def _upgrade(arguments: argparse.Namespace) -> int:
    from mcsys_desktop.cli import doors  # the database
    from mcsys_desktop.services import offices

    door = offices.look(office_of(arguments))
    password = doors.password_for(door, arguments) if door.asks_password else ""
    say_applied(offices.upgrade(door.url, password, say_waited))
    return Exit.DONE


def say_waited(waited: Any) -> None:
    """Say for whom an upgrade waits."""
    from mcsys_desktop.services.offices import Answer

    later = _("{name} (not yet)")
    names = [
        later.format(name=one.name) if one.answer is Answer.LATER else one.name for one in waited
    ]
    said = _("Waiting until these desks agree or are closed: {names}. Ctrl+C gives up.")
    say(said.format(names=", ".join(names)))


def say_applied(applied: list[str]) -> None:
    """Say what an upgrade did."""
    for step in applied:
        say(_("Done: {step}").format(step=step))
    if not applied:
        say(_("The office is up to date."))
