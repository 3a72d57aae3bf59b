"""What a phone system sent, played again: which calls come of it."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mcsys_desktop.cli.answers import Exit, answer, answer_json
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _

if TYPE_CHECKING:
    from mcsys_desktop.services.calls import Replayed

LARGEST = 200_000_000  # bytes; a recording of months


def add(verbs: "argparse._SubParsersAction[Any]") -> None:
    """Declare ``calls replay``."""
    group = verbs.add_parser(
        "calls",
        help=_("what a phone system tells of calls"),
        description=_("Shows what the program makes of what a phone system tells of calls."),
    )
    acts = group.add_subparsers(title=_("verbs"), metavar=_("VERB"), required=True)
    replay = acts.add_parser(
        "replay",
        help=_("play a recording again"),
        description=_(
            "Plays what a phone system sent from a file, and shows the calls that come of it. No"
            " office is needed, and nothing is written."
        ),
    )
    replay.add_argument(
        "source", metavar=_("SOURCE"), help=_("which phone system, such as asterisk or fritzbox")
    )
    replay.add_argument("file", metavar=_("FILE"), type=Path)
    replay.add_argument("--json", action="store_true", help=_("answer as JSON"))
    replay.set_defaults(run=_replay)


def _replay(arguments: argparse.Namespace) -> int:
    from mcsys_desktop.services import calls  # the rest of the program need not load for --help
    from mcsys_desktop.telephony.sources import RECORDINGS

    play = RECORDINGS.get(arguments.source)
    if play is None:
        raise UserError(
            _("There are no recordings of “{source}”. There are of: {sources}.").format(
                source=arguments.source, sources=", ".join(sorted(RECORDINGS))
            )
        )
    found = calls.replay(play(_content(arguments.file)))
    if arguments.json:
        answer_json([_call(call) for call in found])
        return Exit.DONE
    if not found:
        answer(_("No calls come of this recording."))
    for call in found:
        answer(_line(call))
    return Exit.DONE


def _content(file: Path) -> bytes:
    try:
        if file.stat().st_size > LARGEST:
            raise UserError(_("The file {file} is too large to play.").format(file=file))
        return file.read_bytes()
    except OSError as error:
        raise UserError(_("The file {file} cannot be read.").format(file=file)) from error


def _call(call: "Replayed") -> dict[str, object]:
    moments = {"rang_at": call.rang_at, "answered_at": call.answered_at, "ended_at": call.ended_at}
    return {
        "direction": str(call.direction),
        "number": call.number,
        "name": call.name,
        "called": call.called,
        "withheld": call.withheld,
        "state": call.state.name.lower(),
        "outcome": str(call.outcome),
        "answered_by": call.answered_by,
        "origin": call.origin,
        "reports": call.reports,
        **{name: None if at is None else at.isoformat() for name, at in moments.items()},
    }


def _line(call: "Replayed") -> str:
    number = _("withheld") if call.withheld else call.number
    parts = [f"{call.rang_at:%Y-%m-%d %H:%M:%S}", str(call.direction), number, "→", call.called]
    state = str(call.outcome) or call.state.name.lower()
    return "  ".join(part for part in (*parts, state, call.answered_by) if part)
