"""On the settings page: the way to set up a telephone by answering questions."""

from PySide6.QtWidgets import QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui.layouts import column, row
from mcsys_desktop.ui.texts import WrappedLabel
from mcsys_desktop.ui.widgets import Button


class SetUpRow(QWidget):
    """A button, and a sentence that says what it begins."""

    def __init__(self) -> None:
        super().__init__()
        self.button = Button(_("Set up the telephone"), "phone", "primary")
        said = _(
            "Asks which phone system the office has, fills in what it can, and listens to a trial"
            " call. Below you can change each setting by hand."
        )
        self.button.setAccessibleDescription(said)
        self.setLayout(column(WrappedLabel(said, "small", ink="text2"), row(self.button, None)))
