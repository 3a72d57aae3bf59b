"""Text of the caller's card, drawn by the cheapest way there is: a ringing phone waits for it.

Words that come back with every call are laid out once and kept; names and numbers are drawn from
their baseline, which costs half of what drawing them into a rectangle does.
"""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QStaticText, QTransform

from mcsys_desktop.ui import painting, tokens
from mcsys_desktop.ui.style import style

KEPT = 256


def colour(token: str) -> QColor:
    """The colour of a token in the present theme."""
    return _colour(getattr(tokens.current(), token))


def still(text: str, role: str, *, figures: bool = False) -> QStaticText:
    """``text`` laid out in a role at the present text size; one line, never markup."""
    return _still(text, role, figures, style().scale)


def write_still(
    painter: QPainter,
    text: QStaticText,
    left: int,
    middle: int,
    role: str,
    token: str,
    *,
    figures: bool = False,
) -> None:
    """Draw laid-out text with its middle at the height ``middle``."""
    painter.setFont(style().figures(role) if figures else style().font(role))
    painter.setPen(colour(token))
    painter.drawStaticText(QPointF(left, middle - text.size().height() / 2), text)


def write(painter: QPainter, rect: QRect, text: str, role: str, token: str = "") -> None:
    """Write one line in ``rect``, with an ellipsis when it does not fit."""
    if not text:
        return
    metrics = _metrics(role, style().scale)
    if metrics.horizontalAdvance(text) > rect.width():
        painting.write(painter, rect, text, role, token)
        return
    painter.setFont(style().font(role))
    painter.setPen(colour(token or tokens.ROLES[role].ink))
    spare = rect.height() - metrics.height()
    painter.drawText(rect.left(), rect.top() + spare // 2 + metrics.ascent(), text)


def draw_chip(painter: QPainter, left: int, middle: int, text: str, tone: str, room: int) -> int:
    """Draw a chip at most ``room`` wide; gives its width."""
    words = still(text, "chip")
    width = round(words.size().width()) + 16
    if width > room:
        painting.draw_chip(painter, left, middle, text, tone, room)
        return room
    letters, ground = tokens.TONES[tone]
    height = style().metrics.chip
    painting.fill(painter, QRect(left, middle - height // 2, width, height), ground, height / 2)
    write_still(painter, words, left + 8, middle, "chip", letters)
    return width


@lru_cache(maxsize=KEPT)
def _still(text: str, role: str, figures: bool, _scale: float) -> QStaticText:
    laid_out = QStaticText(text)
    laid_out.setTextFormat(Qt.TextFormat.PlainText)
    laid_out.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    font = style().figures(role) if figures else style().font(role)
    laid_out.prepare(QTransform(), font)
    return laid_out


@lru_cache(maxsize=KEPT)
def _metrics(role: str, _scale: float) -> QFontMetrics:
    return QFontMetrics(style().font(role))


@lru_cache(maxsize=KEPT)
def _colour(value: str) -> QColor:
    return QColor(value)
