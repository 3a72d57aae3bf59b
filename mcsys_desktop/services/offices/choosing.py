"""Another password for whoever works at this desk, while the work goes on."""

from mcsys_desktop.core import passwords
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.vault import WrongPassword
from mcsys_desktop.models.base import shared
from mcsys_desktop.services.colleagues import me, my_name
from mcsys_desktop.services.offices import opening


def choose_password(own_password: str, chosen: str) -> None:
    """Change it, by the present one. Raises WrongPassword, and UserError for one that won't do."""
    # Few do it, and a start does without what lets people in.
    from mcsys_desktop.services import servers
    from mcsys_desktop.services.colleagues import in_file

    known = (me(), my_name())
    if not shared():
        in_file.choose_password(own_password, chosen, known)
        return
    if not opening.is_own_password(own_password):
        raise WrongPassword(_("That is not your present password."))
    servers.set_own_password(chosen, known)
    opening.know(passwords.normal(chosen))
