"""What stands above and below the card: notices, and the bar that keeps or leaves the typing."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import customers
from mcsys_desktop.ui import layouts, widgets
from mcsys_desktop.ui.announcing import announce
from mcsys_desktop.ui.customers import words
from mcsys_desktop.ui.style import style

MARGIN = 24
_ROOMY = 560  # pixels


class NoticeBand(QWidget):
    """A band above the card with a sentence and what can be done about it."""

    def __init__(self, tone: str, icon: str) -> None:
        super().__init__()
        self._tone, self._icon = tone, icon
        self._band = widgets.Band(tone)
        self._band.clock.hide()
        self.setLayout(layouts.column(self._band, margins=(MARGIN, 12, MARGIN, 0)))
        self.hide()

    @property
    def sentence(self) -> str:
        """What it says, or nothing when it is not there."""
        return "" if self.isHidden() else self._band.title.text()

    def offer(self, said: str) -> widgets.Button:
        """Add a button."""
        button = widgets.Button(said)
        self._band.add(button)
        return button

    def say(self, sentence: str) -> None:
        """Show the band, and let a screen reader say it."""
        fresh = sentence != self.sentence
        self._band.show_state(self._tone, self._icon, sentence)
        self.show()
        if fresh:
            announce(self, sentence)


class SaveBar(widgets.Pane):
    """Under the card while somebody types: keep it or leave it, and how it was obtained."""

    save_wanted = Signal()
    leave_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("surface", "top")
        self._origin = widgets.ChoiceField(
            ((origin, said) for origin, said in words.origins().items()), name=_("Origin")
        )
        self._about = widgets.label(_("Origin"), "small")
        self._about.setBuddy(self._origin)
        self._origin.setToolTip(_("Noted with what is added: how the office came by it"))
        self._error = widgets.label("", "small", ink="bad", wrap=True)
        self.save = widgets.Button(_("Save"), kind="primary", key="Ctrl S")
        self.save.clicked.connect(self.save_wanted)
        self.leave = widgets.Button(_("Do not save"), kind="ghost", key="Esc")
        self.leave.clicked.connect(self.leave_wanted)
        line = layouts.row(self._about, self._origin, gap=8, margins=(MARGIN, 8, MARGIN, 8))
        line.addWidget(self._error, 1)
        line.addWidget(self.leave)
        line.addWidget(self.save)
        self.setLayout(line)
        self.hide()

    def chain(self) -> list[QWidget]:
        """What Tab goes through, in the order in which it is seen."""
        return [self._origin, self.leave, self.save]

    def origin(self) -> customers.Origin:
        """How the office came by what is added now."""
        return customers.Origin(str(self._origin.value()))

    def choose_origin(self, origin: customers.Origin) -> None:
        """Propose an origin."""
        self._origin.choose(origin)

    @property
    def sentence(self) -> str:
        """Why it was not saved, or nothing."""
        return self._error.text()

    def complain(self, sentence: str) -> None:
        """Say why it was not saved; nothing when there is nothing to say."""
        self._error.setText(sentence)
        announce(self, sentence)

    def set_busy(self, busy: bool) -> None:
        """One save at a time."""
        self.save.setEnabled(not busy)

    # Qt's own names from here.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Where there is little room the buttons keep theirs; the tooltip still says what it is.
        self._about.setVisible(event.size().width() >= style().px(_ROOMY))
