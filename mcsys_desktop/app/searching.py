"""The search field at the top: what is typed becomes rows, and a chosen row leads somewhere."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from mcsys_desktop.core import phone, text
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import calls, customers, reaching, search
from mcsys_desktop.services.colleagues import Group
from mcsys_desktop.ui import commands, dialling, shortcuts
from mcsys_desktop.ui.commands import Typed
from mcsys_desktop.ui.delegates import RowLook
from mcsys_desktop.ui.result_rows import Result
from mcsys_desktop.ui.searching import Searcher

if TYPE_CHECKING:
    from mcsys_desktop.app.screens import Screens


class Searching(QObject):
    """Answers the main window's search, and opens what somebody chose of it."""

    def __init__(self, screens: "Screens") -> None:
        super().__init__(screens)
        self._screens, self._window, self._work = screens, screens.window, screens.work
        self._searcher = Searcher(screens.work, self)
        self._titles = {kind.name: kind.title for kind in search.KINDS}
        self._window.search_requested.connect(self._searcher.ask)
        self._window.result_chosen.connect(self._on_chosen)
        self._window.privacy.changed.connect(self._window.top_bar.close_results)  # with its names
        self._searcher.answered.connect(self._on_answer)
        self._searcher.guessed.connect(self._on_guess)
        self._searcher.failed.connect(self._on_failed)

    @Slot(object)
    def _on_answer(self, answer: search.Answer) -> None:
        rows = [self._row(found) for found in answer.found]
        rows += self._offers(answer.typed, bool(rows))
        self._window.top_bar.show_results(rows, answer.typed)

    @Slot(str, object)
    def _on_guess(self, typed: str, found: Sequence[search.Found]) -> None:
        group = _("Did you mean …")
        self._window.top_bar.add_results([self._row(one, group) for one in found], typed)

    @Slot(str, object)
    def _on_failed(self, typed: str, error: Exception) -> None:
        """What needs no office can be done all the same."""
        if not isinstance(error, UserError):
            self._work.failed.emit(self, error)
        trouble = _("The office could not be searched: {why}").format(why=error)
        self._window.top_bar.show_results(self._offers(typed, True), typed, trouble)

    def _offers(self, typed: str, found: bool) -> list[Result]:
        may_write = not self._screens.rights.why_not(Group.DESK)
        return commands.offered(self._window, Typed(typed, found), may_write=may_write)

    def _row(self, found: search.Found, group: str = "") -> Result:
        group = group or _(self._titles[found.kind])
        if self._window.privacy.hiding and found.masked:
            hidden = RowLook(found.masked, _("Hidden at the counter"), icon=found.icon)
            return Result(found.target, hidden, group)
        chip = (found.badge.text, found.badge.tone) if found.badge else None
        look = RowLook(
            found.title, found.detail, found.kept, chip, icon=found.icon, tone=found.tone
        )
        return Result(found.target, look, group, found.reason)

    @Slot(str)
    def _on_chosen(self, target: str) -> None:
        kind, _colon, what = target.partition(":")
        match kind:
            case "customer":
                self._screens.open_customer(int(what))
            case "invoice":
                self._screens.going.go(target)
            case "call":
                self._work.run(self, calls.get, int(what), then=self._on_call)
            case "do":
                shortcuts.do(self._window, what)
            case "new":
                self._start_new(what)
            case "dial":
                self._dial(what)
            case "list":
                self._screens.going.calls_page().adder.ask(what)

    def _on_call(self, row: calls.CallRow | None) -> None:
        if row is None:
            self._window.not_allowed.emit(_("This call is no longer in the log."))
        elif row.customer_id is not None:
            self._screens.open_customer(row.customer_id)
        else:
            self._screens.take_in_hand(row)

    def _start_new(self, typed: str) -> None:
        """Bring up the form with what was typed in it: nobody types it twice."""
        self._window.show_page("customers")
        if phone.parse(typed).e164:
            draft = customers.CustomerDraft(phone=typed)
        else:
            first_name, prefix, surname = text.split_name(typed)
            draft = customers.CustomerDraft(first_name=first_name, prefix=prefix, surname=surname)
        self._screens.customers.start_new(draft)

    def dial_chosen(self) -> bool:
        """Call whom the chosen result is about. False where nothing is chosen, or nobody in it."""
        kind, _colon, what = self._window.top_bar.pointed_at.partition(":")
        if kind == "dial":
            self._dial(what)
        elif kind == "customer":
            number = reaching.first_number
            self._work.run(self, number, int(what), then=lambda one: self._dial(one, int(what)))
        elif kind == "call":
            self._work.run(self, calls.get, int(what), then=self._dial_back)
        else:
            return False
        self._window.top_bar.close_results()
        return True

    def _dial_back(self, row: calls.CallRow | None) -> None:
        if row is not None:
            self._dial(row.e164 or row.number, row.customer_id)

    def _dial(self, number: str, customer_id: int | None = None) -> None:
        """Call the number by what this desk calls with."""
        if why := dialling.dial(number, customer_id):
            self._window.not_allowed.emit(why)
