"""The tags of a customer as chips, in as many lines as they take."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.services.tags import TagLine
from mcsys_desktop.ui import painting
from mcsys_desktop.ui.style import style

_GAP = 6  # pixels between chips, and between their lines


class TagChips(QWidget):
    """Shows tags; whoever listens hears their names in one breath."""

    def __init__(self) -> None:
        super().__init__()
        self._tags: tuple[TagLine, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def show_tags(self, tags: Sequence[TagLine]) -> None:
        """Show these; without any there is nothing."""
        self._tags = tuple(tags)
        self.setAccessibleName(
            _("Tags: {names}").format(names=", ".join(tag.name for tag in self._tags))
        )
        self.setVisible(bool(self._tags))
        self.updateGeometry()
        self.update()

    @property
    def names(self) -> list[str]:
        """What is shown."""
        return [tag.name for tag in self._tags]

    def restyle(self) -> None:
        """Take the present theme and text size."""
        self.updateGeometry()
        self.update()

    def _places(self, width: int) -> list[QRect]:
        """Where each chip goes; one that is wider than the room is shortened."""
        height = style().metrics.chip
        found, left, top = [], 0, 0
        for tag in self._tags:
            wide = min(painting.chip_width(tag.name), max(width, 1))
            if left and left + wide > width:
                left, top = 0, top + height + _GAP
            found.append(QRect(left, top, wide, height))
            left += wide + _GAP
        return found

    # Qt's own names from here.

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        places = self._places(width)
        return places[-1].bottom() + 1 if places else 0

    def sizeHint(self) -> QSize:
        wide = sum(painting.chip_width(tag.name) + _GAP for tag in self._tags)
        return QSize(max(wide - _GAP, 0), style().metrics.chip)

    def minimumSizeHint(self) -> QSize:
        return QSize(style().px(48), style().metrics.chip)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for tag, place in zip(self._tags, self._places(self.width()), strict=True):
            middle = place.top() + place.height() // 2
            painting.draw_chip(
                painter, place.left(), middle, tag.name, tag.colour.value, place.width()
            )
        painter.end()
