"""The first question: which language. It is asked in both."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core import i18n
from mcsys_desktop.ui.offices.question import Question
from mcsys_desktop.ui.widgets import Button


class LanguageStep(Question):
    """One key goes on: the present language has the focus. ``chosen`` carries two letters."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        # Whoever reads this may read only one of the two.
        super().__init__(
            "Welkom · Welcome",
            "In welke taal wil je werken? Which language do you want to work in?",
            parent,
        )
        self.languages: dict[str, Button] = {}
        for code, words in i18n.LANGUAGES.items():
            button = Button(words, kind="primary" if code == i18n.language() else "default")
            button.clicked.connect(lambda _on=False, code=code: self.chosen.emit(code))
            button.setDefault(code == i18n.language())
            self.languages[code] = button
            self.add(button)
