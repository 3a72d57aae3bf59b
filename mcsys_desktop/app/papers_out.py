"""Papers that go out of the program: opened in what this computer reads PDF files with."""

import tempfile
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from mcsys_desktop.core.file_names import safe_name
from mcsys_desktop.core.whole_files import write_whole
from mcsys_desktop.services.reminders import Paper

_FOLDER = "mcsys-paper-"  # the system tidies it away


def open_paper(paper: Paper) -> bool:
    """Open a paper to be printed; whether this computer knew how."""
    name = safe_name(paper.name.removesuffix(".pdf"), ".pdf", instead="paper")
    file = Path(tempfile.mkdtemp(prefix=_FOLDER)) / name
    write_whole(file, paper.content)
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))
