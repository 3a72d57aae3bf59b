"""A day from a calendar and a time beside it, in a small window, by keyboard or mouse."""

from datetime import date, datetime, time

from PySide6.QtCore import QDate, QLocale, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QTextCharFormat
from PySide6.QtWidgets import QAbstractItemView, QCalendarWidget, QWidget

from mcsys_desktop.core import clock, i18n
from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui import dates, painting, tokens
from mcsys_desktop.ui.announcing import announce
from mcsys_desktop.ui.layouts import column, row
from mcsys_desktop.ui.popup import Popup
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.widgets import Button, Label, Labelled, LineField, WrappedLabel

_WIDTH, _HEIGHT = 328, 236  # of the calendar: seven days, their week's number, six weeks


class Calendar(QCalendarWidget):
    """A month as the Dutch hang it on the wall: from Monday, with the numbers of the weeks.

    Arrow keys go by days and weeks, Page Up and Page Down by months.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Calendar"))
        self.setLocale(QLocale(i18n.language()))
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.setNavigationBarVisible(False)
        self.setDateEditEnabled(False)
        self.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        head = QTextCharFormat()
        head.setFont(style().font("small"))
        head.setForeground(painting.colour("text2"))
        head.setBackground(painting.colour("surface"))
        self.setHeaderTextFormat(head)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):  # Qt would make them red
            self.setWeekdayTextFormat(day, head)
        view = self.findChild(QAbstractItemView)
        if view is not None:
            view.setAccessibleName(_("Day"))
        self.setFixedSize(style().px(_WIDTH), style().px(_HEIGHT))

    # Qt's own names from here.

    def paintCell(self, painter: QPainter, rect: QRect, day: QDate | date) -> None:
        on = day if isinstance(day, date) else _python(day)
        chosen, today = on == _python(self.selectedDate()), on == clock.today()
        painter.save()
        painter.fillRect(rect, painting.colour("surface"))
        box = rect.adjusted(2, 1, -2, -1)
        if chosen:
            ground = "accent" if self.hasFocus() else "sunken"
            painting.fill(painter, box, ground, tokens.RADIUS)
        if today:
            painting.frame(painter, box, "accent", tokens.RADIUS)
        ink = "text"
        if chosen and self.hasFocus():
            ink = "on_accent"
        elif on < _python(self.minimumDate()) or on.month != self.monthShown():
            ink = "text3"
        role = "row" if chosen or today else "body"
        painting.write(painter, rect, str(on.day), role, ink, painting.CENTER, figures=True)
        painter.restore()

    def hasFocus(self) -> bool:
        view = self.findChild(QAbstractItemView)
        return view is not None and view.hasFocus()


class MomentPopup(Popup):
    """Asks for a day from today on and a time. ``chosen`` carries the moment, in UTC."""

    chosen = Signal(datetime)

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self.setAccessibleName(_("Day and time"))
        self.before = Button("", "chevron-left", "ghost", name=_("Previous month"))
        self.after = Button("", "chevron-right", "ghost", name=_("Next month"))
        self.month = Label("", "row")
        self.calendar = Calendar()
        self.day = Label("", "meta")
        self.time = LineField(placeholder="17:00")
        self.time.setFixedWidth(style().px(96))
        self.choose = Button(_("Choose"), kind="primary")
        self.wrong = WrappedLabel("", "small", ink="bad")
        self.wrong.hide()
        self.setLayout(
            column(
                row(self.before, None, self.month, None, self.after),
                self.calendar,
                self.day,
                row(Labelled(_("Time"), self.time), None, column(None, self.choose)),
                self.wrong,
                gap=8,
                margins=(12, 10, 12, 12),
            )
        )
        self.before.clicked.connect(self.calendar.showPreviousMonth)
        self.after.clicked.connect(self.calendar.showNextMonth)
        self.calendar.currentPageChanged.connect(self._on_month)
        self.calendar.selectionChanged.connect(self._on_day)
        self.calendar.activated.connect(lambda _day: self._choose())
        self.time.returnPressed.connect(self._choose)
        self.choose.clicked.connect(self._choose)

    def open_below(self, anchor: QWidget, start: datetime) -> None:
        """Open below ``anchor`` at ``start``, with the focus on its day."""
        at = clock.local(start)
        self.calendar.setMinimumDate(_qt(clock.today()))
        self.calendar.setSelectedDate(_qt(max(at.date(), clock.today())))
        self.time.setText(f"{at:%H:%M}")
        self._on_month(self.calendar.yearShown(), self.calendar.monthShown())
        self._on_day()
        self.adjustSize()
        self.hang(anchor)
        self.calendar.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_month(self, year: int, month: int) -> None:
        self.month.setText(dates.month(year, month))
        first = _python(self.calendar.minimumDate())
        self.before.setEnabled((year, month) > (first.year, first.month))

    def _on_day(self) -> None:
        self.day.setText(dates.whole(_python(self.calendar.selectedDate())))
        announce(self.calendar, self.day.text())
        self._complain("")

    def _choose(self) -> None:
        at = clock.typed_time(self.time.text())
        if at is None:
            self._complain(_("Type a time of day, such as 9:30."), self.time)
            return
        moment = clock.day_and_hour(_python(self.calendar.selectedDate()), at)
        if moment <= clock.now():
            self._complain(_("That time has passed. Choose a later one."), self.time)
            return
        self.close()
        self.chosen.emit(moment)

    def _complain(self, sentence: str, where: QWidget | None = None) -> None:
        self.time.set_wrong(bool(sentence))
        self.wrong.setText(sentence)
        if self.wrong.isVisible() != bool(sentence):
            self.wrong.setVisible(bool(sentence))
            self.adjustSize()
        if where is not None:
            announce(self, sentence)
            where.setFocus(Qt.FocusReason.OtherFocusReason)


def evening(day: date) -> datetime:
    """The end of a day's work: where a choice begins that was never made."""
    return clock.day_and_hour(day, time(17, 0))


def _qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _python(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())
