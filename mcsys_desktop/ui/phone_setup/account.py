"""The third question: where the phone system is and as whom, or what to copy into the phones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.settings import Declaration
from mcsys_desktop.services.phone_setup import NEEDED, RARE, Route
from mcsys_desktop.ui.labels import Card
from mcsys_desktop.ui.offices.question import secret, shows
from mcsys_desktop.ui.phone_addresses import AddressRow, PhoneAddress
from mcsys_desktop.ui.phone_setup.heard import empty
from mcsys_desktop.ui.phone_setup.step import Step
from mcsys_desktop.ui.texts import WrappedLabel
from mcsys_desktop.ui.widgets import Button, ChoiceField, Labelled, LineField, Switch, column, row


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a phone system: its fields with their present values, and a password.

    ``choices`` are words for fields in which one of a few is chosen.
    """

    fields: Sequence[tuple[Declaration, str]]
    password: str | None = None  # None: it takes none
    password_kept: bool = False
    choices: Mapping[str, Sequence[str]] | None = None
    brands: Sequence[str] = ()
    brand: str = ""


class AccountStep(Step):
    """``field_typed`` (setting, text), ``password_typed`` come at every key; ``went_on`` tries it.

    ``brand_chosen`` tells the make of the desk phones.
    """

    field_typed = Signal(str, str)
    password_typed = Signal(str)
    brand_chosen = Signal(str)
    went_on = Signal()

    def __init__(self, route: Route, asked: Asked, parent: QWidget | None = None) -> None:
        super().__init__(_(route.title), _(route.needs), parent)
        self.fields: dict[str, QWidget] = {}
        self._labels: dict[str, Labelled] = {}
        self._addresses: Sequence[PhoneAddress] = ()
        self._brand = asked.brand or next(iter(asked.brands), "")
        self.password = secret()
        self.brands: dict[str, Button] = {}
        self._lines = column(gap=6)
        self.found = WrappedLabel("", "small", ink="ok")
        self.found.hide()
        self.more = Button(_("More fields"), kind="link")
        for at, (declaration, text) in enumerate(asked.fields):
            self._add_field(declaration, text, (asked.choices or {}).get(declaration.name))
            if at == 1 and asked.password is not None:  # behind server and user
                self._add_password(asked.password, asked.password_kept)
        rare = [self._labels[name] for name in RARE if name in self.fields]
        filled = any(text for declaration, text in asked.fields if declaration.name in RARE)
        for each in rare:
            each.setVisible(filled)
            self.more.clicked.connect(each.show)
        if rare and not filled:
            self.add(row(self.more, None))
            self.more.setAutoDefault(False)
            self.more.clicked.connect(self.more.hide)
        self.add(self.found)
        if asked.brands:
            self._add_brands(asked.brands)
        self.submit = Button(_("Try it"), kind="primary")
        self.back = Button(_("Back"), kind="link")
        self.add(self.error)
        self.add(row(self.back, None, self.submit))
        self.submit.clicked.connect(self._go_on)
        self.back.clicked.connect(self.back_wanted)
        self.submit.setDefault(True)

    def go_to_password(self) -> None:
        """It was wrong: it is to be typed again."""
        self.password.setFocus()
        self.password.selectAll()

    def show_text(self, name: str, text: str) -> None:
        """Put ``text`` into a field that somebody types in."""
        field = self.fields[name]
        if isinstance(field, LineField):
            field.setText(text)

    def show_found(self, host: str) -> None:
        """A box was found in the network; its address stands in the field already."""
        self.found.setText(_("Found in your network: {address}.").format(address=host))
        self.found.show()

    def show_addresses(self, addresses: Sequence[PhoneAddress]) -> None:
        """These are the lines to copy, of all makes."""
        self._addresses = addresses
        self._show_brand()

    def refuse_field(self, name: str, sentence: str) -> None:
        """Say below a field what to type."""
        self._labels[name].show_error(sentence)
        self.fields[name].setFocus()

    def _add_field(
        self, declaration: Declaration, text: str, choices: Sequence[str] | None
    ) -> None:
        name = declaration.name
        field: QWidget
        if isinstance(declaration.default, bool):
            switch = Switch(_(declaration.label), name=_(declaration.label))
            switch.setChecked(text == "yes")
            switch.toggled.connect(lambda on: self.field_typed.emit(name, "yes" if on else "no"))
            self.fields[name] = switch
            self.add(column(switch, WrappedLabel(_(declaration.help), "small", ink="text3"), gap=0))
            return
        if declaration.choices or choices is not None:
            options = [(str(each), _(said)) for each, said in declaration.choices.items()]
            choice = ChoiceField(options or [(each, each) for each in choices or ()])
            choice.choose(text)
            choice.currentIndexChanged.connect(
                lambda _at: self.field_typed.emit(name, str(choice.value()))
            )
            field = choice
        else:
            line = LineField(text)
            line.textEdited.connect(lambda typed: self._on_typed(name, typed))
            line.returnPressed.connect(self._go_on)
            field = line
        self.fields[name] = field
        self._labels[name] = Labelled(_(declaration.label), field, _(declaration.help))
        self.add(self._labels[name])

    def _add_password(self, password: str, kept: bool) -> None:
        self.password.setText(password)
        self.password.setPlaceholderText(_("Kept on this computer") if kept else "")
        self.password.textEdited.connect(self.password_typed)
        self.password.returnPressed.connect(self._go_on)
        self._labels["password"] = Labelled(
            _("Password"), self.password, _("It is kept sealed, and is never shown again.")
        )
        self.fields["password"] = self.password
        self.add(self._labels["password"])
        self.add(shows(self.password))

    def _add_brands(self, brands: Sequence[str]) -> None:
        group = QButtonGroup(self)
        for each in brands:
            button = Button(each, kind="filter")
            button.clicked.connect(lambda _on=False, each=each: self._choose_brand(each))
            group.addButton(button)
            self.brands[each] = button
        self.add(row(*self.brands.values(), None, gap=6))
        self.add(Card(column(self._lines, margins=(12, 10, 12, 10))))

    def _choose_brand(self, brand: str) -> None:
        self._brand = brand
        self._show_brand()
        self.brand_chosen.emit(brand)

    def _show_brand(self) -> None:
        empty(self._lines)
        if self._brand in self.brands:
            self.brands[self._brand].setChecked(True)
        for address in self._addresses:
            if address.brand == self._brand:
                self._lines.addWidget(AddressRow(address, short=True))

    def _on_typed(self, name: str, text: str) -> None:
        self._labels[name].show_error("")
        self.field_typed.emit(name, text)

    @Slot()
    def _go_on(self) -> None:
        self.error.hide()
        for name in NEEDED:
            field = self.fields.get(name)
            if isinstance(field, LineField) and not field.text().strip():
                self.refuse_field(name, _("This is needed to find the phone system."))
                return
        asks, kept = "password" in self.fields, bool(self.password.placeholderText())
        if asks and not kept and not self.password.text():
            self.refuse_field("password", _("The phone system asks for a password."))
            return
        self.went_on.emit()
