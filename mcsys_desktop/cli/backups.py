"""Back an office up, prove a backup, put it back, and do that every night."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mcsys_desktop.cli.answers import Exit, answer, office_of, password_of, say
from mcsys_desktop.cli.offices import write_sheet
from mcsys_desktop.core import clock, profile, settings
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _

if TYPE_CHECKING:
    from mcsys_desktop.services.backups import Restored
    from mcsys_desktop.services.backups.nightly import Night


def add(verbs: "argparse._SubParsersAction[Any]") -> None:
    """Declare ``backup``, ``restore`` and ``collect``."""
    _add_backup(verbs)
    restore = verbs.add_parser(
        "restore",
        help=_("put an office back from a backup"),
        description=_(
            "Puts a whole office back from a backup: in a new file, or in an empty database that"
            " was prepared for an office. So an office moves to a server, too, and back."
        ),
    )
    restore.add_argument("file", metavar=_("FILE"), type=Path)
    restore.add_argument("--to", metavar="URL", required=True, help=_("where: as --office"))
    add_how(restore)
    restore.add_argument(
        "--new-key",
        action="store_true",
        help=_("in a file: a new password and a new recovery code"),
    )
    restore.add_argument(
        "--no-key", action="store_true", help=_("a file without a key, for tests only")
    )
    restore.add_argument(
        "--sheet", metavar="FILE", type=Path, help=_("write the recovery sheet (PDF) to FILE")
    )
    restore.set_defaults(run=_restore)

    collect = verbs.add_parser(
        "collect",
        help=_("stay on: log who calls, and make the backup of every night"),
        description=_(
            "Stays on without a window, logs what the office's phone systems tell of calls, and"
            " makes the backup of every night. One computer in the office does each of them at a"
            " time; the others wait for their turn."
        ),
    )
    collect.add_argument("--to", metavar="DIR", type=Path, help=_("where the backups go; is kept"))
    collect.add_argument("--at", metavar="TIME", default="", help=_("when, as 2:30; is kept"))
    collect.add_argument(
        "--calls-only", action="store_true", help=_("make no backups: another computer does")
    )
    collect.set_defaults(run=_collect)


def _add_backup(verbs: "argparse._SubParsersAction[Any]") -> None:
    backup = verbs.add_parser(
        "backup",
        help=_("make a backup and prove it"),
        description=_(
            "Makes an encrypted backup of the office, while others work, and puts it back for"
            " trial before it counts."
        ),
    )
    backup.add_argument("--to", metavar="DIR", type=Path, help=_("where it goes"))
    backup.set_defaults(run=_backup)
    more = backup.add_subparsers(title=_("verbs"), metavar=_("VERB"))
    keys = more.add_parser(
        "keys",
        help=_("make the keys that open backups, once"),
        description=_(
            "Makes two keys: one for the owner, one for the envelope in the safe. Either opens"
            " every backup. They are written to DIR and kept nowhere else."
        ),
    )
    keys.add_argument("--to", metavar="DIR", type=Path, required=True, help=_("where they go"))
    keys.add_argument(
        "--again", action="store_true", help=_("new ones, though there are keys already")
    )
    keys.set_defaults(run=_keys)
    check = more.add_parser(
        "check",
        help=_("prove a backup with a real key"),
        description=_("Puts a backup back for trial, and throws that away. Nothing is changed."),
    )
    check.add_argument("file", metavar=_("FILE"), type=Path)
    _add_identity(check)
    check.set_defaults(run=_check)


def add_how(restore: argparse.ArgumentParser) -> None:
    """Declare what opens a backup that is put back, and what is accepted of it."""
    _add_identity(restore)
    restore.add_argument(
        "--accept-changed-history",
        action="store_true",
        help=_("also an office whose log was changed by hand"),
    )


def put_back(arguments: argparse.Namespace, url: str, password: str) -> None:
    """Put a backup back on the server itself, as its administrator."""
    from mcsys_desktop.services import backups

    identity = [backups.read_identity(arguments.identity)]
    wanted = backups.Wanted(password, changed_history=arguments.accept_changed_history)
    _say_restored(backups.restore(arguments.file, url, identity, wanted))


def _add_identity(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--identity", metavar="FILE", type=Path, required=True, help=_("the key that opens it")
    )


def _backup(arguments: argparse.Namespace) -> int:
    from mcsys_desktop.cli import doors  # the database
    from mcsys_desktop.services import backups

    known = settings.load(profile.place(arguments.profile))
    folder = _folder(arguments.to, known)
    locks = backups.recipients(known)
    with doors.opened(office_of(arguments), arguments):
        made = backups.make(folder, locks)
    say(
        _("The backup {file} is good: {rows} rows, {size} MB.").format(
            file=made.path, rows=made.totals.rows, size=-(-made.bytes // 1_000_000)
        )
    )
    return Exit.DONE


def _keys(arguments: argparse.Namespace) -> int:
    from mcsys_desktop.services import backups

    place = profile.find(arguments.profile)
    known = settings.load(place.folder)
    if known.backup_recipients and not arguments.again:
        raise UserError(
            _(
                "There are keys for backups on this computer already. With --again new ones are"
                " made; keep the old ones for the old backups."
            )
        )
    keys = backups.write_keys(arguments.to)
    known.backup_recipients = keys.recipients
    known.save(place.folder)
    say(
        _(
            "The keys are {owner} and {envelope}. Print both and put them on a stick, keep those"
            " apart from the office and from each other, and delete the files."
        ).format(owner=keys.owner, envelope=keys.envelope)
    )
    return Exit.DONE


def _check(arguments: argparse.Namespace) -> int:
    from mcsys_desktop.services import backups

    proof = backups.prove(arguments.file, [backups.read_identity(arguments.identity)])
    if proof.flaws:
        raise UserError(
            _("The backup is whole, but its log was changed by hand: {flaw}").format(
                flaw=proof.flaws[0].sentence
            )
        )
    answer(
        _("{rows} rows of {when}; the log ends with {seq} {hash}").format(
            rows=proof.totals.rows,
            when=f"{clock.local(proof.taken_at):%d-%m-%Y %H:%M}",
            seq=proof.totals.seq,
            hash=proof.totals.hash,
        )
    )
    return Exit.DONE


def _restore(arguments: argparse.Namespace) -> int:
    from mcsys_desktop.models import address as addresses  # the database
    from mcsys_desktop.services import backups, offices

    identity = [backups.read_identity(arguments.identity)]
    address = addresses.parse(arguments.to)
    head = backups.look_into(arguments.file, identity)
    if address.path is None:
        question = _("Password of {login}:").format(login=address.login)
    elif head.keyed and not arguments.new_key:
        question = _("Password of {login}:").format(login=head.person)
    else:
        question = _("New password of {login}:").format(login=head.person)
    plain = address.path is not None and arguments.no_key
    wanted = backups.Wanted(
        password="" if plain else password_of(arguments, question),
        new_key=arguments.new_key,
        plain=plain,
        changed_history=arguments.accept_changed_history,
    )
    done = backups.restore(arguments.file, address.url, identity, wanted)
    _say_restored(done)
    if done.code:
        assert address.path is not None  # noqa: S101  # only files have a code
        answer(done.code)
        if arguments.sheet is not None:
            made = offices.Made(done.url, address.path.stem, done.code)
            write_sheet(arguments.sheet, offices.recovery_sheet(made))
        else:
            say(_("This is the recovery code. Write it down now; it is kept nowhere."))
    return Exit.DONE


def _say_restored(done: "Restored") -> None:
    say(
        _("The office of {when} stands again: {rows} rows. Its log ended with {seq} {hash}").format(
            when=f"{clock.local(done.taken_at):%d-%m-%Y %H:%M}",
            rows=done.totals.rows,
            seq=done.totals.seq,
            hash=done.totals.hash,
        )
    )


def _collect(arguments: argparse.Namespace) -> int:
    from mcsys_desktop.app import call_collector, collector  # the database
    from mcsys_desktop.cli import doors
    from mcsys_desktop.core.logs import Logs
    from mcsys_desktop.services import offices

    place = profile.find(arguments.profile)
    night = None if arguments.calls_only else _night(arguments, place)
    door = offices.look(office_of(arguments))
    password = doors.password_for(door, arguments) if door.asks_password else ""
    logs = Logs(place)
    logs.start()
    try:
        calls = call_collector.CallCollector(settings.load(place.folder))
        told = (door.url, password, night, place.tries, say)
        collector.run(collector.Collector(*told, calls=calls))
    finally:
        logs.stop()
    return Exit.DONE


def _night(arguments: argparse.Namespace, place: profile.Profile) -> "Night":
    from mcsys_desktop.services import backups
    from mcsys_desktop.services.backups.nightly import Night, read_time

    known = settings.load(place.folder)
    locks = backups.recipients(known)
    at = read_time(arguments.at or known.backup_at)
    folder = _folder(arguments.to, known)
    if arguments.to or arguments.at:
        known.backup_folder, known.backup_at = str(folder), f"{at:%H:%M}"
        known.save(place.folder)
    return Night(folder, locks, at)


def _folder(given: Path | None, known: settings.Settings) -> Path:
    if given is None and not known.backup_folder:
        raise UserError(_("Say with --to where the backup goes."))
    return Path(given or known.backup_folder).absolute()
