"""What was typed over a customer or for a new one, as texts that outlive the program."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from mcsys_desktop.core.drafts import ABOUT
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import customers
from mcsys_desktop.ui.customers.edits import Stored, Typed

NEW = "customer/new/"  # with the request's id behind it
CARD = "customer/card/"  # with the customer's id behind it
NOTE = "customer/note/"  # with the customer's id behind it
WINDOW = "/window"  # behind that, when it was typed in the customer's own window


@dataclass(frozen=True, slots=True)
class Part:
    """One facet of a card: the rows it began from and the rows as they stood in the fields."""

    base: Sequence[Stored]
    typed: Sequence[Typed]


def customer_of(form: str) -> int:
    """The customer that a form for a card or a note is about."""
    return int(form.removeprefix(CARD).removeprefix(NOTE).removesuffix(WINDOW))


def name_of(draft: customers.CustomerDraft) -> str:
    """The name that was typed, of a business or a person; or nothing."""
    parts = (draft.first_name, draft.prefix, draft.surname)
    return draft.company_name or " ".join(part for part in parts if part)


def new_texts(draft: customers.CustomerDraft) -> dict[str, str]:
    """A form for a new customer as texts."""
    held = {each.name: str(getattr(draft, each.name)) for each in fields(draft)}
    about = name_of(draft) or draft.phone
    held[ABOUT] = _("New customer: {name}").format(name=about) if about else _("New customer")
    return held


def new_draft(texts: Mapping[str, str]) -> customers.CustomerDraft:
    """The form again; what a newer program wrote and we do not know is left out."""
    known = {each.name for each in fields(customers.CustomerDraft)}
    found: dict[str, Any] = {name: text for name, text in texts.items() if name in known}
    kinds = customers.CustomerKind, customers.Origin
    for name, kind in zip(("kind", "origin"), kinds, strict=True):
        if found.get(name) in list(kind):
            found[name] = kind(found[name])
        else:
            found.pop(name, None)
    return customers.CustomerDraft(**found)


def card_texts(name: str, parts: Mapping[str, Part]) -> dict[str, str]:
    """What was typed over a card as texts; ``name`` is the customer's."""
    held = {
        facet: {
            "base": [[row.id, row.version, dict(row.values)] for row in part.base],
            "typed": [[row.id, dict(row.values)] for row in part.typed],
        }
        for facet, part in parts.items()
    }
    return {ABOUT: _("Customer: {name}").format(name=name), "parts": json.dumps(held)}


def card_parts(texts: Mapping[str, str]) -> dict[str, Part]:
    """What was typed over a card again; nothing where the texts make no sense."""
    try:
        return {
            str(facet): Part(
                [Stored(int(i), int(version), values) for i, version, values in held["base"]],
                [Typed(None if i is None else int(i), values) for i, values in held["typed"]],
            )
            for facet, held in json.loads(texts["parts"]).items()
        }
    except (KeyError, TypeError, ValueError, AttributeError):
        return {}
