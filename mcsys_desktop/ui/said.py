"""A line below a button or a form: what came of it, or what is wrong."""

from mcsys_desktop.ui.announcing import announce
from mcsys_desktop.ui.texts import WrappedLabel


class SaidLine(WrappedLabel):
    """Not there while there is nothing to say. What it says is heard by who sees nothing, too."""

    def __init__(self, role: str = "small") -> None:
        super().__init__("", role)
        self.hide()

    def say(self, sentence: str, *, bad: bool = False) -> None:
        """Show this in place of what was said before; nothing takes it away."""
        self.set_ink("bad" if bad else "text2")
        self.setText(sentence)
        self.setVisible(bool(sentence))
        announce(self, sentence)
