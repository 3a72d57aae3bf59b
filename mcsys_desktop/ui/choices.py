"""Fields to choose from instead of typing: one of a few values, and on or off."""

from collections.abc import Iterable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QSizePolicy

from mcsys_desktop.ui import painting, tokens
from mcsys_desktop.ui.style import style


class ChoiceField(QComboBox):
    """One of a few values: ``options`` are pairs of value and words."""

    def __init__(self, options: Iterable[tuple[object, str]] = (), *, name: str = "") -> None:
        super().__init__()
        if name:
            self.setAccessibleName(name)
        for value, words in options:
            self.addItem(words, value)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def value(self) -> object:
        """The chosen value; None when there is none."""
        return self.currentData()

    def choose(self, value: object) -> None:
        """Choose ``value`` if it is one of the options."""
        for index in range(self.count()):
            if self.itemData(index) == value:
                self.setCurrentIndex(index)
                return

    def restyle(self) -> None:
        """Take the present text size."""
        self.updateGeometry()

    # Qt's own names from here.

    def sizeHint(self) -> QSize:
        widths = [painting.width_of(self.itemText(index)) for index in range(self.count())]
        return QSize(max(widths, default=80) + 12 + 38, style().metrics.field)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), style().px(160)), style().metrics.field)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, rect = QPainter(self), self.rect()
        focused, enabled = self.hasFocus(), self.isEnabled()
        painting.frame(
            painter,
            rect,
            "accent" if focused else "field" if enabled else "line2",
            tokens.RADIUS,
            2 if focused else 1,
            "surface" if enabled else "sunken",
        )
        text = QRect(12, 0, rect.width() - 48, rect.height())
        painting.write(painter, text, self.currentText(), ink="" if enabled else "text3")
        size = style().px(16)
        middle = rect.height() // 2
        painting.draw_icon(painter, rect.width() - size - 12, middle, "chevron-down", "text2", size)
        painter.end()


class Switch(QCheckBox):
    """On or off, at once. To a screen reader it is a check box."""

    def __init__(self, text: str = "", *, name: str = "") -> None:
        super().__init__(text)
        if name:
            self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def restyle(self) -> None:
        """Take the present text size."""
        self.updateGeometry()

    # Qt's own names from here.

    def sizeHint(self) -> QSize:
        text = painting.width_of(self.text()) + 10 if self.text() else 0
        return QSize(style().px(40) + text + 4, max(28, style().px(28)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, _position: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        width, height = style().px(40), style().px(22)
        top = (self.height() - height) // 2
        track = QRect(2, top, width, height)
        on, enabled = self.isChecked(), self.isEnabled()
        if on and enabled:
            painting.fill(painter, track, "accent", height / 2)
        else:
            edge = "field" if enabled else "line2"
            painting.frame(painter, track, edge, height / 2, 1, "sunken")
        knob = height - 8
        left = track.right() - knob - 3 if on else track.left() + 4
        ink = "on_accent" if on and enabled else "text2" if enabled else "text3"
        painting.fill(painter, QRect(left, top + 4, knob, knob), ink, knob / 2)
        if self.hasFocus():
            ring = track.adjusted(-2, -2, 2, 2)
            painting.frame(painter, ring, "accent", ring.height() / 2, 2)
        if self.text():
            text = QRect(width + 12, 0, self.width() - width - 12, self.height())
            painting.write(painter, text, self.text())
        painter.end()
