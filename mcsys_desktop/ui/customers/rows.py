"""Lines that only show something: a value with a word about it, a call with its time."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QSizePolicy, QWidget

from mcsys_desktop.core import clock
from mcsys_desktop.services import calls
from mcsys_desktop.ui import layouts, widgets
from mcsys_desktop.ui.customers import words


def clear(layout: QLayout) -> None:
    """Take every widget out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()


class ValueRow(QWidget):
    """A value with a picture before it and a word about it below; the tooltip says its origin.

    ``whole`` values take as many lines as they need; an address of one long word does not break
    well, so of that the middle gives way, and its tooltip says it whole.
    """

    def __init__(
        self, icon: str, value: str, about: str, origin: str = "", *, whole: bool = True
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
        self.setLayout(line)
        self.setToolTip(origin)
        self.setAccessibleName(words.joined(value, about))
        self.setAccessibleDescription(origin)


class CallLine(QWidget):
    """One call of this customer: what it was about, when, how long."""

    def __init__(self, call: calls.CallRow) -> None:
        super().__init__()
        icon, token = words.call_icon(call)
        title = words.call_title(call)
        when = words.joined(
            clock.day_and_time(call.rang_at, clock.today()), words.call_length(call)
        )
        line = layouts.row(widgets.Icon(icon, token, 18), gap=12)
        line.addWidget(widgets.label(title, elide=True), 1)
        line.addWidget(widgets.label(when, "small", figures=True))
        self.setLayout(line)
        self.setAccessibleName(words.joined(title, when))
