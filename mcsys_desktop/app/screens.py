"""The screens of the main window, and who tells whom: pages never see each other."""

from functools import partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from mcsys_desktop.app.customer_windows import CustomerWindows
from mcsys_desktop.app.dialling import Dialling
from mcsys_desktop.app.going import Going
from mcsys_desktop.app.imports import Imports
from mcsys_desktop.app.leaving import Unsaved
from mcsys_desktop.app.lists import Lists
from mcsys_desktop.app.pages import PAGES
from mcsys_desktop.app.searching import Searching
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.services import callers, calls
from mcsys_desktop.services.colleagues import Group, Rights, me
from mcsys_desktop.services.colleagues import rights as rights_now
from mcsys_desktop.services.customers import CustomerDraft
from mcsys_desktop.ui.call_backs.later import Later
from mcsys_desktop.ui.callers.acts import Acts
from mcsys_desktop.ui.callers.body import CallBody
from mcsys_desktop.ui.callers.call import DeskCall, Stage
from mcsys_desktop.ui.callers.compact import CompactCaller
from mcsys_desktop.ui.callers.desk import CallDesk
from mcsys_desktop.ui.callers.keys import CallKeys
from mcsys_desktop.ui.callers.panel import CallerPanel
from mcsys_desktop.ui.callers.popping import Popping
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.main_window import MainWindow
from mcsys_desktop.ui.page import Page
from mcsys_desktop.ui.start import StartPage
from mcsys_desktop.ui.work import Work

if TYPE_CHECKING:
    from mcsys_desktop.ui.customers import CustomersPage

COMPLETE_AT_LAST_MS = (
    250  # whatever the list does: the lock and the phones do not wait for it longer
)
EVERYTHING = Rights()


