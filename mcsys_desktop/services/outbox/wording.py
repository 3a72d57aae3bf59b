"""What mails say: the office's own texts per kind, language and form, and what is filled in."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models import office
from mcsys_desktop.models.base import Group, transaction
from mcsys_desktop.services import free_text
from mcsys_desktop.services.colleagues.rights import require
from mcsys_desktop.services.outbox import defaults
from mcsys_desktop.services.outbox.defaults import LANGUAGES as LANGUAGES
from mcsys_desktop.services.outbox.defaults import NAMES as NAMES
from mcsys_desktop.services.outbox.defaults import Form, Kind

LONGEST_HEADING = 200  # characters
_PLACE = re.compile(r"\{([^{}]*)\}")
EXAMPLE = {
    "aanhef": "Beste Jan",
    "naam": "Bakkerij De Vries",
    "nummer": "F2026-00042",
    "bedrag": "€ 278,11",
    "datum": "22-11-2026",
    "vervaldatum": "6-12-2026",
    "referentie": "PO 4711",
    "bedrijf": "MC Systemen",
}


@dataclass(frozen=True, slots=True)
class Template:
    """A text with names in braces that are filled in: {nummer}, {bedrag}."""

    heading: str
    body: str
    own: bool = False  # the office wrote it


def template(kind: Kind, language: str = "nl", form: Form = Form.FORMAL) -> Template:
    """What a mail of this kind says. A language that has no words here is written in English."""
    known = language if language in LANGUAGES else "en"
    kept = office.setting(_name(kind, known, form))
    if kept:
        said = json.loads(kept)
        return Template(said["heading"], said["body"], own=True)
    return Template(defaults.heading(kind, known), defaults.body(kind, known, form))


def keep(kind: Kind, language: str, form: Form, heading: str, body: str) -> Template:
    """Let mails of this kind say this; the usual words again where both are empty.

    Raises Refused to who manages no office, and UserError for a name in braces that is none.
    """
    require(Group.ADMIN)
    if language not in LANGUAGES:
        raise ValueError(f"no mails are written in {language!r}")
    if not heading.strip() and not body.strip():
        kept = ""
    else:
        subject, text = free_text.line(heading, LONGEST_HEADING), free_text.notes(body)
        if not subject or not text:
            raise UserError(_("A mail has a subject and a text."))
        for unknown in sorted({*_PLACE.findall(subject), *_PLACE.findall(text)} - set(NAMES)):
            raise UserError(
                _("{{{name}}} is not known. You can use: {names}.").format(
                    name=unknown, names=", ".join(f"{{{each}}}" for each in NAMES)
                )
            )
        kept = json.dumps({"heading": subject, "body": text})
    with transaction():
        office.keep_setting(_name(kind, language, form), kept)
    return template(kind, language, form)


def fill(template: Template, values: Mapping[str, str]) -> tuple[str, str]:
    """Subject and text with everything filled in, once: what is filled in is never read again."""

    def value(found: re.Match[str]) -> str:
        return values.get(found[1], found[0])

    heading = " ".join(_PLACE.sub(value, template.heading).split())
    return heading[:LONGEST_HEADING], _PLACE.sub(value, template.body)


def _name(kind: Kind, language: str, form: Form) -> str:
    told = form if language == "nl" else Form.FORMAL
    return f"mail_{kind}_{language}_{told}"
