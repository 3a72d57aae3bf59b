"""Text on screens: labels by role, and what gives way where there is too little room."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from mcsys_desktop.ui import lines, painting, tokens
from mcsys_desktop.ui.style import FOREGROUNDS, style


class Label(QLabel):
    """Plain text in one of the roles of `tokens.ROLES`; ``ink`` gives it another colour."""

    def __init__(
        self, text: str = "", role: str = "body", *, ink: str = "", figures: bool = False
    ) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._role = role
        self._figures = figures
        self.set_ink(ink or tokens.ROLES[role].ink)
        self.restyle()

    def set_ink(self, ink: str) -> None:
        """Write in another colour: one of `style.FOREGROUNDS`."""
        self.setForegroundRole(FOREGROUNDS[ink])

    def restyle(self) -> None:
        """Take the present theme and text size."""
        look = style()
        self.setFont(look.figures(self._role) if self._figures else look.font(self._role))


class WrappedLabel(Label):
    """Text in as many lines as it takes. A word wider than the room is broken, never cut off."""

    def __init__(self, text: str = "", role: str = "body", *, ink: str = "") -> None:
        super().__init__(text, role, ink=ink)
        self.setWordWrap(True)

    def _breaks(self, width: int) -> bool:
        return 0 < width < lines.widest_word(self.text(), self._role)

    # Qt's own names from here.

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), style().px(80)), hint.height())

    def heightForWidth(self, width: int) -> int:
        sides = self.contentsMargins()
        room = width - sides.left() - sides.right()
        if not self._breaks(room):
            return super().heightForWidth(width)
        count = len(lines.of(self.text(), self._role, room))
        spacing = QFontMetrics(self.font()).lineSpacing()
        return count * spacing + sides.top() + sides.bottom()

    def paintEvent(self, event: QPaintEvent) -> None:
        room = self.contentsRect()
        if not self._breaks(room.width()):
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        broken = "\n".join(lines.of(self.text(), self._role, room.width()))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), broken)
        painter.end()


class ElidedLabel(Label):
    """One line with an ellipsis where the room ends; readers hear and see it whole.

    ``middle`` puts the ellipsis there: the end of an e-mail address says as much as its beginning.
    """

    def __init__(
        self, text: str = "", role: str = "body", *, ink: str = "", middle: bool = False
    ) -> None:
        super().__init__(text, role, ink=ink)
        side = Qt.TextElideMode
        self._side = side.ElideMiddle if middle else side.ElideRight
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    # Qt's own names from here.

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), style().px(48)), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        metrics = QFontMetrics(self.font())
        room = self.contentsRect()
        shown = metrics.elidedText(self.text(), self._side, room.width())
        self.setToolTip("" if shown == self.text() else self.text())
        if shown == self.text():
            super().paintEvent(event)  # with what somebody selected in it
            return
        painter = QPainter(self)
        if self.hasSelectedText():  # whatever part of it: the whole is meant
            painter.fillRect(room, painting.colour("accent_soft"))
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, int(painting.LEFT) | Qt.TextFlag.TextSingleLine, shown)
        painter.end()


def label(
    text: str = "",
    role: str = "body",
    *,
    ink: str = "",
    wrap: bool = False,
    elide: bool = False,
    selectable: bool = False,
    figures: bool = False,
) -> Label:
    """A label; ``selectable`` lets people copy the text with mouse and keyboard."""
    if elide:
        return ElidedLabel(text, role, ink=ink)
    if wrap:
        made: Label = WrappedLabel(text, role, ink=ink)
    else:
        made = Label(text, role, ink=ink, figures=figures)
    if selectable:
        made.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
    return made
