"""What people do with who waits: on its way to the office at once, and undone in one press."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _, ngettext
from mcsys_desktop.services import call_backs, callers
from mcsys_desktop.services.call_backs import Asked, CallBackRow
from mcsys_desktop.services.customers import Relation
from mcsys_desktop.ui import dialling
from mcsys_desktop.ui.toast import Toast
from mcsys_desktop.ui.work import Work


class Acting(QObject):
    """Does it, says that it was done, and offers the way back over ``owner``.

    ``done`` comes after each change, so that a screen that hears no news asks again.
    """

    done = Signal()

    def __init__(self, owner: QWidget, work: Work) -> None:
        super().__init__(owner)
        self._work = work
        self.toast = Toast(owner, work.notices)
        self.only_reads = ""  # why whoever works here may change nothing

    def take(self, row: CallBackRow) -> None:
        """I call them back; or not any more, if I said so before."""
        if row.mine:
            self.hand_over(row, "")
        else:
            self._run(call_backs.take, row.id)

    def hand_over(self, row: CallBackRow, login: str) -> None:
        """``login`` calls them back; "": nobody yet."""
        self._run(call_backs.hand_over, row.id, row.version, login)

    def call(self, row: CallBackRow) -> None:
        """Take it, and call. Whom a colleague calls is only called after a second thought."""
        if self.only_reads:
            self.dial(row.dial, row.customer_id)
            return

        def taken(error: Exception) -> None:
            if isinstance(error, UserError) and row.dial:
                call = partial(self.dial, row.dial, row.customer_id)
                self.toast.say(str(error), _("Call anyway"), call)
            else:
                self._failed(error)

        call = partial(self.dial, row.dial, row.customer_id)
        self._run(call_backs.take, row.id, then=lambda _none: call(), failed=taken)

    def dial(self, number: str, customer_id: int | None = None) -> None:
        """Call a number, of a customer where that is known."""
        why = dialling.dial(number, customer_id)
        if why:
            self.toast.say(why)

    def tick_off(self, rows: Sequence[CallBackRow]) -> None:
        """They need not be called back any more."""
        if rows:
            self._run(call_backs.tick_off, [row.id for row in rows], then=self._on_ticked)

    def add(self, asked: Asked) -> None:
        """Put somebody on the list."""
        self._run(call_backs.add, asked, then=self.tell_added)

    def attach(
        self,
        number: str,
        customer_id: int,
        name: str,
        relation: Relation,
        call_id: int | None = None,
    ) -> None:
        """The number is this customer's, and all calls of it that nobody had."""

        def attached(found: int) -> None:
            said = ngettext(
                "{name} has this number now, and {count} call of it.",
                "{name} has this number now, and {count} calls of it.",
                found,
            )
            self._say(said.format(name=name, count=found))

        self._run(callers.attach, number, customer_id, relation, None, call_id, then=attached)

    def _on_ticked(self, ids: list[int]) -> None:
        if not ids:
            self._say(_("Somebody else has just ticked that off."))
            return
        said = ngettext("{count} ticked off.", "{count} ticked off.", len(ids))
        back = partial(self._run, call_backs.bring_back, ids)
        self._say(said.format(count=len(ids)), _("Undo"), back)

    def tell_added(self, entry_id: int) -> None:
        """Say that somebody is on the list now, and how to undo it."""
        back = partial(self._run, call_backs.tick_off, [entry_id])
        self._say(_("Put on the call-back list."), _("Undo"), back)

    def _say(self, sentence: str, words: str = "", act: Callable[[], object] | None = None) -> None:
        self.toast.say(sentence, words, act)
        self.done.emit()

    def _run(
        self,
        job: Callable[..., object],
        *args: object,
        then: Callable[..., object] | None = None,
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        if self.only_reads:
            self.toast.say(self.only_reads)
            return
        self._work.run(
            self,
            job,
            *args,
            then=then or (lambda _result: self.done.emit()),
            failed=failed or self._failed,
        )

    def _failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.toast.say(str(error))
            self.done.emit()
        else:
            self._work.failed.emit(self, error)
