"""A page that is taller than its window."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QWidget

from mcsys_desktop.ui.labels import Pane


class ScrollPage(QScrollArea):
    """Scrolls what is in ``layout`` up and down. Its bar lies in the layout's margin at the right.

    So the right edge of what is on the page stays where the bars above and below it end, whether
    the page is long or short.
    """

    def __init__(self, layout: QLayout) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._layout = layout
        self._margin = layout.contentsMargins().right()
        self._body = _Body(layout)
        self.setWidget(self._body)
        self.verticalScrollBar().rangeChanged.connect(self._on_range)

    def bring_to_sight(self, widget: QWidget) -> None:
        """Scroll until ``widget``, which may just have come, can be seen."""
        self._layout.activate()  # what was just opened has no place yet
        room = self.viewport().size()
        self._body.resize(
            room.width(), max(room.height(), self._layout.totalHeightForWidth(room.width()))
        )
        self.ensureWidgetVisible(widget, 24, 48)

    def _on_range(self, _least: int, most: int) -> None:
        bar = self.verticalScrollBar().sizeHint().width() if most > 0 else 0
        margins = self._layout.contentsMargins()
        margins.setRight(max(0, self._margin - bar))
        self._layout.setContentsMargins(margins)


class _Body(Pane):
    """As high as its words are at the width it has.

    Qt would also ask how high it must be at its narrowest, and let an empty piece be scrolled.
    """

    def __init__(self, layout: QLayout) -> None:
        super().__init__("bg")
        self.setLayout(layout)

    # Qt's own names from here.

    def minimumSizeHint(self) -> QSize:
        hint, layout = super().minimumSizeHint(), self.layout()
        wraps = layout is not None and layout.hasHeightForWidth()
        return QSize(hint.width(), 0 if wraps else hint.height())
