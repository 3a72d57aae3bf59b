"""Customers taken out: who, in which form, and where to."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from mcsys_desktop.core import clock, whole_files
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _, ngettext
from mcsys_desktop.core.progress import Progress
from mcsys_desktop.services import customers, exports
from mcsys_desktop.ui.imports.words import number
from mcsys_desktop.ui.offices.question import Question
from mcsys_desktop.ui.widgets import Button, ChoiceField, Labelled, row
from mcsys_desktop.ui.work import Work
from mcsys_desktop.ui.work_strip import WorkStrip


class TakeOut(Question):
    """Asks which customers, and in which form; ``chosen`` are those of a selection."""

    def __init__(
        self, work: Work, chosen: Sequence[int] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(
            _("Take out customers"),
            _(
                "Makes a file for another program. It holds personal data: whoever has the file"
                " can read it. That it was made is noted in the log."
            ),
            parent,
        )
        self.setWindowModality(Qt.WindowModality.NonModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._work = work
        self._ids = tuple(chosen)
        picked = ngettext(
            "The {count} that was chosen", "The {count} that were chosen", len(chosen)
        )
        self.who = ChoiceField(
            [
                *([("chosen", picked.format(count=number(len(chosen))))] if chosen else []),
                (customers.CustomerFilter.ALL, _("All customers")),
                (customers.CustomerFilter.BUSINESS, _("Business")),
                (customers.CustomerFilter.PRIVATE, _("Private")),
            ],
            name=_("Which customers"),
        )
        self.form = ChoiceField(
            [
                (exports.Kind.CSV, _("CSV, for a spreadsheet or another program")),
                (exports.Kind.XLSX, _("Excel")),
                (exports.Kind.VCARD, _("vCard, for a telephone or a mail program")),
            ],
            name=_("Form"),
        )
        self.submit = Button(_("Save as"), kind="primary")
        self.back = Button(_("Cancel"), kind="link")
        self.add(Labelled(_("Which customers"), self.who))
        self.add(Labelled(_("Form"), self.form))
        self.add(self.error)
        self.strip = WorkStrip()
        self.add(self.strip)
        self.add(row(self.back, None, self.submit))
        self.submit.clicked.connect(self._ask_where)
        self.back.clicked.connect(self.reject)
        self.submit.setDefault(True)

    def save_to(self, file: Path) -> None:
        """Make the file there."""
        self.set_busy(True)
        who = self.who.value()
        chosen: exports.Chosen = (
            self._ids if who == "chosen" else customers.CustomerFilter(str(who))
        )
        task = self._work.long.start(
            _("Take out customers"),
            _saved,
            file,
            exports.Kind(str(self.form.value())),
            chosen,
            owner=self,
            said=lambda _nothing: _("The customers are in {file}.").format(file=file.name),
            then=lambda _nothing: self.accept(),
            failed=self._on_failed,
            cancelled=lambda: self.refuse(_("Stopped. No file was made.")),
        )
        self.strip.follow(task)
        task.changed.connect(self.fit)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.refuse(str(error))
            return
        self.set_busy(False)
        self._work.failed.emit(self, error)

    @Slot()
    def _ask_where(self) -> None:
        kind = exports.Kind(str(self.form.value()))
        place = QStandardPaths.StandardLocation.DocumentsLocation
        name = f"{_('Customers')} {clock.today():%Y-%m-%d}.{kind.value}"
        chosen, _filter = QFileDialog.getSaveFileName(
            self,
            _("Take out customers"),
            str(Path(QStandardPaths.writableLocation(place)) / name),
            f"*.{kind.value}",
        )
        if chosen:
            self.save_to(Path(chosen))


def _saved(file: Path, kind: exports.Kind, chosen: exports.Chosen, *, progress: Progress) -> None:
    """On a worker: make the file and write it."""
    made = exports.customers_file(kind, chosen, progress=progress)
    try:
        whole_files.write_whole(file, made)
    except OSError as error:
        raise UserError(_("The file could not be written there. Choose another place.")) from error
