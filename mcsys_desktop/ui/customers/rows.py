"""Lines that only show something: a value with a word about it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QSizePolicy, QWidget

from mcsys_desktop.ui import layouts, widgets
from mcsys_desktop.ui.customers import words


def clear(layout: QLayout) -> None:
    """Take every widget out of a layout, and out of the rows in it."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


class ValueRow(QWidget):
    """A value with a picture before it and a word about it below; the tooltip says its origin.

    ``whole`` values take as many lines as they need; an address of one long word does not break
    well, so of that the middle gives way, and its tooltip says it whole. ``button`` does something
    with it.
    """

    def __init__(
        self,
        icon: str,
        value: str,
        about: str,
        origin: str = "",
        *,
        whole: bool = True,
        button: widgets.Button | None = None,
    ) -> None:
        super().__init__()
        shown: widgets.Label = (
            widgets.label(value, wrap=True) if whole else widgets.ElidedLabel(value, middle=True)
        )
        # For the mouse only: a tab stop on every value would be in the way.
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        below = widgets.label(about, "small", wrap=True)
        if not about:
            below.hide()
        for label in (shown, below):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
            label.setMinimumWidth(80)
        top = 8 if about else 0  # beside two lines, or beside one
        picture = layouts.column(widgets.Icon(icon, "text3", 16), None, margins=(0, top, 0, 0))
        line = layouts.row(picture, gap=12)
        line.addLayout(layouts.column(shown, below, gap=0), 1)
        if button is not None:
            line.addWidget(button)
        self.setLayout(line)
        self.setToolTip(origin)
        self.setAccessibleName(words.joined(value, about))
        self.setAccessibleDescription(origin)
