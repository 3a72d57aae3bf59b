"""Dialling by what this desk has chosen, off the screen's thread; words about it pass by."""

import contextlib
import logging
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.telephony.faults import place
from mcsys_desktop.ui import dialling
from mcsys_desktop.ui.callers.expected import Expected

if TYPE_CHECKING:
    from mcsys_desktop.app.screens import Screens
    from mcsys_desktop.telephony.dialling.route import Route

log = logging.getLogger(__name__)
ENDS_WITHIN = 2.0  # seconds; a telephone that says nothing does not hold up the end


class Dialling(QObject):
    """Gives the screens their `Dialler`, and asks the telephone on a thread of its own.

    A worker would hold a connection to the office for as long as nobody picks up.
    """

    _came = Signal(str)

    def __init__(self, screens: "Screens") -> None:
        super().__init__(screens)
        self._screens = screens
        self._route: Route | None = None
        # How this desk reaches a phone system of the office, by its kind; None: not at all.
        self.office: Callable[[str], Settings | None] = lambda _kind: None
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None
        self.dialler = dialling.Dialler(self)
        self.dialler.began.connect(self._choose)
        self.expected = Expected(screens.work, screens.desk, self)
        self.dialler.began.connect(self.expected.expect)
        self.dialler.told.connect(self._say)
        self._came.connect(self.dialler.done, Qt.ConnectionType.QueuedConnection)
        dialling.use(self.dialler)

    def close(self) -> None:
        """Wait for nobody any more."""
        self._ended.set()
        if self._thread is not None:
            self._thread.join(ENDS_WITHIN)

    @Slot(str, object)
    def _choose(self, _number: str, _customer_id: object) -> None:
        """Settings may have changed since the last call. What was refused stays refused else."""
        from mcsys_desktop.telephony.dialling import chosen  # HTTP and TLS; the start does without

        settings = self._screens.settings
        route = chosen.route(settings, self.office(settings.dial_by))
        if route != self._route:
            self._route = route
        self.dialler.begin = None if route is None else self._begin

    def _begin(self, number: str) -> None:
        from mcsys_desktop.telephony.dialling import chosen  # loaded when it was chosen

        route, written = self._route, chosen.written(self._screens.settings, number)
        if route is None:
            return
        self._thread = threading.Thread(
            target=self._ask, args=(route, written), name="dialling", daemon=True
        )
        self._thread.start()

    def _ask(self, route: "Route", number: str) -> None:
        """On the thread of its own."""
        sentence = ""
        try:
            route.dial(number, self._ended)
        except UserError as error:
            sentence = str(error)
        except Exception as error:
            log.error("dialling failed: %s", place(error))
            sentence = _("The phone could not be asked to call. Dial by hand.")
        with contextlib.suppress(RuntimeError):  # the screens are gone: nobody wants to know
            self._came.emit(sentence)

    @Slot(str)
    def _say(self, sentence: str) -> None:
        self._screens.going.acting.toast.say(sentence)
