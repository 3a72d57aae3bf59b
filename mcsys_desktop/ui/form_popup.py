"""A small window beside what was pressed that asks a few things and does one."""

from PySide6.QtWidgets import QLayout, QWidget

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui.buttons import Button
from mcsys_desktop.ui.fields import LineField
from mcsys_desktop.ui.layouts import column, row
from mcsys_desktop.ui.popup import Popup
from mcsys_desktop.ui.said import SaidLine
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.texts import Label
from mcsys_desktop.ui.work import Work


class FormPopup(Popup):
    """A heading, some fields, what is wrong with them, and two buttons.

    Who inherits calls `lay_out` once with its parts, connects ``save``, disables it while the
    office is asked, and gives what fails to `refuse`.
    """

    def __init__(self, owner: QWidget, work: Work, heading: str, act: str, *, wide: int) -> None:
        super().__init__(owner)
        self._work = work
        self.setAccessibleName(heading)
        self.heading = Label(heading, "section")
        self.wrong = SaidLine()
        self.save = Button(act, kind="primary", key="↵")
        self.leave = Button(_("Cancel"), key="Esc")
        self.leave.clicked.connect(self.close)
        self.setMinimumWidth(style().px(wide))

    def lay_out(self, *parts: QWidget | QLayout) -> None:
        """Put the parts between the heading and the buttons."""
        whole = (self.heading, *parts, self.wrong, row(None, self.leave, self.save))
        self.setLayout(column(*whole, gap=10, margins=(16, 14, 16, 16)))

    def open_below(self, anchor: QWidget, first: QWidget) -> None:
        """Open with the focus on ``first``; what stands there already can be typed over."""
        self.adjustSize()
        self.hang(anchor, right=True)
        first.setFocus()
        if isinstance(first, LineField):
            first.selectAll()

    def refuse(self, error: Exception) -> None:
        """Say what is wrong, and let it be tried again. A fault of ours goes where those go."""
        self.save.setEnabled(True)
        if not isinstance(error, UserError):
            self._work.failed.emit(self, error)
            return
        self.wrong.say(str(error), bad=True)
        self.adjustSize()
