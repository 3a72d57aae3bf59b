"""Hand a call to the program that is running already."""

from PySide6.QtCore import QCoreApplication

from mcsys_desktop.core import phone
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.profile import Profile
from mcsys_desktop.ui import single_instance


def ring(profile: Profile, office: str, number: str) -> None:
    """Tell the running program that ``number`` calls. Raises UserError when none runs there."""
    kind = phone.parse(number).kind
    if kind is phone.NumberKind.UNKNOWN:
        raise UserError(_("“{number}” is not a phone number.").format(number=number))
    # Local sockets want an application to belong to; it need not run.
    application = QCoreApplication.instance() or QCoreApplication(["mcsys-desktop"])
    name = single_instance.name_of(profile.folder, office)
    if not single_instance.send(name, {"ring": number}):
        raise UserError(_("MCSys Desktop does not run for this office. Start it first."))
    del application
