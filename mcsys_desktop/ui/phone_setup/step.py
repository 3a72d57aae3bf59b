"""What the questions of setting up a telephone have in common."""

from PySide6.QtCore import Signal

from mcsys_desktop.ui.offices.question import Question


class Step(Question):
    """One question of them. ``back_wanted`` goes back one step, as Esc does."""

    back_wanted = Signal()

    def typed(self) -> list[str]:
        """Nothing to remember here: what is typed is told at every key."""
        return []

    # Qt's own names from here.

    def reject(self) -> None:
        """Esc goes back."""
        self.back_wanted.emit()
