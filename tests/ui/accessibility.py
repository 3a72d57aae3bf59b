"""What every screen must hold: each control has a name, can be seen whole, and is big enough.

The tests of any screen call ``walk(widget)`` and ``clipped(widget)``; both give sentences, one per
fault, so that an empty list means the screen is fit.
"""

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

from mcsys_desktop.ui.labels import ElidedLabel

_Role = QAccessible.Role
INTERACTIVE = {
    _Role.Button,
    _Role.CheckBox,
    _Role.RadioButton,
    _Role.ComboBox,
    _Role.EditableText,
    _Role.SpinBox,
    _Role.List,
    _Role.Table,
    _Role.Tree,
    _Role.MenuItem,
    _Role.PageTab,
    _Role.Slider,
    _Role.Link,
}
LEAST_TARGET = 24  # pixels (WCAG 2.2, 2.5.8)
_CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QAbstractItemView)


def walk(widget: QWidget) -> list[str]:
    """Every visible interactive part of ``widget`` that a screen reader could not name."""
    problems: list[str] = []
    root = QAccessible.queryAccessibleInterface(widget)
    assert root is not None, "Qt offers no accessible interface for this widget"
    _visit(root, [], problems)
    return problems


def _visit(part: QAccessibleInterface, path: list[str], problems: list[str]) -> None:
    state = part.state()
    if state.invisible:
        return
    described = _described(part)
    if part.role() in INTERACTIVE and not part.text(QAccessible.Text.Name).strip():
        problems.append(" / ".join([*path, described]) + " has no name")
    for number in range(part.childCount()):
        child = part.child(number)
        # Cells are named by their text; walking ten thousand of them says nothing new.
        if child is not None and child.role() not in (_Role.Cell, _Role.ListItem):
            _visit(child, [*path, described], problems)


def _described(part: QAccessibleInterface) -> str:
    thing: QObject | None = part.object()
    return f"{type(thing).__name__ if thing else 'part'} ({part.role().name})"


def clipped(window: QWidget) -> list[str]:
    """Every visible control of ``window`` that is cut off, squeezed or too small to hit."""
    problems: list[str] = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or isinstance(widget, QHeaderView):
            continue
        name = f"{type(widget).__name__} “{_words(widget)}”"
        if isinstance(widget, _CONTROLS) and not isinstance(widget.parent(), QComboBox):
            if widget.width() < LEAST_TARGET or widget.height() < LEAST_TARGET:
                problems.append(f"{name} is only {widget.width()}x{widget.height()}")
            least = widget.minimumSizeHint()
            if widget.width() < least.width() or widget.height() < least.height():
                problems.append(f"{name} is smaller than it needs")
            if not _inside(widget, window):
                problems.append(f"{name} sticks out of the window")
        elif type(widget) is not ElidedLabel and isinstance(widget, QLabel):
            if not widget.wordWrap() and widget.width() < widget.minimumSizeHint().width():
                problems.append(f"{name} is cut off")
            if widget.height() < min(widget.sizeHint().height(), widget.fontMetrics().height()):
                problems.append(f"{name} is too low")
    return problems


def _words(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    return widget.accessibleName() or (str(text()) if callable(text) else "")


def _inside(widget: QWidget, window: QWidget) -> bool:
    """Whether all of ``widget`` can be seen; what scrolls only has to fit in width."""
    area = widget.parentWidget()
    while area not in (None, window) and not isinstance(area, QAbstractScrollArea):
        area = area.parentWidget()  # and not beyond it: a small window hangs on what opened it
    frame = area if isinstance(area, QScrollArea) else window
    place = QRect(widget.mapTo(frame, QPoint(0, 0)), widget.size())
    if frame is window:
        return window.rect().contains(place)
    return place.left() >= 0 and place.right() <= frame.width()
