"""The head of the customer card: who it is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import customers
from mcsys_desktop.ui import layouts, widgets
from mcsys_desktop.ui.customers import words
from mcsys_desktop.ui.customers.waiting import Waiting
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.tags.chips import TagChips

_TONES = {
    customers.Standing.PROSPECT: "accent",
    customers.Standing.CUSTOMER: "ok",
    customers.Standing.FORMER: "warn",
}

_LARGE = 1.2


class Header(QWidget):
    """Picture, name, what kind of customer, and the button to edit everything."""

    edit_wanted = Signal()
    history_wanted = Signal()
    merge_wanted = Signal()
    invoice_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._edits = True
        self._avatar = widgets.Avatar(size=56)
        self.name = widgets.label("", "title", wrap=True, selectable=True)
        self._kind = widgets.Chip()
        self._standing = widgets.Chip()
        self._number = widgets.label("", "small", figures=True)
        self.waiting = Waiting()
        self.tags = TagChips()
        self.tag = widgets.Button(icon="tag", kind="ghost", key="Alt T", name=_("Tags"))
        self.more = widgets.Button(icon="ellipsis", kind="ghost", name=_("More acts"))
        self.invoice = widgets.Button(icon="receipt-euro", kind="ghost", name=_("New invoice"))
        self.invoice.clicked.connect(self.invoice_wanted)
        self.edit = widgets.Button(_("Edit"), icon="file-pen-line", key="F2")
        self.edit.clicked.connect(self.edit_wanted)
        self.history = widgets.Button(icon="history", kind="ghost", key="F4", name=_("History"))
        self.history.clicked.connect(self.history_wanted)
        chips = layouts.row(self._kind, self._standing, self._number, self.waiting, None)
        line = layouts.row(layouts.column(self._avatar, None), gap=12)
        line.addLayout(layouts.column(self.name, chips, self.tags, None, gap=6), 1)
        buttons = layouts.row(self.tag, self.history, self.invoice, self.more, self.edit, gap=0)
        line.addLayout(layouts.column(8, buttons, None))
        self.setLayout(line)
        self.restyle()

    def show_card(self, card: customers.CustomerCard) -> None:
        """Show who it is."""
        self._avatar.show_name(card.name, card.kind is customers.CustomerKind.BUSINESS)
        self.name.setText(card.name)
        self._kind.show_chip(words.kinds()[card.kind])
        # That a customer is a customer goes without saying.
        self._standing.show_chip(words.standings()[card.standing], _TONES[card.standing])
        self._standing.setVisible(card.standing is not customers.Standing.CUSTOMER)
        number = _("Customer {number}").format(number=card.number)
        archived = _("archived") if card.archived else ""
        said_no = _("said no") if card.declined_at is not None else ""
        self._number.setText(words.joined(number, said_no, archived))
        self.tags.show_tags(card.tags)

    def set_rights(self, *, edits: bool) -> None:
        """Offer what whoever works here may do."""
        self.tag.setVisible(edits)
        self.more.setVisible(edits)
        self._edits = edits
        self.restyle()

    def restyle(self) -> None:
        """Take the present text size: with large letters the menu alone has the way to invoices."""
        self.invoice.setVisible(self._edits and style().scale < _LARGE)

    def chain(self) -> list[QWidget]:
        """What Tab goes through, in the order in which it is seen."""
        return [self.tag, self.history, self.invoice, self.more, self.edit]
