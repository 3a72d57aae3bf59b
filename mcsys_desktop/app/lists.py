"""Lists look as whoever works here left them, at this desk."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

if TYPE_CHECKING:
    from mcsys_desktop.app.screens import Screens


class Lists(QObject):
    """Keeps what each login chose of the lists (columns, order, views), and shows it again."""

    def __init__(self, screens: "Screens") -> None:
        super().__init__(screens)
        self._screens = screens
        self._who = ""  # the login, once it is known

    @Slot(object)
    def restore(self, who: str) -> None:
        """Show lists as ``who``, who works here now, left them."""
        self._who = f"{who}/"
        if (page := self._screens.customers_if_made) is not None:
            page.tabled.restore(self.as_left())

    def as_left(self) -> dict[str, str]:
        """What whoever works here chose of lists; nothing while it is not known who that is."""
        kept = self._screens.settings.lists.items() if self._who else ()
        return {
            key.removeprefix(self._who): told for key, told in kept if key.startswith(self._who)
        }

    @Slot(str, str)
    def remember(self, name: str, written: str) -> None:
        """Keep what somebody chose of a list, for the next time."""
        if self._who:
            lists = self._screens.settings.lists
            self._screens.keep.emit("lists", lists | {self._who + name: written})
