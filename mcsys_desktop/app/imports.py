"""Lists of customers on their way in and out, from wherever somebody begins with one."""

from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QDialog

from mcsys_desktop.core.i18n import _
from mcsys_desktop.services.colleagues import Group
from mcsys_desktop.ui import shortcuts

if TYPE_CHECKING:
    from mcsys_desktop.app.screens import Screens
    from mcsys_desktop.ui.imports.dialog import BringIn
    from mcsys_desktop.ui.imports.dropping import DropZone


class Imports(QObject):
    """Opens the dialogs for reading in and taking out; a file may be dropped anywhere."""

    def __init__(self, screens: "Screens") -> None:
        super().__init__(screens)
        self._screens = screens
        self._open: list[QDialog] = []
        self._zone: DropZone | None = None
        self._keys = shortcuts.bind(screens.window, "bring in", self.bring_in)
        screens.import_wanted.connect(self.bring_in)
        screens.counter_changed.connect(self._on_counter)
        screens.complete.connect(self._listen)

    @Slot()
    def bring_in(self) -> "BringIn | None":
        """Let somebody choose a list to read in; None where they may not."""
        if not self._may():
            return None
        from mcsys_desktop.ui.imports.dialog import BringIn  # most days nobody does

        window = self._screens.window
        dialog = BringIn(self._screens.work, window, lambda: window.show_page("customers"))
        dialog.accepted.connect(self._on_read_in)
        self._show(dialog)
        return dialog

    @Slot()
    def _on_read_in(self) -> None:
        """Whoever has just read their customers in wants to see them; other work is not left."""
        window = self._screens.window
        if window.current_page == "start":
            window.show_page("customers")

    @Slot(Path)
    def bring_in_file(self, file: Path) -> None:
        """A list was dropped on the window."""
        dialog = self.bring_in()
        if dialog is not None:
            dialog.read(file)

    @Slot()
    def take_out(self, chosen: tuple[int, ...] = ()) -> None:
        """Let somebody take customers out: all, some, or those that were ``chosen``."""
        if not self._may():
            return
        from mcsys_desktop.ui.imports.taking_out import TakeOut  # most days nobody does

        self._show(TakeOut(self._screens.work, chosen, self._screens.window))

    def close(self) -> None:
        """Whoever works here leaves: what is under way stops, and nothing of it is written."""
        shortcuts.let_go(self._keys)
        if self._zone is not None:
            self._zone.close_down()
            shiboken6.delete(self._zone)
            self._zone = None
        for dialog in self.shown():
            dialog.close()
            shiboken6.delete(dialog)
        self._open = []

    @Slot()
    def _listen(self) -> None:
        """Nobody drops anything before the first screen is complete."""
        from mcsys_desktop.ui.imports.dropping import DropZone

        if self._zone is None:
            self._zone = DropZone(self._screens.window)
            self._zone.dropped.connect(self.bring_in_file)

    @Slot(bool)
    def _on_counter(self, hiding: bool) -> None:
        """The person opposite should not read the names of others."""
        for dialog in self.shown():
            dialog.setVisible(not hiding)

    def _may(self) -> bool:
        window = self._screens.window
        why = self._screens.rights.why_not(Group.DESK)
        if not why and window.privacy.hiding:
            why = _("Names are hidden at this counter. Show them first, with nobody opposite.")
        if why:
            window.not_allowed.emit(why)
        return not why

    def _show(self, dialog: QDialog) -> None:
        self._open = [*self.shown(), dialog]
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

    def shown(self) -> list[QDialog]:
        """The dialogs that are open."""
        return [dialog for dialog in self._open if shiboken6.isValid(dialog)]
