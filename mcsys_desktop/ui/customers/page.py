"""The customers page: the list on the left, on the right the card or the form for a new one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from mcsys_desktop.core.drafts import Draft
from mcsys_desktop.core.i18n import N_, _
from mcsys_desktop.services import customers
from mcsys_desktop.services.colleagues import Group, Rights
from mcsys_desktop.ui import layouts, shortcuts
from mcsys_desktop.ui.customers import checks, typed
from mcsys_desktop.ui.customers.beginning import Beginning
from mcsys_desktop.ui.customers.besides import Besides
from mcsys_desktop.ui.customers.calling import Calling
from mcsys_desktop.ui.customers.card import CardView
from mcsys_desktop.ui.customers.editing import Editing
from mcsys_desktop.ui.customers.listing import CustomerList
from mcsys_desktop.ui.customers.merging import MergeFromCard
from mcsys_desktop.ui.customers.new import NewCustomer
from mcsys_desktop.ui.customers.nobody import Nobody
from mcsys_desktop.ui.customers.opened import OpenedCard
from mcsys_desktop.ui.customers.past import Past
from mcsys_desktop.ui.customers.tabled import Tabled
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.page import Page
from mcsys_desktop.ui.toast import Toast
from mcsys_desktop.ui.work import Task, Work


class CustomersPage(Page):
    """Finds, shows, makes and changes customers.

    It knows no other page: `customer_opened` tells which card is on the screen and
    `customer_created` which customer was just made; whoever wants a card or a form here calls
    `open_customer` or `start_new`.
    """

    title = N_("Customers")
    icon = "users"
    shows = frozenset(
        {"customer", "person", "customer_person", "phone_number", "email_address", "address"}
        | {"call", "merging", "note", "tag", "customer_tag", "number_series", "allocation"}
    )

    where = ""  # see `KeptTyping`

    customer_opened = Signal(int)
    customer_created = Signal(int)
    duplicates_wanted = Signal()

    def __init__(self, work: Work, live: Live, parent: QWidget | None = None) -> None:
        super().__init__(work, live, parent)
        self._counter = False
        self.list = CustomerList(work)
        self.card = CardView()
        self.form = NewCustomer(work)
        self.nobody = Nobody()
        self.right = QStackedWidget()
        for part in (self.nobody, self.card, self.form):
            self.right.addWidget(part)
        self.line = layouts.row(self.list, gap=0)
        self.line.addWidget(self.right, 1)
        self.setLayout(self.line)
        self.toast = Toast(self.right, work.notices)
        self.editing = Editing(self.card, work, self, self.where)
        self.opened = OpenedCard(self.list, self.card, self.editing, work)
        self.past = Past(self.right, self.card, self.editing, work)
        self.merging = MergeFromCard(self.past, self.toast, self.open_customer, work)
        self.tabled = Tabled(self)
        self.besides = Besides(self.right, self.card, work, self.toast, self, self.where)
        self.beginning = Beginning(
            self.right,
            self.form,
            self.card,
            self.nobody,
            self.editing,
            self.toast,
            self.open_customer,
        )
        self.calling = Calling(self)
        self._connect()
        self._bind()

    def fetch(self) -> Task | None:
        """List and card are asked side by side; each drops its own overtaken answers.

        So no task of theirs is the page's to cancel: a card may be asked without a refresh.
        """
        if self.tabled.on and self.tabled.table is not None:
            self.tabled.table.refresh()
            return None
        self.list.refresh()
        self.past.refresh()
        self.besides.refresh()
        self.opened.fetch()
        return None

    def _on_changed(self, tables: set[str]) -> None:
        if self.isVisible() and not self.stale and tables & self.shows == {"call"}:
            self.list.keep_count()  # a call changes what rows say, and not how many there are
        super()._on_changed(tables)

    def panes(self) -> list[QWidget]:
        """The parts that F6 goes through."""
        if self.tabled.on and self.tabled.table is not None:
            return [self.tabled.table]
        return [self.list, self.right]

    def welcome(self) -> None:
        """Somebody found the customer that is coming: the focus goes to the card with them."""
        self.opened.welcome()

    def open_customer(self, customer_id: int) -> None:
        """Bring up the card of a customer; what was being typed elsewhere is kept."""
        self.tabled.leave()
        self.past.leave()
        self.merging.leave()
        self.besides.put_away()
        if self.beginning.is_shown:
            self.form.leave()
        self.opened.turn_to(customer_id)
        self.opened.fetch()

    def start_new(self, draft: customers.CustomerDraft | None = None) -> None:
        """Open the form for a new customer, with what is known of them already."""
        if self._may_not():
            return
        self.tabled.leave()
        self.past.leave()
        self.merging.leave()
        self.beginning.start(draft)

    def take_up(self, draft: Draft) -> None:
        """Go on with what was typed here before the program ended."""
        if draft.form.startswith(typed.NEW):
            self.beginning.take_up(draft)
            return
        customer_id = typed.customer_of(draft.form)
        if draft.form.startswith(typed.NOTE):
            self.open_customer(customer_id)
            self.besides.writing.take_up(customer_id, draft)
            return
        self.opened.take_up(draft)
        self.open_customer(customer_id)

    def unsaved(self) -> int:
        """How many forms and cards hold something typed that would be lost if the program ended."""
        return int(self.beginning.unsaved) + self.editing.unsaved() + self.besides.writing.unsaved()

    def edit(self) -> None:
        """Put fields where the values of the card stand."""
        if self._may_not():
            return
        self.past.leave()
        if self.right.currentWidget() is self.card:
            self.editing.begin()

    def set_rights(self, rights: Rights) -> None:
        """Show only what whoever works here may do."""
        self.past.rights = rights
        self.tabled.set_rights(edits=rights.edits)
        self.list.duplicates.setVisible(rights.edits)
        self.card.set_rights(edits=rights.edits)
        self.besides.set_rights(rights)
        self.nobody.new.setVisible(rights.edits)

    def _may_not(self) -> bool:
        """Whether this person may only read; it says so, and whom to ask."""
        if why := self.past.rights.why_not(Group.DESK):
            self.toast.say(why)
            return True
        return False

    def save(self) -> None:
        """Keep what is being typed."""
        if self.beginning.is_shown:
            self.form.save()
        elif not (self.merging.act() or self.besides.save()):
            self.editing.save()

    def leave(self) -> None:
        """Stop typing without saving; what was typed can be brought back."""
        if self.beginning.is_shown:
            self.form.leave()
        elif self.merging.is_shown:
            self.merging.view.leave()
        elif not (
            self.past.leave()
            or self.besides.leave()
            or (not self.card.is_editing and self.tabled.back())
        ):
            self.editing.leave()

    def undo(self) -> None:
        """Do what the toast offers; when it went, undo the newest that can be."""
        (self.tabled.toast if self.tabled.on and self.tabled.toast else self.toast).act()

    def set_counter(self, hidden: bool) -> None:
        """Hide other people's names and earlier calls from whoever stands opposite."""
        self._counter = hidden
        self.list.peek.setVisible(hidden)
        self._hide(hidden)

    def set_on_the_phone(self, on: bool) -> None:
        """Whether somebody is being spoken to: what is typed now was told by phone."""
        origin = customers.Origin.PHONE if on else customers.Origin.TYPED
        self.editing.proposed_origin = origin

    def _connect(self) -> None:
        self.list.chosen.connect(self.open_customer)
        self.list.table.clicked.connect(self.tabled.toggle)
        self.list.nothing.new_wanted.connect(self._on_new_wanted)
        self.list.peek.pressed.connect(lambda: self._hide(False))
        self.list.peek.released.connect(lambda: self._hide(self._counter))
        self.nobody.new.clicked.connect(lambda: self.start_new())
        self.opened.came.connect(self._on_card)
        self.opened.changed.connect(self.customer_opened)
        self.opened.refused.connect(self.toast.say)
        self.editing.left.connect(self._on_left)
        self.editing.changed_elsewhere.connect(self.toast.say)
        self.beginning.created.connect(self.customer_created)
        self.beginning.left.connect(self.list.view.setFocus)
        self.past.refused.connect(self.toast.say)
        self.list.duplicates.clicked.connect(self.duplicates_wanted)
        self.besides.stale.connect(self._on_stale)
        self.besides.open_wanted.connect(self.open_customer)
        self.besides.erased.connect(self.editing.discard)

    def _bind(self) -> None:
        # The key for a new customer works everywhere, so the main window binds it.
        for name, act in (
            ("filter", self._go_to_filter),
            ("table", self.tabled.toggle),
            ("next", self.list.step),
            ("previous", lambda: self.list.step(-1)),
            ("edit", self.edit),
            ("save", self.save),
            ("undo", self.undo),
            ("history", self.past.show),
            ("merge with", self.merging.show),
            ("duplicates", self.duplicates_wanted.emit),
            ("tags", self.besides.choose_tags),
        ):
            shortcuts.bind(self, name, act)

    def _go_to_filter(self) -> None:
        table = self.tabled.table
        (table.head.search.setFocus if self.tabled.on and table else self.list.go_to_filter)()

    def _on_card(self) -> None:
        if card := self.editing.card:
            self.besides.show_card(card)
        if self.right.currentWidget() in (self.nobody, self.card):
            self.right.setCurrentWidget(self.card)
        self.merging.on_card()

    def _on_stale(self) -> None:
        """Something was done with the customer here, beside the fields."""
        self.editing.expect_ours()
        self.opened.fetch()

    def _on_left(self, customer_id: int) -> None:
        def bring_back() -> None:
            if customer_id == self.opened.id and self.right.currentWidget() is self.card:
                self.editing.resume()
            else:
                self.opened.resume(customer_id)
                self.open_customer(customer_id)

        self.toast.say(_("Your changes have not been saved."), _("Undo"), bring_back, lasting=False)

    def _on_new_wanted(self) -> None:
        """Nobody was found: what was searched for may be the new customer's number."""
        asked = self.list.filter.text().strip()
        self.start_new(customers.CustomerDraft(phone="" if checks.number(asked) else asked))

    def _hide(self, hidden: bool) -> None:
        self.list.set_counter(hidden)
        self.tabled.set_counter(hidden)
        self.card.set_counter(hidden)
        self.form.set_counter(hidden)
        self.past.view.acts.set_counter(hidden)
        self.merging.view.set_counter(hidden)

    # Qt's own names from here.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            event.accept()
            return
        focused = self.focusWidget()
        in_line = isinstance(focused, QLineEdit) and self.card.isAncestorOf(focused)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and in_line:
            self.save()  # as in the form for a new customer
            event.accept()
            return
        super().keyPressEvent(event)
