"""Which list is read in, and where its errors go: the system's own questions for files."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from mcsys_desktop.core.i18n import _

FILTER = "*.csv *.txt *.tsv *.vcf *.vcard"


def which_list(owner: QWidget) -> Path | None:
    """The list to read in; None where somebody thought better of it."""
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    chosen, _filter = QFileDialog.getOpenFileName(
        owner,
        _("Read in customers"),
        QStandardPaths.writableLocation(documents),
        _("Lists and address books ({endings})").format(endings=FILTER),
    )
    return Path(chosen) if chosen else None


def where_errors_go(owner: QWidget, file: Path) -> Path | None:
    """Where the rows with errors of ``file`` are written: beside it, unless somebody says else."""
    name = _("{list} errors").format(list=file.stem)
    chosen, _filter = QFileDialog.getSaveFileName(
        owner,
        _("Save the errors"),
        str(file.with_name(f"{name}.csv")),
        _("Lists and address books ({endings})").format(endings="*.csv"),
    )
    return Path(chosen) if chosen else None
