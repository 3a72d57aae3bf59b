"""The first start of a desk: five steps, each of which is kept, so that the next start goes on."""

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from mcsys_desktop.core import first_start as kept
from mcsys_desktop.core import i18n
from mcsys_desktop.core.first_start import ORDER, FirstStart, Step
from mcsys_desktop.core.profile import url_of

if TYPE_CHECKING:
    from PySide6.QtCore import QTimer

    from mcsys_desktop.app.first_phone import FirstPhone
    from mcsys_desktop.app.phone_setup import PhoneSetup
    from mcsys_desktop.app.program import Program
    from mcsys_desktop.app.start import Start
    from mcsys_desktop.ui.first_start import CompanyStep
    from mcsys_desktop.ui.offices import Question

log = logging.getLogger(__name__)
KEEP_AFTER_MS = 300


def lead(program: "Program", start: "Start") -> "Leading | None":
    """Lead through the first start, where this desk is not through it; else nothing.

    A desk that knew an office before there was a first start has nothing written down, and is
    asked nothing.
    """
    file = start.profile.first_start
    if start.password_file is not None or (start.office and not file.exists()):
        return None
    state = kept.load(file)
    if start.office and (state.step is Step.DONE or state.office != start.office):
        return None
    if state.step is Step.DONE:
        state = FirstStart(Step.PLACE)  # its office is known no more
    return Leading(program, file, state)


