"""What gets into a field: text, only text, and all of it.

A web page, a mail or a spreadsheet puts markup, pictures and signs that nobody sees on the
clipboard beside its words. Of what is pasted or dropped a field takes the words; signs that draw
nothing or turn the direction of what follows are left out, line breaks become blanks where there
is one line, and what is too long is refused with a sentence instead of being cut. Everything can be
undone.
"""

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QClipboard,
    QContextMenuEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QValidator,
)
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QToolTip, QWidget

from mcsys_desktop.core import text
from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui.announcing import announce

LONGEST_LINE = 1_000  # characters; each office field takes less, and says so itself
LONGEST_LINES = 20_000
_CLIPBOARD = QClipboard.Mode.Clipboard
_SELECTION = QClipboard.Mode.Selection  # X11's other clipboard: what was marked last


class PlainLine(QLineEdit):
    """One line that takes plain text, at most ``limit`` characters of it.

    `refused` says why something was not taken; unless ``tells_itself`` is off, the field says so
    below itself as well.
    """

    refused = Signal(str)

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.limit = LONGEST_LINE
        self.tells_itself = True
        # The last net, for what comes by other ways than those below (input methods).
        self.setValidator(_Plain(self))
        self.setText(text)

    def take(self, raw: str) -> None:
        """Insert text from outside where the cursor is, as somebody pasting would."""
        room = self.limit - len(self.text()) + len(self.selectedText())
        taken = _taken(raw, room, secret=self.is_secret)
        if taken is None:
            _refuse(self, self.limit)
        elif taken:
            self.insert(taken)

    @property
    def is_secret(self) -> bool:
        """Whether a password is typed here, in which every sign counts."""
        return self.echoMode() is not QLineEdit.EchoMode.Normal

    def _take_from(self, clipboard: QClipboard.Mode) -> None:
        if not self.isReadOnly():
            self.take(QGuiApplication.clipboard().text(clipboard))

    # Qt's own names from here.

    def paste(self) -> None:
        self._take_from(_CLIPBOARD)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            insert = event.key() == Qt.Key.Key_Insert  # with Shift, X11 means its other clipboard
            marked = insert and QGuiApplication.clipboard().supportsSelection()
            self._take_from(_SELECTION if marked else _CLIPBOARD)
            event.accept()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        for action in menu.actions():
            if action.objectName() == "edit-paste":
                action.triggered.disconnect()
                action.triggered.connect(self.paste)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.MiddleButton:
            if QGuiApplication.clipboard().supportsSelection() and not self.isReadOnly():
                self.setCursorPosition(self.cursorPositionAt(event.position().toPoint()))
                self._take_from(_SELECTION)
            event.accept()
            return
        super().mouseReleaseEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        if self.isReadOnly() or not event.mimeData().hasText():
            super().dropEvent(event)
            return
        if event.source() is self:  # its own words, moved
            super().dropEvent(event)
            return
        self.setCursorPosition(self.cursorPositionAt(event.position().toPoint()))
        self.take(event.mimeData().text())
        event.setDropAction(Qt.DropAction.CopyAction)  # they stay where they came from as well
        event.accept()


class PlainLines(QPlainTextEdit):
    """Some lines that take plain text, at most ``limit`` characters of it; as `PlainLine`."""

    refused = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.limit = LONGEST_LINES
        self.tells_itself = True

    def take(self, raw: str) -> None:
        """Insert text from outside where the cursor is, as somebody pasting would."""
        cursor = self.textCursor()
        room = self.limit - len(self.toPlainText()) + len(cursor.selectedText())
        taken = _taken(raw, room, lines=True)
        if taken is None:
            _refuse(self, self.limit)
        elif taken:
            cursor.insertText(taken)
            self.setTextCursor(cursor)
            self.ensureCursorVisible()

    # Qt's own names from here.

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.take(source.text())


class _Plain(QValidator):
    """Leaves out of a line what does not belong in it, however it came there."""

    def __init__(self, line: PlainLine) -> None:
        super().__init__(line)
        self._line = line

    def validate(self, written: str, position: int) -> tuple[QValidator.State, str, int]:
        kept = _clean(written, secret=self._line.is_secret)
        if kept != written:  # Qt counts in UTF-16
            before = written.encode("utf-16-le", "replace")[: 2 * position]
            left = _clean(before.decode("utf-16-le", "ignore"), secret=self._line.is_secret)
            position = len(left.encode("utf-16-le", "replace")) // 2
        return QValidator.State.Acceptable, kept, position


def _clean(raw: str, *, lines: bool = False, secret: bool = False) -> str:
    if secret:  # a password that lost a sign is another one; only what no key types is left out
        return "".join(sign for sign in raw if sign.isprintable() or not sign.isascii())
    return text.typed(raw, lines=lines)


def _taken(raw: str, room: int, *, lines: bool = False, secret: bool = False) -> str | None:
    """What to insert, or None where there is no room for it."""
    if len(raw) > 20 * (LONGEST_LINES + room):
        return None  # reading all of it would take long, and most of it does not fit
    taken = _clean(raw, lines=lines, secret=secret)
    return taken if len(taken) <= room else None


def _refuse(field: PlainLine | PlainLines, limit: int) -> None:
    sentence = _(
        "That is too long: at most {limit} characters fit here. Nothing was pasted."
    ).format(limit=limit)
    if field.tells_itself:
        _say_below(field, sentence)
    field.refused.emit(sentence)


def _say_below(field: QWidget, sentence: str) -> None:
    QToolTip.showText(field.mapToGlobal(QPoint(0, field.height())), sentence, field)
    announce(field, sentence)
