"""Whom a call is handed over to: the colleagues, below the button that says so."""

from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui.callers.acts import Acts
from mcsys_desktop.ui.callers.call import DeskCall
from mcsys_desktop.ui.callers.desk import CallDesk
from mcsys_desktop.ui.widgets import Button


class HandOverMenu(QMenu):
    """Names everybody who works here but whoever is at this desk."""

    def __init__(self, button: Button, desk: CallDesk, does: Acts) -> None:
        super().__init__(button)
        self.setAccessibleName(_("Hand over to …"))
        self._button, self._desk, self._acts = button, desk, does

    def open_for(self, call: DeskCall) -> None:
        """Offer them for ``call``, the first one chosen."""
        self.clear()
        for login, name in self._desk.news.others.items():
            # An ampersand in a name is no key.
            item = self.addAction(name.replace("&", "&&"))
            item.triggered.connect(partial(self._give, call, login))
        self.popup(self._button.mapToGlobal(QPoint(0, self._button.height() + 4)))
        self.setActiveAction(self.actions()[0])

    def _give(self, call: DeskCall, login: str, _checked: bool = False) -> None:
        self._acts.hand_over(call, login)
