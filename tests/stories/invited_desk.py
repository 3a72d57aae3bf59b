"""A desk of somebody who was invited: the whole program in a process of its own, used by hand.

``python -m tests.stories.invited_desk FOLDER INVITATION`` opens an invitation as a double click
does; ``... FOLDER URL`` comes back to an office, with the password in the file ``password``. It
tells ``ready`` when the window asks for something or says why it cannot. Commands on standard
input, one a line, their parts divided by "|"; everything is typed and clicked in the window:

``join CODE|PASSWORD``, ``invite NAME|FILE``, ``new COMPANY|NUMBER``, ``rename OLD|NEW``,
``customers``, ``calls``, ``past CUSTOMER``, ``phone``, ``banner``, ``wish``, ``agree``, ``later``,
``begin WORDS``, ``picture FILE``, ``stop``.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import shiboken6
from PySide6.QtCore import QSocketNotifier, Qt
from PySide6.QtTest import QTest

from mcsys_desktop.app import start
from mcsys_desktop.app.program import Program
from mcsys_desktop.app.screens import Screens
from mcsys_desktop.core import logs
from mcsys_desktop.core.profile import Profile
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.telephony.listener import HandsetListener
from mcsys_desktop.ui.colleagues import ColleaguesPage
from mcsys_desktop.ui.colleagues.asking import NewColleague, StartCode
from mcsys_desktop.ui.crash import CrashHandler
from mcsys_desktop.ui.offices import Joining
from mcsys_desktop.ui.single_instance import SingleInstance
from tests.app.typing_in import type_in
from tests.faults.heart import tell
from tests.ui.customers_screen import field, shown

PATIENCE = 60.0


class Hands:
    """What somebody does at this desk, and what they see."""

    def __init__(self, program: Program) -> None:
        self._program = program

    @property
    def _screens(self) -> Screens:
        assert self._program.screens is not None
        return self._program.screens

    def do(self, line: str) -> None:
        """Do what a line asks for, and tell what came of it."""
        word, _space, rest = line.partition(" ")
        tell(word, getattr(self, word)(*rest.split("|")))

    def join(self, code: str, password: str) -> str:
        """Type the start code and a new password; who works here then."""
        asked = self._program.entrance.dialog
        assert isinstance(asked, Joining)
        QTest.keyClicks(asked.code, code)
        QTest.keyClick(asked.code, Qt.Key.Key_Return)
        QTest.keyClicks(asked.password, password)
        QTest.keyClick(asked.password, Qt.Key.Key_Return)
        wait(lambda: self._program.screens is not None or asked.error.isVisible())
        if self._program.screens is not None:
            self._program.window.show_page("customers")
        office = self._program.office
        return office.name if office is not None else asked.error.text()

    def invite(self, name: str, file: str) -> str:
        """Let somebody in, on the page of colleagues; the start code."""
        self._program.window.show_page("colleagues")
        page = self._program.window.page("colleagues")
        assert isinstance(page, ColleaguesPage)
        wait(page.add.isVisible)
        page.add.click()
        asked = page.dialog
        assert isinstance(asked, NewColleague)
        QTest.keyClicks(asked.name, name)
        asked.submit.click()
        wait(lambda: isinstance(page.dialog, StartCode))
        told = page.dialog
        assert isinstance(told, StartCode)
        assert told.save_to(file)
        code = told.code.text()
        told.told.click()
        return code

    def new(self, company: str, number: str) -> list[str]:
        """Make a customer; what the list shows then."""
        self._program.window.new_requested.emit()
        page = self._screens.customers
        page.form.kinds[1].click()
        type_in(page.form.fields["company_name"], company)
        type_in(page.form.fields["phone"], number)
        page.form.bar.save.click()
        wait(lambda: company in shown(page))
        return self.customers()

    def rename(self, old: str, new: str) -> str:
        """Open a customer and type another name over the old one; what the card says then."""
        page = self._screens.customers
        self._program.window.show_page("customers")
        wait(lambda: old in shown(page))
        page.list.view.setCurrentIndex(page.list.model.index(shown(page).index(old), 0))
        wait(lambda: page.editing.card is not None and page.editing.card.name == old)
        page.card.header.edit.click()
        type_in(field(page, "identity", "name"), new)
        page.card.bar.save.click()
        wait(lambda: page.editing.card is not None and page.editing.card.name == new)
        assert page.editing.card is not None
        return page.editing.card.name

    def customers(self, *_nothing: str) -> list[str]:
        """What the list of customers shows."""
        return sorted(shown(self._screens.customers))

    def calls(self, *_nothing: str) -> list[str]:
        """Who called today, as the call log of this desk has it."""
        return [row.customer_name or row.e164 for row in self._screens.desk.today]

    def past(self, customer: str) -> list[list[str]]:
        """Who did what to a customer, as the history beside the card shows it."""
        page = self._screens.customers
        self._program.window.show_page("customers")
        wait(lambda: customer in shown(page))
        page.list.view.setCurrentIndex(page.list.model.index(shown(page).index(customer), 0))
        wait(lambda: page.editing.card is not None and page.editing.card.name == customer)
        page.card.header.history.click()
        acts = page.past.view.acts
        wait(lambda: bool(acts.list.rows) and acts.list.rows[0].lines[0].customer == customer)
        return [
            [act.name, str(acts.list.index(row, 0).data(int(Qt.ItemDataRole.AccessibleTextRole)))]
            for row, act in enumerate(acts.list.rows)
        ]

    def phone(self, *_nothing: str) -> list[Any]:
        """Where the phone of this desk reports to: port and token."""
        wait(lambda: self._port() > 0)
        return [self._port(), self._program.settings.token()]

    def banner(self, *_nothing: str) -> str:
        """What the band across the window says."""
        banner = self._program.window.banner
        return banner.title.text() if banner.isVisible() else ""

    def wish(self, *_nothing: str) -> str:
        """What the band says by which somebody asks to upgrade the office."""
        upgrading = self._program.watches.upgrading
        band = upgrading.band if upgrading is not None else None
        return band.title.text() if band is not None and band.isVisible() else ""

    def agree(self, *_nothing: str) -> str:
        """Press the button; what the band says then."""
        assert self._program.watches.upgrading is not None
        self._program.watches.upgrading.band.agree.click()
        return self.wish()

    def later(self, *_nothing: str) -> str:
        """Press the other button; what the band says then."""
        assert self._program.watches.upgrading is not None
        self._program.watches.upgrading.band.later.click()
        return self.wish()

    def begin(self, words: str) -> str:
        """Begin a new customer and save nothing; what stands in the form."""
        self._program.window.new_requested.emit()
        surname = self._screens.customers.form.fields["surname"]
        type_in(surname, words)
        return str(surname.value())

    def picture(self, file: str) -> bool:
        """The window, or the question on it, as it is."""
        asked = self._program.entrance.dialog
        return (asked or self._program.window).grab().save(file)

    def _port(self) -> int:
        phones = self._program.phones
        for source in phones.sources if phones is not None else ():
            if isinstance(source, HandsetListener) and source.bound is not None:
                return source.bound[1]
        return 0


def wait(happened: Callable[[], Any]) -> None:
    """Let the program run until it happened."""
    if not start.until(happened, PATIENCE):
        raise TimeoutError(happened)


def main(folder: str, way: str) -> int:
    """Run until told to stop."""
    own = Profile(Path(folder))
    application = start.make_application(["mcsys-desktop"])
    chosen = Settings(
        language="nl", listener_enabled=True, listener_address="127.0.0.1", listener_port=0
    )
    start.dress(chosen)
    window = start.make_window(chosen)
    invited = way.endswith(".mcsys")
    begun = start.Start(
        own,
        "" if invited else way,
        None if invited else own.folder / "password",
        invitation=Path(way) if invited else None,
    )
    crash = CrashHandler(window)
    sys.excepthook = lambda kind, error, where: tell("crash", logs.trace(error))
    program = Program(begun, chosen, window, SingleInstance(window), crash)
    window.show()
    program.begin()
    hands = Hands(program)
    wait(lambda: program.entrance.dialog or program.screens or hands.banner())

    def asked() -> None:
        line = sys.stdin.readline().strip()
        if line and line != "stop":
            hands.do(line)
            return
        program.leaving.agree()
        application.quit()

    ears = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    ears.activated.connect(asked)
    tell("ready", True)
    application.exec()
    window.close()
    program.end()
    shiboken6.delete(window)
    application.processEvents()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
