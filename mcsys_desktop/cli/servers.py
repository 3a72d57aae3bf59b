"""The office's server from the command line: prepared, checked, renewed; people let in and out."""

import argparse
import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mcsys_desktop.cli import backups, making_servers, updates
from mcsys_desktop.cli.answers import Exit, answer, answer_json, office_or_none, password_of, say
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _

INVITATION = ".mcsys"  # how the name of an invitation ends
GROUPS = ("reader", "desk", "accounting", "admin")


def add(verbs: "argparse._SubParsersAction[Any]") -> None:
    """Declare ``server`` and what can be done to it."""
    server = verbs.add_parser(
        "server",
        help=_("the office's server: prepare, check, renew; let people in and out"),
        description=_("Looks after the PostgreSQL server of the office."),
    )
    acts = server.add_subparsers(title=_("verbs"), metavar=_("VERB"), required=True)
    making_servers.add(acts)
    check = making_servers.act(
        acts, "check", _("say what is wrong with the server, and how to mend it"), _check
    )
    check.add_argument("--json", action="store_true", help=_("answer as JSON"))
    review = making_servers.act(
        acts,
        "review",
        _("look after the security of the office, and sign that it was done"),
        _review,
    )
    review.add_argument("--json", action="store_true", help=_("answer as JSON"))
    review.add_argument("--sign", action="store_true", help=_("put your name to what is shown"))
    review.add_argument("--remark", default="", help=_("what is to be kept with it"))
    invite = making_servers.act(acts, "invite", _("let somebody new into the office"), _invite)
    invite.add_argument("name", metavar=_("NAME"), help=_("what this person is called"))
    invite.add_argument("--group", choices=GROUPS, default="desk", help=_("what they may do"))
    invite.add_argument("--login", default="", help=_("the login; else made of the name"))
    invite.add_argument("--to", metavar="FILE", type=Path, required=True, help=_("the invitation"))
    recover = making_servers.act(
        acts, "recover", _("give somebody a new start code, on the server"), _recover
    )
    recover.add_argument("login", metavar="LOGIN", nargs="?", default="")
    recover.add_argument("--to", metavar="FILE", type=Path, help=_("the invitation"))
    close = making_servers.act(
        acts, "close", _("close somebody's login, and end what is open"), _close
    )
    close.add_argument("login", metavar="LOGIN")
    what = _("bring the office up to this program, when the desks agree or are closed")
    making_servers.act(acts, "upgrade", what, _upgrade)
    what = _("make a login that may upgrade the office from a desk, and nothing else")
    migrator = making_servers.act(acts, "migrator", what, _migrator)
    migrator.add_argument("login", metavar="LOGIN")
    renew = making_servers.act(acts, "renew", _("renew the certificate of the server"), _renew)
    renew.add_argument("--key-file", metavar="FILE", type=Path, required=True)
    what = _("put the office back from a backup, on a new server")
    restore = making_servers.act(acts, "restore", what, _restore)
    restore.add_argument("file", metavar=_("FILE"), type=Path)
    backups.add_how(restore)
    updates.add(acts)


def _check(arguments: argparse.Namespace) -> int:
    from mcsys_desktop.services import servers

    with contextlib.ExitStack() as stack:
        server = _here(arguments)
        if server is not None:
            found = servers.check_on_server(server)
        else:
            stack.enter_context(_at_desk(arguments))
            found = servers.check_from_desk()
    if arguments.json:
        answer_json([{"key": finding.key, "sentence": finding.sentence} for finding in found])
        return Exit.REFUSED if found else Exit.DONE
    return making_servers.say_findings(found)


def _review(arguments: argparse.Namespace) -> int:
    """Always as a person of the office: nobody else has a name to put to it."""
    from mcsys_desktop.cli import reviewing
    from mcsys_desktop.services import reviews, servers

    server = _here(arguments) if arguments.socket else None
    found = servers.check_on_server(server) if server is not None else None
    with _at_desk(arguments):
        seen = reviews.look(found)
        signed = reviews.sign(seen, arguments.remark) if arguments.sign else None
    reviewing.tell(seen, signed, as_json=arguments.json)
    return Exit.DONE


