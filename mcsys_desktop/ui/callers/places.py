"""Where the small window may stand: which screens there are, and where somebody types."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication


def screens() -> str:
    """The name of the present set of screens: makers, sizes and places of all."""
    parts = []
    for screen in QGuiApplication.screens():
        room = screen.geometry()
        name = screen.serialNumber() or screen.name()
        parts.append(f"{name} {room.width()}x{room.height()}+{room.x()}+{room.y()}")
    return "; ".join(sorted(parts))


def kept_in(places: Mapping[str, Sequence[int]]) -> QPoint | None:
    """Where people put it on the present set of screens; None where they never did."""
    kept = places.get(screens(), ())
    return QPoint(*kept) if len(kept) == 2 else None


def inside(room: QRect, to: QPoint, size: QSize) -> QPoint:
    """``to``, or as near to it as a window of ``size`` is whole in ``room``."""
    left = max(room.left(), min(to.x(), room.right() + 1 - size.width()))
    top = max(room.top(), min(to.y(), room.bottom() + 1 - size.height()))
    return QPoint(left, top)


def text_cursor() -> QRect:
    """Where somebody is typing in one of our windows, on the screen."""
    field = QApplication.focusWidget()
    if field is None:
        return QRect()
    at = field.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    if not isinstance(at, QRect):
        return QRect()
    return QRect(field.mapToGlobal(at.topLeft()), at.size()).adjusted(-40, -40, 40, 40)


def corner(room: QRect, size: QSize, margin: int) -> QPoint:
    """The corner at the right of a screen that is away from where somebody types."""
    left = room.right() - size.width() - margin
    low = QRect(QPoint(left, room.bottom() - size.height() - margin), size)
    high = QRect(QPoint(left, room.top() + margin), size)
    return (high if low.intersects(text_cursor()) else low).topLeft()
