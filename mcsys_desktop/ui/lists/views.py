"""The button "Views" above a list: saved views are chosen, saved and removed."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, Signal, Slot
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import views
from mcsys_desktop.ui import widgets
from mcsys_desktop.ui.lists.choice import Choice
from mcsys_desktop.ui.lists.kind import ListKind
from mcsys_desktop.ui.lists.saved import SaveView, ViewsMenu
from mcsys_desktop.ui.work import Work


class Views(QObject):
    """Asks the office for the views of a list. ``chosen`` carries the Choice of one."""

    chosen = Signal(object)
    said = Signal(str)

    def __init__(
        self,
        owner: QWidget,
        work: Work,
        kind: ListKind,
        button: widgets.Button,
        present: Callable[[], Choice],
    ) -> None:
        super().__init__(owner)
        self._owner = owner
        self._work = work
        self._kind = kind
        self._button = button
        self._present = present
        self.menu: ViewsMenu | None = None
        self.asking: SaveView | None = None
        button.clicked.connect(self.ask)

    @Slot()
    def ask(self) -> None:
        """Ask which views there are, and open the menu with them."""
        self._work.run(self, views.of_list, self._kind.page, then=self._open)

    def save(self, name: str, for_all: bool) -> None:
        """Keep what is chosen now under a name."""
        page, written = self._kind.page, self._present().written()

        def keep() -> int:
            return views.save(page, name, written, for_all=for_all)

        self._work.run(self, keep, then=lambda _id: self.said.emit(_("The view has been saved.")))

    def remove(self, view: views.View) -> None:
        """Remove a view; the database refuses another's."""
        said = _("The view “{view}” has been removed.").format(view=view.name)
        self._work.run(self, views.remove, view, then=lambda _none: self.said.emit(said))

    def _open(self, found: Sequence[views.View]) -> None:
        menu = self.menu = ViewsMenu(self._owner, found, self._present().written())
        menu.chosen.connect(lambda view: self.chosen.emit(self._kind.read(view.chosen)))
        menu.usual_wanted.connect(lambda: self.chosen.emit(self._kind.usual()))
        menu.save_wanted.connect(lambda: self._name([view.name for view in found if view.mine]))
        menu.remove_wanted.connect(self.remove)
        menu.popup(below(self._button))

    def _name(self, known: Sequence[str]) -> None:
        asking = self.asking = SaveView(self._owner, known)
        asking.saved.connect(self.save)
        asking.open_below(self._button)


def below(button: QWidget) -> QPoint:
    """Where a menu opens that belongs to a button, on the screen."""
    return button.mapToGlobal(QPoint(0, button.height() + 4))
