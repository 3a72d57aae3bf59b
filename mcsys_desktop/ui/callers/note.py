"""The note of a call, wherever it is typed: the panel and the compact window write the same one."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QTextCursor

from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui.callers.book import CallBook
from mcsys_desktop.ui.callers.call import DeskCall
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.widgets import NoteField

ONE_LINE = 48  # pixels: a lower field than this has room for one line
_EDGE = 6  # border and padding, as the style sheet has them


class CallNote(NoteField):
    """A note field that follows one call. Every key reaches the call's draft at once."""

    def __init__(self, book: CallBook, *, height: int = 72) -> None:
        self._one_line = height < ONE_LINE
        super().__init__(_("Note on this call"), name=_("Note on this call"), height=height)
        self._book = book
        self._call: DeskCall | None = None
        self._filling = False
        self.textChanged.connect(self._on_typed)

    def restyle(self) -> None:
        """Take the present text size; a note of one line stands in the middle of its field."""
        super().restyle()
        if self._one_line:
            spare = self.minimumHeight() - self.fontMetrics().lineSpacing() - 2 * _EDGE
            told = self.blockSignals(True)  # Qt tells of a new margin as of new words
            self.document().setDocumentMargin(max(2, spare // 2 - 1))  # less than would scroll
            self.blockSignals(told)

    def follow(self, call: DeskCall | None) -> None:
        """Show this call's note, and write it from now on."""
        changed = call is not self._call
        self._call = call
        note = call.note if call is not None else ""
        if note == self.text():
            return
        self._filling = True
        if not changed and note.startswith(self.text()):  # somebody else's words came behind
            place = self.textCursor().position()
            self.show_text(note)
            cursor = self.textCursor()
            cursor.setPosition(place)
            self.setTextCursor(cursor)
        else:
            self.show_text(note)
            self.moveCursor(QTextCursor.MoveOperation.End)
        self._filling = False

    def minimumSizeHint(self) -> QSize:
        return QSize(style().px(120), self.minimumHeight())  # a longer note scrolls

    def _on_typed(self) -> None:
        if self._call is not None and not self._filling:
            self._book.write(self._call, self.text())
