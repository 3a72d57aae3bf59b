"""What a telephone told, line by line as it came: when, what, of which number, and whose it is."""

from dataclasses import dataclass, replace

from PySide6.QtWidgets import QLayout, QWidget

from mcsys_desktop.ui.announcing import announce
from mcsys_desktop.ui.layouts import column
from mcsys_desktop.ui.texts import WrappedLabel


@dataclass(frozen=True, slots=True)
class Heard:
    """Something that a phone told, in words: what, of which number, from where, and whose it is."""

    what: str
    number: str
    sender: str = ""
    name: str = ""
    at: str = ""  # the time of day

    def sentence(self) -> str:
        """As it stands in the list."""
        parts = [self.at, self.what, self.number, self.name, self.sender]
        return " · ".join(part for part in parts if part)


class HeardLines(QWidget):
    """The last ``most`` lines, the newest first; a screen reader is told of each."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.heard: list[Heard] = []
        self._most = most
        self._rows = column(gap=2)
        self.setLayout(self._rows)

    def add(self, heard: Heard) -> None:
        """Something came."""
        self.heard = [heard, *self.heard][: self._most]
        self._show()
        announce(self, heard.sentence())

    def show_name(self, number: str, name: str) -> None:
        """It is known now whose number it is."""
        self.heard = [
            replace(each, name=name) if each.number == number and not each.name else each
            for each in self.heard
        ]
        self._show()

    def _show(self) -> None:
        empty(self._rows)
        for heard in self.heard:
            self._rows.addWidget(WrappedLabel(heard.sentence()))
        self.setVisible(bool(self.heard))


def empty(layout: QLayout) -> None:
    """Take everything out of ``layout``."""
    while (item := layout.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()