class Screens(QObject):
    """Makes the pages, the caller panel and the compact window, and connects them.

    ``setting_changed`` (name, value) comes from the settings page; ``keep`` (name, value) is
    something to remember for this desk. ``complete`` comes once: the first screen is painted,
    or will not be soon.
    """

    complete = Signal()
    setting_changed = Signal(str, object)
    history_accepted = Signal()
    keep = Signal(str, object)
    rights_changed = Signal(object)  # the Rights of whoever works here
    write_mail = Signal(int)  # somebody mails an invoice
    write_mails = Signal(object)  # or several
    closing = Signal()  # whoever works here leaves, or the program ends
    phone_setup_wanted = Signal()  # somebody wants to set up the telephone
    import_wanted = Signal()  # somebody wants to read in customers
    mail_made = Signal(object)  # the MailPage, when somebody went there first
    settings_made = Signal(object)  # the SettingsPage, when somebody went there first
    counter_changed = Signal(bool)  # whether to hide what the person opposite should not see

    def __init__(
        self,
        window: MainWindow,
        work: Work,
        live: Live,
        settings: Settings,
        rights: Rights = EVERYTHING,
    ) -> None:
        super().__init__(window)
        self.window, self.work, self.live, self.settings = window, work, live, settings
        self.alarmed = False
        self.rights = rights
        window.top_bar.show_notices_of(work)
        self.desk = CallDesk(work, live, settings.extension, self)
        self.choose_popping()
        self.acts = Acts(self.desk, window.privacy)
        self.panel = CallerPanel(self.desk, self.acts, work)
        window.set_dock(self.panel)
        self.compact = CompactCaller(
            self.desk, self.acts, work, self._dock, settings.compact_positions
        )
        self.later = Later(self.desk, self.acts)
        self.going = Going(self)
        self.customer_windows = CustomerWindows(self)
        self.acts.wanted.connect(self.going.go)
        self.keys = CallKeys(window, self.desk, self._body, self.going.act)
        self.imports = Imports(self)
        self.lists = Lists(self)
        # Made when somebody goes there, and the first one now: it is complete sooner.
        for name, make in PAGES.items():
            window.add_page(name, partial(make, self))
        self._connect()
        self.searching = Searching(self)
        self.dialling = Dialling(self)
        self.set_rights(rights)
        live.changed.connect(self._on_news)
        self._on_privacy()
        self._completing = QTimer(self, singleShot=True, interval=COMPLETE_AT_LAST_MS)
        self._completing.timeout.connect(self.complete)
        self.start.loaded.connect(self._on_loaded)
        self._completing.start()

    @property
    def start(self) -> StartPage:
        """The first page; somebody in a hurry may be on another one before it was made."""
        page = self.window.made_page("start")
        assert isinstance(page, StartPage)  # noqa: S101  # see PAGES
        return page

    @property
    def customers(self) -> "CustomersPage":
        """The page of customers, made when it is first asked for."""
        page = self.window.made_page("customers")
        assert page is not None  # noqa: S101  # see PAGES
        return page  # type: ignore[return-value]  # and what that makes

    @property
    def customers_if_made(self) -> "CustomersPage | None":
        """The page of customers; None while nobody went there."""
        return self.customers if self.window.page("customers") is not None else None

    @property
    def talking(self) -> bool:
        """Whether somebody speaks at this desk."""
        return any(call.stage is Stage.TALKING for call in self.desk.present)

    def choose_popping(self) -> None:
        """Let those calls come up that this desk has chosen."""
        chosen = self.settings
        self.desk.extension = chosen.extension
        self.desk.popping = Popping(chosen.pops_up, chosen.extension, chosen.pops_for)

    def warm(self) -> None:
        """Let the first caller be as fast as the next one."""
        self.work.look_up(self, callers.warm)
        self.work.run(self, me, then=self.lists.restore)
        self.desk.refresh()

    def set_rights(self, rights: Rights) -> None:
        """Show what whoever works here may do, and say why not where they may not."""
        self.rights = rights
        self.desk.book.only_reads = rights.why_not(Group.DESK)
        self.window.shut_page("log", rights.why_not(Group.ADMIN))
        self.rights_changed.emit(rights)

    @Slot()
    def show_alarm(self) -> None:
        """History is not what this desk saw of it."""
        self.alarmed = True
        page = self.window.page("log")
        if page is not None:
            page.show_alarm()  # type: ignore[attr-defined]  # a LogPage

    @Slot()
    def review(self) -> None:
        """Let an administrator look after the office's security."""
        self.window.show_page("colleagues")
        page = self.window.page("colleagues")
        if page is not None:
            page.ask_review()  # type: ignore[attr-defined]  # a ColleaguesPage

    def close(self) -> None:
        """Take away what is not inside the main window."""
        self.closing.emit()
        self.keys.close()
        self.dialling.close()
        self.imports.close()
        self.customer_windows.close()
        self.compact.close()
        shiboken6.delete(self.compact)

    def unsaved(self) -> Unsaved:
        """What would be lost if the program ended now."""
        notes = self.desk.book.unsaved + len(self.work.uncertain)
        page = self.customers_if_made
        forms = page.unsaved() if page is not None else 0
        invoices = self.window.page("invoices")
        forms += invoices.unsaved() if invoices is not None else 0  # type: ignore[attr-defined]
        return Unsaved(notes=notes, forms=forms + self.customer_windows.unsaved())

    @Slot(int)
    def open_customer(self, customer_id: int) -> None:
        """Bring a customer's card to the screen."""
        self.window.show_page("customers")
        self.customers.open_customer(customer_id)
        _to_front(self.window)

    @Slot(set)
    def _on_news(self, tables: set[str]) -> None:
        """Somebody's group may have been changed: perhaps of whoever works here."""
        if "colleague" in tables:
            self.work.run(self, rights_now, then=self.set_rights)

    def _connect(self) -> None:
        window, desk = self.window, self.desk
        window.refresh_requested.connect(self._on_refresh)
        window.new_requested.connect(self._on_new)
        window.compact_requested.connect(self.compact.toggle)
        window.privacy.changed.connect(self._on_privacy)
        desk.sources.changed.connect(self._on_source)
        desk.customer_wanted.connect(self.open_customer)
        desk.new_customer_wanted.connect(self._on_new_caller)
        desk.arranged.connect(self._on_call)
        desk.updated.connect(self._on_call)
        self.panel.hide_wanted.connect(lambda: window.show_dock(False))
        self.panel.compact_wanted.connect(self.compact.toggle)
        self.panel.source_wanted.connect(lambda _source: window.show_page("settings"))
        self.compact.moved.connect(self._on_compact_moved)

    @Slot()
    def _on_loaded(self) -> None:
        self.start.loaded.disconnect(self._on_loaded)
        if self._completing.isActive():
            self._completing.start(0)  # behind the paint

    def _dock(self) -> QWidget | None:
        return self.window.dock

    def _body(self) -> CallBody | None:
        """The call that the keys act upon: the one in front."""
        if self.compact.isActiveWindow():
            return self.compact.body
        if self.panel.isVisible():
            return self.panel.body
        return self.compact.body if self.compact.isVisible() else None

    @Slot()
    def _on_refresh(self) -> None:
        page = self.window.page(self.window.current_page)
        if isinstance(page, Page):
            page.refresh()
        self.desk.refresh()

    @Slot()
    def _on_new(self) -> None:
        """One more of what is on the screen; a customer where that is nothing one makes."""
        if self.window.current_page == "invoices":
            self.going.new_invoice()
        elif self.window.current_page in ("quotes", "agreements"):
            self.window.made_page(self.window.current_page).start_new()  # type: ignore[union-attr]
        else:
            self.new_customer()

    def new_customer(self) -> None:
        """Bring up an empty form for a customer."""
        self.window.show_page("customers")
        self.customers.start_new()

    @Slot(object)
    def _on_new_caller(self, call: DeskCall) -> None:
        number = "" if call.anonymous else call.number_raw
        self.start_new(callers.draft_of(number, call.name_given))

    @Slot(object)
    def start_new(self, draft: CustomerDraft) -> None:
        """Bring up a form for a new customer, begun with what is known."""
        self.window.show_page("customers")
        self.customers.start_new(draft)
        _to_front(self.window)

    def _on_call(self, _call: object = None) -> None:
        if (page := self.customers_if_made) is not None:
            page.set_on_the_phone(self.talking)

    def _on_source(self) -> None:
        lost = self.desk.sources.lost
        self.start.show_source(None if lost is None else lost.error)

    @Slot(object)
    def take_in_hand(self, row: calls.CallRow) -> None:
        """A call of the log without a customer: take it in hand, where calls are seen."""
        self.desk.open_row(row)
        if not self.window.dock_visible:
            self.window.show_dock(True)

    @Slot()
    def _on_privacy(self) -> None:
        self.counter_changed.emit(self.window.privacy.hiding)

    @Slot(str, int, int)
    def _on_compact_moved(self, screens: str, left: int, top: int) -> None:
        places = self.settings.compact_positions | {screens: [left, top]}
        self.keep.emit("compact_positions", places)


def _to_front(window: MainWindow) -> None:
    """Somebody asked for it, perhaps in the compact window: now the main window is wanted."""
    if window.isMinimized():
        window.showNormal()
    window.activateWindow()
    window.raise_()
