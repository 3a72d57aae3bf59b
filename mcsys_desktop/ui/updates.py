"""Where the office's updates lie, on the settings page of an administrator."""

from PySide6.QtCore import Slot

from mcsys_desktop import __version__
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import updates
from mcsys_desktop.ui.labels import Card
from mcsys_desktop.ui.said import SaidLine
from mcsys_desktop.ui.widgets import (
    Button,
    Label,
    Labelled,
    LineField,
    NoteField,
    column,
    label,
    row,
)
from mcsys_desktop.ui.work import Work


class UpdatesCard(Card):
    """The folders in which desks look for a newer version, and the key that they know it by."""

    def __init__(self, work: Work) -> None:
        self.folders = NoteField("", name=_("Folder of updates"), height=56)
        self.key = LineField()
        self.save = Button(_("Save"), kind="primary")
        self.said = SaidLine()
        super().__init__(
            column(
                Label(_("Updates"), "row"),
                label(
                    _(
                        "This is version {version}. A desk that is older than the office fetches"
                        " its update from here with one click, and takes it only with the right"
                        " signature."
                    ).format(version=__version__),
                    "small",
                    ink="text2",
                    wrap=True,
                ),
                Labelled(
                    _("Folder of updates"),
                    self.folders,
                    _("One a line: {windows} for some desks, {linux} for others.").format(
                        windows=r"\\server\updates", linux="/srv/mcsys/updates"
                    ),
                ),
                Labelled(
                    _("Key of the updates"),
                    self.key,
                    _("Printed by: mcsys-desktop server updates-key. It is no secret."),
                ),
                row(self.save, None),
                self.said,
                margins=(16, 12, 16, 16),
                gap=10,
            )
        )
        self._work = work
        self._shown = updates.Chosen()
        self.save.clicked.connect(self._save)

    @Slot()
    def refresh(self) -> None:
        """Ask the office what was chosen; what is being typed here stays."""
        self._work.run(self, updates.chosen, then=self._show, failed=lambda _error: None)

    def _show(self, chosen: updates.Chosen) -> None:
        if self._typed() == _texts(self._shown):
            folders, key = _texts(chosen)
            self.folders.show_text(folders)
            self.key.setText(key)
        self._shown = chosen

    def _typed(self) -> tuple[str, str]:
        return self.folders.text(), self.key.text()

    @Slot()
    def _save(self) -> None:
        self.save.setEnabled(False)
        self._work.run(
            self, updates.choose, *self._typed(), then=self._on_saved, failed=self._on_failed
        )

    def _on_saved(self, _nothing: object) -> None:
        self.save.setEnabled(True)
        self.said.say(_("Saved. It holds for every desk."))

        def show(chosen: updates.Chosen) -> None:
            self._shown = chosen
            folders, key = _texts(chosen)
            self.folders.show_text(folders)
            self.key.setText(key)

        self._work.run(self, updates.chosen, then=show, failed=lambda _error: None)

    def _on_failed(self, error: Exception) -> None:
        self.save.setEnabled(True)
        if isinstance(error, UserError):
            self.said.say(str(error), bad=True)
        else:
            self._work.failed.emit(self, error)


def _texts(chosen: updates.Chosen) -> tuple[str, str]:
    return "\n".join(chosen.folders), chosen.key
