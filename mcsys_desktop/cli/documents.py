"""Documents without a window: what they add up to."""

import argparse
import json
from pathlib import Path
from typing import Any

from mcsys_desktop.cli.answers import Exit, answer_json
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _

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


def _totals(arguments: argparse.Namespace) -> int:
    from mcsys_desktop.core.money import worked  # the other verbs do not need it

    answer_json(worked.answers(_content(arguments.file)))
    return Exit.DONE


def _content(file: Path) -> Any:
    try:
        if file.stat().st_size > LARGEST:
            raise UserError(_("{file} is too large.").format(file=file))
        return json.loads(file.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise UserError(_("{file} cannot be read as JSON.").format(file=file)) from error
