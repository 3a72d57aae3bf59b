"""Somebody is to be called back whom no telephone told of: a number and a name, typed by hand."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core import clock
from mcsys_desktop.core.drafts import ABOUT, Drafts
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import call_backs
from mcsys_desktop.services.call_backs import Asked, Known
from mcsys_desktop.ui import shortcuts
from mcsys_desktop.ui.call_backs.acting import Acting
from mcsys_desktop.ui.call_backs.due import DueField
from mcsys_desktop.ui.offices.question import Question
from mcsys_desktop.ui.shortcuts import shown
from mcsys_desktop.ui.widgets import (
    Button,
    ChoiceField,
    Labelled,
    LineField,
    NoteField,
    row,
)
from mcsys_desktop.ui.work import Task, Work

DRAFT = "call_back/new"  # one at a time is typed


class AddWaiter(Question):
    """The form. ``added`` carries the id of the entry; what was typed stays until then."""

    added = Signal(int)

    def __init__(self, work: Work, parent: QWidget) -> None:
        super().__init__(
            _("Call somebody back"),
            _("For whoever is not in the list yet: a number is enough."),
            parent,
        )
        self.setWindowModality(Qt.WindowModality.NonModal)
        self._work = work
        self._asking: Task | None = None
        self._masked = False
        self.number = LineField()
        self.name = LineField()
        self.why = NoteField(_("What is it about?"), name=_("Reason"), height=80)
        self.when = DueField()
        self.who = ChoiceField([("", _("Nobody yet"))], name=_("Who calls back"))
        self.submit = Button(_("Put on the list"), kind="primary")
        self.back = Button(_("Cancel"), kind="link")
        self.number_row = Labelled(_("Phone number"), self.number)
        for part in (
            self.number_row,
            Labelled(_("Name"), self.name),
            Labelled(_("Reason"), self.why),
            Labelled(_("Before when"), self.when),
            Labelled(_("Who calls back"), self.who),
            self.error,
            row(self.back, None, self.submit),
        ):
            self.add(part)
        self.back.setAutoDefault(False)
        self.when.calendar.setAutoDefault(False)
        self.submit.setDefault(True)
        self.submit.clicked.connect(self._on_submit)
        self.back.clicked.connect(self._on_back)
        self.number.editingFinished.connect(self._ask_known)
        self.number.textChanged.connect(self._on_number)
        for changed in (self.number.textChanged, self.name.textChanged, self.why.textChanged):
            changed.connect(self._keep)
        work.run(self, call_backs.colleagues_here, then=self._on_colleagues)

    def ask(self, number: str = "") -> None:
        """Show the form; with ``number`` in it, where another one was asked for."""
        if number and number != self.number.text():
            self._empty()
            self.number.setText(number)
            self._ask_known()
        self.show()
        self.raise_()
        self.activateWindow()
        (self.name if number else self.number).setFocus(Qt.FocusReason.OtherFocusReason)

    def take_up(self, texts: Mapping[str, str]) -> None:  # type: ignore[override]  # by name
        """Go on with what was typed before the program ended."""
        self.number.setText(texts.get("number", ""))
        self.name.setText(texts.get("name", ""))
        self.why.setPlainText(texts.get("reason", ""))

    def set_counter(self, masked: bool) -> None:
        """Tell no names of customers, or tell them."""
        self._masked = masked
        self._say_known(Known())

    def _on_colleagues(self, found: list[tuple[str, str]]) -> None:
        for login, name in found:
            self.who.addItem(name, login)

    def _on_submit(self) -> None:
        asked = Asked(
            number=self.number.text().strip(),
            name=self.name.text(),
            reason=self.why.text(),
            due_at=self.when.value(),
            taken_by=str(self.who.value() or ""),
        )
        self.set_busy(True)
        self._work.run(self, call_backs.add, asked, then=self._on_added, failed=self._on_failed)

    def _on_added(self, entry_id: int) -> None:
        self.set_busy(False)
        self._empty()
        self.accept()
        self.added.emit(entry_id)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.refuse(str(error))
            self.number.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.set_busy(False)
        self._work.failed.emit(self, error)

    def _on_back(self) -> None:
        """Cancel: they need not be called. Esc only puts the form away."""
        self._empty()
        self.reject()

    def _empty(self) -> None:
        for field in (self.number, self.name, self.why):
            field.clear()
        self.when.show_due(None)
        self.who.choose("")
        self.refuse("")

    def _keep(self) -> None:
        texts = {"number": self.number.text(), "name": self.name.text(), "reason": self.why.text()}
        drafts: Drafts = self._work.drafts
        if any(text.strip() for text in texts.values()):
            about = _("Call back: {name}").format(name=texts["name"] or texts["number"])
            drafts.put(DRAFT, {**texts, ABOUT: about})
        else:
            drafts.drop(DRAFT)

    def _on_number(self) -> None:
        """Another number: nothing is known of it, and nothing is wrong with it yet."""
        self.refuse("")
        self._say_known(Known())

    def _ask_known(self) -> None:
        if self._asking is not None:
            self._asking.cancel()
        number = self.number.text()
        self._asking = self._work.run(self, call_backs.known, number, then=self._say_known)

    def _say_known(self, known: Known) -> None:
        """Whose number it is, and that they wait already, before anything is put twice."""
        said = []
        if known.customer_name and not self._masked:
            said.append(_("The number of {name}.").format(name=known.customer_name))
        if known.waits_since is not None:
            since = clock.day_and_time(known.waits_since, clock.today())
            said.append(_("Waits since {when}; this is added to it.").format(when=since))
        self.number_row.show_doubt(" ".join(said))
        if self.isVisible():
            self.fit()


class Adder(QObject):
    """The button and the key that bring up the form, on the page ``owner`` of the list.

    ``added`` carries the id of the entry that came of it.
    """

    added = Signal(int)

    def __init__(self, owner: QWidget, waiters: QWidget, work: Work, acting: Acting) -> None:
        super().__init__(owner)
        self._owner, self._work, self._acting = owner, work, acting
        self._form: AddWaiter | None = None
        self._masked = False
        self.button = Button(_("Add a number"), "plus", key=shown("add waiter"))
        self.button.clicked.connect(lambda: self.ask())
        for key in shortcuts.bind(waiters, "add waiter", self.ask):
            key.setAutoRepeat(False)

    def show(self, waits: bool) -> None:
        """Offer it beside the list, to whoever may write."""
        self.button.setVisible(waits and not self._acting.only_reads)

    def set_counter(self, masked: bool) -> None:
        """Hide customers' names, or show them."""
        self._masked = masked
        if self._form is not None:
            self._form.set_counter(masked)

    def ask(self, number: str = "") -> AddWaiter | None:
        """Bring up the form; None where nothing may be written."""
        if self._acting.only_reads:
            self._acting.toast.say(self._acting.only_reads)
            return None
        form = self._made()
        form.ask(number)
        return form

    def take_up(self, texts: Mapping[str, str]) -> None:
        """Bring up the form with what was typed before the program ended."""
        self._made().take_up(texts)
        self.ask()

    def _made(self) -> AddWaiter:
        if self._form is None:
            self._form = AddWaiter(self._work, self._owner)
            self._form.added.connect(self._acting.tell_added)
            self._form.added.connect(self.added)
            self._form.set_counter(self._masked)
        return self._form
