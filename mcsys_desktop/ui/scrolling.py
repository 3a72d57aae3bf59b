"""A page that is taller than its window."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class ScrollPage(QScrollArea):
    """Scrolls ``body`` up and down. Its bar lies in the body's own margin at the right.

    So the right edge of what is on the page stays where the bars above and below it end, whether
    the page is long or short.
    """

    def __init__(self, body: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(body)
        self._body = body
        layout = body.layout()
        self._margin = layout.contentsMargins().right() if layout is not None else 0
        self.verticalScrollBar().rangeChanged.connect(self._on_range)

    def bring_to_sight(self, widget: QWidget) -> None:
        """Scroll until ``widget``, which may just have come, can be seen."""
        layout = self._body.layout()
        if layout is not None:
            layout.activate()  # what was just opened has no place yet
        self._body.adjustSize()
        self.ensureWidgetVisible(widget, 24, 48)

    def _on_range(self, _least: int, most: int) -> None:
        layout = self._body.layout()
        if layout is None:
            return
        bar = self.verticalScrollBar().sizeHint().width() if most > 0 else 0
        margins = layout.contentsMargins()
        margins.setRight(max(0, self._margin - bar))
        layout.setContentsMargins(margins)
