"""Make a server of an office from the command line: on a PostgreSQL, or on a whole computer."""

import argparse
import platform
import sys
from pathlib import Path
from typing import Any

from mcsys_desktop.cli.answers import Exit, answer, office_or_none, password_of, say
from mcsys_desktop.core import i18n
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _, ngettext


def add(acts: "argparse._SubParsersAction[Any]") -> None:
    """Declare ``prepare`` and ``install``."""
    what = _("make the PostgreSQL on this computer the server of an office")
    _declare(act(acts, "prepare", what, _prepare))
    what = _("make this computer the server of an office: PostgreSQL and all around it")
    install = act(acts, "install", what, _install)
    _declare(install)
    install.add_argument("--dry-run", action="store_true", help=_("only say what would be done"))
    install.add_argument(
        "--backups", metavar="DIR", type=Path, default=None, help=_("where the backups go")
    )


def _declare(prepare: Any) -> None:
    """What both need to know."""
    options = {
        "--address": _("this computer's address on the office's network"),
        "--name": _("the name of this computer in its certificate"),
        "--first": _("what the first person is called, who becomes administrator"),
        "--login": _("the login of that person"),
    }
    for option, help_text in options.items():
        prepare.add_argument(option, default="", help=help_text)
    prepare.add_argument(
        "--network",
        action="append",
        default=[],
        help=_("a network that desks are in, like 192.168.1.0/24; may be repeated"),
    )
    files = {
        "--to": _("the invitation of the first person"),
        "--key-file": _("where the key of the certificates is written, or one that was kept"),
        "--key-code-file": _("the code of a key file that was kept, on the first line of FILE"),
        "--envelope": _("the emergency envelope, a PDF; - prints it on standard output"),
    }
    for option, help_text in files.items():
        prepare.add_argument(option, metavar="FILE", type=Path, default=None, help=help_text)
    prepare.add_argument(
        "--take-over", action="store_true", help=_("although other databases are there too")
    )


def _prepare(arguments: argparse.Namespace) -> int:
    record = _ordered(arguments)
    return say_findings(_prepared(arguments, record))


def _install(arguments: argparse.Namespace) -> int:
    from mcsys_desktop.services import servers
    from mcsys_desktop.services.servers import units

    record = _ordered(arguments)
    found: list[Any] = []

    def let_in() -> None:
        server = find(arguments, record.admin, record.port)
        servers.let_in_collector(server, record, Path(units.HOME), units.ACCOUNT)

    servers.install(
        record,
        lambda: found.extend(_prepared(arguments, record)),
        say,
        dry_run=arguments.dry_run,
        let_in=let_in,
        backups=(arguments.backups or units.BACKUPS).absolute(),
    )
    return Exit.DONE if arguments.dry_run else say_findings(found)


def _prepared(arguments: argparse.Namespace, record: Any) -> Any:
    """Prepare PostgreSQL, and let the first person in; what is still wrong then."""
    from mcsys_desktop.services import servers  # the database

    server = find(arguments, record.admin, record.port)
    code = ""
    if Path(record.key_file).exists() and servers.known(server) is None:
        # A new computer in the place of another, with the key that was kept.
        given = argparse.Namespace(password_file=arguments.key_code_file)
        code = password_of(given, _("Code of the key file, from the emergency envelope:"))
    if arguments.first and arguments.to is None:
        raise UserError(_("Say with --to where the invitation of the first person goes."))

    def hand_over(kept: "servers.Kept") -> None:
        page = servers.envelope(record, kept, platform.node(), i18n.language())
        _write_envelope(arguments.envelope, page, kept.code)

    servers.prepare(server, record, say, hand_over, code=code, take_over=arguments.take_over)
    if arguments.first:
        _let_in_first(arguments, server)
    return servers.check_on_server(server)


def _let_in_first(arguments: argparse.Namespace, server: Any) -> None:
    from mcsys_desktop.services import servers

    login = arguments.login or servers.proposed_login(arguments.first)
    with servers.on_server(server) as here:
        if login in {person.name for person in servers.people()}:
            say(_("{login} has a login already.").format(login=login))
            return
        invited = servers.invite(arguments.first, servers.Group.ADMIN, here.entry, login)
    servers.write_invitation(invited, arguments.to)
    tell(arguments.to, invited.code)


def _ordered(arguments: argparse.Namespace) -> Any:
    """What the arguments say about the server, completed by what this computer knows."""
    from mcsys_desktop.services import servers

    url = office_or_none(arguments)
    if url:
        return servers.complete(
            servers.Asked(
                url,
                arguments.address,
                arguments.name,
                tuple(arguments.network),
                arguments.key_file,
            )
        )
    server = find(arguments, arguments.administrator, arguments.port)
    record = servers.known(server)  # once more, as it was
    if record is None:
        raise UserError(
            _(
                "Say what the office is called on the network: --office postgresql://ADMIN@NAME/OFFICE"
            )
        )
    return servers.with_networks(record, tuple(arguments.network) or record.networks)


def _write_envelope(file: Path | None, page: bytes, code: str) -> None:
    if file is not None and str(file) == "-":
        sys.stdout.buffer.write(page)
        say(_("The emergency envelope was printed; it is kept nowhere."))
        return
    if file is not None:
        try:
            file.touch(mode=0o600)
            file.write_bytes(page)
        except OSError as error:
            raise UserError(_("The emergency envelope cannot be written there.")) from error
        say(_("The emergency envelope is {file}: print it, then delete it.").format(file=file))
        return
    answer(code)
    say(_("This code opens the key file. Write it down now; it is kept nowhere."))


def act(acts: "argparse._SubParsersAction[Any]", name: str, what: str, run: Any) -> Any:
    """Declare one thing that can be done to the server."""
    act = acts.add_parser(name, help=what, description=what)
    # Also behind the verb, where people write them.
    act.add_argument("--office", metavar="URL", default=argparse.SUPPRESS, help=_("the office"))
    act.add_argument(
        "--password-file",
        metavar="FILE",
        type=Path,
        default=argparse.SUPPRESS,
        help=_("take the password or the code from the first line of FILE"),
    )
    act.add_argument("--socket", metavar="DIR", default="", help=_("where PostgreSQL's socket is"))
    act.add_argument("--port", type=int, default=5432, help=_("where PostgreSQL listens"))
    act.add_argument(
        "--administrator-password-file",
        metavar="FILE",
        type=Path,
        default=None,
        help=_("where PostgreSQL does not know its administrator by the account (Windows)"),
    )
    act.add_argument("--administrator", default="postgres", help=_("of PostgreSQL"))
    act.set_defaults(run=run)
    return act


def find(arguments: argparse.Namespace, admin: str, port: int) -> Any:
    """The PostgreSQL on this computer. Raises UserError when there is none."""
    from mcsys_desktop.services import servers

    file = arguments.administrator_password_file
    password = password_of(argparse.Namespace(password_file=file), "") if file else ""
    return servers.find(admin, port, arguments.socket, password)


def say_findings(found: Any) -> int:
    """Say what is wrong, or that nothing is; the exit code."""
    for finding in found:
        answer(finding.sentence)
    if not found:
        say(_("Nothing is wrong with the server."))
        return Exit.DONE
    count = ngettext("{count} thing to mend.", "{count} things to mend.", len(found))
    say(count.format(count=len(found)))
    return Exit.REFUSED


def tell(file: Path, code: str) -> None:
    """Give the code of an invitation to whoever tells it."""
    answer(code)
    say(
        _(
            "Give the file {file} to whom it is for. Tell the code by voice: it counts once, for"
            " seven days, and is kept nowhere."
        ).format(file=file)
    )
