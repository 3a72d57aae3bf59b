"""A phone system on trial while somebody sets it up: heard here, and by the program as ever."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from mcsys_desktop.core import clock, phone, text
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.services import callers, phone_setup
from mcsys_desktop.services.calls import CallEvent, SourceState, SourceStatus
from mcsys_desktop.services.phone_setup import Plan
from mcsys_desktop.services.phone_systems import PhoneSystem
from mcsys_desktop.telephony import addresses, listener, sources
from mcsys_desktop.telephony.base import CallSource
from mcsys_desktop.telephony.trial import Observed, Trial
from mcsys_desktop.ui.phone_setup import TrialStep, words
from mcsys_desktop.ui.phone_setup.heard import Heard

if TYPE_CHECKING:
    from mcsys_desktop.app.program import Program

SILENCE_SECONDS = 45  # without a call, after which it is said what to look at


class PhoneTrial(QObject):
    """Runs what was typed as a source of its own. Meanwhile the program runs none of that kind.

    ``plan`` gets the addresses of phones that were allowed.
    """

    # On the phones' thread, each with the number of the trial: one that ends may still speak.
    _heard = Signal(int, object)
    _told = Signal(int, object)
    _learned = Signal(int, str)

    def __init__(self, program: "Program", plan: Plan, parent: QObject) -> None:
        super().__init__(parent)
        self._program, self.plan = program, plan
        self._system = PhoneSystem("")  # as the office has it
        self.observed = Observed()
        self.heard_any = False
        self._step: TrialStep | None = None
        self._trial: Trial | None = None
        self._number = 0
        self._silence = QTimer(self, singleShot=True, interval=SILENCE_SECONDS * 1000)
        self._silence.timeout.connect(self._on_silence)
        queued = Qt.ConnectionType.QueuedConnection
        self._heard.connect(self._on_heard, queued)
        self._told.connect(self._on_told, queued)
        self._learned.connect(self._on_learned, queued)

    @property
    def source(self) -> CallSource | None:
        """What is listened to now."""
        return self._trial.source if self._trial is not None else None

    def begin(self, step: TrialStep, system: PhoneSystem, settings: Settings) -> None:
        """Listen as ``settings`` say, and show in ``step`` what comes."""
        program = self._program
        self.end()
        made = (
            sources.of_office(self.plan.kind.value, settings)
            if self.plan.of_office
            else listener.from_settings(settings)
        )
        if made is None:
            return
        self._system = system
        self._step, self.observed, self.heard_any = step, Observed(), False
        self.observed.from_number = self.plan.from_e164
        step.wait()
        if program.phones is not None:
            program.phones.leave_out(self.plan.kind)
        self._hold(True)
        self._number = number = self._number + 1
        self._trial = Trial(
            made,
            lambda event: self._heard.emit(number, event),
            lambda status: self._told.emit(number, status),
            lambda sender: self._learned.emit(number, sender),
        )

    def look_away(self) -> None:
        """Nobody looks at the step any more; the trial goes on."""
        self._step = None

    def end(self) -> None:
        """Hang up, and let the program listen as it is set."""
        self._silence.stop()
        self._step = None
        trial, self._trial = self._trial, None
        if trial is None:
            return
        self._hold(False)
        # A telephone says goodbye to its exchange, which can take a second.
        self._program.doors.run(self._program, trial.end, then=self._on_ended)

    def _on_ended(self, _ended: bool) -> None:
        if self._trial is None and self._program.phones is not None:
            self._program.phones.leave_out(None)

    def _hold(self, held: bool) -> None:
        """The step itself says who calls; the small window would lie on its buttons."""
        locking, screens = self._program.locking, self._program.screens
        locked = locking is not None and locking.is_locked  # then it is the lock that holds it
        if screens is not None and not locked:
            screens.compact.hold(held)

    def _is_over(self, number: int) -> bool:
        return self._trial is None or number != self._number

    @Slot(int, object)
    def _on_heard(self, trial: int, event: CallEvent) -> None:
        if self._is_over(trial):
            return
        settings = self._program.settings
        meant = phone_setup.understood(self.plan, self._system, settings, event.number_raw)
        # Whoever calls now may be a customer: the desk and the log hear it as ever.
        self._program.live.ring(replace(event, number_raw=meant))
        self._silence.stop()
        self.heard_any = True
        self.observed.take(event)
        if self._step is None:
            return
        number = _("Number withheld") if event.withheld else shown(meant)
        at = f"{clock.local(event.at):%H:%M:%S}"
        sender = text.clean(event.device, 40)
        self._step.show_heard(Heard(words.happened(event.kind), number, sender, at=at))
        if not event.withheld and meant:
            self._look_up(meant, number)

    def _look_up(self, raw: str, number: str) -> None:
        def found(card: callers.CallerCard) -> None:
            names = [hit.name for hit in card.hits]
            unknown = _("nobody in this office yet")
            if self._step is not None:
                self._step.show_name(number, ", ".join(names[:3]) or unknown)

        self._program.work.look_up(self, callers.recognise, raw, then=found)

    @Slot(int, object)
    def _on_told(self, trial: int, status: SourceStatus) -> None:
        if self._is_over(trial) or self._step is None:
            return
        self._step.show_status(status)
        if status.state is SourceState.WORKING:
            if not self.heard_any:
                self._silence.start()
        else:
            self._silence.stop()

    @Slot(int, str)
    def _on_learned(self, trial: int, sender: str) -> None:
        if self._is_over(trial) or self._step is None or addresses.is_loopback(sender):
            return
        known = (*self._program.settings.listener_phones, *self.plan.phones)
        self._step.show_phone(sender, sender in addresses.AllowList(known))

    @Slot(str)
    def allow(self, sender: str) -> None:
        """This phone may report from now on, once everything is kept."""
        if sender not in self.plan.phones:
            self.plan.phones.append(sender)
        if self._step is not None:
            self._step.show_phone(sender, True)

    @Slot()
    def _on_silence(self) -> None:
        if self._step is not None and not self.heard_any:
            self._step.show_silence(SILENCE_SECONDS)


def shown(raw: str) -> str:
    """A number as people read it here; what is none as it came."""
    number = phone.parse(raw)
    return phone.display(number.e164) if number.e164 else text.clean(raw, 40)
