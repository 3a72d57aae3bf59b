"""What a number is, and whose it is."""

import argparse
from typing import TYPE_CHECKING, Any

from mcsys_desktop.cli.answers import Exit, answer, answer_json, office_of
from mcsys_desktop.core.i18n import _

if TYPE_CHECKING:  # importing it costs what `number` should not pay
    from mcsys_desktop.services.callers import Hit


def add(verbs: "argparse._SubParsersAction[Any]") -> None:
    """Declare ``number`` and ``lookup``."""
    number = verbs.add_parser(
        "number",
        help=_("what a piece of text is as a phone number"),
        description=_("Says what a piece of text is as a phone number."),
    )
    number.add_argument("text", metavar=_("TEXT"))
    number.add_argument("--json", action="store_true", help=_("answer as JSON"))
    number.set_defaults(run=_number)

    lookup = verbs.add_parser(
        "lookup",
        help=_("whose number it is"),
        description=_("Says which customers a number belongs to, and how it matched."),
    )
    lookup.add_argument("number", metavar=_("NUMBER"))
    lookup.add_argument("--json", action="store_true", help=_("answer as JSON"))
    lookup.set_defaults(run=_lookup)


def _number(arguments: argparse.Namespace) -> int:
    from mcsys_desktop.core import phone  # it loads the plan of all countries

    number = phone.parse(arguments.text)
    if arguments.json:
        answer_json({"kind": str(number.kind), "e164": number.e164, "extension": number.extension})
        return Exit.DONE
    shown = phone.display(number.e164) if number.e164 else ""
    answer(" ".join(part for part in (str(number.kind), shown, number.extension) if part))
    return Exit.DONE


def _lookup(arguments: argparse.Namespace) -> int:
    from mcsys_desktop.cli import doors  # the database, which `number` does not need
    from mcsys_desktop.services import callers

    with doors.opened(office_of(arguments), arguments):
        hits = callers.recognise(arguments.number).hits
    if arguments.json:
        answer_json([_hit(hit) for hit in hits])
        return Exit.DONE
    if not hits:
        answer(_("No customer has this number."))
    for hit in hits:
        who = f"{hit.name} ({hit.person})" if hit.person else hit.name
        answer(f"{hit.number}  {who}  {hit.reason}")
    return Exit.DONE


def _hit(hit: "Hit") -> dict[str, object]:
    return {
        "customer": hit.number,
        "name": hit.name,
        "person": hit.person,
        "use": str(hit.use),
        "match": hit.step.name.lower(),
        "reason": hit.reason,
    }
