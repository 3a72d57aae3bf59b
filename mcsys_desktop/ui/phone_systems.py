"""The phone systems of the office on the settings page: a card for each kind, for all desks."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QApplication

from mcsys_desktop.core.errors import StaleRecord, UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.settings import Declaration, declared
from mcsys_desktop.core.settings_office import kind_of
from mcsys_desktop.services import phone_systems
from mcsys_desktop.services.colleagues import Group, Rights
from mcsys_desktop.services.phone_systems import PhoneSystem
from mcsys_desktop.ui.labels import Card, Label
from mcsys_desktop.ui.layouts import column
from mcsys_desktop.ui.secret_setting import SecretSetting
from mcsys_desktop.ui.setting_fields import SettingField, field_for
from mcsys_desktop.ui.texts import WrappedLabel
from mcsys_desktop.ui.work import Work


class PhoneSystemCard(Card):
    """What the office chose of its phone system of one kind. Each choice works at once."""

    def __init__(self, work: Work, kind: str) -> None:
        self.kind = kind
        own = [each for each in declared() if each.shown and kind_of(each.name) == kind]
        self.said = WrappedLabel("", "small", ink="text2")
        rows = column(Label(_(own[0].section), "row"), self.said, margins=(16, 12, 16, 16), gap=14)
        super().__init__(rows)
        self._work = work
        self._shown = PhoneSystem(kind)
        self.fields: dict[str, SettingField] = {}
        for declaration in own:
            self.fields[declaration.name] = self._field(declaration)
            rows.addWidget(self.fields[declaration.name])
        self.secret: SecretSetting | None = None
        if phone_systems.knows_password(kind):
            self.secret = SecretSetting(
                _("Password at the phone system"),
                _("It belongs to the user name and address above, and every desk may use it."),
                _("Kept for the office"),
            )
            self.secret.given.connect(self._give)
            rows.addWidget(self.secret)
        self.said.hide()

    @Slot()
    def refresh(self) -> None:
        """Ask what the office chose."""
        self._work.run(
            self, phone_systems.first, self.kind, then=self._show, failed=lambda _error: None
        )

    def set_rights(self, rights: Rights) -> None:
        """Only an administrator chooses for everybody; the others are told so."""
        why = rights.why_not(Group.ADMIN)
        for field in self.fields.values():
            field.setEnabled(not why)
        if self.secret is not None:
            self.secret.setEnabled(not why)
        self.said.setText(why)
        self.said.setVisible(bool(why))

    def _field(self, declaration: Declaration) -> SettingField:
        field = field_for(declaration, self._value(declaration.name))
        field.chosen.connect(partial(self._choose, declaration.name))
        return field

    def _value(self, name: str) -> object:
        return phone_systems.shown(self._shown, name)

    def _choose(self, name: str, value: object) -> None:
        field = self.fields[name]
        field.show_error("")
        if value == self._value(name):
            return

        def failed(error: Exception) -> None:
            self._on_failed(error, field.show_error)

        self._work.run(
            self, phone_systems.change, self.kind, name, value, then=self._show, failed=failed
        )

    @Slot(str)
    def _give(self, password: str) -> None:
        secret = self.secret
        if secret is None:
            return

        def given(system: PhoneSystem) -> None:
            secret.taken()
            self._show(system)

        def failed(error: Exception) -> None:
            self._on_failed(error, secret.show_error)

        self._work.run(
            self, phone_systems.give_password, self.kind, password, then=given, failed=failed
        )

    def _on_failed(self, error: Exception, show: Callable[[str], object]) -> None:
        if isinstance(error, StaleRecord):
            self.refresh()
        if isinstance(error, UserError):
            show(str(error))
        else:
            self._work.failed.emit(self, error)

    def _show(self, system: PhoneSystem) -> None:
        """What is stored; a field that somebody types in stays as it is."""
        if system.id == self._shown.id and system.version < self._shown.version:
            return  # a later answer was quicker
        self._shown = system
        for name, field in self.fields.items():
            if not field.isAncestorOf(QApplication.focusWidget() or self):
                field.show_value(self._value(name))
        if self.secret is not None:
            self.secret.show_kept(system.has_password)
