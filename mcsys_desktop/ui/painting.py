"""What delegates and self-painted widgets share: text, avatars, chips and keys with a painter.

Every function reads the current tokens, so that a change of theme only needs a repaint.
"""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPen

from mcsys_desktop.ui import icons, tokens
from mcsys_desktop.ui.style import style

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTER = Qt.AlignmentFlag.AlignCenter


def colour(ink: str) -> QColor:
    """The colour that ``ink`` has in the current theme."""
    return QColor(getattr(tokens.current(), ink))


def fill(painter: QPainter, rect: QRect | QRectF, ink: str, radius: float = 0) -> None:
    """Fill a rectangle with round corners."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(ink))
    painter.drawRoundedRect(QRectF(rect), radius, radius)


def frame(
    painter: QPainter, rect: QRect, ink: str, radius: float, width: int = 1, ground: str = ""
) -> None:
    """Draw a border inside ``rect``, filled with ``ground`` when that is given."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour(ink), width))
    painter.setBrush(colour(ground) if ground else Qt.BrushStyle.NoBrush)
    half = width / 2
    painter.drawRoundedRect(QRectF(rect).adjusted(half, half, -half, -half), radius, radius)


def write(
    painter: QPainter,
    rect: QRect,
    text: str,
    role: str = "body",
    ink: str = "",
    align: Qt.AlignmentFlag = LEFT,
    figures: bool = False,
    fits: bool = False,
) -> None:
    """Write one line of plain text in ``rect``, with an ellipsis when it does not fit.

    ``fits`` says that it was measured and does: to measure takes half as long as to write.
    """
    font = style().figures(role) if figures else style().font(role)
    painter.setFont(font)
    painter.setPen(colour(ink or tokens.ROLES[role].ink))
    if not fits:
        text = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, int(align) | Qt.TextFlag.TextSingleLine, text)


def width_of(text: str, role: str = "body", *, figures: bool = False) -> int:
    """How wide ``text`` is in ``role``, in logical pixels."""
    font = style().figures(role) if figures else style().font(role)
    return QFontMetrics(font).horizontalAdvance(text)


def draw_icon(
    painter: QPainter, left: int, middle: int, name: str, ink: str = "text2", size: int = 18
) -> None:
    """Draw an icon with its left edge at ``left`` and its middle at the height ``middle``."""
    ratio = painter.device().devicePixelRatioF()
    drawing = icons.pixmap(name, ink, size, ratio)
    painter.drawPixmap(QPointF(left, middle - size / 2), drawing)


def draw_avatar(
    painter: QPainter, rect: QRect, name: str, business: bool, ground: str = "sunken"
) -> None:
    """A round picture with initials for a person, a square one with a building for a company.

    ``ground`` is the circle's colour, which must differ from what is below it.
    """
    if business:
        fill(painter, rect, "accent_soft", tokens.RADIUS_CHIP)
        size = round(rect.height() * 0.5)
        left = rect.left() + (rect.width() - size) // 2
        draw_icon(painter, left, rect.top() + rect.height() // 2, "building-2", "accent", size)
        return
    fill(painter, rect, ground, rect.width() / 2)
    letters = _initials(name) if name else ""
    if not letters:
        size = round(rect.height() * 0.5)
        left = rect.left() + (rect.width() - size) // 2
        draw_icon(painter, left, rect.top() + rect.height() // 2, "user", "text2", size)
        return
    font = QFont(style().font("row"))
    font.setPixelSize(max(8, round(rect.height() * 0.36)))
    painter.setFont(font)
    painter.setPen(colour("text2"))
    painter.drawText(rect, int(CENTER), letters)


def draw_picture(painter: QPainter, room: QRect, image: QImage) -> None:
    """Draw ``image`` in the middle of ``room``, whole and as large as fits."""
    size = image.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRect(0, 0, max(1, size.width()), max(1, size.height()))
    place.moveCenter(room.center())
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(place, image)


def _initials(name: str) -> str:
    from mcsys_desktop.core import text  # the first frame names nobody

    return text.initials(name)


def chip_width(text: str) -> int:
    """How wide a chip with ``text`` is."""
    return width_of(text, "chip") + 16


def draw_chip(painter: QPainter, left: int, middle: int, text: str, tone: str, width: int) -> None:
    """A chip ``width`` wide with its left edge at ``left`` and its middle at ``middle``."""
    ink, ground = tokens.TONES[tone]
    height = style().metrics.chip
    rect = QRect(left, middle - height // 2, width, height)
    fill(painter, rect, ground, height / 2)
    write(painter, rect.adjusted(8, 0, -6, 0), text, "chip", ink)


def key_width(key: str) -> int:
    """How wide the little box is that shows the key ``key``; digits have boxes of one width."""
    return max(width_of(key, "key") + 12, style().px(20))


def draw_key(painter: QPainter, right: int, middle: int, key: str, on_accent: bool = False) -> None:
    """The little box that shows a key, with its right edge at ``right``."""
    height = style().px(18)
    width = key_width(key)
    rect = QRect(right - width, middle - height // 2, width, height)
    if on_accent:
        frame(painter, rect, "on_accent", tokens.RADIUS_KEY)
        write(painter, rect, key, "key", "on_accent", CENTER)
    else:
        frame(painter, rect, "line", tokens.RADIUS_KEY, ground="sunken")
        write(painter, rect, key, "key", "text3", CENTER)
