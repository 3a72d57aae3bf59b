"""Buttons that paint themselves: with icon, text, a count and the key that does the same."""

from typing import Literal

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mcsys_desktop.ui import painting, tokens
from mcsys_desktop.ui.pressing import Pressed
from mcsys_desktop.ui.style import style

Kind = Literal["default", "primary", "ghost", "nav", "tab", "filter", "link", "status"]
_CHOICES = ("nav", "tab", "filter")  # kinds that stay pressed


class Button(Pressed):
    """A push button. ``key`` is only shown; `shortcuts` binds it.

    A button with only an icon needs ``name``: it is spoken by screen readers and shown, with the
    key, as the tooltip. ``count`` stands behind the text of a rail item or tab.
    """

    def __init__(
        self,
        text: str = "",
        icon: str = "",
        kind: Kind = "default",
        key: str = "",
        *,
        name: str = "",
        count: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.kind: Kind = kind
        self.icon_name = icon
        self.icon_ink = ""  # another colour for the icon than the kind's own
        self.key = key
        self.count = count
        self._text = ""
        self._icon_only = False
        self._hint: QSize | None = None
        self._told = False  # whether who pressed or set it tells of it by themselves
        self.setCheckable(kind in _CHOICES)
        self.toggled.connect(self._on_toggled)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        wide = QSizePolicy.Policy.Expanding if kind == "nav" else QSizePolicy.Policy.Preferred
        self.setSizePolicy(wide, QSizePolicy.Policy.Fixed)
        self.set_text(text)
        if name:
            self.set_name(name)

    def set_text(self, text: str) -> None:
        """Change the text; an ``&`` in it is an ampersand."""
        self._text = text
        self.setText(text.replace("&", "&&"))
        self._changed()

    def set_icon(self, icon: str, ink: str = "") -> None:
        """Change the icon, and its colour where it is not the kind's own."""
        self.icon_name, self.icon_ink = icon, ink
        self._changed()

    def set_count(self, count: str) -> None:
        """Change the count behind the text; empty takes it away."""
        if count != self.count:
            self.count = count
            self.setAccessibleDescription(count)
            self._changed()

    def set_key(self, key: str) -> None:
        """Show another key, or none."""
        if key != self.key:
            self.key = key
            self._changed()

    def show_icon_only(self, icon_only: bool) -> None:
        """Show only the icon; the text stays as name and tooltip."""
        self._icon_only = icon_only
        self.setToolTip(self._tip(self._text) if icon_only else "")
        self._changed()

    def set_name(self, name: str) -> None:
        """What a screen reader says and the tooltip shows."""
        self.setAccessibleName(name)
        self.setToolTip(self._tip(name))

    def restyle(self) -> None:
        """Take the present theme, density and text size."""
        self._changed()

    def _tip(self, name: str) -> str:
        return f"{name} ({self.key})" if self.key else name

    def _shown(self) -> str:
        return "" if self._icon_only else self._text

    def _changed(self) -> None:
        self._hint = None
        self.updateGeometry()
        self.update()

    def _role(self) -> str:
        on = self.isChecked()
        match self.kind:
            case "filter":
                return "filter_on" if on else "filter"
            case "link":
                return "link"
            case "status":
                return "small"
            case "primary":
                return "button_on"
            case "nav" | "tab":
                return "button_on" if on else "button"
            case _:
                return "button"

    def _ink(self) -> str:
        on = self.isChecked()
        if not self.isEnabled():
            return "text3"
        match self.kind:
            case "primary":
                return "on_accent"
            case "link":
                return "accent"
            case "nav" | "filter":
                return "accent" if on else "text2"
            case "tab":
                return "text" if on else "text2"
            case "status":
                return "text2"
            case _:
                return "text"

    def _padding(self) -> int:
        match self.kind:
            case "nav":
                return 12 if self._shown() else 8
            case "tab" | "link":
                return 2
            case "filter":
                return 10
            case "status":
                return 6
            case _:
                return 12 if self._shown() else 9

    def _icon_size(self) -> int:
        return style().px(14 if self.kind in ("filter", "link", "status") else 18)

    def _paint_ground(self, painter: QPainter, rect: QRect) -> None:
        hover = self.isEnabled() and (self.underMouse() or self.isDown())
        on = self.isChecked()
        match self.kind:
            case "primary" if self.isEnabled():
                painting.fill(painter, rect, "accent_hover" if hover else "accent", tokens.RADIUS)
            case "default" | "primary":
                ground = "sunken" if hover or not self.isEnabled() else "surface"
                painting.frame(painter, rect, "line2", tokens.RADIUS, ground=ground)
            case "ghost" | "nav" | "status":
                if on:
                    painting.fill(painter, rect, "accent_soft", tokens.RADIUS)
                elif hover:
                    painting.fill(painter, rect, "sunken", tokens.RADIUS)
            case "filter":
                radius = rect.height() / 2
                if on:
                    painting.fill(painter, rect, "accent_soft", radius)
                else:
                    painting.frame(
                        painter, rect, "line", radius, ground="sunken" if hover else "surface"
                    )
            case "tab":
                if on:
                    line = QRect(rect.left(), rect.bottom() - 1, rect.width(), 2)
                    painting.fill(painter, line, "accent")
                elif hover:
                    line = QRect(rect.left(), rect.bottom() - 1, rect.width(), 2)
                    painting.fill(painter, line, "line2")

    def _paint_ring(self, painter: QPainter, rect: QRect) -> None:
        radius = rect.height() / 2 if self.kind == "filter" else tokens.RADIUS
        if self.kind == "primary":
            painting.frame(painter, rect.adjusted(2, 2, -2, -2), "on_accent", radius - 2, 2)
        else:
            painting.frame(painter, rect, "accent", radius, 2)

    def _paint_content(self, painter: QPainter, rect: QRect) -> None:
        text, middle = self._shown(), rect.top() + rect.height() // 2
        colour, size = self._ink(), self._icon_size()
        left, right = rect.left() + self._padding(), rect.right() + 1 - self._padding()
        if self.icon_name:
            quiet = self.kind in ("default", "ghost")
            ink = self.icon_ink or ("text2" if quiet else colour)
            at = left if text else rect.left() + (rect.width() - size) // 2
            painting.draw_icon(painter, at, middle, self.icon_name, ink, size)
            left += size + 8
        if self.count and self._icon_only:
            dot = QRect(rect.center().x() + size // 2 - 2, middle - size // 2 - 3, 8, 8)
            painting.fill(painter, dot, "accent", 4)
        if self.key and text and self.kind not in _CHOICES:
            accent = self.kind == "primary" and self.isEnabled()
            painting.draw_key(painter, right, middle, self.key, accent)
            right -= painting.key_width(self.key) + 8
        if self.count and text:
            width = painting.chip_width(self.count)
            tone = "accent" if self.kind == "nav" else "neutral"
            if self.isChecked() and self.kind == "nav":  # the item has the chip's own ground
                tone = "on surface"
            painting.draw_chip(painter, right - width, middle, self.count, tone, width)
            right -= width + 8
        if text:
            room = QRect(left, rect.top(), max(0, right - left), rect.height())
            painting.write(painter, room, text, self._role(), colour)

    def _on_toggled(self, on: bool) -> None:
        """A screen reader turns a choice over without a click: for who listens it is one."""
        group = self.group()
        put_out = not on and group is not None and group.exclusive()
        if not (self._told or put_out):
            self.clicked[bool].emit(on)  # type: ignore[index]  # left out of its stubs

    # Qt's own names from here.

    def setChecked(self, on: bool) -> None:
        self._told = True
        super().setChecked(on)
        self._told = False

    def nextCheckState(self) -> None:
        self._told = True
        super().nextCheckState()
        self._told = False

    def sizeHint(self) -> QSize:
        if self._hint is None:
            sizes, text, width = style().metrics, self._shown(), 2 * self._padding()
            if self.icon_name:
                width += self._icon_size() + (8 if text else 0)
            if text:
                # Measured in the heavier weight, so that choosing it moves nothing.
                heavy = {"filter": "filter_on", "nav": "button_on", "tab": "button_on"}
                font = style().font(heavy.get(self.kind, self._role()))
                width += QFontMetrics(font).horizontalAdvance(text) + 1
                if self.key and self.kind not in _CHOICES:
                    width += painting.key_width(self.key) + 8
                if self.count:
                    width += painting.chip_width(self.count) + 8
            height = {
                "nav": sizes.nav,
                "filter": sizes.filter,
                "tab": sizes.control + 2,
                "link": max(24, sizes.chip + 4),
                "status": max(24, sizes.chip + 4),
            }.get(self.kind, sizes.control)
            self._hint = QSize(max(width, 24), height)
        return self._hint

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = self.rect()
        self._paint_ground(painter, rect)
        self._paint_content(painter, rect)
        if self.ringed:
            self._paint_ring(painter, rect)
        painter.end()
