"""Setting up a telephone system: asks step by step, tries what was typed, and keeps it."""

from collections.abc import Callable
from copy import deepcopy
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from mcsys_desktop.app.phone_account import PhoneAccount
from mcsys_desktop.app.phone_trial import PhoneTrial
from mcsys_desktop.core.drafts import ABOUT
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.services import phone_setup
from mcsys_desktop.services.phone_setup import FORM, Plan
from mcsys_desktop.services.phone_systems import PhoneSystem
from mcsys_desktop.ui.offices.question import Question
from mcsys_desktop.ui.phone_setup import (
    AccountStep,
    LearnedStep,
    RouteStep,
    SystemStep,
    TrialStep,
)
from mcsys_desktop.ui.phone_setup.learned import Shown

if TYPE_CHECKING:
    from mcsys_desktop.app.program import Program
    from mcsys_desktop.telephony.base import CallSource

SYSTEM, ROUTE, ACCOUNT, TRIAL, LEARNED = range(5)


class PhoneSetup(QObject):
    """Asks with ``ask`` (question, step). ``over``: it was kept; ``left``: somebody went back
    before the first question, or leaves it for later.
    """

    over = Signal()
    left = Signal()

    def __init__(
        self, program: "Program", ask: Callable[[Question, int], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._program, self._ask = program, ask
        kept = {draft.form: draft for draft in program.work.drafts.all_of()}
        self.plan = phone_setup.plan_of(kept[FORM].texts) if FORM in kept else Plan()
        self._system_known = PhoneSystem("")  # as the office has it
        self._trial = PhoneTrial(program, self.plan, self)
        self._accounts = PhoneAccount(program, self.plan, self)
        self._accounts.changed.connect(self._keep_draft)
        self._accounts.went_on.connect(lambda: self._go(TRIAL))
        self._accounts.back_wanted.connect(self._back_from_account)
        self._asked: Question | None = None

    def begin(self, source: str = "") -> None:
        """Ask what comes next; of a ``source`` that is in trouble, its account."""
        system, route = phone_setup.leading_to(source) if source else ("", "")
        if route and not phone_setup.owns(self.plan.kind, source):
            self.plan.system, self.plan.route = system, route
        # A call is tried only when somebody says so, never by opening the window.
        if route or self.plan.step >= ACCOUNT:
            self._to_account()
        else:
            self._go(self.plan.step)

    @property
    def on_trial(self) -> "CallSource | None":
        """What is listened to for the trial."""
        return self._trial.source

    def end(self) -> None:
        """Nobody looks any more: the trial ends, and what was typed stays for the next time."""
        self._trial.end()
        self._accounts.keep_password()
        self._asked = None

    def _go(self, step: int) -> None:
        if step < TRIAL:
            self._trial.end()
        self.plan.step = step
        self._accounts.keep_password()
        self._keep_draft()
        made = (self._system, self._route, self._account, self._trial_call, self._learned)[step]()
        self._asked = made
        self._ask(made, step)
        if step == TRIAL:
            self._try()

    def _system(self) -> Question:
        asked = SystemStep(phone_setup.SYSTEMS, self.plan.system, self._program.window)
        asked.chosen.connect(self._on_system)
        asked.later.connect(self._leave)
        asked.back_wanted.connect(self._leave)
        return asked

    @Slot(str)
    def _on_system(self, key: str) -> None:
        if key != self.plan.system:
            self.plan.system, self.plan.route = key, ""
        system = phone_setup.system_called(key)
        routes = system.routes if system is not None else ()
        if len(routes) == 1 and routes[0].possible:  # nothing to choose from
            self._on_route(routes[0].key)
        else:
            self._go(ROUTE)

    def _route(self) -> Question:
        system = phone_setup.system_called(self.plan.system)
        if system is None:
            return self._system()
        asked = RouteStep(system, self.plan.route, self._program.window)
        asked.chosen.connect(self._on_route)
        asked.back_wanted.connect(lambda: self._go(SYSTEM))
        return asked

    @Slot(str)
    def _on_route(self, key: str) -> None:
        if key != self.plan.route:
            self.plan.route, self.plan.form = key, None
        self._to_account()

    def _to_account(self, then: Callable[[AccountStep], object] = lambda asked: None) -> None:
        """Ask for the account, with what the office knows of it."""

        def found(system: PhoneSystem) -> None:
            self._system_known = system
            self._go(ACCOUNT)
            if isinstance(self._asked, AccountStep):
                then(self._asked)

        self._program.work.run(self, phone_setup.known, deepcopy(self.plan), then=found)

    def _account(self) -> Question:
        return self._accounts.ask(self._system_known) or self._system()

    def _back_from_account(self) -> None:
        system = phone_setup.system_called(self.plan.system)
        self._go(ROUTE if system is not None and len(system.routes) > 1 else SYSTEM)

    def _trial_call(self) -> Question:
        asked = TrialStep(self.plan.kind, self.plan.from_number, self._program.window)
        asked.number_typed.connect(self._on_number)
        asked.allowed.connect(self._trial.allow)
        asked.again.connect(self._try)
        asked.password_wanted.connect(self._to_password)
        asked.went_on.connect(lambda: self._go(LEARNED))
        asked.back_wanted.connect(self._to_account)
        return asked

    @Slot()
    def _try(self) -> None:
        asked = self._asked
        if not isinstance(asked, TrialStep):
            return
        plan, system, desk = deepcopy(self.plan), self._system_known, self._program.settings
        password = self._accounts.password

        def ready(settings: Settings) -> None:
            if self._asked is asked:
                self._trial.begin(asked, system, settings)

        def refused(error: Exception) -> None:
            self._to_account(lambda account: account.refuse(self._said(error)))

        self._program.work.run(
            asked, phone_setup.to_try, plan, system, desk, password, then=ready, failed=refused
        )

    def _said(self, error: Exception) -> str:
        """What an error says to people; one that is none of theirs is told as ever."""
        if isinstance(error, UserError):
            return str(error)
        self._program.work.failed.emit(self, error)
        return ""

    @Slot()
    def _to_password(self) -> None:
        self._to_account(AccountStep.go_to_password)

    @Slot(str)
    def _on_number(self, typed: str) -> None:
        self.plan.from_number = typed
        self._trial.observed.from_number = self.plan.from_e164
        self._keep_draft()

    def _learned(self) -> Question:
        settings, seen = self._program.settings, self._trial.observed
        self._trial.look_away()
        form = phone_setup.form_of(self.plan, self._system_known, settings)
        shown = Shown(
            seen.learned(),
            tuple(seen.extensions),
            tuple(seen.own_numbers),
            self._trial.heard_any,
            seen.another_number,
            form,
            settings.extension,
        )
        asked = LearnedStep(shown, self._program.window)
        asked.went_on.connect(lambda: self._save(asked))
        asked.back_wanted.connect(lambda: self._go(TRIAL))
        return asked

    def _save(self, asked: LearnedStep) -> None:
        plan, desk = self.plan, self._program.settings
        plan.form = asked.form
        asked.set_busy(True)
        if not plan.of_office:
            try:
                phone_setup.keep_at_desk(plan, desk)
            except UserError as error:
                asked.refuse(str(error))
                return
            self._saved(asked.extension)
            return
        password = self._accounts.password
        self._program.work.run(
            asked,
            phone_setup.keep_for_office,
            deepcopy(plan),
            self._system_known,
            desk,
            password,
            then=lambda _system: self._saved(asked.extension),
            failed=lambda error: asked.refuse(self._said(error)),
        )

    def _saved(self, extension: str) -> None:
        program = self._program
        self._accounts.forget_password()
        program.settings.extension = extension
        program.choices.apply("extension", extension)
        program.choices.save()
        program.work.drafts.drop(FORM)
        self.end()
        self.over.emit()

    def _leave(self) -> None:
        self.end()
        self.left.emit()

    def _keep_draft(self) -> None:
        if self.plan.system or self.plan.typed:
            about = {ABOUT: _("Set up the telephone")}
            self._program.work.drafts.put(FORM, self.plan.texts() | about)
