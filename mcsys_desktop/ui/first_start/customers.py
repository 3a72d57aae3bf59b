"""The fifth question: where the first customers come from."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui.imports.dropping import DropZone
from mcsys_desktop.ui.offices.question import Question, wrapped
from mcsys_desktop.ui.widgets import Button, row

IMPORT, NEW, NOTHING, DEMO = "import", "new", "", "demo"  # where the first start leads to


class CustomersStep(Question):
    """``chosen`` carries where to go on: `IMPORT`, `NEW`, `NOTHING` or `DEMO`.

    ``dropped`` carries the file that somebody let go of above the question.
    """

    chosen = Signal(str)
    dropped = Signal(Path)
    back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Your customers"),
            _(
                "Read them in from a file of your old program, your mail or your telephone (CSV or"
                " vCard), or drop that file here. You see what will happen before anything is"
                " stored."
            ),
            parent,
        )
        self._zone: DropZone | None = None
        self.read_in = Button(_("Read in customers"), "users", "primary")
        self.new = Button(_("Add the first customer"), "user-plus")
        self.empty = Button(_("Begin with an empty office"))
        self.demo = Button(_("Look around in the demo office first"), kind="link")
        self.back = Button(_("Back"), kind="link")
        self.add(self.read_in)
        self.add(self.new)
        self.add(self.empty)
        self.add(
            wrapped(
                _("The demo office holds invented customers, and stays apart from your own."),
                "text2",
            )
        )
        self.add(row(self.back, self.demo, None))
        for button, where in (
            (self.read_in, IMPORT),
            (self.new, NEW),
            (self.empty, NOTHING),
            (self.demo, DEMO),
        ):
            button.clicked.connect(lambda _on=False, where=where: self.chosen.emit(where))
        self.back.clicked.connect(self.reject)
        self.read_in.setDefault(True)

    def begin(self) -> None:
        """The whole window takes a file, as long as this is asked."""
        super().begin()
        if self._zone is None:
            self._zone = DropZone(self.window())
            self._zone.dropped.connect(self.dropped)
            self.destroyed.connect(self._zone.deleteLater)

    # Qt's own names from here.

    def reject(self) -> None:
        """Esc goes back one step."""
        self.back_wanted.emit()
