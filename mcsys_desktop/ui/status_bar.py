"""The bar at the bottom: is the office there, does the telephone report, who works where.

Each item is a button: it says more in a small window and, where something is wrong, offers to
repair it. Colour never stands alone; the icon and the words say the same.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui.buttons import Button
from mcsys_desktop.ui.labels import Pane
from mcsys_desktop.ui.layouts import row
from mcsys_desktop.ui.style import style

if TYPE_CHECKING:
    from mcsys_desktop.ui.popover import Popover

_ICONS = {
    "ok": "circle-check",
    "warn": "triangle-alert",
    "bad": "circle-alert",
    "neutral": "clock",
}
_INKS = {"ok": "ok", "warn": "warn", "bad": "bad", "neutral": "text3"}


class StatusItem(Button):
    """One fact in the bar. `repair` is emitted when somebody accepts the offered action."""

    repair = Signal()

    def __init__(self, icon: str = "") -> None:
        super().__init__(kind="status", icon=icon)
        self._own_icon = icon
        self.explanation = ""
        self.offer = ""
        self.clicked.connect(self.explain)

    def show_state(
        self, tone: str, text: str, explanation: str = "", offer: str = "", icon: str = ""
    ) -> None:
        """Show ``text``; the small window says ``explanation`` and has a button ``offer``."""
        self.set_icon(icon or self._own_icon or _ICONS[tone], _INKS[tone])
        if text != self._text:
            self.set_text(text)
        self.explanation, self.offer = explanation, offer
        self.setAccessibleDescription(explanation)
        self.setVisible(bool(text))

    def explain(self) -> "Popover":
        """Open the small window."""
        from mcsys_desktop.ui.popover import Popover  # the first frame is sooner without

        popover = Popover(self, self._text, self.explanation, self.offer)
        popover.acted.connect(self.repair)
        popover.open_above(self)
        return popover


class StatusBar(Pane):
    """Database, telephone, desk and privacy at the left; freshness and user at the right."""

    def __init__(self) -> None:
        super().__init__("surface", "top")
        self.database = StatusItem()
        self.telephone = StatusItem()
        self.desk = StatusItem("monitor")
        self.privacy = StatusItem("shield-check")
        self.updated = StatusItem("refresh-cw")
        self.user = StatusItem("user")
        for item in self.items():
            item.hide()
        self.speak()
        self.setLayout(
            row(
                self.database,
                self.telephone,
                self.desk,
                self.privacy,
                None,
                self.updated,
                self.user,
                margins=(10, 1, 10, 0),
                gap=4,
            )
        )
        self.restyle()

    def speak(self) -> None:
        """Say it in the language that is spoken now, before there is an office."""
        self.setAccessibleName(_("Status"))
        self.database.show_state(
            "neutral", _("Opening the office"), _("The program connects to the database.")
        )

    def items(self) -> tuple[StatusItem, ...]:
        """All items from left to right, shown or not."""
        return (
            self.database,
            self.telephone,
            self.desk,
            self.privacy,
            self.updated,
            self.user,
        )

    def show_updated(self, time: str) -> None:
        """Say when the screen was last true: ``time`` as people read it, "10:42:08"."""
        self.updated.show_state(
            "neutral",
            _("Updated {time}").format(time=time),
            _("Changes by other desks appear by themselves."),
            _("Refresh now"),
        )

    def show_desk(self, name: str, counter: bool) -> None:
        """Say which desk this is."""
        said = (
            _("This desk is a counter: names and amounts are hidden until you ask.")
            if counter
            else _("You can change the name of this desk in the settings.")
        )
        self.desk.show_state("neutral", name or _("Desk without a name"), said, _("Settings"))

    def show_user(self, name: str, explanation: str) -> None:
        """Say who works here."""
        self.user.show_state("neutral", name, explanation, _("Lock this desk"))

    def show_privacy(self, counter: bool, hiding: bool) -> None:
        """Say whether a counter hides names and amounts now; nothing at an ordinary desk."""
        if not counter:
            self.privacy.hide()
            return
        if hiding:
            self.privacy.show_state(
                "ok",
                _("Counter: names hidden"),
                _("The person across the counter cannot read other people's names and amounts."),
                _("Show for two minutes"),
            )
        else:
            self.privacy.show_state(
                "warn",
                _("Counter: names shown"),
                _("Names and amounts hide again by themselves."),
                _("Hide now"),
                icon="triangle-alert",
            )

    def restyle(self) -> None:
        """Take the present text size."""
        self.setFixedHeight(style().metrics.status_bar)

    def entry(self) -> QWidget:
        """Where F6 puts the focus."""
        return next((item for item in self.items() if not item.isHidden()), self.database)
