"""Where figures and keys lead: to the page that shows it, and there to the part that is meant."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication, QWidget

from mcsys_desktop.core.i18n import N_, _
from mcsys_desktop.services import call_backs
from mcsys_desktop.services.call_backs import Asked, CallBackRow
from mcsys_desktop.services.colleagues import Group
from mcsys_desktop.ui import shortcuts
from mcsys_desktop.ui.live import EVERYTHING

if TYPE_CHECKING:
    from mcsys_desktop.app.screens import Screens
    from mcsys_desktop.ui.call_backs.acting import Acting
    from mcsys_desktop.ui.calls import CallsPage
    from mcsys_desktop.ui.invoices import InvoicesPage


class Going(QObject):
    """Follows targets ("waiting", "calls:missed", "call_back:12", "settings"), and keeps the count
    of who waits beside the rail's entry.
    """

    def __init__(self, screens: "Screens") -> None:
        super().__init__(screens)
        self._screens = screens
        self._acting: Acting | None = None
        screens.live.changed.connect(self._on_news)
        screens.window.top_bar.offer_new(
            ((N_("Customer"), screens.new_customer), (N_("Invoice"), self.new_invoice))
        )
        to_reminders = partial(screens.window.go_to, "reminders")
        keys = [
            *shortcuts.bind(screens.window, "new invoice", self.new_invoice),
            *shortcuts.bind(screens.window, "reminders", to_reminders),
        ]
        screens.closing.connect(partial(shortcuts.let_go, keys))

    @property
    def acting(self) -> "Acting":
        """What acts for pages that have no list of their own; its words float over the page."""
        if self._acting is None:
            from mcsys_desktop.ui.call_backs.acting import Acting  # the start does without

            self._acting = Acting(self._screens.window.stack, self._screens.work)
        self._acting.only_reads = self._screens.desk.book.only_reads
        return self._acting

    @Slot(str)
    def go(self, target: str) -> None:
        """Go where ``target`` leads; nowhere for what is not known."""
        window = self._screens.window
        kind, _colon, rest = target.partition(":")
        if kind == "waiting":
            self.calls_page().show_view("waiting")
        elif kind == "calls":
            self.calls_page().show_view(rest)
        elif kind == "call_back" and rest.isdecimal():
            self.calls_page().show_entry(int(rest))
        elif kind == "customer" and rest.isdecimal():
            self._screens.open_customer(int(rest))
        elif kind == "invoice" and rest.isdecimal():
            self.invoices_page().open_invoice(int(rest))
        elif kind == "invoices":
            self._show_invoices(rest)
        elif kind == "new invoice":
            self.new_invoice(int(rest) if rest.isdecimal() else None)
        elif kind == "review":
            self._screens.review()
        elif kind == "declined":
            self._show_declined()
        elif kind in ("duplicates", "mail", "reminders"):
            window.go_to(kind)
        elif kind in ("agreements", "quotes", "customers", "settings", "colleagues", "log"):
            window.show_page(kind)

    def _show_declined(self) -> None:
        """The prospects who said no, beside the list of customers."""
        window = self._screens.window
        if window.privacy.hiding:
            window.not_allowed.emit(
                _("Names are hidden at this counter. Show them first, with nobody opposite.")
            )
            return
        window.show_page("customers")
        self._screens.customers.besides.erasing.show()

    def calls_page(self) -> "CallsPage":
        """The page of calls, on the screen."""
        window = self._screens.window
        window.show_page("calls")
        page = window.page("calls")
        assert page is not None  # noqa: S101  # it was made just now
        return page  # type: ignore[return-value]  # a CallsPage

    def invoices_page(self) -> "InvoicesPage":
        """The page of invoices, on the screen."""
        window = self._screens.window
        window.show_page("invoices")
        page = window.page("invoices")
        assert page is not None  # noqa: S101  # it was made just now
        return page  # type: ignore[return-value]  # an InvoicesPage

    @Slot()
    @Slot(int)
    def new_invoice(self, customer_id: int | None = None) -> None:
        """Begin an invoice, for a customer where one is known."""
        window = self._screens.window
        if why := self._screens.rights.why_not(Group.DESK):
            window.not_allowed.emit(why)
            return
        self.invoices_page().start_new(customer_id)

    def _show_invoices(self, which: str) -> None:
        """A part of the list, or what a customer has to pay."""
        if which.isdecimal():
            self.invoices_page().show_list("open", int(which))
        else:
            self.invoices_page().show_list(which)

    @Slot(object)
    def call(self, entry: CallBackRow) -> None:
        """Call somebody back."""
        self.acting.call(entry)

    @Slot(int)
    def show_count(self, count: int) -> None:
        """So many wait."""
        self._screens.window.rail.show_count("calls", count)

    def act(self, name: str, focused: bool) -> bool:
        """Do "dial" or "list" on the page that is shown; see `CallKeys`. True where that did it."""
        window = self._screens.window
        page = window.page(window.current_page)
        here = QApplication.focusWidget()
        if name == "dial" and focused and self._dial_beside(here):
            return True
        if page is None or (focused and (here is None or not page.isAncestorOf(here))):
            return False
        if window.current_page == "customers":
            customer_id = self._screens.customers.opened.id
            if name == "list" and customer_id:
                self.acting.add(Asked(customer_id=customer_id))
                return True
            return name == "dial" and self._screens.customers.calling.dial()
        job = getattr(page, "dial" if name == "dial" else "put_on_list", None)
        return bool(job is not None and job())

    def _dial_beside(self, here: QWidget | None) -> bool:
        """Call whom the search has found, or whose own window is in front."""
        window = self._screens.window
        if here is window.top_bar.search:
            return self._screens.searching.dial_chosen()
        front = QApplication.activeWindow()
        own = (one for one in self._screens.customer_windows.open_ones if one is front)
        return any(one.page.calling.dial() for one in own)

    @Slot(set)
    def _on_news(self, tables: set[str]) -> None:
        if tables & {"call_back", EVERYTHING}:
            self._screens.work.run(self, call_backs.waiting, then=self._on_waiting)

    def _on_waiting(self, waiting: call_backs.Waiting) -> None:
        self.show_count(waiting.count)
