"""The trial call: what arrives line by line, and in plain words what is wrong."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.services.calls import SourceState, SourceStatus
from mcsys_desktop.services.phone_setup import Kind, Trouble
from mcsys_desktop.ui.announcing import announce
from mcsys_desktop.ui.labels import Band, Card
from mcsys_desktop.ui.phone_setup import words
from mcsys_desktop.ui.phone_setup.heard import Heard, HeardLines, empty
from mcsys_desktop.ui.phone_setup.step import Step
from mcsys_desktop.ui.texts import Label, WrappedLabel
from mcsys_desktop.ui.widgets import Button, Labelled, LineField, column, row

MOST_SHOWN = 8


class TrialStep(Step):
    """``again`` tries once more, ``password_wanted`` goes to it, ``allowed`` (address) lets a phone
    report. ``number_typed`` is the number that somebody calls from. ``went_on`` goes on.
    """

    number_typed = Signal(str)
    allowed = Signal(str)
    again = Signal()
    password_wanted = Signal()
    went_on = Signal()

    def __init__(self, kind: Kind, number: str = "", parent: QWidget | None = None) -> None:
        super().__init__(
            _("Trial call"),
            _(
                "Call the office with another phone, for example your mobile. Everything that is"
                " heard appears here."
            ),
            parent,
        )
        self._kind = kind
        self.state = Band("neutral")
        self.state.let_wrap()
        self.reason = WrappedLabel("", ink="text2")
        self._advice = column(gap=4)
        self._advice_card = Card(column(self._advice, margins=(12, 10, 12, 10)))
        self.phones: dict[str, Button] = {}
        self._phones = column(gap=4)
        self.lines = HeardLines(MOST_SHOWN)
        self.number = LineField(number, placeholder="06 1234 5678")
        self._number = Labelled(
            _("The number that you call with (optional)"),
            self.number,
            _("Then it is certain how this phone system writes numbers."),
        )
        self.retry = Button(_("Try again"))
        self.password = Button(_("Type the password again"))
        self.submit = Button(_("Go on"), kind="primary")
        self.back = Button(_("Back"), kind="link")
        for part in (self.state, self.reason, self._phones, self.lines, self._advice_card):
            self.add(part)
        self.add(self._number)
        self.add(self.error)
        self.add(row(self.back, None, self.password, self.retry, self.submit))
        for hidden in (self.reason, self.lines, self._advice_card, self.retry, self.password):
            hidden.hide()
        self.number.textEdited.connect(self.number_typed)
        self.number.returnPressed.connect(self._on_return)
        self.retry.clicked.connect(self.again)
        self.password.clicked.connect(self.password_wanted)
        self.submit.clicked.connect(self.went_on)
        self.back.clicked.connect(self.back_wanted)
        self.retry.setAutoDefault(False)
        self.password.setAutoDefault(False)
        self.submit.setDefault(True)
        self.wait()

    def begin(self) -> None:
        """The keyboard is where the number is typed."""
        self.number.setFocus()

    def wait(self) -> None:
        """Nothing is known yet."""
        self.state.show_state("neutral", "clock", _("Connecting …"))
        self._show_advice([])
        for hidden in (self.reason, self.retry, self.password):
            hidden.hide()

    def show_status(self, status: SourceStatus) -> None:
        """How the phone system is doing."""
        if status.state is SourceState.WORKING and status.trouble is Trouble.NONE:
            if self.lines.heard:
                return  # that it is connected was shown by the calls themselves
            self._show_advice([])
        elif status.state is not SourceState.CONNECTING:
            self._show_advice(words.advice(status.trouble, self._kind))
        tone, icon, said = words.state(status)
        if self.state.title.text() != said:
            announce(self, said)
        self.state.show_state(tone, icon, said)
        self.reason.setText(status.error)
        self.reason.setVisible(bool(status.error))
        off = status.state in (SourceState.OFF, SourceState.WRONG_PASSWORD)
        wrong = status.state is SourceState.WRONG_PASSWORD
        self.password.setVisible(wrong)
        self.retry.setVisible(off and not wrong)

    def show_heard(self, heard: Heard) -> None:
        """A call, or more of it."""
        self.state.show_state("ok", "circle-check", _("It works: calls are heard."))
        self.reason.hide()
        self._show_advice([])
        self.lines.add(heard)

    def show_name(self, number: str, name: str) -> None:
        """It is known now whose number it is."""
        self.lines.show_name(number, name)

    def show_silence(self, seconds: int) -> None:
        """All seems well, and nobody was heard."""
        said = _("Connected, and no call was heard in {seconds} seconds.").format(seconds=seconds)
        self.state.show_state("warn", "triangle-alert", said)
        announce(self, said)
        self._show_advice(words.silence(self._kind))

    def show_phone(self, address: str, allowed: bool) -> None:
        """A phone reports that is, or is not yet, on the list."""
        if address in self.phones:
            if allowed:
                self.phones[address].set_text(_("Allowed"))
                self.phones[address].setEnabled(False)
            return
        button = Button(_("Allowed") if allowed else _("Allow this phone"))
        button.set_name(_("Allow the phone at {address}").format(address=address))
        button.setEnabled(not allowed)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _on=False: self.allowed.emit(address))
        self.phones[address] = button
        said = _("The phone at {address} reports here.") if allowed else _(
            "The phone at {address} reports here, and is not on the list of phones that may."
        )  # fmt: skip
        words_of_it = WrappedLabel(said.format(address=address))
        line = QWidget()
        laid = row(words_of_it, button)
        laid.setStretch(0, 1)
        line.setLayout(laid)
        self._phones.addWidget(line)

    def _show_advice(self, sentences: Sequence[str]) -> None:
        empty(self._advice)
        if sentences:
            self._advice.addWidget(Label(_("What to look at"), "row"))
        for each in sentences:
            self._advice.addWidget(WrappedLabel(f"• {each}"))
        self._advice_card.setVisible(bool(sentences))

    @Slot()
    def _on_return(self) -> None:
        if self.submit.isEnabled():
            self.went_on.emit()
