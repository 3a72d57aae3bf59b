"""The third question: whose office it is."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui.companies import CompanyKeeper
from mcsys_desktop.ui.offices.question import Question
from mcsys_desktop.ui.widgets import Button, row
from mcsys_desktop.ui.work import Work


class CompanyStep(Question):
    """Asks for the company's data; all of it may be left open. ``went_on`` when it was stored.

    ``later`` leaves it for the settings page, ``back`` goes back; what was typed is kept.
    """

    went_on = Signal()
    later = Signal()

    def __init__(self, work: Work, typed: dict[str, str], parent: QWidget | None = None) -> None:
        super().__init__(
            _("Your company"),
            _(
                "This stands on top of the screen, and later on your quotes and invoices. You can"
                " change it in the settings at any time."
            ),
            parent,
        )
        self.keeper = CompanyKeeper(work)
        self.form = self.keeper.form
        self.submit = Button(_("Save and go on"), kind="primary")
        self.skip = Button(_("Later"), kind="link")
        self.add(self.keeper)
        self.add(self.error)
        self.add(row(self.skip, None, self.submit))
        self.keeper.saved.connect(self.went_on)
        self.keeper.refused.connect(self.refuse)
        self.submit.clicked.connect(self._give)
        self.skip.clicked.connect(self.later)
        self.submit.setDefault(True)
        self.form.take_up(typed)
        self.keeper.refresh()

    @Slot()
    def _give(self) -> None:
        if not self.submit.isEnabled():
            return
        if not self.form.line("name").text().strip():
            self.refuse(_("Type the name of your company, or choose “Later”."))
            self.form.line("name").setFocus()
            return
        self.error.hide()
        self.set_busy(True)
        self.keeper.save()

    # Qt's own names from here.

    def reject(self) -> None:
        """Esc: there is nothing to go back to, and nothing typed goes."""
