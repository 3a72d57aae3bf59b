"""The window in which a telephone is set up, from the settings or from the bar at the bottom."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from mcsys_desktop.core.i18n import _
from mcsys_desktop.services.colleagues import Group
from mcsys_desktop.ui import shortcuts

if TYPE_CHECKING:
    from mcsys_desktop.app.phone_setup import PhoneSetup
    from mcsys_desktop.app.program import Program
    from mcsys_desktop.app.screens import Screens
    from mcsys_desktop.ui.first_start import Wizard


LOOK_AFTER_MS = 3000


class PhoneSetups(QObject):
    """Opens that window, one at a time; it goes with the ``screens`` of whoever works here."""

    def __init__(self, program: "Program", screens: "Screens") -> None:
        super().__init__(screens)
        self._program = program
        self.wizard: Wizard | None = None
        self.setup: PhoneSetup | None = None
        screens.phone_setup_wanted.connect(self.open)
        screens.closing.connect(self._end)
        self._keys = shortcuts.bind(program.window, "phone setup", self.open)
        program.status.telephone_wanted.connect(self.open)
        # By then it is known whether anything listens; where nothing does, here it can begin.
        QTimer.singleShot(LOOK_AFTER_MS, self, program.status.show_phones)

    @Slot()
    @Slot(str)
    def open(self, source: str = "") -> None:
        """Ask the first question, or go on where somebody was. ``source`` is in trouble."""
        if self.wizard is not None:
            self.wizard.activateWindow()
            return
        office = self._program.office
        if office is None:
            return
        if why := office.rights.why_not(Group.DESK):  # what is tried is heard, and logged
            self._program.status.say(why)
            return
        from mcsys_desktop.app.phone_setup import PhoneSetup  # few do this twice
        from mcsys_desktop.ui.first_start import Wizard

        wizard = Wizard(self._program.window, steps, lambda: _("Set up the telephone"))
        setup = PhoneSetup(self._program, wizard.ask, self)
        self.wizard, self.setup = wizard, setup
        setup.over.connect(self._on_over)
        setup.left.connect(self._close)
        wizard.left.connect(self._close)
        setup.begin(source)

    @Slot()
    def _on_over(self) -> None:
        program = self._program
        if (page := program.window.page("settings")) is not None:
            page.show_values()  # type: ignore[attr-defined]  # a SettingsPage
        said = _("The telephone is set up.")
        program.work.notices.add(said, tone="ok", counts=True)
        self._close()

    @Slot()
    def _end(self) -> None:
        shortcuts.let_go(self._keys)
        self._close()

    @Slot()
    def _close(self) -> None:
        wizard, setup = self.wizard, self.setup
        self.wizard = self.setup = None
        if setup is not None:
            setup.end()
            setup.deleteLater()
        if wizard is not None:
            wizard.end()


def steps() -> list[str]:
    """The steps of setting up a telephone."""
    return [_("Phone system"), _("Way"), _("Account"), _("Trial call"), _("Done")]
