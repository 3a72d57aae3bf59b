"""Read customers in from a list, and take them out."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mcsys_desktop.cli.answers import (
    Exit,
    answer,
    answer_json,
    office_of,
    progress,
    progress_done,
    say,
)
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _

if TYPE_CHECKING:  # the database, which other verbs do without
    from mcsys_desktop.services.imports import Found, Tried

EXISTING = ("fill", "overwrite", "skip")
_TOLD = 20  # errors on the screen; all of them are in the file


def add(verbs: "argparse._SubParsersAction[Any]") -> None:
    """Declare ``customers import`` and ``customers export``."""
    customers = verbs.add_parser(
        "customers",
        help=_("read customers in from a list, and take them out"),
        description=_("Reads customers in from a list of another program, and takes them out."),
    )
    more = customers.add_subparsers(title=_("verbs"), metavar=_("VERB"), required=True)
    bring = more.add_parser(
        "import",
        help=_("read customers in from a CSV or vCard file"),
        description=_(
            "Reads customers in from a CSV or vCard file: all rows that can be, as one act."
            " The same file twice adds nothing."
        ),
    )
    bring.add_argument("file", metavar=_("FILE"), type=Path)
    bring.add_argument("--dry-run", action="store_true", help=_("only say what would happen"))
    bring.add_argument(
        "--existing",
        choices=EXISTING,
        default=EXISTING[0],
        help=_("what happens to customers that are there already; fill, when left out"),
    )
    bring.add_argument(
        "--errors", metavar="FILE", type=Path, help=_("write the rows with errors to FILE")
    )
    bring.add_argument("--json", action="store_true", help=_("answer as JSON"))
    bring.set_defaults(run=_import)

    take = more.add_parser(
        "export",
        help=_("take all customers out to a file"),
        description=_(
            "Takes all customers out to FILE: .csv, .xlsx or .vcf. That is noted in the log."
        ),
    )
    take.add_argument("file", metavar=_("FILE"), type=Path)
    take.set_defaults(run=_export)


def _import(arguments: argparse.Namespace) -> int:
    from mcsys_desktop.cli import doors  # the database
    from mcsys_desktop.services import imports

    with doors.opened(office_of(arguments), arguments):
        found = imports.read_file(arguments.file)
        fields = imports.remembered(found)
        existing = imports.Existing(arguments.existing)
        if arguments.dry_run:
            done = imports.try_out(found, fields, existing)
        else:
            done = imports.bring_in(found, fields, existing, _progress)
            progress_done(_("The list has been read in."))
    if arguments.errors is not None:
        _write_errors(arguments.errors, found, done)
    if arguments.json:
        answer_json(_as_json(done, dry=arguments.dry_run))
    else:
        _tell(done)
    return Exit.DONE if not done.errors() else Exit.REFUSED


def _progress(done: int, of: int) -> None:
    progress(_("Reading in: {done} of {of} customers").format(done=done, of=of))


def _tell(done: "Tried") -> None:
    for outcome, count in done.counts.items():
        answer(f"{outcome.value}: {count}")
    errors = done.errors()
    for row in errors[:_TOLD]:
        say(_("Line {line}: {error}").format(line=row.line, error=row.error))
    if len(errors) > _TOLD:
        say(_("and {count} more").format(count=len(errors) - _TOLD))


def _as_json(done: "Tried", *, dry: bool) -> dict[str, object]:
    return {
        "dry_run": dry,
        "counts": {outcome.value: count for outcome, count in done.counts.items()},
        "errors": [{"line": row.line, "error": row.error} for row in done.errors()],
    }


def _write_errors(file: Path, found: "Found", done: "Tried") -> None:
    from mcsys_desktop.services import imports

    _write(file, imports.faulty_rows(found, done.errors()))


def _export(arguments: argparse.Namespace) -> int:
    from mcsys_desktop.cli import doors  # the database
    from mcsys_desktop.services import exports

    ending = arguments.file.suffix.lower().removeprefix(".")
    if ending not in {kind.value for kind in exports.Kind}:
        raise UserError(_("Give a file that ends in .csv, .xlsx or .vcf."))
    with doors.opened(office_of(arguments), arguments):
        made = exports.customers_file(exports.Kind(ending))
    _write(arguments.file, made)
    say(_("The customers are in {file}.").format(file=arguments.file))
    return Exit.DONE


def _write(file: Path, made: bytes) -> None:
    from mcsys_desktop.core import whole_files

    try:
        whole_files.write_whole(file, made)
    except OSError as error:
        raise UserError(_("The file could not be written there. Choose another place.")) from error
