"""When somebody is to be called back, and who does it: asked from the card of their call."""

from datetime import datetime

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui.call_backs.due import DueField
from mcsys_desktop.ui.callers import words
from mcsys_desktop.ui.callers.acts import Acts
from mcsys_desktop.ui.callers.arrivals import News
from mcsys_desktop.ui.callers.call import DeskCall
from mcsys_desktop.ui.callers.desk import CallDesk
from mcsys_desktop.ui.offices.question import Question
from mcsys_desktop.ui.widgets import Button, ChoiceField, Labelled, row


class CallBackPlan(Question):
    """The form. ``planned`` carries the moment (aware UTC, or None) and a login ("": nobody yet).

    The note of the call says why; it is typed on the card.
    """

    planned = Signal(object, str)

    def __init__(self, call: DeskCall, news: News, *, masked: bool, parent: QWidget | None) -> None:
        who = words.number_of(call) if masked else words.title_of(call)
        sentence = _("{name} comes on the call-back list; your note says why.").format(name=who)
        super().__init__(_("Call back later"), sentence, parent)
        self.when = DueField()
        people = [("", _("Nobody yet")), (news.me, _("I do")), *news.others.items()]
        self.who = ChoiceField(people, name=_("Who calls back"))
        self.submit = Button(_("Put on the list"), kind="primary")
        self.back = Button(_("Cancel"), kind="link")
        self.add(Labelled(_("Before when"), self.when))
        self.add(Labelled(_("Who calls back"), self.who))
        self.add(row(self.back, None, self.submit))
        for button in (self.back, self.when.calendar):
            button.setAutoDefault(False)
        self.submit.setDefault(True)
        self.submit.clicked.connect(self._on_submit)
        self.back.clicked.connect(self.reject)

    def _on_submit(self) -> None:
        self.planned.emit(self.when.value(), str(self.who.value() or ""))
        self.accept()


class Later(QObject):
    """Asks it of whoever is at ``desk``, and tells the office."""

    def __init__(self, desk: CallDesk, does: Acts) -> None:
        super().__init__(desk)
        self._desk, self._privacy = desk, does.privacy
        self.form: CallBackPlan | None = None  # the last that was opened
        does.plan_wanted.connect(self.ask)

    @Slot(object)
    def ask(self, call: DeskCall) -> None:
        """Bring up the form for ``call``."""

        def planned(due_at: datetime | None, login: str) -> None:
            self._desk.log_now()
            self._desk.book.put_on_list(call, due_at, login)
            self._desk.updated.emit(call)

        masked, window = self._privacy.hiding, QApplication.activeWindow()
        self.form = CallBackPlan(call, self._desk.news, masked=masked, parent=window)
        self.form.planned.connect(planned)
        self.form.open()
