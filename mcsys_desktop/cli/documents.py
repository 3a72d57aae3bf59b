"""Documents without a window: what they add up to, their papers, and whether all is whole."""

import argparse
import json
from datetime import date
from pathlib import Path
from typing import Any

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
from mcsys_desktop.core.i18n import _, ngettext
from mcsys_desktop.core.money.amounts import number

LARGEST = 50_000_000  # bytes


def add(verbs: "argparse._SubParsersAction[Any]") -> None:
    """Declare ``documents``."""
    group = verbs.add_parser(
        "documents",
        help=_("invoices and what they add up to"),
        description=_("Adds up documents, and checks those of an office."),
    )
    acts = group.add_subparsers(title=_("verbs"), metavar=_("VERB"), required=True)
    totals = acts.add_parser(
        "totals",
        help=_("add up worked documents"),
        description=_(
            "Reads worked documents from a JSON file, and prints what each adds up to, as JSON. No"
            " office is needed."
        ),
    )
    totals.add_argument("file", metavar=_("FILE"), type=Path)
    totals.set_defaults(run=_totals)
    render = acts.add_parser(
        "render",
        help=_("write the kept papers of a document"),
        description=_("Writes the PDF and the XML of a final document as they were made."),
    )
    render.add_argument("number", metavar=_("NUMBER"))
    render.add_argument("--to", metavar="DIR", type=Path, required=True, help=_("the folder"))
    render.set_defaults(run=_render)
    check = acts.add_parser(
        "check",
        help=_("prove that all documents are what they were"),
        description=_(
            "Checks the numbers and hashes of all final documents, and draws their papers again."
        ),
    )
    check.set_defaults(run=_check)
    books = acts.add_parser(
        "books",
        help=_("the documents of a period for the bookkeeper"),
        description=_(
            "Prints the VAT return of a period, and writes its papers and lists to a zip file."
        ),
    )
    books.add_argument("--from", dest="first", metavar=_("DAY"), type=_day, required=True)
    books.add_argument("--to", dest="last", metavar=_("DAY"), type=_day, required=True)
    books.add_argument("--zip", metavar=_("FILE"), type=Path, help=_("where the zip file goes"))
    books.set_defaults(run=_books)


def _totals(arguments: argparse.Namespace) -> int:
    from mcsys_desktop.core.money import worked  # the other verbs do not need it

    answer_json(worked.answers(_content(arguments.file)))
    return Exit.DONE


def _render(arguments: argparse.Namespace) -> int:
    from mcsys_desktop.cli import doors  # the database, which `totals` does not need
    from mcsys_desktop.services.invoices import papers

    with doors.opened(office_of(arguments), arguments):
        found = papers.papers(papers.numbered(arguments.number))
    folder: Path = arguments.to
    for paper in found:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / paper.name).write_bytes(paper.content)
        except OSError as error:
            raise UserError(
                _("{file} cannot be written.").format(file=folder / paper.name)
            ) from error
        answer(str(folder / paper.name))
    return Exit.DONE


def _check(arguments: argparse.Namespace) -> int:
    from mcsys_desktop.cli import doors
    from mcsys_desktop.services.invoices import proving

    with doors.opened(office_of(arguments), arguments):
        found = proving.prove(lambda done: progress(_so_far(done)))
    for flaw in found.flaws:
        answer(flaw)
    progress_done(
        _(
            "{count} documents, {papers} papers: {equal} drawn again with the same bytes, {alike}"
            " by another version with the same text and picture; flaws: {flaws}."
        ).format(
            count=found.documents,
            papers=found.papers,
            equal=found.equal,
            alike=found.alike,
            flaws=len(found.flaws),
        )
    )
    return Exit.REFUSED if found.flaws else Exit.DONE


def _books(arguments: argparse.Namespace) -> int:
    from mcsys_desktop.cli import doors
    from mcsys_desktop.services import books

    period = books.Period(arguments.first, arguments.last)
    with doors.opened(office_of(arguments), arguments):
        vat = books.overview(period)
        for box in vat.boxes:
            name = box.name or _("not reported")
            answer(f"{name}\t{number(box.base, 2, 2)}\t{number(box.vat, 2, 2)}")
        answer(f"5a\t\t{number(vat.vat, 2, 2)}")
        for remark in vat.remarks:
            say(remark)
        if arguments.zip is None:
            return Exit.DONE
        packed = books.pack(arguments.zip, period, lambda done: progress(_so_far(done)))
    for flaw in packed.flaws:
        answer(flaw)
    progress_done(
        _("{file}: {count} documents, {papers} papers; flaws: {flaws}.").format(
            file=arguments.zip,
            count=packed.documents,
            papers=packed.papers,
            flaws=len(packed.flaws),
        )
    )
    return Exit.REFUSED if packed.flaws else Exit.DONE


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError as error:
        raise argparse.ArgumentTypeError(_("Write a day as 2026-12-31.")) from error


def _content(file: Path) -> Any:
    try:
        if file.stat().st_size > LARGEST:
            raise UserError(_("{file} is too large.").format(file=file))
        return json.loads(file.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise UserError(_("{file} cannot be read as JSON.").format(file=file)) from error


def _so_far(count: int) -> str:
    return ngettext("{count} document", "{count} documents", count).format(count=count)
