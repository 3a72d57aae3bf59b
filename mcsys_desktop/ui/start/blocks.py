"""The blocks below the tiles: who waits longest, and what somebody should look after."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QWidget

from mcsys_desktop.core import clock
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services.attention import Notice
from mcsys_desktop.services.call_backs import CallBackRow
from mcsys_desktop.services.start import SHOWN
from mcsys_desktop.ui.call_backs import words
from mcsys_desktop.ui.layouts import column, row
from mcsys_desktop.ui.widgets import (
    Button,
    Card,
    ElidedLabel,
    FactRow,
    Icon,
    Label,
    WrappedLabel,
    horizontal_line,
)

NOTICES = 5
INSIDE = (16, 14, 16, 14)


def block(title: str, *parts: QWidget | QLayout | int | None, aside: QWidget | None = None) -> Card:
    """A card with a heading, and something quiet beside it."""
    head = row(Label(title, "row"), None)
    if aside is not None:
        head.addWidget(aside)
    return Card(column(head, *parts, gap=10, margins=INSIDE))


class WaiterLine(QWidget):
    """One who waits, with the button to call them."""

    def __init__(self) -> None:
        super().__init__()
        self.icon = Icon("phone-missed", "bad")
        self.name = ElidedLabel("", "row")
        self.detail = ElidedLabel("", "meta")
        self.call = Button(_("Dial"), "phone")
        self.rule = horizontal_line()
        line = row(self.icon, column(self.name, self.detail, gap=2), self.call, gap=12)
        line.setStretch(1, 1)
        self.setLayout(column(self.rule, line, gap=10))

    def show_entry(self, entry: CallBackRow, *, masked: bool) -> None:
        """Show somebody else."""
        look = words.look(entry, clock.now(), masked=masked)
        chip = look.chip[0] if look.chip else ""
        self.icon.show_icon(look.icon, look.tone)
        self.name.setText(look.title)
        self.detail.setText(" · ".join(part for part in (look.detail, chip) if part))
        self.call.setVisible(bool(entry.dial))
        self.call.set_name(_("Dial {name}").format(name=look.title))


class WaitersBlock(QWidget):
    """Who waits longest. ``called`` tells whom somebody wants to call, ``all_wanted`` the list."""

    called = Signal(object)
    all_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[CallBackRow, ...] = ()
        self.all = Button(_("All"), kind="link", name=_("The whole call-back list"))
        self.all.clicked.connect(self.all_wanted)
        self.nothing = WrappedLabel(_("Nobody waits to be called back."), "meta")
        self.lines = [WaiterLine() for _place in range(SHOWN)]
        for place, line in enumerate(self.lines):
            line.rule.setVisible(place > 0)
            line.hide()
            line.call.clicked.connect(lambda _on=False, at=place: self.called.emit(self._rows[at]))
        card = block(_("Call-back list"), self.nothing, *self.lines, None, aside=self.all)
        self.setLayout(column(card, gap=0))

    def show_entries(self, rows: Sequence[CallBackRow], *, masked: bool) -> None:
        """Show these."""
        self._rows = tuple(rows)
        for place, line in enumerate(self.lines):
            if place < len(rows):
                line.show_entry(rows[place], masked=masked)
            line.setVisible(place < len(rows))
        self.nothing.setVisible(not rows)


class AttentionBlock(QWidget):
    """What somebody should look after. ``wanted`` tells the target of the one that was pressed."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Notice, ...] = ()
        self.nothing = WrappedLabel(_("Nothing needs looking after."), "meta")
        self.lines = [FactRow(wraps=True) for _place in range(NOTICES)]
        for place, line in enumerate(self.lines):
            line.hide()
            line.clicked.connect(
                lambda _on=False, at=place: self.wanted.emit(self._shown[at].target)
            )
        card = block(_("To look after"), self.nothing, *self.lines, None)
        self.setLayout(column(card, gap=0))

    def show_notices(self, notices: Sequence[Notice]) -> None:
        """Show these, as many as there is room for."""
        self._shown = tuple(notices[:NOTICES])
        for place, line in enumerate(self.lines):
            if place < len(self._shown):
                one = self._shown[place]
                line.show_fact(
                    *(one.title, one.detail), icon=one.icon, tone=one.tone, leads=bool(one.target)
                )
            line.setVisible(place < len(self._shown))
        self.nothing.setVisible(not self._shown)
