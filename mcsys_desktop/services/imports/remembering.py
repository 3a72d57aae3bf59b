"""Which column was which field, the last time that a file with these headings was read."""

import hashlib
import json
from collections.abc import Sequence

from mcsys_desktop.core.contact_files import Form, Found
from mcsys_desktop.models.base import transaction
from mcsys_desktop.models.imports import ImportMapping
from mcsys_desktop.services.imports.fields import Field
from mcsys_desktop.services.imports.guessing import propose
from mcsys_desktop.services.imports.headings import plain


def remembered(found: Found) -> tuple[Field, ...]:
    """The fields that were chosen for such a file before; otherwise those that are likely."""
    known = ImportMapping.get_or_none(ImportMapping.heading == _sum(found.heading))
    if known is None or not _has_names(found):
        return propose(found)
    try:
        told = [Field(value) for value in json.loads(known.fields)]
    except (ValueError, TypeError):  # another version knew other fields
        return propose(found)
    return tuple(told) if len(told) == len(found.heading) else propose(found)


def remember(found: Found, fields: Sequence[Field]) -> None:
    """Keep what was chosen, where that is not what would have been proposed anyway."""
    if not _has_names(found):
        return
    told = json.dumps([field.value for field in fields])
    known = ImportMapping.get_or_none(ImportMapping.heading == _sum(found.heading))
    if (known is None and tuple(fields) == propose(found)) or (known and known.fields == told):
        return
    with transaction():
        mapping = known or ImportMapping(heading=_sum(found.heading))
        mapping.fields = told
        mapping.save()


def _has_names(found: Found) -> bool:
    return found.form is Form.TABLE and any(found.heading)


def _sum(headings: Sequence[str]) -> str:
    told = "\n".join(plain(heading) for heading in headings)
    return hashlib.sha256(told.encode()).hexdigest()
