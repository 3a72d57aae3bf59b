"""A small window beside a button that explains something and may offer to repair it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from mcsys_desktop.ui.buttons import Button
from mcsys_desktop.ui.labels import label
from mcsys_desktop.ui.layouts import column, row
from mcsys_desktop.ui.popup import Popup
from mcsys_desktop.ui.style import style


class Popover(Popup):
    """A heading, a few sentences and at most one button."""

    acted = Signal()

    def __init__(self, owner: QWidget, heading: str, sentences: str, action: str = "") -> None:
        super().__init__(owner)
        self.setAccessibleName(heading)
        self.setAccessibleDescription(sentences)
        layout = column(
            label(heading, "row"),
            label(sentences, "meta", wrap=True),
            margins=(16, 12, 16, 14),
            gap=6,
        )
        self.action: Button | None = None
        if action:
            self.action = Button(action, kind="primary")
            self.action.clicked.connect(self._act)
            layout.addSpacing(6)
            layout.addLayout(row(self.action, None))
        self._layout = layout
        self.setLayout(layout)
        self.setFixedWidth(style().px(320))

    def open_above(self, anchor: QWidget) -> None:
        """Open with the lower edge on top of ``anchor``, inside its screen."""
        self._open(anchor, above=True)

    def open_below(self, anchor: QWidget) -> None:
        """Open below ``anchor``, inside its screen."""
        self._open(anchor, above=False)

    def _open(self, anchor: QWidget, *, above: bool) -> None:
        self.resize(self.width(), self._layout.totalHeightForWidth(self.width()))
        self.hang(anchor, above=above)
        (self.action or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def _act(self) -> None:
        self.close()
        self.acted.emit()
