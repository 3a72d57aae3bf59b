"""The phone systems of the office on the settings page, and who listens to them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from mcsys_desktop.core.settings_office import KINDS
from mcsys_desktop.services import listening
from mcsys_desktop.services.colleagues import Rights
from mcsys_desktop.services.listening import Standing
from mcsys_desktop.ui.listening import ListeningCard
from mcsys_desktop.ui.live import EVERYTHING
from mcsys_desktop.ui.phone_systems import PhoneSystemCard
from mcsys_desktop.ui.settings_page import SettingsPage

if TYPE_CHECKING:
    from mcsys_desktop.app.screens import Screens


class PhoneSettings(QObject):
    """Puts the cards on the page, and keeps them as the office has it."""

    def __init__(self, page: SettingsPage, screens: "Screens") -> None:
        super().__init__(page)
        self._screens = screens
        self.listening = ListeningCard()
        self.listening.forgotten.connect(self._forget)
        page.add_card(self.listening)
        self.cards = [PhoneSystemCard(screens.work, kind) for kind in KINDS]
        for card in self.cards:
            page.add_card(card)
            card.refresh()
        self._set_rights(screens.rights)
        screens.rights_changed.connect(self._set_rights)
        screens.live.changed.connect(self._on_changed)
        self._look()

    @Slot(object)
    def _set_rights(self, rights: Rights) -> None:
        for card in self.cards:
            card.set_rights(rights)

    @Slot(object)
    def _on_changed(self, tables: object) -> None:
        if not isinstance(tables, set):
            return
        if tables & {"phone_system", EVERYTHING}:
            for card in self.cards:
                card.refresh()
        if tables & {*listening.NEWS, EVERYTHING}:
            self._look()

    def _look(self) -> None:
        desk = self._screens.settings.identity()
        self._screens.work.run(
            self, listening.standing, desk, then=self._show, failed=lambda _error: None
        )

    def _show(self, standing: Standing) -> None:
        self.listening.show_standing(standing)

    @Slot(int)
    def _forget(self, receiver_id: int) -> None:
        self._screens.work.run(self, listening.forget, receiver_id)
