"""What can be done with the rows that were chosen, and what they add up to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal

from mcsys_desktop.core.i18n import _, ngettext
from mcsys_desktop.ui import layouts, widgets


@dataclass(frozen=True, slots=True)
class ManyAct:
    """Something that is done with all chosen rows at once. ``act`` gets them; it asks nothing."""

    words: str
    icon: str
    act: Callable[[list[Any]], object]


class ChosenBar(widgets.Pane):
    """Below a list while rows are chosen: how many, their sums, and the acts."""

    copy_wanted = Signal()
    export_wanted = Signal()
    act_wanted = Signal(object)  # a ManyAct

    def __init__(self, acts: Sequence[ManyAct]) -> None:
        super().__init__("surface", "top")
        self.count = widgets.label("", "row", figures=True)
        self.sums = widgets.ElidedLabel("", "meta")
        self.copy = widgets.Button(_("Copy"), key="Ctrl C")
        self.copy.clicked.connect(self.copy_wanted)
        self.export = widgets.Button(_("Take out selection"))
        self.export.clicked.connect(self.export_wanted)
        self.acts: list[widgets.Button] = []
        for act in acts:
            button = widgets.Button(act.words, icon=act.icon)
            button.clicked.connect(lambda _on=False, act=act: self.act_wanted.emit(act))
            self.acts.append(button)
        line = layouts.row(
            self.count,
            self.sums,
            *self.acts,
            self.copy,
            self.export,
            margins=(24, 8, 24, 8),
        )
        line.setStretch(1, 1)
        self.setLayout(line)
        self.hide()

    def show_count(self, count: int) -> None:
        """So many rows are chosen; none hides the bar."""
        number = f"{count:,}".replace(",", ".")
        words = ngettext("{number} selected", "{number} selected", count)
        self.count.setText(words.format(number=number))
        self.setVisible(count > 0)
