"""What an administrator looks after, on the settings page: backups, and where updates lie."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from mcsys_desktop.core.settings import Settings
from mcsys_desktop.services.colleagues import Rights
from mcsys_desktop.services.offices import Office
from mcsys_desktop.ui.live import EVERYTHING, Live
from mcsys_desktop.ui.settings_page import SettingsPage
from mcsys_desktop.ui.work import Work

if TYPE_CHECKING:
    from mcsys_desktop.app.screens import Screens
    from mcsys_desktop.ui.backups import BackupCard
    from mcsys_desktop.ui.companies import CompanyCard
    from mcsys_desktop.ui.forgetting import CallLogTerm
    from mcsys_desktop.ui.looks import LookCard
    from mcsys_desktop.ui.updates import UpdatesCard

TOLD_OF = {"backup", "company", "invoice_setting", "office_setting", EVERYTHING}


class LookingAfter(QObject):
    """Puts the cards on the page when it is made, for who may see them, and keeps them fresh."""

    def __init__(
        self, screens: "Screens", work: Work, live: Live, settings: Settings, office: Office
    ) -> None:
        super().__init__(screens)
        self._screens, self._work = screens, work
        self._settings, self._office = settings, office
        self._cards: list[BackupCard | CallLogTerm | CompanyCard | LookCard | UpdatesCard] = []
        screens.settings_made.connect(self._on_settings)
        screens.rights_changed.connect(self._show)
        live.changed.connect(self._on_changed)

    @Slot(object)
    def _on_settings(self, page: SettingsPage) -> None:
        from mcsys_desktop.ui.backups import BackupCard  # when somebody goes there
        from mcsys_desktop.ui.companies import CompanyCard
        from mcsys_desktop.ui.forgetting import CallLogTerm
        from mcsys_desktop.ui.looks import LookCard
        from mcsys_desktop.ui.updates import UpdatesCard

        kept = BackupCard(self._work, self._settings)
        kept.setting_changed.connect(self._screens.setting_changed)
        self._cards = [
            CompanyCard(self._work),
            LookCard(self._work),
            CallLogTerm(self._work),
            kept,
        ]
        if self._office.shared:
            self._cards.append(UpdatesCard(self._work))
        for card in self._cards:
            page.add_card(card)
        self._show(self._screens.rights)

    @Slot(object)
    def _show(self, rights: Rights) -> None:
        for card in self._cards:
            card.setVisible(rights.manages)
            if rights.manages:
                card.refresh()

    @Slot(object)
    def _on_changed(self, tables: object) -> None:
        if isinstance(tables, set) and tables & TOLD_OF and self._screens.rights.manages:
            for card in self._cards:
                card.refresh()
