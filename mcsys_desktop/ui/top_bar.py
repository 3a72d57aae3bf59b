"""The bar at the top: one search field for everything, the main act, and who works here."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from mcsys_desktop.core.i18n import _, ngettext
from mcsys_desktop.ui import actions
from mcsys_desktop.ui.announcing import announce
from mcsys_desktop.ui.buttons import Button
from mcsys_desktop.ui.labels import Avatar, Pane
from mcsys_desktop.ui.layouts import row
from mcsys_desktop.ui.search_field import SearchField
from mcsys_desktop.ui.style import style

if TYPE_CHECKING:
    from mcsys_desktop.ui.results import Result, Results
    from mcsys_desktop.ui.work import Work


NewThing = tuple[str, Callable[[], object]]  # a msgid, and what makes one


class TopBar(Pane):
    """Search field, button for new things, telephone panel button, bell, avatar.

    ``search_requested`` asks for results, which come back through `show_results`.
    """

    search_requested = Signal(str)
    result_chosen = Signal(str)
    new_requested = Signal()
    dock_requested = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__("surface", "bottom")
        self._window = window
        # Whoever answers takes the latest text and leaves out the others: no pause.
        self.search = SearchField("", key=actions.shown("search"), sunken=True, pause=0)
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.results: Results | None = None  # made when something was found
        self.new = Button("", "plus", "primary", actions.shown("new"))
        self.dock = Button(icon="phone", kind="ghost", key=actions.shown("dock"))
        self.dock.hide()
        self.bell = Button(icon="bell", kind="ghost")
        self._new_things: tuple[NewThing, ...] = ()
        self.menu: QMenu | None = None  # of new things, when it was opened last
        self._work: Work | None = None  # whose notices the bell shows
        self.speak()
        self.avatar = Avatar("", size=32)
        layout = row(self.search, None, self.dock, self.new, self.bell, self.avatar, gap=12)
        layout.setContentsMargins(24, 0, 24, 1)
        layout.setStretch(0, 10)  # its full width before any gap
        self.setLayout(layout)
        self.search.searched.connect(self._on_searched)
        self.search.returnPressed.connect(self._on_return)
        self.search.stepped.connect(self._on_step)
        self.new.clicked.connect(self._on_new)
        self.dock.clicked.connect(self.dock_requested)
        self.bell.clicked.connect(self.open_bell)
        self.restyle()

    def speak(self) -> None:
        """Say it in the language that is spoken now."""
        self.setAccessibleName(_("Search and new"))
        self.search.setPlaceholderText(_("Search by name, number, address or e-mail"))
        self.search.setAccessibleName(_("Search everything"))
        self.new.set_text(_("New"))
        self.dock.set_name(_("Show the telephone panel"))
        self._show_bell()

    def show_results(
        self, rows: "Sequence[Result]", text: str | None = None, trouble: str = ""
    ) -> None:
        """Show what was found, if the field still says ``text``, and say how many there are."""
        wanted = self.search.text().strip()
        if not wanted or (text is not None and text != wanted) or not self.search.hasFocus():
            return
        self._opened().show_rows(wanted, rows, self.search, trouble)
        announce(self.search, trouble or _count(len(rows)))

    def add_results(self, rows: "Sequence[Result]", text: str) -> None:
        """Add to what was found for ``text``, below it, while it is still shown."""
        if self.results is not None and self.results.append_rows(text, rows):
            announce(self.search, _count(len(self.results.model.results)))

    def close_results(self) -> None:
        """Hide the results, keeping the text."""
        if self.results is not None:
            self.results.hide()

    @property
    def pointed_at(self) -> str:
        """Where the result leads that is chosen and not yet gone to; empty for none."""
        shown = self.results is not None and self.results.isVisible()
        return self.results.current_target if shown and self.results is not None else ""

    def clear(self) -> None:
        """Forget what was searched and found."""
        self.search.clear()
        if self.results is not None:
            shiboken6.delete(self.results)
            self.results = None
        self._work = None
        self._new_things = ()
        self._show_bell()

    def show_notices_of(self, work: "Work") -> None:
        """Let the bell tell of the long work and the notices of ``work``."""
        self._work = work
        work.notices.changed.connect(self._show_bell)
        work.long.changed.connect(self._show_bell)
        self._show_bell()

    def open_bell(self) -> None:
        """Show what there is to tell."""
        if self._work is not None:
            from mcsys_desktop.ui.bell import BellList  # the first frame is sooner without

            BellList(self._window, self._work).open_below(self.bell)

    def show_user(self, name: str) -> None:
        """Show who works here."""
        self.avatar.show_name(name)
        self.avatar.setToolTip(name)

    def restyle(self) -> None:
        """Take the present density and text size."""
        sizes = style().metrics
        self.setFixedHeight(sizes.top_bar)
        self.search.setMaximumWidth(sizes.search)
        self.search.setFixedHeight(sizes.field)

    @Slot()
    def _show_bell(self) -> None:
        work = self._work
        count = len(work.long.in_background) + work.notices.unseen if work is not None else 0
        self.bell.set_text(str(count) if count else "")
        said = ngettext("{count} new notice", "{count} new notices", count).format(count=count)
        self.bell.set_name(said if count else _("Notices"))

    def offer_new(self, offered: "Sequence[NewThing]") -> None:
        """Offer these below the button, in place of the one thing that its key makes."""
        self._new_things = tuple(offered)

    @Slot()
    def _on_new(self) -> None:
        if not self._new_things:
            self.new_requested.emit()
            return
        menu = QMenu(self)
        menu.setAccessibleName(_("New"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, act in self._new_things:
            menu.addAction(_(words), act)
        menu.setActiveAction(menu.actions()[0])
        self.menu = menu
        menu.popup(self.new.mapToGlobal(self.new.rect().bottomLeft()))

    def _on_searched(self, text: str) -> None:
        wanted = text.strip()
        if wanted:
            self.search_requested.emit(wanted)
        else:
            self.close_results()

    def _on_return(self) -> None:
        # Rows of an earlier text may still be there while somebody types on and presses Enter.
        if self.results is not None and self.results.answers == self.search.text().strip():
            self.results.choose_current()

    def _on_step(self, by: int) -> None:
        if self.results is not None and (said := self.results.step(by)):
            announce(self.search, said)  # the focus stays in the field, so nobody else says it

    def _on_chosen(self, target: str) -> None:
        self.search.clear()
        self.result_chosen.emit(target)

    def _opened(self) -> "Results":
        from mcsys_desktop.ui.results import Results  # the first frame is sooner without

        if self.results is None:
            self.results = Results(self._window)
            self.results.chosen.connect(self._on_chosen)
        return self.results


def _count(results: int) -> str:
    return ngettext("{count} result", "{count} results", results).format(count=results)
