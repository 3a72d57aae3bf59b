"""What the status bar says of telephones and phone systems, in one line and a few sentences."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from mcsys_desktop.core.i18n import _

if TYPE_CHECKING:
    from mcsys_desktop.services.calls import SourceStatus
    from mcsys_desktop.services.listening import Receiver, Standing


def phones_said(
    said: Sequence["SourceStatus"], standing: "Standing | None"
) -> tuple[str, str, str]:
    """(tone, text, explanation) of what this desk hears, and what others hear for it.

    The worst comes first.
    """
    from mcsys_desktop.services.calls import SourceState  # loaded when the office was opened

    wrong = [each for each in said if each.state is not SourceState.WORKING]
    lost = [each for each in wrong if each.state is not SourceState.CONNECTING]
    if lost:
        return "bad", _("Phones: no connection"), lost[0].error
    silent = standing.silent if standing is not None else None
    if silent is not None and not silent.here:
        return "warn", _("Phones: {name} is silent").format(name=silent.name), _silence(silent)
    if standing is not None and standing.needed and not standing.listener:
        sentence = _("No desk listens to the phone system now. Calls are not shown or logged.")
        return "warn", _("Phones: nobody listens"), sentence
    if wrong:
        return "neutral", _("Phones: connecting"), wrong[0].error
    if said:
        sentences = [_heard(each) for each in said]
        return "ok", _("Phones"), " ".join(sentences)
    if standing is not None and standing.listener:
        sentence = _("{name} listens to the phone system.").format(name=standing.listener)
        return "ok", _("Phones"), sentence
    return "neutral", _("No telephone"), _("No phone tells this desk who calls.")


def _silence(silent: "Receiver") -> str:
    return _(
        "Telephones report to {name} ({address}), and that computer cannot be reached: their calls"
        " are not shown or logged. Start it, or forget it in the settings."
    ).format(name=silent.name, address=silent.address)


def _heard(status: "SourceStatus") -> str:
    if status.error:
        return status.error
    if status.source == "listener":
        return _("Phones report to {address}.").format(address=status.address)
    if status.source == "ldap":
        return _("Phones search the phone book at {address}.").format(address=status.address)
    return _("This desk listens to the phone system at {address}.").format(address=status.address)
