"""What somebody reads on a window: the words of all that is visible on it."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit, QWidget

MOST_ROWS = 40  # of one list
ROLES = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole)


def said_by(window: QWidget) -> list[str]:
    """The words of ``window`` and of the visible parts of it, each once."""
    found: list[str] = []
    for part in (window, *window.findChildren(QWidget)):
        if part.isVisible():
            found += _of(part)
    return list(dict.fromkeys(word for word in found if word))


def _of(part: QWidget) -> list[str]:
    if isinstance(part, QAbstractItemView):
        return [part.accessibleName(), *_rows(part)]
    if isinstance(part, QComboBox):
        return [part.accessibleName(), part.currentText()]
    if isinstance(part, QPlainTextEdit):
        return [part.accessibleName(), part.toPlainText()]
    text = getattr(part, "text", None)
    shown = text() if callable(text) else ""
    if isinstance(part, QLineEdit) and part.echoMode() is not QLineEdit.EchoMode.Normal:
        shown = ""
    return [part.accessibleName(), part.accessibleDescription(), str(shown)]


def _rows(view: QAbstractItemView) -> list[str]:
    model = view.model()
    if model is None:
        return []
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())
    found = []
    for row in range(min(model.rowCount(QModelIndex()), MOST_ROWS)):
        cells = [_cell(model.index(row, at)) for at in range(columns)]
        found.append(" · ".join(cell for cell in cells if cell))
    return found


def _cell(index: QModelIndex) -> str:
    for role in ROLES:
        if said := index.data(int(role)):
            return str(said)
    return ""
