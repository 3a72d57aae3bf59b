"""Brings up the print dialog for documents, and remembers at this desk how each kind is printed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from mcsys_desktop.core.i18n import ngettext

if TYPE_CHECKING:
    from mcsys_desktop.app.screens import Screens
    from mcsys_desktop.services.printing import Choice, Sent
    from mcsys_desktop.ui.printing import PrintDialog

WATCH_MS = 20_000  # a printer without paper says so when it should long have been done


class Printing(QObject):
    """Connect ``print_documents`` to what wants to print: a list of ids, or one."""

    def __init__(self, screens: "Screens") -> None:
        super().__init__(screens)
        self._screens = screens
        self.dialog: PrintDialog | None = None

    @Slot(int)
    def print_document(self, invoice_id: int) -> None:
        """Print one final document."""
        self.print_documents([invoice_id])

    @Slot(int)
    def print_letter(self, reminder_id: int) -> None:
        """Print the letter of a reminder."""
        self._print([reminder_id], "reminder")

    @Slot(object)
    def print_documents(self, ids: Sequence[int], kind: str = "invoice") -> None:
        """Print final documents, in this order."""
        self._print(ids, kind)

    def _print(self, ids: Sequence[int], kind: str) -> None:
        from mcsys_desktop.services import printing, reminders  # when somebody prints
        from mcsys_desktop.services.printing import Choice
        from mcsys_desktop.ui.printing import PrintDialog

        if not ids or self.dialog is not None:
            return
        screens = self._screens
        choice = Choice.read(screens.settings.printing.get(kind, ""))
        service = reminders.print_letters if kind == "reminder" else printing.print_documents
        self.dialog = PrintDialog(screens.work, ids, choice, screens.window, service=service)
        self.dialog.chosen.connect(lambda chosen: self._remember(kind, chosen))
        self.dialog.printed.connect(self._on_printed)
        self.dialog.finished.connect(self._on_finished)
        self.dialog.open()

    def _remember(self, kind: str, choice: "Choice") -> None:
        screens = self._screens
        screens.keep.emit("printing", screens.settings.printing | {kind: choice.written()})

    def _on_printed(self, sent: "Sent") -> None:
        if sent.documents:
            said = ngettext(
                "{count} document was sent to the printer.",
                "{count} documents were sent to the printer.",
                sent.documents,
            )
            self._screens.work.notices.add(said.format(count=sent.documents))

    @Slot()
    def _on_finished(self) -> None:
        self.dialog = None
