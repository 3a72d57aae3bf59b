"""A band across the page that says a lasting state, such as no connection, and what to do."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from mcsys_desktop.ui.buttons import Button
from mcsys_desktop.ui.labels import Band


class Banner(Band):
    """Hidden until there is something to say. `acted` comes from its button."""

    acted = Signal()

    def __init__(self) -> None:
        super().__init__(flat=True)
        self.button = Button(kind="link")
        self.button.clicked.connect(self.acted)
        self.add(self.button)
        self.title.setWordWrap(True)
        self._row.setStretch(self._row.indexOf(self.title), 1)  # a long sentence takes the width
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def say(self, tone: str, icon: str, sentence: str, action: str = "") -> None:
        """Show ``sentence``, with a button when ``action`` is given."""
        self.show_state(tone, icon, sentence)
        self.button.set_text(action)
        self.button.setVisible(bool(action))
        self.show()
