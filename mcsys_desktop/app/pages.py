"""The pages that are made when somebody goes there: the first screen is complete sooner.

A new page is one function here, one line in ``PAGES`` and one entry of ``ui.rail``.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from mcsys_desktop.services.colleagues import Group

if TYPE_CHECKING:
    from mcsys_desktop.app.screens import Screens


def _start(screens: "Screens") -> QWidget:
    from mcsys_desktop.ui.start import StartPage

    page = StartPage(screens.work, screens.live, screens.settings.desk_name)
    page.wanted.connect(screens.going.go)
    page.called.connect(screens.going.call)
    page.counted.connect(screens.going.show_count)
    page.set_counter(screens.window.privacy.hiding)
    screens.counter_changed.connect(page.set_counter)
    return page


def _customers(screens: "Screens") -> QWidget:
    from mcsys_desktop.ui import shortcuts
    from mcsys_desktop.ui.customers import CustomersPage

    page = CustomersPage(screens.work, screens.live)
    page.set_rights(screens.rights)
    page.tabled.restore(screens.lists.as_left())
    page.tabled.remembered.connect(screens.lists.remember)
    page.duplicates_wanted.connect(partial(screens.window.go_to, "duplicates"))
    page.card.invoice_wanted.connect(screens.going.new_invoice)
    page.card.invoices_wanted.connect(lambda found: screens.going.go(f"invoices:{found}"))
    page.list.more.bring_in_wanted.connect(screens.imports.bring_in)
    page.list.more.take_out_wanted.connect(screens.imports.take_out)
    shortcuts.bind(page, "own window", partial(screens.customer_windows.detach, page))
    page.set_counter(screens.window.privacy.hiding)
    page.set_on_the_phone(screens.talking)
    screens.rights_changed.connect(page.set_rights)
    screens.counter_changed.connect(page.set_counter)
    return page


def _calls(screens: "Screens") -> QWidget:
    from mcsys_desktop.ui.calls import CallsPage

    page = CallsPage(screens.work, screens.live)
    page.restore(screens.lists.as_left())
    page.remembered.connect(screens.lists.remember)
    page.customer_wanted.connect(screens.open_customer)
    page.call_wanted.connect(screens.take_in_hand)
    page.form_wanted.connect(screens.start_new)
    page.set_only_reads(screens.desk.book.only_reads)
    screens.rights_changed.connect(lambda rights: page.set_only_reads(rights.why_not(Group.DESK)))
    page.set_counter(screens.window.privacy.hiding)
    screens.counter_changed.connect(page.set_counter)
    return page


def _invoices(screens: "Screens") -> QWidget:
    from mcsys_desktop.app.printing import Printing
    from mcsys_desktop.ui.invoices import InvoicesPage

    page = InvoicesPage(screens.work, screens.live)
    page.reminders_wanted.connect(partial(screens.window.go_to, "reminders"))
    page.restore(screens.lists.as_left())
    page.remembered.connect(screens.lists.remember)
    page.customer_wanted.connect(screens.open_customer)
    printing = Printing(screens)
    page.print_wanted.connect(printing.print_document)
    page.prints_wanted.connect(printing.print_documents)
    page.mail_wanted.connect(screens.write_mail)
    page.mails_wanted.connect(screens.write_mails)
    page.set_only_reads(screens.rights.why_not(Group.DESK))
    screens.rights_changed.connect(lambda rights: page.set_only_reads(rights.why_not(Group.DESK)))
    page.set_counter(screens.window.privacy.hiding)
    screens.counter_changed.connect(page.set_counter)
    return page


def _quotes(screens: "Screens") -> QWidget:
    from mcsys_desktop.ui.quotes import QuotesPage

    page = QuotesPage(screens.work, screens.live)
    page.invoice_wanted.connect(lambda found: screens.going.go(f"invoice:{found}"))
    page.set_counter(screens.window.privacy.hiding)
    screens.counter_changed.connect(page.set_counter)
    page.set_only_reads(screens.rights.why_not(Group.DESK))
    screens.rights_changed.connect(lambda rights: page.set_only_reads(rights.why_not(Group.DESK)))
    return page


def _agreements(screens: "Screens") -> QWidget:
    from mcsys_desktop.ui.agreements import AgreementsPage

    page = AgreementsPage(screens.work, screens.live)
    page.drafts_wanted.connect(lambda: screens.going.go("invoices:draft"))
    page.set_counter(screens.window.privacy.hiding)
    screens.counter_changed.connect(page.set_counter)
    page.set_only_reads(screens.rights.why_not(Group.DESK))
    screens.rights_changed.connect(lambda rights: page.set_only_reads(rights.why_not(Group.DESK)))
    return page


def _colleagues(screens: "Screens") -> QWidget:
    from mcsys_desktop.ui.colleagues import ColleaguesPage

    return ColleaguesPage(screens.work, screens.live)


def _duplicates(screens: "Screens") -> QWidget:
    from mcsys_desktop.ui.duplicates import DuplicatesPage

    page = DuplicatesPage(screens.work, screens.live)
    page.customer_wanted.connect(screens.open_customer)
    page.left.connect(lambda: screens.window.go_to("customers"))
    page.set_rights(screens.rights)
    screens.rights_changed.connect(page.set_rights)
    page.set_counter(screens.window.privacy.hiding)
    screens.counter_changed.connect(page.set_counter)
    return page


def _mail(screens: "Screens") -> QWidget:
    from mcsys_desktop.ui.outbox import MailPage

    page = MailPage(screens.work, screens.live)
    page.set_only_reads(screens.rights.why_not(Group.DESK))
    screens.rights_changed.connect(lambda rights: page.set_only_reads(rights.why_not(Group.DESK)))
    page.set_counter(screens.window.privacy.hiding)
    screens.counter_changed.connect(page.set_counter)
    screens.mail_made.emit(page)
    return page


def _reminders(screens: "Screens") -> QWidget:
    from mcsys_desktop.app.printing import Printing
    from mcsys_desktop.ui.reminders import RemindersPage

    page = RemindersPage(screens.work, screens.live)
    page.customer_wanted.connect(screens.open_customer)
    page.left.connect(lambda: screens.window.go_to("invoices"))
    page.print_wanted.connect(Printing(screens).print_letter)
    page.set_rights(screens.rights)
    screens.rights_changed.connect(page.set_rights)
    page.set_counter(screens.window.privacy.hiding)
    screens.counter_changed.connect(page.set_counter)
    return page


def _log(screens: "Screens") -> QWidget:
    from mcsys_desktop.ui.history.page import LogPage

    page = LogPage(screens.work, screens.live)
    page.customer_wanted.connect(screens.open_customer)
    page.accepted.connect(screens.history_accepted)
    page.set_counter(screens.window.privacy.hiding)
    screens.counter_changed.connect(page.set_counter)
    if screens.alarmed:
        page.show_alarm()
    return page


def _settings(screens: "Screens") -> QWidget:
    from mcsys_desktop.app.book_password import BookPassword
    from mcsys_desktop.app.phone_addresses import addresses
    from mcsys_desktop.app.phone_settings import PhoneSettings
    from mcsys_desktop.core.settings import PHONE
    from mcsys_desktop.ui.phone_setup.set_up_row import SetUpRow
    from mcsys_desktop.ui.settings_page import SettingsPage

    page = SettingsPage(screens.settings, addresses)
    page.setting_changed.connect(screens.setting_changed)
    BookPassword(page, screens)
    set_up = SetUpRow()
    set_up.button.clicked.connect(lambda: screens.phone_setup_wanted.emit())
    page.add_first(PHONE, set_up)
    PhoneSettings(page, screens)
    screens.settings_made.emit(page)
    return page


PAGES: dict[str, Callable[["Screens"], QWidget]] = {
    "start": _start,
    "customers": _customers,
    "calls": _calls,
    "invoices": _invoices,
    "quotes": _quotes,
    "agreements": _agreements,
    "colleagues": _colleagues,
    "duplicates": _duplicates,
    "reminders": _reminders,
    "log": _log,
    "mail": _mail,
    "settings": _settings,
}
