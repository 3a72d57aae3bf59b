"""The fourth question: which telephone, and does it report. What it says is shown as it comes."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui.offices.question import Question
from mcsys_desktop.ui.phone_addresses import AddressRow, PhoneAddress
from mcsys_desktop.ui.phone_setup.heard import Heard, HeardLines, empty
from mcsys_desktop.ui.widgets import (
    Band,
    Button,
    Card,
    ChoiceField,
    Labelled,
    LineField,
    Switch,
    column,
    row,
)

MOST_SHOWN = 4  # of what came


class PhoneStep(Question):
    """Brand and address to choose, lines to copy, and what the phone says then.

    ``set_up`` (address of this computer) asks to listen there, ``brand_chosen`` tells a brand,
    ``number_tried`` a number to try without a phone. ``went_on`` goes on with what was set up,
    ``later`` without, ``other_wanted`` to another phone system, ``back_wanted`` goes back.
    """

    set_up = Signal(str)
    brand_chosen = Signal(str)
    number_tried = Signal(str)
    went_on = Signal()
    later = Signal()
    other_wanted = Signal()
    back_wanted = Signal()

    def __init__(
        self, own: Sequence[str], brands: Sequence[str], brand: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            _("Your telephone"),
            _(
                "A desk phone reports each call to this computer. Choose its make, copy these lines"
                " into the phone's own web page, and call it with another phone."
            ),
            parent,
        )
        self.address = ChoiceField([(each, each) for each in own])
        self._address = Labelled(_("Address of this computer"), self.address)
        if len(own) < 2:
            self._address.hide()
        self.brands: dict[str, Button] = {}
        group = QButtonGroup(self)
        for each in brands:
            button = Button(each, kind="filter")
            button.clicked.connect(lambda _on=False, each=each: self.choose_brand(each))
            group.addButton(button)
            self.brands[each] = button
        self._lines = column(gap=6)
        self.state = Band("neutral")
        self.state.let_wrap()
        self._came = HeardLines(MOST_SHOWN)
        self._came.hide()
        self.trial = Switch()
        self.trial.hide()
        self.number = LineField(placeholder="033 461 20 45")
        self.try_it = Button(_("Try"))
        self._try = Labelled(_("No phone at hand? Try with a number"), self.number)
        self.submit = Button(_("Go on"), kind="primary")
        self.skip = Button(_("Later"), kind="link")
        self.other = Button(_("Another phone system"), kind="link")
        self.back = Button(_("Back"), kind="link")
        self.add(self._address)
        self.add(row(*self.brands.values(), None, gap=6))
        self.add(self.state)
        self.add(self._came)
        self.add(self.trial)
        self.add(Card(column(self._lines, margins=(12, 10, 12, 10))))
        tried = row(self._try, column(22, self.try_it, None), gap=8)
        tried.setStretch(0, 1)
        self.add(tried)
        self.add(self.error)
        self.add(row(self.back, self.skip, self.other, None, self.submit))
        self._own = own
        self._addresses: Sequence[PhoneAddress] = ()
        self._brand = brand if brand in self.brands else next(iter(self.brands), "")
        self.address.currentIndexChanged.connect(self._on_address)
        self.try_it.clicked.connect(self._on_try)
        self.number.returnPressed.connect(self._on_try)
        self.submit.clicked.connect(self.went_on)
        self.skip.clicked.connect(self.later)
        self.other.clicked.connect(self.other_wanted)
        self.back.clicked.connect(self.reject)
        self.submit.setDefault(True)
        self.try_it.setAutoDefault(False)
        self._show_brand()
        self.wait_for_phone()

    @property
    def heard(self) -> list[Heard]:
        """What came last, the newest first."""
        return self._came.heard

    def begin(self) -> None:
        """Listen, and let the make be chosen first."""
        self._on_address()
        if self._brand:
            self.brands[self._brand].setFocus()

    def choose_brand(self, brand: str) -> None:
        """Show the lines of another make."""
        self._brand = brand
        self._show_brand()
        self.brand_chosen.emit(brand)

    def show_addresses(self, addresses: Sequence[PhoneAddress]) -> None:
        """These are the lines to copy, of all makes."""
        self._addresses = addresses
        self._show_brand()

    def wait_for_phone(self, trouble: str = "") -> None:
        """Say that it waits; or why nothing can be heard."""
        if trouble or not self._own:
            nowhere = _("This computer is in no network now, so no phone can reach it.")
            self.state.show_state("warn", "triangle-alert", trouble or nowhere)
        elif not self.heard:
            self.state.show_state("neutral", "clock", _("Waiting for the phone …"))

    def show_heard(self, heard: Heard, *, by_hand: bool = False) -> None:
        """Something came. ``by_hand``: somebody tried a number here, and no phone told it."""
        if by_hand:
            self.state.show_state("accent", "search", _("This is how a call would look."))
        else:
            self.state.show_state("ok", "circle-check", _("The phone reports its calls here."))
        self._came.add(heard)

    def offer_trial(self, number: str, presumed: bool = True) -> None:
        """Ask whether the calls of ``number`` are a test, as is ``presumed`` of the first."""
        text = _("The call of {number} is a test: nobody need call back")
        self.trial.setText(text.format(number=number))
        self.trial.setAccessibleName(self.trial.text())
        self.trial.setChecked(presumed)
        self.trial.show()

    @property
    def was_trial(self) -> bool:
        """Whether the calls that were asked about are a test."""
        return not self.trial.isHidden() and self.trial.isChecked()

    def show_name(self, number: str, name: str) -> None:
        """It is known now whose number it is."""
        self._came.show_name(number, name)

    def _show_brand(self) -> None:
        empty(self._lines)
        if self._brand:
            self.brands[self._brand].setChecked(True)
        for address in self._addresses:
            if address.brand == self._brand:
                self._lines.addWidget(AddressRow(address, short=True))

    @Slot()
    def _on_address(self) -> None:
        if self._own:
            self.set_up.emit(str(self.address.value()))

    @Slot()
    def _on_try(self) -> None:
        number = self.number.text().strip()
        if number:
            self.number_tried.emit(number)
        else:
            self.number.setFocus()

    # Qt's own names from here.

    def reject(self) -> None:
        """Esc goes back one step."""
        self.back_wanted.emit()
