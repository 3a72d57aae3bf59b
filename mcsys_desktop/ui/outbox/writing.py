"""Mailing a document: to whom, what it says, what goes along; Ctrl+Enter sends it."""

import uuid
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QLayout, QWidget

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import outbox
from mcsys_desktop.services.outbox import Letter
from mcsys_desktop.ui import shortcuts
from mcsys_desktop.ui.offices.question import Question
from mcsys_desktop.ui.outbox import words
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.widgets import Button, Labelled, LineField, NoteField, label, row
from mcsys_desktop.ui.work import Work

WIDTH = 760
TEXT = 200  # pixels of height


class MailDialog(Question):
    """The form. ``queued`` carries the id of the mail; what was typed stays until then.

    ``sends`` is whether mail leaves from this desk; where not, it is a file or the mail program.
    """

    queued = Signal(int)

    def __init__(self, work: Work, letter: Letter, parent: QWidget, *, sends: bool = True) -> None:
        super().__init__(
            _("Mail"),
            _("Look once more: what is sent cannot be taken back."),
            parent,
        )
        self.setFixedWidth(style().px(WIDTH))
        self._work, self._letter = work, letter
        self._request = uuid.uuid4().hex
        self.to = LineField(letter.to)
        self.copy_to = LineField(letter.copy_to)
        self.heading = LineField(letter.heading)
        self.body = NoteField("", name=_("Text"), height=TEXT)
        self.body.show_text(letter.body)
        self.files = label(words.attached(letter.files), "small", wrap=True, selectable=True)
        self.send = Button(_("Send"), "mail", "primary", key=shortcuts.shown("send mail"))
        self.save = Button(_("Save as file"), "file-text")
        self.open_outside = Button(_("Open in the mail program"), "globe")
        self.back = Button(_("Cancel"), kind="link")
        self.to_row = Labelled(_("To"), self.to)
        if not letter.to:
            self.to_row.show_doubt(_("No e-mail address is known of this customer yet."))
        self._no_way = label(
            _("No mail leaves from this desk yet: set it up under Settings, Mail."),
            "small",
            ink="text2",
            wrap=True,
        )
        self._no_way.setVisible(not sends)
        for part in (
            self._addresses(),
            Labelled(_("Subject"), self.heading),
            Labelled(_("Text"), self.body),
            Labelled(_("Goes along"), self.files),
            self._no_way,
            self.error,
            row(self.back, None, self.open_outside, self.save, self.send),
        ):
            self.add(part)
        for button in (self.save, self.open_outside, self.back):
            button.setAutoDefault(False)
        self._sends = sends
        self.send.setEnabled(sends)
        self.send.clicked.connect(self._on_send)
        self.save.clicked.connect(self._on_save)
        self.open_outside.clicked.connect(self._on_open)
        self.back.clicked.connect(self.reject)
        for key in shortcuts.bind(self, "send mail", self._on_send):
            key.setAutoRepeat(False)

    def _addresses(self) -> QLayout:
        both = row(self.to_row, Labelled(_("Copy to"), self.copy_to), gap=12)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        return both

    def letter(self) -> Letter:
        """The mail as it stands."""
        return replace(
            self._letter,
            to=self.to.text(),
            copy_to=self.copy_to.text(),
            heading=self.heading.text(),
            body=self.body.text(),
        )

    def save_to(self, file: Path) -> None:
        """Write the mail to a file."""
        self._run(outbox.files.save, self.letter(), file, then=lambda _file: self.accept())

    def set_busy(self, busy: bool) -> None:
        """While an answer is awaited, nothing can be pressed twice."""
        super().set_busy(busy)
        self.send.setEnabled(not busy and self._sends)

    def _on_send(self) -> None:
        if not self.send.isEnabled():
            return
        self.set_busy(True)
        self._work.write(
            self,
            outbox.queue,
            self.letter(),
            request=self._request,
            then=self._on_queued,
            failed=self._on_failed,
            unsure=self.error.setText,
        )

    def _on_queued(self, mail_id: object) -> None:
        self.set_busy(False)
        self.accept()
        self.queued.emit(int(str(mail_id)))

    def _on_save(self) -> None:
        name = outbox.files.file_name(self.letter())
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Save as file"), name, f"{_('Mail')} (*{outbox.files.ENDING})"
        )
        if chosen:
            self.save_to(Path(chosen))

    def _on_open(self) -> None:
        self._run(outbox.files.to_open, self.letter(), then=self._open)

    def _open(self, file: Path) -> None:
        if QDesktopServices.openUrl(QUrl.fromLocalFile(str(file))):
            self.accept()
            return
        self.refuse(
            _("No mail program on this computer opens {file}. Save it, and open it there.").format(
                file=file.name
            )
        )

    def _run(self, service: object, *told: object, then: object) -> None:
        self.set_busy(True)

        def done(answer: object) -> None:
            self.set_busy(False)
            then(answer)  # type: ignore[operator]  # a slot of ours

        self._work.run(self, service, *told, then=done, failed=self._on_failed)  # type: ignore[arg-type]

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self._request = uuid.uuid4().hex  # what is asked next is another act
            self.refuse(str(error))
            return
        self.set_busy(False)
        self._work.failed.emit(self, error)
