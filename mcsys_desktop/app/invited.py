"""Somebody opened an invitation: read it, ask for the code and a password, and join."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.profile import Profile
from mcsys_desktop.ui.main_window import MainWindow
from mcsys_desktop.ui.offices import Joining
from mcsys_desktop.ui.work import Work

if TYPE_CHECKING:
    from mcsys_desktop.services.offices import Office
    from mcsys_desktop.services.servers import Invitation


class Invited(QObject):
    """The way in for who was invited.

    ``asks`` carries the question to put on the screen, ``inside`` the office (an Office) that was
    joined, ``refused`` the error of a file that is no invitation.
    """

    asks = Signal(QDialog)
    inside = Signal(object)
    refused = Signal(object)

    def __init__(self, window: MainWindow, work: Work, profile: Profile, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._work, self._profile = window, work, profile

    def open(self, file: Path) -> None:
        """Read the invitation in ``file`` and ask for what is not in it."""
        self._work.run(self, _read, file, then=self._ask, failed=self.refused.emit)

    def _ask(self, invitation: "Invitation") -> None:
        asked = Joining(invitation.address, invitation.login, self._window)

        def given(code: str, password: str) -> None:
            self._work.run(
                self,
                _join,
                invitation,
                code,
                password,
                self._profile,
                then=self.inside.emit,
                failed=lambda error: asked.refuse(said(error)),
            )

        asked.given.connect(given)
        self.asks.emit(asked)


# What runs on a worker. The imports are here because the worker has the time for them.


def _read(file: Path) -> "Invitation":
    from mcsys_desktop.services import servers

    return servers.read_invitation(file)


def _join(invitation: "Invitation", code: str, password: str, profile: Profile) -> "Office":
    from mcsys_desktop.services import offices, servers

    url = servers.join(invitation, code, password, profile)
    return offices.enter(url, password, profile.tries)


def said(error: Exception) -> str:
    """The sentence for whoever waits to get in."""
    if isinstance(error, UserError):
        return str(error)
    return _("The office could not be opened by a mistake of the program.")
