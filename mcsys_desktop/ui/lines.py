"""Text broken into lines by hand, for what is painted without a layout of Qt's.

Words stay whole as long as they fit; one that is wider than the room (an e-mail address, a name
somebody made up) is broken, so that nothing is ever cut off at an edge without a sign of it.
"""

from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QTextLayout, QTextOption

from mcsys_desktop.ui.style import style

KEPT = 512
DOT = " · "


def of(text: str, role: str, width: int, most: int = 0) -> tuple[str, ...]:
    """``text`` in lines at most ``width`` wide; of more than ``most`` the last ends in an ellipsis.

    0 for ``most``: as many as it takes.
    """
    return _of(text, role, style().scale, max(1, width), most)


def at_dots(text: str, role: str, width: int, most: int) -> tuple[str, ...]:
    """As `of`, but broken at the dots between the parts of ``text`` where that will do."""
    metrics = QFontMetrics(style().font(role))
    found: list[str] = []
    for part in text.split(DOT):
        longer = f"{found[-1]}{DOT}{part}" if found else part
        if found and metrics.horizontalAdvance(longer) <= width:
            found[-1] = longer
        else:
            found.append(part)
    fits = len(found) <= most and all(metrics.horizontalAdvance(line) <= width for line in found)
    return tuple(found) if fits else of(text, role, width, most)


def widest_word(text: str, role: str) -> int:
    """How wide the longest word is, in pixels."""
    metrics = QFontMetrics(style().font(role))
    return max((metrics.horizontalAdvance(word) for word in text.split()), default=0)


@lru_cache(maxsize=KEPT)
def _of(text: str, role: str, _scale: float, width: int, most: int) -> tuple[str, ...]:
    font = style().font(role)
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    layout.setTextOption(_wrapping())
    found: list[str] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        start = line.textStart()
        if most and len(found) == most - 1:
            rest = " ".join(text[start:].split())
            elided = QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)
            found.append(elided)
            break
        found.append(text[start : start + line.textLength()].rstrip())
    layout.endLayout()
    return tuple(found)


def _wrapping() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option
