"""The telephone of a first start: hear any phone that knows the secret, and say who calls."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from mcsys_desktop.app.phone_addresses import addresses
from mcsys_desktop.core import phone as numbers
from mcsys_desktop.core.first_start import FirstStart
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import callers, calls
from mcsys_desktop.services.calls import (
    CallEvent,
    Direction,
    SourceState,
    SourceStatus,
)
from mcsys_desktop.telephony import addresses as networks
from mcsys_desktop.telephony import brands
from mcsys_desktop.ui.first_start import PhoneStep
from mcsys_desktop.ui.phone_setup import words
from mcsys_desktop.ui.phone_setup.heard import Heard

if TYPE_CHECKING:
    from mcsys_desktop.app.program import Program

LISTENER = ("listener_enabled", "listener_address", "listener_phones")


class FirstPhone(QObject):
    """Asks for the telephone. ``over`` carries whether it goes on (or back); ``other_wanted``
    sets up another phone system than desk phones.
    """

    over = Signal(bool)
    other_wanted = Signal()
    brand_chosen = Signal()
    _learned = Signal(str)  # on the phones' thread: the address of one that knows the secret

    def __init__(self, program: "Program", state: FirstStart, parent: QObject) -> None:
        super().__init__(parent)
        self._program, self._state = program, state
        self._asked: PhoneStep | None = None
        self._sender = ""
        self._tried = ""  # the number (E.164) that called first: a test, as long as nobody says no
        self._doubted = ""  # that number, where a customer has it
        self._trials: set[tuple[str, str]] = set()  # its calls, as the telephone names them
        self._met: list[str] = []
        self._before = {name: getattr(program.settings, name) for name in LISTENER}
        self._learned.connect(self._on_learned, Qt.ConnectionType.QueuedConnection)
        program.live.rang.connect(self._on_rang)
        program.live.source_changed.connect(self._on_source)

    def ask(self) -> PhoneStep:
        """The question, listening as soon as it is shown."""
        titles = [brand.title for brand in brands.BRANDS]
        own = networks.of_this_computer()
        asked = PhoneStep(own, titles, self._state.brand, self._program.window)
        self._asked = asked
        self._hold(True)
        asked.set_up.connect(self._listen)
        asked.brand_chosen.connect(self._on_brand)
        asked.number_tried.connect(self._try)
        asked.went_on.connect(lambda: self._leave(keep=True, forward=True))
        asked.later.connect(lambda: self._leave(keep=False, forward=True))
        asked.other_wanted.connect(self._on_other)
        asked.back_wanted.connect(lambda: self._leave(keep=False, forward=False))
        return asked

    def leave(self) -> None:
        """Somebody closed the question without an answer."""
        if self._asked is not None:
            self._end(keep=False)

    def _listen(self, address: str) -> None:
        settings, phones = self._program.settings, self._program.phones
        settings.listener_enabled, settings.listener_address = True, address
        if self._asked is not None:
            self._asked.show_addresses(addresses(settings))
        if phones is not None:
            phones.learn(self._learned.emit)

    def _leave(self, *, keep: bool, forward: bool) -> None:
        self._end(keep=keep)
        self.over.emit(forward)

    @Slot()
    def _on_other(self) -> None:
        self._end(keep=False)
        self.other_wanted.emit()

    def _end(self, *, keep: bool) -> None:
        """With what was set up and the phones that were seen to report; or as it was before."""
        settings, choices = self._program.settings, self._program.choices
        if self._asked is not None and self._asked.was_trial:
            for source, external_id in self._trials:
                self._mark(source, external_id)
        self._asked, self._tried, self._doubted, self._trials = None, "", "", set()
        if keep:
            known = settings.listener_phones
            new = tuple(each for each in self._met if each not in networks.AllowList(known))
            settings.listener_phones = (*known, *new)
        else:
            for name, value in self._before.items():
                setattr(settings, name, value)
        choices.save()
        if self._program.phones is not None:
            self._program.phones.learn(None)
        self._hold(False)

    def _hold(self, held: bool) -> None:
        """The question itself says who calls; the small window would lie on its buttons."""
        screens = self._program.screens
        if screens is not None:
            screens.compact.hold(held)

    def _on_brand(self, brand: str) -> None:
        self._state.brand = brand
        self.brand_chosen.emit()

    @Slot(str)
    def _on_learned(self, sender: str) -> None:
        self._sender = sender
        if sender not in self._met and not networks.is_loopback(sender):
            self._met.append(sender)

    @Slot(object)
    def _on_rang(self, event: CallEvent) -> None:
        if self._asked is None:
            return
        what = words.happened(event.kind)
        number = _("Number withheld") if event.withheld else _shown(event.number_raw)
        self._asked.show_heard(Heard(what, number, self._sender))
        self._presume(event, number)
        if not event.withheld:
            self._look_up(event.number_raw, number)

    def _presume(self, event: CallEvent, number: str) -> None:
        """Who calls first is whoever sets this up, with another phone; any other call is real."""
        e164 = "" if event.withheld else numbers.parse(event.number_raw).e164
        if not e164 or self._asked is None or event.direction is not Direction.INBOUND:
            return
        if not self._tried:
            self._tried = e164
            self._asked.offer_trial(number)
        if e164 == self._tried:
            self._trials.add((event.source, event.external_id))

    def _mark(self, source: str, external_id: str, again: int = 5) -> None:
        """The log has the call within a second; should the program end first, it is a real one."""

        def marked(known: bool) -> None:
            if not known and again:
                QTimer.singleShot(1000, self, lambda: self._mark(source, external_id, again - 1))

        self._program.work.run(self, calls.mark_trial, source, external_id, then=marked)

    def _try(self, typed: str) -> None:
        if self._asked is not None:
            number = _shown(typed)
            self._asked.show_heard(Heard(_("Try"), number), by_hand=True)
            self._look_up(typed, number)

    def _look_up(self, raw: str, number: str) -> None:
        def found(card: callers.CallerCard) -> None:
            names = [hit.name for hit in card.hits]
            unknown = _("nobody in this office yet")
            if self._asked is not None:
                self._asked.show_name(number, ", ".join(names[:3]) or unknown)
                if names and card.number.e164 == self._tried != self._doubted:
                    self._doubted = self._tried
                    self._asked.offer_trial(number, presumed=False)  # a customer, as likely

        self._program.work.look_up(self, callers.recognise, raw, then=found)

    @Slot(object)
    def _on_source(self, status: SourceStatus) -> None:
        if self._asked is not None and status.state is SourceState.OFF:
            self._asked.wait_for_phone(status.error)


def _shown(raw: str) -> str:
    number = numbers.parse(raw).e164
    return numbers.display(number) if number else raw[:40]
