"""What an agreement says besides its lines, as fields: read, checked, and said what is wrong."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.money import amounts
from mcsys_desktop.core.money.totals import PriceMode
from mcsys_desktop.services.agreements import Agreement, Interval, Rise
from mcsys_desktop.ui.choices import ChoiceField
from mcsys_desktop.ui.fields import Labelled, LineField
from mcsys_desktop.ui.invoices import words
from mcsys_desktop.ui.labels import Card

_DAYS = ("first_day", "next_day", "last_day", "paused_from", "paused_until", "rise_from")
_TEXTS = ("title", "reference", "project")


class AgreementFields(Card):
    """``changed`` comes when something was typed; ``priced`` when prices hold the VAT or not."""

    changed = Signal()
    priced = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown: Agreement | None = None
        day = _("day-month-year")
        self.every = LineField()
        self.rise = LineField(placeholder="0")
        self.interval = ChoiceField(((Interval.MONTH, _("months")), (Interval.YEAR, _("years"))))
        self.arrears = ChoiceField(((False, _("In advance")), (True, _("Afterwards"))))
        self.mode = ChoiceField(
            ((PriceMode.EXCL, _("Without VAT")), (PriceMode.INCL, _("VAT included")))
        )
        self.texts = {name: LineField() for name in _TEXTS}
        self.days = {name: LineField(placeholder=day) for name in _DAYS}
        self.labelled = {
            "title": Labelled(_("Agreement"), self.texts["title"]),
            "every": Labelled(_("Invoice every"), self.every),
            "interval": Labelled(_("Months or years"), self.interval),
            "first_day": Labelled(
                _("First day"), self.days["first_day"], _("the 31st stays the last day")
            ),
            "next_day": Labelled(
                _("Invoice from"), self.days["next_day"], _("empty: from the first day")
            ),
            "last_day": Labelled(_("Ends after"), self.days["last_day"], _("empty: goes on")),
            "arrears": Labelled(_("When"), self.arrears),
            "mode": Labelled(_("Prices"), self.mode),
            "rise": Labelled(_("Prices rise each year by (%)"), self.rise),
            "rise_from": Labelled(_("For the first time on"), self.days["rise_from"]),
            "paused_from": Labelled(_("Paused from"), self.days["paused_from"]),
            "paused_until": Labelled(
                _("Paused until"), self.days["paused_until"], _("empty: for now")
            ),
            "reference": Labelled(_("Your reference"), self.texts["reference"]),
            "project": Labelled(_("Project"), self.texts["project"]),
        }
        grid = QGridLayout()
        grid.setContentsMargins(16, 14, 16, 14)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        for at, one in enumerate(self.labelled.values()):
            grid.addWidget(one, at // 3, at % 3, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(at % 3, 1)
        self.setLayout(grid)
        for field in (self.every, self.rise, *self.texts.values(), *self.days.values()):
            field.textEdited.connect(lambda _text: self.changed.emit())
        for choice in (self.interval, self.arrears, self.mode):
            choice.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self.mode.currentIndexChanged.connect(lambda _at: self.priced.emit())

    def show_agreement(self, one: Agreement) -> None:
        """Show what is stored."""
        self._shown = one
        self.every.setText(str(one.every))
        self.interval.choose(one.interval)
        self.arrears.choose(one.in_arrears)
        self.mode.choose(one.mode)
        self.rise.setText(amounts.percentage(one.rise.points) if one.rise.points else "")
        days = {"rise_from": one.rise.from_day}
        days |= {name: getattr(one, name) for name in _DAYS if name != "rise_from"}
        if one.next_day == one.first_day:
            days["next_day"] = None
        for name, field in self.days.items():
            field.setText(words.day(days[name]))
        for name, field in self.texts.items():
            field.setText(getattr(one, name))
        for labelled in self.labelled.values():
            labelled.show_error("")

    def read(self) -> Agreement | None:
        """What stands there; None where something is not understood, which is said below it."""
        for labelled in self.labelled.values():
            labelled.show_error("")
        days = {name: self._day(name) for name in _DAYS}
        every, rise = self._every(), self._rise()
        wrong = [one for one in self.labelled.values() if one.field.property("wrong")]
        first = days["first_day"]
        if self._shown is None or first is None or every is None or rise is None or wrong:
            if first is None and not self.labelled["first_day"].field.property("wrong"):
                self.labelled["first_day"].show_error(_("Type a day, such as 6-12-2026."))
            return None
        return replace(
            self._shown,
            every=every,
            interval=Interval(str(self.interval.value())),
            in_arrears=bool(self.arrears.value()),
            mode=PriceMode(str(self.mode.value())),
            rise=Rise(rise, days["rise_from"]),
            first_day=first,
            next_day=days["next_day"] or first,
            last_day=days["last_day"],
            paused_from=days["paused_from"],
            paused_until=days["paused_until"],
            title=self.texts["title"].text(),
            reference=self.texts["reference"].text(),
            project=self.texts["project"].text(),
        )

    def _day(self, name: str) -> date | None:
        typed = self.days[name].text().strip()
        found = words.typed_day(typed) if typed else None
        if typed and found is None:
            self.labelled[name].show_error(_("Type a day, such as 6-12-2026."))
        return found

    def _every(self) -> int | None:
        typed = self.every.text().strip()
        if typed.isdecimal() and 1 <= int(typed) <= 120:
            return int(typed)
        self.labelled["every"].show_error(_("Type a number from 1 to 120."))
        return None

    def _rise(self) -> int | None:
        try:
            return amounts.read(self.rise.text().rstrip("% ") or "0", amounts.PERCENT)
        except UserError as error:
            self.labelled["rise"].show_error(str(error))
            return None
