"""The customer card: everything about one customer, to read and in the same place to type."""

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QBoxLayout, QLayout, QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import customers
from mcsys_desktop.ui import layouts
from mcsys_desktop.ui.announcing import announce
from mcsys_desktop.ui.customers import sections
from mcsys_desktop.ui.customers.bars import MARGIN, NoticeBand, SaveBar
from mcsys_desktop.ui.customers.differences import Differences
from mcsys_desktop.ui.customers.edits import Changes
from mcsys_desktop.ui.customers.facets import Facet
from mcsys_desktop.ui.customers.header import Header
from mcsys_desktop.ui.customers.merged import MergedCard
from mcsys_desktop.ui.customers.notes import PinnedNotes
from mcsys_desktop.ui.customers.owed import OwedTile
from mcsys_desktop.ui.customers.section import Section
from mcsys_desktop.ui.customers.timeline import TimelineSection
from mcsys_desktop.ui.scrolling import ScrollPage


class CardView(QWidget):
    """One customer. It shows what it is given; `editing.Editing` decides what happens."""

    edit_wanted = Signal(object)  # the Section to edit, or None for all
    invoice_wanted = Signal(int)  # a new one for this customer
    invoices_wanted = Signal(int)  # what this customer has to pay

    def __init__(self) -> None:
        super().__init__()
        self._edits = True
        self.header = Header()
        self.tile = sections.LastContactTile()
        self.owed = OwedTile()
        self._shown = 0
        self.identity = sections.IdentitySection()
        self.contact = sections.ContactSection()
        self.address = sections.AddressSection()
        self.terms = sections.TermsSection()
        self.notes = sections.NotesSection()
        self.pinned = PinnedNotes()
        self.timeline = TimelineSection()
        self.merged = MergedCard()
        self.sections: tuple[Section, ...] = (
            self.identity,
            self.contact,
            self.address,
            self.terms,
            self.notes,
        )
        self.conflict = NoticeBand("warn", "triangle-alert")
        self.look = self.conflict.offer(_("Differences"))
        self.keep = self.conflict.offer(_("Keep mine"))
        self.differences = Differences()
        self.left_over = NoticeBand("accent", "file-pen-line")
        self.resume = self.left_over.offer(_("Go on typing"))
        self.discard = self.left_over.offer(_("Throw away"))
        self.bar = SaveBar()
        self._area = ScrollPage(self._body())
        self.setLayout(layouts.column(self.conflict, self.left_over, self._area, self.bar, gap=0))
        self.header.invoice_wanted.connect(lambda: self.invoice_wanted.emit(self._shown))
        self.owed.clicked.connect(lambda: self.invoices_wanted.emit(self._shown))
        self.header.edit_wanted.connect(lambda: self.edit_wanted.emit(None))
        for section in self.sections:
            section.edit_wanted.connect(self._on_edit)
            section.rows_changed.connect(self.chain)
        self.timeline.rows_changed.connect(self.chain)

    def section_of(self, widget: QWidget | None) -> Section | None:
        """The part that ``widget`` is in."""
        if widget is None:
            return None
        return next((part for part in self.sections if part.isAncestorOf(widget)), None)

    @property
    def is_editing(self) -> bool:
        """Whether any part has its fields open."""
        return any(section.is_editing for section in self.sections)

    def set_rights(self, *, edits: bool) -> None:
        """Offer to edit, or only to read."""
        self._edits = edits
        self.header.set_rights(edits=edits)
        self.pinned.set_rights(edits=edits)
        self.timeline.set_rights(edits=edits)
        for section in self.sections:
            section.offer_editing(edits)
        self.merged.offer_editing(edits)
        self.arrange()

    def show_card(
        self, card: customers.CustomerCard, names: Mapping[str, str] | None = None
    ) -> None:
        """Show what is stored. Fields that are open stay as they are.

        ``names`` are those of the people behind logins.
        """
        if card.id != self._shown:
            self._shown = card.id
            self.owed.show_owed(None)
        self.header.show_card(card)
        self.tile.show_card(card)
        self.pinned.show_notes(card.pinned, names or {})
        for section in self.sections:
            section.show_card(card)
        self.merged.show_card(card)
        self.setAccessibleName(_("Customer card: {name}").format(name=card.name))

    def arrange(self) -> None:
        """Make room for the fields: contact and address stand below each other while typed in."""
        across = QBoxLayout.Direction.LeftToRight
        down = QBoxLayout.Direction.TopToBottom
        for row, parts in (
            (self._two, (self.contact, self.address)),
            (self._more, (self.terms, self.notes)),
        ):
            row.setDirection(down if any(part.is_editing for part in parts) else across)
        self.bar.setVisible(self.is_editing)
        self.header.edit.setVisible(self._edits and not self.is_editing)
        self.chain()

    def go_to_wrong(self) -> bool:
        """Go to the first field that will not do, and say so; False where all will do."""
        wrong = [field for part in self.sections if (field := part.wrong()) is not None]
        if wrong:
            wrong[0].setFocus()
            self.scroll_to(wrong[0])
            announce(wrong[0], wrong[0].sentence)
        return bool(wrong)

    def changes(self, fresh: customers.CustomerCard | None) -> dict[Facet, Changes]:
        """All that is to be written, on the versions of ``fresh`` (or else as the typing began)."""
        found = [each for part in self.sections for each in part.changes(fresh).items()]
        return {facet: changes for facet, changes in found if changes}

    def set_busy(self, busy: bool) -> None:
        """While it is saved nothing can be typed: it would not be saved with it."""
        self.bar.set_busy(busy)
        for section in self.sections:
            section.hold(busy)

    def close_fields(self) -> None:
        """Back to reading; nothing of the typing stays in sight."""
        focused = QApplication.focusWidget()
        was_here = focused is not None and self.isAncestorOf(focused)
        for part in self.sections:
            part.end()
        self.conflict.hide()
        self.differences.hide()
        self.arrange()
        self.scroll_up()  # the fields stood lower than what is read now
        if was_here:  # fields that go away must not throw the focus out of the card
            self.header.edit.setFocus()

    def scroll_to(self, widget: QWidget) -> None:
        """Bring a field into sight."""
        self._area.bring_to_sight(widget)

    @property
    def scrolled(self) -> int:
        """How far down the card has been scrolled, in pixels."""
        return self._area.verticalScrollBar().value()

    def scroll_up(self) -> None:
        """Back to the top, for another customer."""
        self._area.verticalScrollBar().setValue(0)

    def set_counter(self, hidden: bool) -> None:
        """Hide what the person opposite should not read."""
        self.timeline.set_hidden(hidden)
        self.pinned.set_hidden(hidden)
        self.contact.set_hidden(hidden)
        self.tile.set_hidden(hidden)
        self.owed.set_hidden(hidden)
        self.merged.set_hidden(hidden)

    def _body(self) -> QLayout:
        self._two = layouts.row(gap=16)
        self._two.addWidget(self.contact, 1)
        self._two.addWidget(self.address, 1)
        self._more = layouts.row(gap=16)
        self._more.addWidget(self.terms, 1)
        self._more.addWidget(self.notes, 1)
        tiles = layouts.row(gap=16)
        tiles.addWidget(self.owed, 1)
        tiles.addWidget(self.tile, 1)  # the next figures share the row with it
        return layouts.column(
            self.header,
            self.differences,
            self.pinned,
            self.identity,
            tiles,
            self._two,
            self._more,
            self.timeline,
            self.merged,
            None,
            gap=16,
            margins=(MARGIN, 20, MARGIN, 16),
        )

    def chain(self) -> None:
        """Rows come and go; Tab follows what is seen."""
        chain: list[QWidget] = [self.look, self.keep, self.resume, self.discard]
        chain += [*self.header.chain(), *self.differences.chain(), *self.pinned.chain(), self.owed]
        for section in self.sections:
            chain += section.chain()
        chain += [*self.timeline.chain(), *self.merged.buttons]
        for one, following in pairwise([*chain, *self.bar.chain()]):
            QWidget.setTabOrder(one, following)

    def _on_edit(self) -> None:
        self.edit_wanted.emit(self.sender())
