"""What a person can do about a call: each act has one button, one name, and where it helps a key.

F7 is the customer card, or the way to it; F9 the call-back list, F12 the note, and Ctrl+B calls. F8
belongs to tickets, which come later, so a new customer for the caller takes the key that makes "one
more", with Shift.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import customers
from mcsys_desktop.ui import dialling
from mcsys_desktop.ui.callers.call import DeskCall
from mcsys_desktop.ui.callers.desk import CallDesk
from mcsys_desktop.ui.callers.view import Line
from mcsys_desktop.ui.privacy import Privacy
from mcsys_desktop.ui.shortcuts import shown

UNDO_MS = 10_000


@dataclass(frozen=True, slots=True)
class Words:
    """How an act is offered; ``short`` stands on the compact window."""

    text: str
    short: str
    icon: str
    key: str = ""
    quiet: bool = False


def words_of(act: str) -> Words:
    """Text, icon and key of an act."""
    card = shown("caller card")
    return {
        "finish": Words(_("Save and done"), _("Done"), "check", shown("done")),
        "new": Words(_("New customer"), _("New"), "user-plus", shown("new caller")),
        "reveal": Words(_("Show who it is"), _("Show"), "lock"),
        "open": Words(_("Open customer card"), _("Open"), "user", card),
        "link": Words(_("Link to a customer"), _("Link"), "link", card),
        "invoice": Words(_("New invoice"), _("Invoice"), "receipt-euro"),
        "list": Words(_("On the call-back list"), _("Call back"), "list-todo", shown("list")),
        "plan": Words(_("Call back later …"), _("Later"), "calendar-clock"),
        "call": Words(_("I call back"), _("Call back"), "phone-outgoing", shown("dial")),
        "pass": Words(_("Hand over to …"), _("Hand over"), "phone-forwarded"),
        "again": Words(_("Call again"), _("Call again"), "phone-outgoing", shown("dial")),
        "other": Words(_("Find another customer"), _("Search"), "search", card),
        "handled": Words(_("Handled"), _("Handled"), "check"),
        "discard": Words(_("Discard note"), _("Discard"), "x", quiet=True),
        "restore": Words(_("Undo"), _("Undo"), "history", quiet=True),
    }[act]


ORDER = (
    *("finish", "reveal", "call", "open", "new", "link", "other", "invoice", "list", "handled"),
    *("again", "plan", "pass"),
    *("discard", "restore"),
)
SEARCHES = ("link", "other")  # these lead to the search field
ON_F7 = ("open", *SEARCHES)


class Acts(QObject):
    """Does the acts on behalf of the panel and the compact window, which share one.

    ``plan_wanted`` (a DeskCall) asks when somebody is to be called back, and by whom.
    """

    changed = Signal(object)
    plan_wanted = Signal(object)
    wanted = Signal(str)  # where a fact, or an act of another page, leads: "invoices:12"

    def __init__(self, desk: CallDesk, privacy: Privacy) -> None:
        super().__init__(desk)
        self._desk = desk
        self.privacy = privacy
        self._discarded: dict[DeskCall, str] = {}
        self._acts: dict[str, Callable[[DeskCall], object]] = {
            "finish": self._finish,
            "new": desk.ask_new_customer,
            "reveal": lambda call: privacy.reveal(),
            "open": self._open,
            "handled": desk.mark_handled,
            "invoice": lambda call: self.wanted.emit(f"new invoice:{call.customer_id}"),
            "list": self._list,
            "plan": self.plan_wanted.emit,
            "call": self._call,
            "again": self._dial,
            "discard": self._discard,
            "restore": self._restore,
        }

    def do(self, act: str, call: DeskCall) -> None:
        """Do what the button ``act`` says."""
        self._acts[act](call)

    def discarded(self, call: DeskCall) -> bool:
        """Whether the note was just thrown away and can still come back."""
        return call in self._discarded and not call.note

    def pick(
        self,
        call: DeskCall | None,
        row: customers.CustomerRow,
        relation: customers.Relation = customers.Relation.OWN,
    ) -> None:
        """A customer was found: it is theirs if there is a call, else their card is wanted."""
        if call is None:
            self._desk.customer_wanted.emit(row.id)
        else:
            self._desk.link(call, row.id, row.name, relation)

    def choose(self, call: DeskCall, customer_id: int) -> None:
        """One of the candidates is the one."""
        for hit in call.hits:
            if hit.customer_id == customer_id:
                self._desk.choose(call, hit)

    def follow(self, call: DeskCall, line: Line) -> None:
        """Choose the candidate of this line of the card, or go where its fact leads."""
        if line.customer_id:
            self.choose(call, line.customer_id)
        elif line.target.startswith("invoices:"):
            self.wanted.emit(line.target)
        else:
            self.do("open", call)

    def hand_over(self, call: DeskCall, login: str) -> None:
        """A colleague goes on with it."""
        self._desk.log_now()
        self._desk.book.hand_over(call, login)

    def _open(self, call: DeskCall) -> None:
        if call.customer_id is not None:
            self._desk.customer_wanted.emit(call.customer_id)

    def _list(self, call: DeskCall) -> None:
        """Somebody is to call back; the note says why."""
        self._desk.log_now()
        self._desk.book.put_on_list(call)
        self._desk.updated.emit(call)

    def _call(self, call: DeskCall) -> None:
        """I call back: the others see it, and my phone rings."""

        self._desk.log_now()
        self._desk.book.call_back(call, lambda: self._dial(call))

    def _dial(self, call: DeskCall) -> None:
        """Call whoever this was about, once more."""
        call.refused = dialling.dial(call.number.e164 or call.number_raw, call.customer_id)
        self._desk.updated.emit(call)

    def _finish(self, call: DeskCall) -> None:
        self._discarded.pop(call, None)
        self._desk.finish(call)

    def _discard(self, call: DeskCall) -> None:
        self._discarded[call] = call.note
        self._desk.book.write(call, "")
        QTimer.singleShot(UNDO_MS, self, lambda: self._forget(call))
        self._desk.updated.emit(call)

    def _restore(self, call: DeskCall) -> None:
        self._desk.book.write(call, self._discarded.pop(call, ""))
        self._desk.updated.emit(call)

    def _forget(self, call: DeskCall) -> None:
        if self._discarded.pop(call, None) is not None:
            self._desk.updated.emit(call)
