"""Who is on the phone and why: band, picture, name, number, chips and facts, painted by one widget.

One opaque widget and no layout, because this is what a ringing phone waits for: showing another
caller is a single repaint. What can be pressed lies over it as invisible buttons, which are put in
their places afterwards, so that keyboard and screen reader find real ones.
"""

from math import ceil

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from mcsys_desktop.ui import painting, tokens
from mcsys_desktop.ui.callers import ink
from mcsys_desktop.ui.callers.targets import LineTarget
from mcsys_desktop.ui.callers.view import Line, View
from mcsys_desktop.ui.style import style

EMPTY = View("", "neutral", "phone", "")
LINES = 9  # as many as there are digits to choose with
GAP = 12
LINE_GAP = 8


class CallCard(QWidget):
    """Paints the upper part of a `View`. ``compact`` is the form with the flat, wide band.

    ``pressed`` tells which line was pressed. The text is also the accessible name. The band's
    right end stays free for ``reserved`` pixels, for buttons that lie on it.
    """

    pressed = Signal(int)

    def __init__(self, *, compact: bool = False, reserved: int = 0) -> None:
        super().__init__()
        self._view = EMPTY
        self._clock = ""
        self._compact = compact
        self._reserved = reserved
        self._measured = (-1, 0)  # the height, for a width
        self._wraps = False
        self._side = 16 if compact else 0
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.targets = [LineTarget(self) for _line in range(LINES)]
        for at, target in enumerate(self.targets):
            target.clicked.connect(lambda _checked=False, at=at: self.pressed.emit(at))

    def show_view(self, view: View, clock: str) -> None:
        """Show another caller or state, on the screen when this returns."""
        self._view, self._clock = view, clock
        self._measured = (-1, 0)
        high = self.heightForWidth(self.width())
        if high > self.height():  # over what lies below, until that is arranged anew
            self.resize(self.width(), high)
        if self.isVisible():
            self.repaint()

    def show_clock(self, clock: str) -> None:
        """Let the clock in the band go on."""
        if clock != self._clock:
            self._clock = clock
            self.update(self._band())

    def settle(self) -> None:
        """Put the buttons over their lines, and tell screen readers what is shown."""
        spoken = self._view.spoken()
        if spoken != self.accessibleName():
            self.setAccessibleName(spoken)
        lines = self._view.lines
        top = self._lines_top()
        for at, target in enumerate(self.targets):
            if at < len(lines):
                high = _line_height(lines[at])
                target.point_at(lines[at], QRect(self._side, top, self._inner(), high))
                top += high + LINE_GAP
            if target.isHidden() == (at < len(lines)):
                target.setVisible(at < len(lines))

    def restyle(self) -> None:
        """Take the present theme, density and text size."""
        self._measured = (-1, 0)
        self.updateGeometry()
        self.settle()

    def band_height(self) -> int:
        """How high the coloured band is."""
        return style().px(48 if self._compact else 34)

    def _band(self) -> QRect:
        return QRect(0, 0, self.width(), self.band_height())

    def _inner(self) -> int:
        return self.width() - 2 * self._side

    def _indent(self) -> int:
        view = self._view
        return self._side + (style().px(48) + 12 if view.name and view.big else 0)

    def _below(self) -> str:
        return "meta" if self._view.big else "small"

    def _words_height(self) -> int:
        """Name and what stands below it."""
        view, look = self._view, style()
        if not view.name:
            return 0
        lines = bool(view.detail) + self._wraps + bool(view.given)
        text = look.px(28 if self._compact else 24) + look.px(20) * lines
        return GAP + (max(text, look.px(48)) if view.big else text)

    def _lines_top(self) -> int:
        chips = GAP + style().metrics.chip if self._view.chips else 0
        return self.band_height() + self._words_height() + chips + GAP

    def _measure(self, width: int) -> int:
        view = self._view
        room = width - self._indent() - self._side
        wide = style().px(7) * len(view.detail) > room  # only then worth measuring
        self._wraps = (
            wide
            and not self._compact
            and QFontMetrics(style().font(self._below())).horizontalAdvance(view.detail) > room
        )
        height = self._lines_top() - GAP
        if view.lines:
            height += GAP + sum(_line_height(line) + LINE_GAP for line in view.lines) - LINE_GAP
        return height

    def _paint_band(self, painter: QPainter) -> None:
        view, band, look = self._view, self._band(), style()
        colour, ground = tokens.TONES[view.tone]
        painting.fill(painter, band, ground, 0 if self._compact else tokens.RADIUS)
        middle, left, size = band.height() // 2, 16 if self._compact else 12, look.px(18)
        painting.draw_icon(painter, left, middle, view.icon, colour, size)
        left += size + 8
        right = band.width() - (self._reserved or 12)
        clock = ink.still(self._clock, "row", figures=True)
        time = ceil(clock.size().width())
        room = right - left - (time + 8 if self._clock else 0)
        title = ink.still(view.band, "row")
        wide = ceil(title.size().width())
        if wide <= room:
            ink.write_still(painter, title, left, middle, "row", colour)
        else:
            ink.write(painter, QRect(left, 0, room, band.height()), view.band, "row", colour)
        if self._clock:
            start = left + min(wide, room) + 8 if self._compact else right - time
            ink.write_still(painter, clock, start, middle, "row", colour, figures=True)

    def _paint_picture(self, painter: QPainter, top: int) -> None:
        view, side = self._view, style().px(48)
        rect = QRect(self._side, top, side, side)
        if not view.picture:
            painting.draw_avatar(painter, rect, view.name, view.business)
            return
        size = style().px(22)
        painting.fill(painter, rect, "sunken", tokens.RADIUS_CHIP)
        left = rect.left() + (side - size) // 2
        painting.draw_icon(painter, left, top + side // 2, view.picture, "text2", size)

    def _paint_words(self, painter: QPainter, top: int) -> None:
        """Name, number, and the name that was sent along."""
        view, look = self._view, style()
        left = self._indent()
        width = self.width() - left - self._side
        line, name = look.px(20), look.px(28 if self._compact else 24)
        if view.big:
            text = name + line * (bool(view.detail) + self._wraps + bool(view.given))
            top += max(0, (look.px(48) - text) // 2)
        role = "caller" if self._compact else "section"
        ink.write(painter, QRect(left, top, width, name), view.name, role)
        top += name
        if view.detail:
            rect = QRect(left, top, width, line * (1 + self._wraps))
            if self._wraps:
                painter.setFont(look.font(self._below()))
                painter.setPen(painting.colour("text2"))
                flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop
                painter.drawText(rect, int(flags), view.detail)
            else:
                ink.write(painter, rect, view.detail, self._below())
            top += rect.height()
        if view.given:
            ink.write(painter, QRect(left, top, width, line), view.given, "small")

    def _paint_chips(self, painter: QPainter, top: int) -> None:
        left, end = self._side, self.width() - self._side
        middle = top + style().metrics.chip // 2
        for text, tone in self._view.chips:
            room = end - left
            if room < style().px(40):
                return
            width = ink.draw_chip(painter, left, middle, text, tone, room)
            left += width + 8

    def _paint_line(self, painter: QPainter, rect: QRect, line: Line, hover: bool) -> None:
        painting.fill(painter, rect, "line" if hover else "sunken", tokens.RADIUS)
        middle, left = rect.top() + rect.height() // 2, rect.left() + 12
        if line.key:
            width = painting.key_width(line.key)
            painting.draw_key(painter, left + width, middle, line.key)
            left += width + 12
        if line.avatar is not None:
            size = style().px(32)
            square = QRect(left, middle - size // 2, size, size)
            painting.draw_avatar(painter, square, *line.avatar)
            left += size + 12
        elif line.icon:
            size = style().px(18)
            painting.draw_icon(painter, left, middle, line.icon, tokens.TONES[line.tone][0], size)
            left += size + 12
        high, width = style().px(18), rect.right() - left - 9
        if line.detail:
            ink.write(painter, QRect(left, middle - high, width, high), line.title, "row")
            ink.write(painter, QRect(left, middle, width, high), line.detail, "small")
        else:
            painting.write(
                painter, QRect(left, rect.top(), width, rect.height()), line.title, "row"
            )

    # Qt's own names from here.

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width != self._measured[0]:
            self._measured = (width, self._measure(width))
        return self._measured[1]

    def sizeHint(self) -> QSize:
        return QSize(style().px(200), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(style().px(120), self.band_height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), ink.colour("surface"))
        self._paint_band(painter)
        view = self._view
        if view.name and not self._band().contains(event.rect()):
            top = self.band_height() + GAP
            if view.big:
                self._paint_picture(painter, top)
            self._paint_words(painter, top)
            top = self._lines_top()
            if view.chips:
                self._paint_chips(painter, top - GAP - style().metrics.chip)
            for at, line in enumerate(view.lines):
                high = _line_height(line)
                rect = QRect(self._side, top, self._inner(), high)
                self._paint_line(painter, rect, line, self.targets[at].underMouse())
                top += high + LINE_GAP
        painter.end()


def _line_height(line: Line) -> int:
    return style().px(48 if line.detail else 36)
