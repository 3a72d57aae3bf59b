"""How the program looks now: theme, density and text size, applied to the whole application.

Fusion, a palette, a small style sheet for what Qt draws itself (fields, lists, scroll bars, menus)
and widgets that paint themselves from `tokens`. Style sheet rules that the design lessons forbid
(states on an ancestor, ``::item`` padding, rules without a name on a parent) do not occur.
"""

import re
from typing import Literal, cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from mcsys_desktop.core import resources
from mcsys_desktop.ui import plain_text, tokens
from mcsys_desktop.ui.tokens import Density, Metrics, Tokens

Theme = Literal["system", "light", "dark"]
FAMILY = "Inter"
_WEIGHTS = ("Regular", "Medium", "SemiBold")

# Which palette role a label takes for which colour. A palette set on a single label would be put
# back to an older one whenever a style sheet is at work and the label gets another parent.
FOREGROUNDS = {
    "text": QPalette.ColorRole.WindowText,
    "text2": QPalette.ColorRole.Shadow,
    "text3": QPalette.ColorRole.PlaceholderText,
    "accent": QPalette.ColorRole.Link,
    "on_accent": QPalette.ColorRole.HighlightedText,
    "ok": QPalette.ColorRole.LinkVisited,
    "warn": QPalette.ColorRole.Midlight,
    "bad": QPalette.ColorRole.BrightText,
}

_SHEET = """
QLineEdit, QPlainTextEdit { background: $surface; color: $text;
  placeholder-text-color: $text3; border: 1px solid $field; border-radius: 8px;
  padding: 0 8px; min-height: $inside;
  selection-background-color: $accent; selection-color: $on_accent; }
QPlainTextEdit { padding: 5px 4px; min-height: 0; }
QLineEdit:focus, QPlainTextEdit:focus {
  border: 2px solid $accent; padding: 0 7px; min-height: $inside_focus; }
QPlainTextEdit:focus { padding: 4px 3px; min-height: 0; }
QLineEdit:disabled, QPlainTextEdit:disabled { color: $text3;
  background: $sunken; border-color: $line2; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] { border-color: $bad; }
QLineEdit#search { background: $sunken; border-color: $sunken; }
QLineEdit#search:focus { background: $surface; border-color: $accent; }
QListView, QTableView { background: $surface; border: none; outline: none;
  gridline-color: transparent; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section { background: $surface; color: $text3; border: none;
  border-bottom: 1px solid $line; padding: 0 16px; }
QScrollArea { background: transparent; border: none; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 10px; }
QScrollBar:horizontal { background: transparent; height: 10px; }
QScrollBar::handle { background: $line2; border-radius: 5px; min-height: 32px; min-width: 32px; }
QScrollBar::handle:hover { background: $field; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {
  background: none; width: 0; height: 0; }
QMenu, QComboBox QAbstractItemView { background: $surface; color: $text;
  border: 1px solid $line2; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 6px; }
QMenu::item:selected { background: $selection; color: $text; }
QMenu::separator { background: $line; height: 1px; margin: 4px 8px; }
QToolTip { background: $text; color: $surface; border: none; padding: 4px 8px; }
"""


class Style(QObject):
    """The look of the application; there is one. `changed` tells after everything is redone."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(QApplication.instance())
        self.theme: Theme = "system"
        self.density: Density = "normal"
        self.scale = 1.0
        self.tokens: Tokens = tokens.LIGHT
        self.metrics: Metrics = tokens.metrics()
        self._fonts: dict[str, QFont] = {}
        self._applied: tuple[Tokens, Density, float] | None = None
        load_fonts()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_scheme)

    def apply(self, theme: Theme, density: Density = "normal", scale: float = 1.0) -> None:
        """Show everything in ``theme`` and ``density``, with text at ``scale`` (0.9 to 1.3)."""
        self.theme, self.density, self.scale = theme, density, scale
        self._show()

    def font(self, role: str) -> QFont:
        """The font of a text role of `tokens.ROLES` at the present text size; do not change it."""
        font = self._fonts.get(role)
        if font is None:
            kind = tokens.ROLES[role]
            font = self._fonts[role] = _font(kind.pixels * self.scale, kind.weight)
        return font

    def figures(self, role: str = "body") -> QFont:
        """The font of ``role`` with figures of one width, for columns of numbers and clocks."""
        font = self._fonts.get(f"{role} figures")
        if font is None:
            font = QFont(self.font(role))
            font.setFeature(QFont.Tag("tnum"), 1)
            self._fonts[f"{role} figures"] = font
        return font

    def px(self, pixels: float) -> int:
        """A measure that grows with the text size, in whole pixels."""
        return round(pixels * self.scale)

    def _on_system_scheme(self) -> None:
        if self.theme == "system":
            self._show()

    def _show(self) -> None:
        chosen = tokens.DARK if _wants_dark(self.theme) else tokens.LIGHT
        wanted = (chosen, self.density, self.scale)
        if wanted == self._applied:
            return
        self._applied = wanted
        self.tokens = chosen
        tokens.use(chosen)
        self.metrics = tokens.metrics(self.density, self.scale)
        self._fonts.clear()
        application = cast("QApplication", QApplication.instance())
        application.setPalette(_palette(chosen))
        application.setFont(self.font("body"))
        application.setStyleSheet(_sheet(chosen, self.metrics))
        for widget in QApplication.allWidgets():
            restyle = getattr(widget, "restyle", None)
            if restyle is not None:
                restyle()
            widget.update()
        self.changed.emit()


_style: Style | None = None


def style() -> Style:
    """The one style of the running application; made at the first call, after QApplication."""
    global _style
    if _style is None:
        _style = Style()
    return _style


def load_fonts() -> None:
    """Make Inter known to Qt. Raises RuntimeError when the program's own fonts are not there."""
    for weight in _WEIGHTS:
        file = resources.path("fonts", f"{FAMILY}-{weight}.ttf")
        if QFontDatabase.addApplicationFont(str(file)) < 0:
            raise RuntimeError(f"the font {file.name} cannot be loaded")


def _wants_dark(theme: Theme) -> bool:
    return _system_is_dark() if theme == "system" else theme == "dark"


def _system_is_dark() -> bool:
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def _font(pixels: float, weight: int) -> QFont:
    font = QFont(FAMILY)
    font.setPixelSize(max(1, round(pixels)))
    font.setWeight(QFont.Weight(weight))
    # Hinted Inter looks uneven at these sizes; unhinted letters keep their designed widths.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _palette(colours: Tokens) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for target, colour in (
        (role.Window, colours.bg),
        (role.Base, colours.surface),
        (role.AlternateBase, colours.sunken),
        (role.Text, colours.text),
        (role.Button, colours.surface),
        (role.ButtonText, colours.text),
        (role.Highlight, colours.accent),
        (role.Accent, colours.accent),
        (role.ToolTipBase, colours.text),
        (role.ToolTipText, colours.surface),
        (role.Light, colours.surface),
        (role.Mid, colours.line),
        (role.Dark, colours.line2),
        *((target, getattr(colours, ink)) for ink, target in FOREGROUNDS.items()),
    ):
        palette.setColor(target, QColor(colour))
    for target in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, QColor(colours.text3))
    return palette


def _sheet(colours: Tokens, sizes: Metrics) -> str:
    measures = {"inside": f"{sizes.field - 2}px", "inside_focus": f"{sizes.field - 4}px"}

    def value(match: re.Match[str]) -> str:
        name = match.group(1)
        return measures[name] if name in measures else str(getattr(colours, name))

    return plain_text.RULE + re.sub(r"\$(\w+)", value, _SHEET)
