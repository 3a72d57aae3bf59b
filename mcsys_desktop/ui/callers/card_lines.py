"""The lines of the caller's card: facts about a customer, candidates for a number.

What does not fit on one line goes on to a second: "nobody has picked this up yet" is the half of a
fact that matters.
"""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from mcsys_desktop.ui import lines, painting, tokens
from mcsys_desktop.ui.callers import ink
from mcsys_desktop.ui.callers.view import Line
from mcsys_desktop.ui.style import style

MOST = 2  # lines of detail
_EDGE = 12
_END = 10


def height(line: Line, width: int) -> int:
    """How high ``line`` is in a card whose lines are ``width`` wide."""
    if not line.detail:
        return style().px(36)
    more = len(_detail(line, width)) - 1
    return style().px(48) + more * style().px(16)


def paint(painter: QPainter, rect: QRect, line: Line, hover: bool) -> None:
    """Draw ``line`` in ``rect``."""
    look = style()
    painting.fill(painter, rect, "line" if hover else "sunken", tokens.RADIUS)
    middle, left = rect.top() + rect.height() // 2, rect.left() + _EDGE
    if line.key:
        width = painting.key_width(line.key)
        painting.draw_key(painter, left + width, middle, line.key)
        left += width + _EDGE
    if line.avatar is not None:
        size = look.px(32)
        square = QRect(left, middle - size // 2, size, size)
        painting.draw_avatar(painter, square, *line.avatar, "surface")
    elif line.icon:
        tone = tokens.TONES[line.tone][0]
        painting.draw_icon(painter, left, middle, line.icon, tone, look.px(18))
    left = rect.left() + _indent(line)
    width = rect.width() - _indent(line) - _END
    if not line.detail:
        painting.write(painter, QRect(left, rect.top(), width, rect.height()), line.title, "row")
        return
    high, step = look.px(18), look.px(16)
    detail = _detail(line, rect.width())
    top = middle - high - step * (len(detail) - 1) // 2
    ink.write(painter, QRect(left, top, width, high), line.title, "row")
    for at, words in enumerate(detail):
        ink.write(painter, QRect(left, top + high + at * step, width, high), words, "small")


def _indent(line: Line) -> int:
    """Where the words begin, behind the key and the picture."""
    look = style()
    key = painting.key_width(line.key) + _EDGE if line.key else 0
    picture = look.px(32) if line.avatar is not None else look.px(18) if line.icon else 0
    return _EDGE + key + (picture + _EDGE if picture else 0)


def _detail(line: Line, width: int) -> tuple[str, ...]:
    room = width - _indent(line) - _END
    if style().px(7) * len(line.detail) <= room:  # only a longer one is worth measuring
        return (line.detail,)
    return lines.at_dots(line.detail, "small", room, MOST)
