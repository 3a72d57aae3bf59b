"""The account of a telephone system on its way in: fields, password, lines for the phones."""

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from mcsys_desktop.app.phone_addresses import addresses
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import phone_setup
from mcsys_desktop.services.colleagues import Group
from mcsys_desktop.services.phone_setup import Kind, Plan
from mcsys_desktop.services.phone_systems import PhoneSystem
from mcsys_desktop.telephony import addresses as networks
from mcsys_desktop.telephony import brands
from mcsys_desktop.ui.phone_setup import AccountStep
from mcsys_desktop.ui.phone_setup.account import Asked

if TYPE_CHECKING:
    from mcsys_desktop.app.program import Program

log = logging.getLogger(__name__)


class PhoneAccount(QObject):
    """Asks for it, and keeps what is typed in ``plan``; ``changed`` comes at every key.

    A password that is typed lies with the secrets of this desk until it is wanted: it survives
    going back and closing as the rest does, and stands in no draft.
    """

    changed = Signal()
    went_on = Signal()
    back_wanted = Signal()

    def __init__(self, program: "Program", plan: Plan, parent: QObject) -> None:
        super().__init__(parent)
        self._program, self._plan = program, plan
        self._system = PhoneSystem("")  # as the office has it
        self._asked: AccountStep | None = None
        self._typed: dict[Kind, str] = {}  # passwords
        self._searched = False

    @property
    def password(self) -> str:
        """What was typed as the password of this kind of phone system."""
        kind = self._plan.kind
        if kind not in self._typed:
            self._typed[kind] = self._program.settings.secrets.get(_secret(kind))
        return self._typed[kind]

    def keep_password(self) -> None:
        """Write down what was typed."""
        secrets = self._program.settings.secrets
        for kind, password in self._typed.items():
            if password == secrets.get(_secret(kind)):
                continue
            try:
                secrets.put(_secret(kind), password)
            except OSError:
                log.warning("a password that was typed could not be kept")

    def forget_password(self) -> None:
        """The office has it."""
        self._typed[self._plan.kind] = ""
        self.keep_password()

    def ask(self, system: PhoneSystem) -> AccountStep | None:
        """The question, with what the office has of ``system``; None where no way is chosen."""
        plan, settings = self._plan, self._program.settings
        route = phone_setup.route_called(plan.system, plan.route)
        if route is None:
            return None
        self._system = system
        own = networks.of_this_computer()
        if plan.kind is Kind.LISTENER:
            now = settings.listener_address
            plan.typed.setdefault("listener_address", now if now in own else (*own, now)[0])
            plan.brand = plan.brand or brands.BRANDS[0].title
        asked = self._asked = AccountStep(route, self._what(own), self._program.window)
        asked.field_typed.connect(self._on_typed)
        asked.password_typed.connect(self._on_password)
        asked.brand_chosen.connect(self._on_brand)
        asked.went_on.connect(self.went_on)
        asked.back_wanted.connect(self.back_wanted)
        office = self._program.office
        if plan.of_office and office is not None and (why := office.rights.why_not(Group.ADMIN)):
            asked.refuse(why)  # to try is allowed; it is said before anything is typed for nothing
        if plan.kind is Kind.LISTENER:
            self._show_lines(asked)
            if not own:
                asked.refuse(_("This computer is in no network now, so no phone can reach it."))
        elif plan.kind is Kind.FRITZBOX and not self._searched:
            self._searched = True
            self._program.doors.run(asked, phone_setup.find_box, then=self._on_found)
        return asked

    def _what(self, own: tuple[str, ...]) -> Asked:
        plan, settings = self._plan, self._program.settings
        listener = plan.kind is Kind.LISTENER
        fields = [
            (each, phone_setup.text_of(plan, self._system, settings, each.name))
            for each in phone_setup.fields_of(plan.kind)
        ]
        asks = phone_setup.asks_password(plan.kind)
        return Asked(
            fields,
            self.password if asks else None,
            asks and phone_setup.keeps_password(plan, self._system, settings),
            {"listener_address": own} if listener else None,
            [brand.title for brand in brands.BRANDS] if listener else (),
            plan.brand,
        )

    def _show_lines(self, asked: AccountStep) -> None:
        settings = self._program.settings
        settings.token()  # made once; the phones are to know the one that is kept
        try:
            laid = phone_setup.laid(self._plan, self._system, settings)
        except UserError:
            return
        asked.show_addresses(addresses(laid))

    def _on_found(self, host: str) -> None:
        asked = self._asked
        if not host or asked is None or self._plan.kind is not Kind.FRITZBOX:
            return
        if "fritzbox_address" not in self._plan.typed:
            self._on_typed("fritzbox_address", host)
            asked.show_text("fritzbox_address", host)
        asked.show_found(host)

    @Slot(str, str)
    def _on_typed(self, name: str, text: str) -> None:
        self._plan.typed[name] = text
        self.changed.emit()
        if name == "listener_address" and self._asked is not None:
            self._show_lines(self._asked)

    @Slot(str)
    def _on_password(self, password: str) -> None:
        self._typed[self._plan.kind] = password

    @Slot(str)
    def _on_brand(self, brand: str) -> None:
        self._plan.brand = brand
        self.changed.emit()


def _secret(kind: Kind) -> str:
    """Under which name a password is kept that is typed, and not wanted yet."""
    return f"phone setup {kind.value}"
