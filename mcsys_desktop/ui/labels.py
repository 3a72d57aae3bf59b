"""Small marks on screens: chips, avatars, icons, cards and bands; with text from `texts`."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QSizePolicy, QWidget

from mcsys_desktop.ui import icons, painting, tokens
from mcsys_desktop.ui.layouts import row
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.texts import ElidedLabel as ElidedLabel
from mcsys_desktop.ui.texts import Label as Label
from mcsys_desktop.ui.texts import WrappedLabel as WrappedLabel
from mcsys_desktop.ui.texts import label as label

_FIXED = QSizePolicy.Policy.Fixed


class Chip(QLabel):
    """A short fact on a coloured ground. The words say it; the colour only repeats it."""

    def __init__(self, text: str = "", tone: str = "neutral") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Maximum, _FIXED)

    def show_chip(self, text: str, tone: str = "neutral") -> None:
        """Show another text and tone."""
        self._tone = tone
        self.setText(text)
        self.update()

    def restyle(self) -> None:
        """Take the present text size."""
        self.updateGeometry()

    # Qt's own names from here.

    def sizeHint(self) -> QSize:
        return QSize(painting.chip_width(self.text()), style().metrics.chip)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), style().px(48)), style().metrics.chip)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        middle = self.height() // 2
        painting.draw_chip(painter, 0, middle, self.text(), self._tone, self.width())
        painter.end()


class Avatar(QWidget):
    """Who it is: initials in a circle for a person, a building in a square for a company."""

    def __init__(self, name: str = "", business: bool = False, size: int = 40) -> None:
        super().__init__()
        self._name, self._business, self._size = name, business, size
        self.setFixedSize(size, size)

    def show_name(self, name: str, business: bool = False) -> None:
        """Show somebody else."""
        self._name, self._business = name, business
        self.update()

    # Qt's own names from here.

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painting.draw_avatar(painter, self.rect(), self._name, self._business)
        painter.end()


class Icon(QWidget):
    """An icon that only decorates; what it means stands beside it in words."""

    def __init__(self, name: str, ink: str = "text2", size: int = 18) -> None:
        super().__init__()
        self._name, self._ink, self._pixels = name, ink, size
        self.restyle()

    def show_icon(self, name: str, ink: str = "") -> None:
        """Show another icon."""
        self._name, self._ink = name, ink or self._ink
        self.update()

    def restyle(self) -> None:
        """Take the present text size."""
        size = style().px(self._pixels)
        self.setFixedSize(size, size)

    # Qt's own names from here.

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        size = self.width()
        ratio = self.devicePixelRatioF()
        painter.drawPixmap(0, 0, icons.pixmap(self._name, self._ink, size, ratio))
        painter.end()


class Pane(QWidget):
    """A plain area in the colour of a token, with hairlines on the named edges."""

    def __init__(self, ink: str = "surface", edges: str = "") -> None:
        super().__init__()
        self._ink, self._edges = ink, edges.split()

    # Qt's own names from here.

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, rect = QPainter(self), self.rect()
        painter.fillRect(rect, painting.colour(self._ink))
        line = painting.colour("line")
        sides = {
            "left": QRect(0, 0, 1, rect.height()),
            "right": QRect(rect.width() - 1, 0, 1, rect.height()),
            "top": QRect(0, 0, rect.width(), 1),
            "bottom": QRect(0, rect.height() - 1, rect.width(), 1),
        }
        for edge in self._edges:
            painter.fillRect(sides[edge], line)
        painter.end()


class Card(QFrame):
    """A white card with a hairline border around ``layout``, or a sunken one without."""

    def __init__(self, layout: QLayout | None = None, *, sunken: bool = False) -> None:
        super().__init__()
        self._sunken = sunken
        if layout is not None:
            self.setLayout(layout)

    # Qt's own names from here.

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._sunken:
            painting.fill(painter, self.rect(), "sunken", tokens.RADIUS)
        else:
            painting.frame(painter, self.rect(), "line", tokens.RADIUS_CARD, ground="surface")
        painter.end()


class Band(QFrame):
    """A coloured band that says a state: icon, words, and a clock at the right.

    ``flat`` has no round corners, for the head of a window; ``add`` puts buttons at the right.
    """

    def __init__(self, tone: str = "neutral", *, flat: bool = False) -> None:
        super().__init__()
        self._tone, self._flat = tone, flat
        self.icon = Icon("phone")
        self.title = Label("", "row")
        self.clock = Label("", "row", figures=True)
        self._row = row(self.icon, self.title, None, self.clock, margins=(12, 8, 12, 8))
        self.setLayout(self._row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, _FIXED)

    def let_wrap(self) -> None:
        """Let a long sentence take the room that there is, and go on below where it ends."""
        self.title.setWordWrap(True)
        self._row.setStretch(1, 1)
        self._row.setStretch(2, 0)

    def show_state(self, tone: str, icon: str, title: str, clock: str = "") -> None:
        """Show another state."""
        self._tone = tone
        ink = tokens.TONES[tone][0]
        self.icon.show_icon(icon, ink)
        for part, text in ((self.title, title), (self.clock, clock)):
            part.set_ink(ink)
            part.setText(text)
        self.update()

    def add(self, widget: QWidget) -> None:
        """Put ``widget`` behind the clock."""
        self._row.addWidget(widget)

    # Qt's own names from here.

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ground = tokens.TONES[self._tone][1]
        painting.fill(painter, self.rect(), ground, 0 if self._flat else tokens.RADIUS)
        painter.end()


def horizontal_line() -> QWidget:
    """A hairline between parts of a card."""
    line = Pane("line")
    line.setFixedHeight(1)
    return line
