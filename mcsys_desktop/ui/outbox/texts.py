"""What mails of each kind say: the office's own words, with an example beside what is typed."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import N_, _
from mcsys_desktop.services import outbox
from mcsys_desktop.services.outbox import Form, Kind
from mcsys_desktop.services.outbox.wording import EXAMPLE, NAMES, Template
from mcsys_desktop.ui.offices.question import Question
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.widgets import (
    Button,
    Card,
    ChoiceField,
    Labelled,
    LineField,
    NoteField,
    column,
    label,
    row,
)
from mcsys_desktop.ui.work import Task, Work

WIDTH = 860
KINDS = {
    Kind.INVOICE: N_("Invoice"),
    Kind.CREDIT: N_("Credit invoice"),
    Kind.QUOTE: N_("Quote"),
    Kind.REMINDER_1: N_("Reminder"),
    Kind.REMINDER_2: N_("Second reminder"),
    Kind.REMINDER_3: N_("Final reminder"),
    Kind.RECEIPT: N_("Receipt"),
}
VARIANTS = {
    ("nl", Form.FORMAL): N_("Dutch, with u"),
    ("nl", Form.INFORMAL): N_("Dutch, with je"),
    ("en", Form.FORMAL): N_("English"),
}


class TextsDialog(Question):
    """One text at a time: the words at the left, how they come out at the right."""

    def __init__(self, work: Work, parent: QWidget) -> None:
        super().__init__(
            _("Texts of mails"),
            _("You can use: {names}.").format(names=", ".join(f"{{{each}}}" for each in NAMES)),
            parent,
        )
        self.setFixedWidth(style().px(WIDTH))
        self._work = work
        self._asking: Task | None = None
        kinds = [(kind.value, _(said)) for kind, said in KINDS.items()]
        self.kind = ChoiceField(kinds, name=_("Kind"))
        variants = [(at, _(said)) for at, said in enumerate(VARIANTS.values())]
        self.variant = ChoiceField(variants, name=_("Language"))
        self.heading = LineField()
        self.body = NoteField("", name=_("Text"), height=260)
        self.preview_heading = label("", "row", wrap=True)
        self.preview = label("", wrap=True)
        self.keep = Button(_("Keep"), kind="primary")
        self.usual = Button(_("The usual words again"), kind="link")
        self.close_button = Button(_("Close"), kind="link")
        typed = column(
            Labelled(_("Subject"), self.heading), Labelled(_("Text"), self.body), None, gap=10
        )
        shown = Card(
            column(self.preview_heading, self.preview, None, margins=(16, 12, 16, 12), gap=10)
        )
        both = row(typed, shown, gap=16)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        for part in (
            row(Labelled(_("Kind"), self.kind), Labelled(_("Language"), self.variant), None),
            both,
            self.error,
            row(self.close_button, None, self.usual, self.keep),
        ):
            self.add(part)
        for button in (self.usual, self.close_button):
            button.setAutoDefault(False)
        self.kind.currentIndexChanged.connect(self._ask)
        self.variant.currentIndexChanged.connect(self._ask)
        self.heading.textChanged.connect(self._show_preview)
        self.body.textChanged.connect(self._show_preview)
        self.keep.clicked.connect(lambda: self._keep(self.heading.text(), self.body.text()))
        self.usual.clicked.connect(lambda: self._keep("", ""))
        self.close_button.clicked.connect(self.reject)
        self._ask()

    def _which(self) -> tuple[Kind, str, Form]:
        return Kind(str(self.kind.value())), *list(VARIANTS)[self.variant.currentIndex()]

    @Slot()
    def _ask(self) -> None:
        if self._asking is not None:
            self._asking.cancel()
        self._asking = self._work.run(
            self, outbox.wording.template, *self._which(), then=self._show
        )

    def _show(self, template: Template) -> None:
        self.heading.setText(template.heading)
        self.body.show_text(template.body)
        self.usual.setEnabled(template.own)
        self.refuse("")
        self.usual.setEnabled(template.own)
        self._show_preview()

    @Slot()
    def _show_preview(self) -> None:
        typed = Template(self.heading.text(), self.body.text())
        heading, body = outbox.wording.fill(typed, EXAMPLE)
        self.preview_heading.setText(heading)
        self.preview.setText(body)

    def _keep(self, heading: str, body: str) -> None:
        self.set_busy(True)
        self._work.run(
            self,
            outbox.wording.keep,
            *self._which(),
            heading,
            body,
            then=self._show,
            failed=self._on_failed,
        )

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.refuse(str(error))
            return
        self.set_busy(False)
        self._work.failed.emit(self, error)