class Leading(QObject):
    """Asks one step after another, before there is an office and in it. ``over``: it is done."""

    over = Signal()

    def __init__(self, program: "Program", file: Path, state: FirstStart) -> None:
        super().__init__(program)
        from mcsys_desktop.ui.first_start import Wizard  # once in the life of a desk

        self.program, self.state = program, state
        self._file = file
        self._demo = url_of(Path(file).parent / "offices" / "demo.db")
        self._phone: FirstPhone | None = None
        self._setup: PhoneSetup | None = None
        self._keeping: QTimer | None = None
        self.wizard = Wizard(program.window)
        entrance = self.entrance = program.entrance
        self.asking = entrance.asking
        self.asking.lead(self.wizard)
        self.wizard.left.connect(self._on_left)
        entrance.again = self.go_on
        entrance.made.connect(self._on_made)
        entrance.code_kept.connect(self._on_code_kept)
        program.settled.connect(self._on_inside)
        self.go_on()

    @Slot()
    def go_on(self) -> None:
        """Ask what comes next."""
        step = self.state.step
        if step is Step.LANGUAGE:
            self._ask_language()
        elif self.program.office is None:
            self._ask_place()
        elif step is Step.COMPANY:
            self._ask_company()
        elif step is Step.PHONE:
            self._ask_phone()
        else:
            self._ask_customers()

    def _turn_to(self, step: Step) -> None:
        """It is written down before anything else happens."""
        self.state.step = step
        self.keep()
        if step is Step.DONE:
            self._end()
        else:
            self.go_on()

    def keep(self) -> None:
        """Write down how far it is."""
        try:
            self.state.save(self._file)
        except OSError:
            log.warning("how far the first start is could not be written down")

    def _ask_language(self) -> None:
        from mcsys_desktop.ui.first_start import LanguageStep

        asked = LanguageStep(self.program.window)
        asked.chosen.connect(self._on_language)
        self.asking.step = 0
        self.asking.ask(asked)

    def _on_language(self, language: str) -> None:
        from mcsys_desktop.ui import qt_words

        program = self.program
        i18n.use(language)
        qt_words.install(language)
        program.window.speak()
        program.choices.keep("language", language)
        program.choices.save()
        self._turn_to(Step.PLACE)

    def _ask_place(self) -> None:
        state = self.state
        self.asking.step = 1
        if not state.office:
            self.entrance.ask_which()
            return
        self.entrance.code_owed = state.office if state.code_owed else ""
        self.entrance.name = state.name
        self.entrance.go(state.office)

    def _on_made(self, url: str, name: str) -> None:
        self.state.office, self.state.name, self.state.code_owed = url, name, True
        self.keep()

    def _on_code_kept(self) -> None:
        self.state.code_owed = False
        self.keep()

    @Slot()
    def _on_inside(self) -> None:
        office = self.program.office
        if office is None or self.asking.wizard is None:
            return
        if office.url == self._demo:  # to look around: the next start asks again
            self._end()
            return
        self.state.office = office.url
        first = self.state.step in (Step.LANGUAGE, Step.PLACE)
        manages = office.rights.manages and office.writable
        if first:
            self._turn_to(Step.COMPANY if manages else Step.PHONE)
        else:
            self.keep()
            self.go_on()

    def _ask_company(self) -> None:
        from mcsys_desktop.ui.first_start import CompanyStep

        asked = CompanyStep(self.program.work, self.state.company, self.program.window)
        asked.form.edited.connect(lambda: self._keep_soon(asked))
        asked.went_on.connect(self._on_company)
        asked.later.connect(lambda: self._turn_to(Step.PHONE))
        self.asking.step = 2
        self.asking.ask(asked)

    def _keep_soon(self, asked: "CompanyStep") -> None:
        from PySide6.QtCore import QTimer

        self.state.company = asked.form.typed()
        if self._keeping is None:
            self._keeping = QTimer(self, singleShot=True, interval=KEEP_AFTER_MS)
            self._keeping.timeout.connect(self.keep)
        self._keeping.start()

    @Slot()
    def _on_company(self) -> None:
        self.state.company = {}
        self._turn_to(Step.PHONE)

    def _ask_phone(self) -> None:
        from mcsys_desktop.app.first_phone import FirstPhone

        if self._phone is None:
            self._phone = FirstPhone(self.program, self.state, self)
            self._phone.over.connect(self._on_phone)
            self._phone.brand_chosen.connect(self.keep)
            self._phone.other_wanted.connect(self._set_up_another)
        asked = self._phone.ask()
        self.asking.step = 3
        self.asking.ask(asked)

    @Slot()
    def _set_up_another(self) -> None:
        """The office has no desk phones that report: ask for what it has."""
        from mcsys_desktop.app.phone_setup import PhoneSetup

        def ask(asked: "Question", _step: int) -> None:
            self.asking.ask(asked)

        setup = self._setup = PhoneSetup(self.program, ask, self)
        setup.over.connect(lambda: self._on_phone(True))
        setup.left.connect(self._ask_phone)
        setup.begin()

    def _on_phone(self, forward: bool) -> None:
        office = self.program.office
        manages = office is not None and office.rights.manages
        if forward:
            self._turn_to(Step.CUSTOMERS)
        else:
            self._turn_to(Step.COMPANY if manages else Step.PHONE)

    @Slot()
    def _on_left(self) -> None:
        if self._phone is not None:
            self._phone.leave()
        if self._setup is not None:
            self._setup.end()

    def _ask_customers(self) -> None:
        from mcsys_desktop.ui.first_start import CustomersStep

        asked = CustomersStep(self.program.window)
        asked.chosen.connect(self._on_chosen)
        asked.dropped.connect(self._on_dropped)
        asked.back_wanted.connect(lambda: self._turn_to(Step.PHONE))
        self.asking.step = 4
        self.asking.ask(asked)

    def _on_chosen(self, where: str) -> None:
        from mcsys_desktop.ui.first_start import customers

        program = self.program
        self._turn_to(Step.DONE)
        if where == customers.IMPORT and program.screens is not None:
            program.screens.import_wanted.emit()
        elif where == customers.NEW:
            program.window.new_requested.emit()
        elif where == customers.DEMO:
            self.entrance.visit_demo(program.change_person)

    @Slot(Path)
    def _on_dropped(self, file: Path) -> None:
        self._turn_to(Step.DONE)
        if self.program.screens is not None:
            self.program.screens.imports.bring_in_file(file)

    def _end(self) -> None:
        self.entrance.again = self.entrance.ask_which
        self.asking.lead_no_more()
        self.over.emit()


__all__ = ["ORDER", "Leading", "lead"]
