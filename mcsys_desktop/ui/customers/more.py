"""What can be done with the list as a whole: read one in, take one out."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QMenu

from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui.buttons import Button


class MoreOfLists(Button):
    """A button with a menu. `bring_in_wanted` and `take_out_wanted` come from its lines."""

    bring_in_wanted = Signal()
    take_out_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(icon="ellipsis", kind="ghost", name=_("Read in or take out a list"))
        self.clicked.connect(self.open_menu)

    @Slot()
    def open_menu(self) -> None:
        """Show the menu below the button."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Read in customers…"), self.bring_in_wanted.emit)
        menu.addAction(_("Take out customers…"), self.take_out_wanted.emit)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
