"""What stands in a list without rows: one sentence, and what can be done about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui import layouts, widgets


class Nothing(QWidget):
    """`new_wanted` and `all_wanted` come from its buttons."""

    new_wanted = Signal()
    all_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.sentence = widgets.label("", "meta", wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.new = widgets.Button(_("New customer"), icon="user-plus")
        self.new.clicked.connect(self.new_wanted)
        self.all = widgets.Button(_("Show all"), kind="ghost")
        self.all.clicked.connect(self.all_wanted)
        buttons = layouts.row(self.new, self.all, None)
        sentence = layouts.column(self.sentence, buttons, None, gap=12, margins=(16, 16, 16, 16))
        self.setLayout(sentence)
        self.hide()

    def say(self, sentence: str, *, narrowed: bool) -> None:
        """Show why there is nothing; ``narrowed``: because of what was searched or chosen."""
        self.sentence.setText(sentence)
        self.all.setVisible(narrowed)
