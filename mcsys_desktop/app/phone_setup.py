"""Setting up a telephone system: asks step by step, tries what was typed, and keeps it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from mcsys_desktop.app.phone_addresses import addresses
from mcsys_desktop.app.phone_trial import PhoneTrial
from mcsys_desktop.core.drafts import ABOUT
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import phone_setup
from mcsys_desktop.services.phone_setup import FORM, Kind, Plan
from mcsys_desktop.telephony import addresses as networks
from mcsys_desktop.telephony import brands
from mcsys_desktop.ui.offices.question import Question
from mcsys_desktop.ui.phone_setup import (
    AccountStep,
    LearnedStep,
    RouteStep,
    SystemStep,
    TrialStep,
)
from mcsys_desktop.ui.phone_setup.account import Asked
from mcsys_desktop.ui.phone_setup.learned import Shown

if TYPE_CHECKING:
    from mcsys_desktop.app.program import Program

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
        self._trial = PhoneTrial(program, self.plan, self)
        self._asked: Question | None = None
        self._searched = False

    def begin(self, source: str = "") -> None:
        """Ask what comes next; of a ``source`` that is in trouble, its account."""
        system, route = phone_setup.leading_to(source) if source else ("", "")
        if route and (self.plan.system, self.plan.route) != (system, route):
            self.plan.system, self.plan.route, self.plan.step = system, route, ACCOUNT
        elif route:
            self.plan.step = ACCOUNT
        # A call is tried only when somebody says so, never by opening the window.
        self._go(min(self.plan.step, ACCOUNT))

    def end(self) -> None:
        """Nobody looks any more: the trial ends, and what was typed stays for the next time."""
        self._trial.end()
        self._asked = None

    def _go(self, step: int) -> None:
        if step < TRIAL:
            self._trial.end()
        self.plan.step = step
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
        self._go(ACCOUNT)

    def _account(self) -> Question:
        plan, settings = self.plan, self._program.settings
        route = phone_setup.route_called(plan.system, plan.route)
        if route is None:
            return self._system()
        own = networks.of_this_computer()
        if plan.kind is Kind.LISTENER:
            plan.typed.setdefault("listener_address", settings.listener_address or (*own, "")[0])
            plan.brand = plan.brand or brands.BRANDS[0].title
        asked = AccountStep(route, self._asked_of(own), self._program.window)
        asked.field_typed.connect(self._on_typed)
        asked.password_typed.connect(self._on_password)
        asked.brand_chosen.connect(self._on_brand)
        asked.went_on.connect(lambda: self._go(TRIAL))
        asked.back_wanted.connect(self._back_from_account)
        if plan.kind is Kind.LISTENER:
            self._show_lines(asked)
            if not own:
                asked.refuse(_("This computer is in no network now, so no phone can reach it."))
        elif plan.kind is Kind.FRITZBOX and not self._searched:
            self._searched = True
            self._program.doors.run(asked, phone_setup.find_box, then=self._on_found)
        return asked

    def _asked_of(self, own: tuple[str, ...]) -> Asked:
        plan, settings = self.plan, self._program.settings
        listener = plan.kind is Kind.LISTENER
        fields = []
        for declaration in phone_setup.fields_of(plan.kind):
            now = getattr(settings, declaration.name)
            text = {True: "yes", False: "no"}[now] if isinstance(now, bool) else str(now)
            fields.append((declaration, plan.typed.get(declaration.name, text)))
        asks = phone_setup.asks_password(plan.kind)
        kept = self._program.settings.secrets.get(self._secret())
        return Asked(
            fields,
            kept if asks else None,
            asks and phone_setup.has_password(plan, settings),
            {"listener_address": own} if listener else None,
            [brand.title for brand in brands.BRANDS] if listener else (),
            plan.brand,
        )

    def _back_from_account(self) -> None:
        system = phone_setup.system_called(self.plan.system)
        self._go(ROUTE if system is not None and len(system.routes) > 1 else SYSTEM)

    def _show_lines(self, asked: AccountStep) -> None:
        settings = self._program.settings
        settings.token()  # made once; the phones are to know the one that is kept
        try:
            laid = phone_setup.laid(self.plan, settings)
        except UserError:
            return
        asked.show_addresses(addresses(laid))

    def _on_found(self, host: str) -> None:
        asked = self._asked
        if host and isinstance(asked, AccountStep) and self.plan.kind is Kind.FRITZBOX:
            if "fritzbox_address" not in self.plan.typed:
                self._on_typed("fritzbox_address", host)
                asked.show_text("fritzbox_address", host)
            asked.show_found(host)

    @Slot(str, str)
    def _on_typed(self, name: str, text: str) -> None:
        self.plan.typed[name] = text
        self._keep_draft()
        if name == "listener_address" and isinstance(self._asked, AccountStep):
            self._show_lines(self._asked)

    @Slot(str)
    def _on_password(self, password: str) -> None:
        try:
            self._program.settings.secrets.put(self._secret(), password)
        except OSError:
            if self._asked is not None:
                self._asked.refuse(_("The password could not be kept. Is the disk full?"))

    @Slot(str)
    def _on_brand(self, brand: str) -> None:
        self.plan.brand = brand
        self._keep_draft()

    def _trial_call(self) -> Question:
        asked = TrialStep(self.plan.kind, self.plan.from_number, self._program.window)
        asked.number_typed.connect(self._on_number)
        asked.allowed.connect(self._trial.allow)
        asked.again.connect(self._try)
        asked.password_wanted.connect(self._to_password)
        asked.went_on.connect(lambda: self._go(LEARNED))
        asked.back_wanted.connect(lambda: self._go(ACCOUNT))
        return asked

    @Slot()
    def _try(self) -> None:
        asked = self._asked
        if not isinstance(asked, TrialStep):
            return
        try:
            self._trial.begin(asked, self._program.settings.secrets.get(self._secret()))
        except UserError as error:
            self._go(ACCOUNT)
            if self._asked is not None:
                self._asked.refuse(str(error))

    @Slot()
    def _to_password(self) -> None:
        self._go(ACCOUNT)
        if isinstance(self._asked, AccountStep):
            self._asked.go_to_password()

    @Slot(str)
    def _on_number(self, typed: str) -> None:
        self.plan.from_number = typed
        self._trial.observed.from_number = self.plan.from_e164
        self._keep_draft()

    def _learned(self) -> Question:
        settings, seen = self._program.settings, self._trial.observed
        self._trial.look_away()
        form = self.plan.form
        now = str(getattr(settings, f"{self.plan.kind.value}_numbers"))
        shown = Shown(
            seen.learned(),
            tuple(seen.extensions),
            tuple(seen.own_numbers),
            self._trial.heard_any,
            seen.another_number,
            now if form is None else form,
            settings.extension,
        )
        asked = LearnedStep(shown, self._program.window)
        asked.went_on.connect(lambda: self._save(asked))
        asked.back_wanted.connect(lambda: self._go(TRIAL))
        return asked

    def _save(self, asked: LearnedStep) -> None:
        program, plan = self._program, self.plan
        plan.form = asked.form
        secret = self._secret()
        try:
            phone_setup.keep(plan, program.settings, program.settings.secrets.get(secret))
            program.settings.secrets.put(secret, "")
        except UserError as error:
            asked.refuse(str(error))
            return
        except OSError:
            asked.refuse(_("The password could not be kept. Is the disk full?"))
            return
        program.choices.apply("extension", self._keep_extension(asked.extension))
        program.choices.save()
        program.work.drafts.drop(FORM)
        self.end()
        self.over.emit()

    def _keep_extension(self, extension: str) -> str:
        self._program.settings.extension = extension
        return extension

    def _leave(self) -> None:
        self.end()
        self.left.emit()

    def _keep_draft(self) -> None:
        if self.plan.system or self.plan.typed:
            about = {ABOUT: _("Set up the telephone")}
            self._program.work.drafts.put(FORM, self.plan.texts() | about)

    def _secret(self) -> str:
        """Under which name a password is kept that is typed, and not tried or wanted yet."""
        return f"phone setup {self.plan.kind.value}"
