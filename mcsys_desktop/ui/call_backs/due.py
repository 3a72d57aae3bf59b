"""Before when somebody is to be called: one of a few moments, or any day and time."""

from datetime import datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core import clock
from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui.call_backs import words
from mcsys_desktop.ui.layouts import row
from mcsys_desktop.ui.moments import MomentPopup, evening
from mcsys_desktop.ui.widgets import Button, ChoiceField


class DueField(QWidget):
    """The quick choices, and beside them the calendar. ``chosen`` comes when somebody chose."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.choice = ChoiceField(name=_("Before when"))
        self.calendar = Button("", "calendar-clock", name=_("Choose a day and time"))
        line = row(self.choice, self.calendar, gap=8)
        line.setStretch(0, 1)
        self.setLayout(line)
        self.setFocusProxy(self.choice)
        self.choice.activated.connect(lambda _at: self.chosen.emit())
        self.calendar.clicked.connect(self.ask)
        self.show_due(None)

    def value(self) -> datetime | None:
        """The moment, in UTC; None: as soon as possible."""
        due = self.choice.value()
        return due if isinstance(due, datetime) else None

    def show_due(self, due: datetime | None) -> None:
        """Show this moment among the quick choices of now."""
        now = clock.now()
        moments = list(words.dues(now))
        if due is not None and due not in moments:
            moments = sorted([due, *moments])
        self.choice.clear()
        self.choice.addItem(_("As soon as possible"), None)
        for moment in moments:
            self.choice.addItem(words.before(moment, now), moment)
        self.choice.choose(due)

    def ask(self) -> MomentPopup:
        """Open the calendar, on the moment that is chosen or the end of tomorrow."""
        popup = MomentPopup(self)
        popup.chosen.connect(self._on_moment)
        start = self.value()
        if start is None or start < clock.now():
            start = evening(clock.today() + timedelta(days=1))
        popup.open_below(self.calendar, start)
        return popup

    def _on_moment(self, due: datetime) -> None:
        self.show_due(due)
        self.chosen.emit()
