"""The rail at the left: the parts of the program, as words or only as icons."""

from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from mcsys_desktop.core.i18n import N_, _
from mcsys_desktop.ui import actions, painting, tokens
from mcsys_desktop.ui.buttons import Button
from mcsys_desktop.ui.labels import Pane
from mcsys_desktop.ui.layouts import column
from mcsys_desktop.ui.style import style


class Entry(NamedTuple):
    """One part of the program: a name, a msgid, an icon and the action whose key leads to it."""

    name: str
    title: str
    icon: str
    action: str


# Only what is built. The last one stands at the bottom.
ENTRIES = (
    Entry("start", N_("Start"), "layout-dashboard", "page 1"),
    Entry("customers", N_("Customers"), "users", "page 2"),
    Entry("calls", N_("Calls"), "phone", "page 3"),
    Entry("invoices", N_("Invoices"), "receipt-euro", "page 4"),
    Entry("quotes", N_("Quotes"), "file-pen-line", "page 5"),
    Entry("agreements", N_("Agreements"), "refresh-cw", "page 6"),
    Entry("colleagues", N_("Colleagues"), "circle-user-round", "page 7"),
    Entry("log", N_("Log"), "history", "page 8"),
    Entry("settings", N_("Settings"), "settings", "settings"),
)
# Pages that the rail does not lead to, and the part that they belong to.
WITHIN = {"duplicates": "customers", "mail": "invoices", "reminders": "invoices"}
BRAND = "MCSys"  # until somebody said whose office it is


class Brand(QWidget):
    """The sign and name of the shop on top of the rail."""

    def __init__(self) -> None:
        super().__init__()
        self._narrow = False
        self.name = BRAND
        self._logo: QImage | None = None
        self.restyle()

    def show_company(self, name: str, logo: QImage | None) -> None:
        """Show whose office it is; nothing for a name shows the program's own."""
        self.name, self._logo = name or BRAND, logo
        self.setAccessibleName(self.name)
        self.setToolTip(self.name)
        self.update()

    def show_narrow(self, narrow: bool) -> None:
        """Show only the sign."""
        self._narrow = narrow
        self.update()

    def restyle(self) -> None:
        """Take the present text size."""
        self.setFixedHeight(style().px(28))

    # Qt's own names from here.

    def sizeHint(self) -> QSize:
        return QSize(40, style().px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        height = self.height()
        left = (self.width() - 32) // 2 if self._narrow else 8
        sign = QRect(left, 0, 32, height)
        if self._logo is None:
            painting.fill(painter, sign, "accent", tokens.RADIUS)
            letter = self.name[0].upper()
            painting.write(painter, sign, letter, "row", "on_accent", painting.CENTER)
        else:
            painting.draw_picture(painter, sign, self._logo)
        if not self._narrow:
            name = QRect(sign.right() + 13, 0, self.width() - sign.right() - 14, height)
            painting.write(painter, name, self.name, "row")
        painter.end()


class Rail(Pane):
    """The list of parts. ``chosen`` tells the name of the part that somebody went to."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__("bg", "right")
        self.setAccessibleName(_("Parts of the program"))
        self.narrow = False
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.brand = Brand()
        self.buttons: dict[str, Button] = {}
        for entry in ENTRIES:
            key = actions.shown(entry.action)
            button = Button(_(entry.title), entry.icon, "nav", key)
            button.clicked.connect(lambda _on=False, name=entry.name: self.chosen.emit(name))
            self._group.addButton(button)
            self.buttons[entry.name] = button
        *upper, last = self.buttons.values()
        self.setLayout(column(self.brand, 12, *upper, None, last, margins=(12, 14, 12, 12), gap=4))
        self.restyle()

    def mark(self, name: str) -> None:
        """Show that the part ``name``, or a page of that part, is on the screen."""
        self.buttons[WITHIN.get(name, name)].setChecked(True)
        for button in self.buttons.values():
            # Tab goes to the part that is shown, arrows to the others; a click to the page itself.
            on = button.isChecked()
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if on else Qt.FocusPolicy.NoFocus)

    def entry(self) -> QWidget:
        """Where F6 puts the focus: the chosen part; the first one while nothing is chosen."""
        return self._group.checkedButton() or next(iter(self.buttons.values()))

    def show_count(self, name: str, count: int) -> None:
        """Show a count behind a part, such as missed calls; none for 0."""
        self.buttons[name].set_count(str(count) if count else "")

    def show_entry(self, name: str, shown: bool) -> None:
        """Offer a part, or leave it out for whoever may not go there."""
        self.buttons[name].setVisible(shown)

    def show_narrow(self, narrow: bool) -> None:
        """Show only icons, or icons and words."""
        self.narrow = narrow
        self.brand.show_narrow(narrow)
        for button in self.buttons.values():
            button.show_icon_only(narrow)
        self.restyle()

    def speak(self) -> None:
        """Say it in the language that is spoken now."""
        self.setAccessibleName(_("Parts of the program"))
        for entry in ENTRIES:
            self.buttons[entry.name].set_text(_(entry.title))
            self.buttons[entry.name].show_icon_only(self.narrow)

    def restyle(self) -> None:
        """Take the present text size."""
        sizes = style().metrics
        self.setFixedWidth(sizes.rail_narrow if self.narrow else sizes.rail)