def _invite(arguments: argparse.Namespace) -> int:
    from mcsys_desktop.services import servers

    with _office(arguments) as entry:
        invited = servers.invite(
            arguments.name, servers.Group(f"mcsys_{arguments.group}"), entry, arguments.login
        )
    servers.write_invitation(invited, arguments.to)
    making_servers.tell(arguments.to, invited.code)
    return Exit.DONE


def _recover(arguments: argparse.Namespace) -> int:
    from mcsys_desktop.services import servers

    if arguments.login and arguments.to is None:
        raise UserError(_("Say with --to where the invitation goes, for example --to sanne.mcsys."))
    with _office(arguments) as entry:
        if not arguments.login:
            people = servers.people()
            for person in people:
                state = _("can sign in") if person.enabled else _("closed")
                answer(f"{person.name}  {person.group.value.removeprefix('mcsys_')}  {state}")
            for other in servers.without_login({person.name for person in people}):
                group, state = str(other.may), _("no login on this server")
                answer(f"{other.login}  {group.removeprefix('mcsys_')}  {state}")
            return Exit.DONE
        invited = servers.invite_again(arguments.login, entry)
    servers.write_invitation(invited, arguments.to)
    making_servers.tell(arguments.to, invited.code)
    return Exit.DONE


def _close(arguments: argparse.Namespace) -> int:
    from mcsys_desktop.services import servers

    with _office(arguments):
        servers.close_login(arguments.login)
    say(_("{login} is out, and cannot sign in any more.").format(login=arguments.login))
    return Exit.DONE


def _upgrade(arguments: argparse.Namespace) -> int:
    from mcsys_desktop.cli import offices as telling
    from mcsys_desktop.services import offices, servers

    server = making_servers.find(arguments, arguments.administrator, arguments.port)
    record = servers.needed_on(server)
    url = server.url(record.database)
    telling.say_applied(offices.upgrade(url, server.password, telling.say_waited))
    return Exit.DONE


def _migrator(arguments: argparse.Namespace) -> int:
    from mcsys_desktop.services import servers

    server = making_servers.find(arguments, arguments.administrator, arguments.port)
    question = _("New password of {login}:").format(login=arguments.login)
    servers.make_migrator(server, arguments.login, password_of(arguments, question))
    say(_("{login} may upgrade the office from a desk.").format(login=arguments.login))
    return Exit.DONE


def _renew(arguments: argparse.Namespace) -> int:
    from mcsys_desktop.services import servers

    server = making_servers.find(arguments, arguments.administrator, arguments.port)
    code = password_of(arguments, _("Code of the key file, from the emergency envelope:"))
    servers.renew(server, arguments.key_file, code, say)
    return making_servers.say_findings(servers.check_on_server(server))


def _restore(arguments: argparse.Namespace) -> int:
    from mcsys_desktop.services import servers

    server = making_servers.find(arguments, arguments.administrator, arguments.port)
    record = servers.needed_on(server)
    backups.put_back(arguments, server.url(record.database), server.password)
    say(
        _(
            "Nobody has a login on this server yet. Let everybody in again: mcsys-desktop server"
            " recover says who, and with a name behind it makes an invitation."
        )
    )
    return Exit.DONE


@contextlib.contextmanager
def _office(arguments: argparse.Namespace) -> Iterator[Any]:
    """The office, open: on the server as its administrator, elsewhere as whoever sits here."""
    from mcsys_desktop.services import servers

    server = _here(arguments)
    if server is not None:
        with servers.on_server(server) as here:
            yield here.entry
        return
    with _at_desk(arguments):
        yield servers.own_entry()


@contextlib.contextmanager
def _at_desk(arguments: argparse.Namespace) -> Iterator[None]:
    from mcsys_desktop.cli import doors
    from mcsys_desktop.cli.answers import office_of

    with doors.opened(office_of(arguments), arguments):
        yield


def _here(arguments: argparse.Namespace) -> Any:
    """The server that this computer is, unless an office was named; None at a desk."""
    if office_or_none(arguments) and not arguments.socket:
        return None
    try:
        return making_servers.find(arguments, arguments.administrator, arguments.port)
    except UserError:
        if arguments.socket or not office_or_none(arguments):
            raise
        return None
