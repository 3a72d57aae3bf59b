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

from mcsys_desktop.ui import lines, painting, tokens
from mcsys_desktop.ui.callers import card_lines, ink
from mcsys_desktop.ui.callers.targets import LineTarget
from mcsys_desktop.ui.callers.view import View
from mcsys_desktop.ui.style import style

EMPTY = View("", "neutral", "phone", "")
LINES = 9  # as many as there are digits to choose with
GAP = 12
LINE_GAP = 8
NAME_GAP = 4  # below a name that has no picture beside it


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
        self._detail: tuple[str, ...] = ("",)  # what stands below the name, in lines
        self._given: tuple[str, ...] = ("",)  # the name that was sent along, in lines
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
        room = self.width() - self._indent() - self._side
        role = "caller" if self._compact else "section"
        wide = painting.width_of(self._view.name, role) > room
        self.setToolTip(self._view.name if wide else "")  # of two long names the ends may differ
        shown = self._view.lines
        top = self._lines_top()
        for at, target in enumerate(self.targets):
            if at < len(shown):
                high = card_lines.height(shown[at], self._inner())
                target.point_at(shown[at], QRect(self._side, top, self._inner(), high))
                top += high + LINE_GAP
            if target.isHidden() == (at < len(shown)):
                target.setVisible(at < len(shown))

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
        text = look.px(28 if self._compact else 24) + self._below_height()
        return GAP + (max(text, look.px(48)) if view.big else text)

    def _below_height(self) -> int:
        """Of number, country and the name that was sent along."""
        view, look = self._view, style()
        detail = look.px(20) + look.px(17) * (len(self._detail) - 1) if view.detail else 0
        given = look.px(18) * len(self._given) if view.given else 0
        return (0 if view.big else NAME_GAP) + detail + given

    def _lines_top(self) -> int:
        chips = GAP + style().metrics.chip if self._view.chips else 0
        return self.band_height() + self._words_height() + chips + GAP

    def _measure(self, width: int) -> int:
        view = self._view
        room = width - self._indent() - self._side
        wide = style().px(7) * len(view.detail) > room  # only then worth measuring
        self._detail = (view.detail,)
        if wide:
            self._detail = _in_lines(view.detail, self._below(), room, one=self._compact)
        given = style().px(7) * len(view.given) > room and not self._compact
        self._given = lines.of(view.given, "small", room, 2) if given else (view.given,)
        height = self._lines_top() - GAP
        inner = width - 2 * self._side
        for at, line in enumerate(view.lines):
            height += (LINE_GAP if at else GAP) + card_lines.height(line, inner)
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
            top += max(0, (look.px(48) - name - self._below_height()) // 2)
        role = "caller" if self._compact else "section"
        ink.write(painter, QRect(left, top, width, name), view.name, role)
        top += name + (0 if view.big else NAME_GAP)
        if view.detail:
            for at, words in enumerate(self._detail):
                rect = QRect(left, top + at * look.px(17), width, line)
                ink.write(painter, rect, words, self._below())
            top += line + look.px(17) * (len(self._detail) - 1)
        if view.given:
            for at, words in enumerate(self._given):
                place = QRect(left, top + at * look.px(18), width, look.px(18))
                ink.write(painter, place, words, "small")

    def _paint_chips(self, painter: QPainter, top: int) -> None:
        left, end = self._side, self.width() - self._side
        middle = top + style().metrics.chip // 2
        for text, tone in self._view.chips:
            room = end - left
            if room < style().px(40):
                return
            width = ink.draw_chip(painter, left, middle, text, tone, room)
            left += width + 8

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
                high = card_lines.height(line, self._inner())
                rect = QRect(self._side, top, self._inner(), high)
                card_lines.paint(painter, rect, line, self.targets[at].underMouse())
                top += high + LINE_GAP
        painter.end()


def _in_lines(text: str, role: str, room: int, *, one: bool) -> tuple[str, ...]:
    """A person and a number, or what a number tells, in lines; a number is never shortened."""
    metrics = QFontMetrics(style().font(role))
    if metrics.horizontalAdvance(text) <= room:
        return (text,)
    head, dot, tail = text.rpartition(" · ")
    kept = metrics.horizontalAdvance(dot + tail if one else tail)
    if not head or kept > room:
        return lines.of(text, role, room, 1 if one else 3)
    head = metrics.elidedText(head, Qt.TextElideMode.ElideRight, room - (kept if one else 0))
    return (head + dot + tail,) if one else (head, tail)
