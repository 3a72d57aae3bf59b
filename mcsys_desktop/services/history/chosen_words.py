"""What was chosen of a phone system, as the log shows it: setting by setting."""

import json

from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.settings import declared
from mcsys_desktop.core.settings_office import kind_of


def of_phone_system(told: str) -> str:
    """The settings in ``told`` (JSON) in the words of the settings page; as it is otherwise."""
    try:
        known = json.loads(told)
    except ValueError:
        return told
    if not isinstance(known, dict):
        return told
    return "; ".join(
        f"{_(each.label)}: {_shown(known[each.name])}"
        for each in declared()
        if each.name in known and each.shown and kind_of(each.name)
    )


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(str(line) for line in value)
    return _("a certificate") if str(value).startswith("-----BEGIN") else str(value)
