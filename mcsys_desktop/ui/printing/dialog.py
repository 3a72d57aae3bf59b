"""The dialog before printing: printer, trays, copies, both sides, letterhead."""

import sys
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QWidget

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _, ngettext
from mcsys_desktop.services import printing
from mcsys_desktop.services.printing import Choice, Printer, Sent
from mcsys_desktop.ui.said import SaidLine
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.widgets import (
    Button,
    ChoiceField,
    Label,
    Labelled,
    Switch,
    column,
    row,
)
from mcsys_desktop.ui.work import Work

WIDTH = 460
MOST_COPIES = 9


class PrintDialog(QDialog):
    """Asks how documents are printed, and prints them on a worker.

    ``chosen`` carries the Choice to remember, ``printed`` what was sent. The dialog stays while
    something is wrong, so that another printer can be chosen; nothing is lost.
    """

    chosen = Signal(object)
    printed = Signal(object)

    def __init__(
        self,
        work: Work,
        ids: Sequence[int],
        choice: Choice,
        parent: QWidget | None = None,
        *,
        service: Callable[..., Sent] | None = None,
    ) -> None:
        super().__init__(parent)
        self._work, self._ids, self._choice = work, list(ids), choice
        self._service = service or printing.print_documents
        self._printers: list[Printer] = []
        count = len(self._ids)
        title = ngettext("Print {count} document", "Print {count} documents", count)
        self.setWindowTitle(_("Print"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.printer = ChoiceField(name=_("Printer"))
        self.first = ChoiceField(name=_("Tray of the first page"))
        self.following = ChoiceField(name=_("Tray of the pages after it"))
        self.copies = ChoiceField(
            [(number, str(number)) for number in range(1, MOST_COPIES + 1)], name=_("Copies")
        )
        self.copies.choose(choice.copies)
        self.two_sided = Switch(_("On both sides"))
        self.two_sided.setChecked(choice.two_sided)
        self.letterhead = Switch(_("Print the letterhead"))
        self.letterhead.setChecked(choice.letterhead)
        self.said = SaidLine("body")
        self.go = Button(_("Print"), "printer", "primary")
        self.cancel = Button(_("Cancel"))
        self._trays = QWidget()
        self._trays.setLayout(
            row(
                Labelled(_("Tray of the first page"), self.first),
                Labelled(_("Tray of the pages after it"), self.following),
                gap=12,
            )
        )
        self._fields = QWidget()
        self._fields.setLayout(
            column(
                Labelled(_("Printer"), self.printer),
                self._trays,
                Labelled(_("Copies"), self.copies),
                self.two_sided,
                self.letterhead,
                gap=12,
            )
        )
        self.setLayout(
            column(
                Label(title.format(count=count), "title"),
                self._fields,
                self.said,
                row(None, self.cancel, self.go),
                margins=(24, 20, 24, 20),
                gap=12,
            )
        )
        self.setMinimumWidth(style().px(WIDTH))
        self.printer.currentIndexChanged.connect(self._on_printer)
        self.go.clicked.connect(self._print)
        self.cancel.clicked.connect(self.reject)
        self.go.setDefault(True)
        self.said.say(_("Looking for printers…"))
        self._may_print(False)
        self._look()

    def choice(self) -> Choice:
        """What the fields say."""
        return Choice(
            printer=str(self.printer.value() or ""),
            first_tray=str(self.first.value() or ""),
            next_tray=str(self.following.value() or ""),
            copies=int(str(self.copies.value() or 1)),
            two_sided=self.two_sided.isChecked() and self.two_sided.isEnabled(),
            letterhead=self.letterhead.isChecked(),
        )

    def _look(self) -> None:
        if sys.platform == "win32":
            from mcsys_desktop.ui.printing import windows  # needs Qt's printing, only there

            self._show(windows.printers())
        else:
            self._work.run(self, printing.printers_here, then=self._show, failed=self._on_failed)

    def _show(self, found: list[Printer]) -> None:
        self._printers = found
        self.printer.blockSignals(True)
        self.printer.clear()
        for printer in found:
            self.printer.addItem(printer.name, printer.name)
        self.printer.choose(self._choice.printer)
        self.printer.blockSignals(False)
        self._on_printer()
        self._may_print(bool(found))
        if not found:
            self.said.say(
                _(
                    "There is no printer on this computer. Add one in the settings of the system,"
                    " or save the PDF instead."
                )
            )
        elif self._choice.printer and self.printer.value() != self._choice.printer:
            self.said.say(
                _("The printer {printer} of last time is no longer there.").format(
                    printer=self._choice.printer
                )
            )
        else:
            self.said.say("")
        self.go.setFocus()

    @Slot()
    def _on_printer(self) -> None:
        chosen = self.printer.value()
        printer = next((each for each in self._printers if each.name == chosen), None)
        trays = printer.trays if printer else ()
        for field, kept in (
            (self.first, self._choice.first_tray),
            (self.following, self._choice.next_tray),
        ):
            field.clear()
            field.addItem(_("As the printer has it"), "")
            for tray in trays:
                field.addItem(tray.label, tray.name)
            field.choose(kept)
        self._trays.setVisible(bool(trays))
        self.two_sided.setEnabled(printer is not None and printer.two_sided)
        self.two_sided.setVisible(printer is not None and printer.two_sided)

    @Slot()
    def _print(self) -> None:
        choice = self.choice()
        self._choice = choice
        self.chosen.emit(choice)
        self._may_print(False)
        self.said.say(_("Printing…"))
        send = printing.to_queue
        if sys.platform == "win32":
            from mcsys_desktop.ui.printing import windows

            send = windows.send
        self._work.run(
            self,
            self._service,
            self._ids,
            choice,
            send,
            then=self._on_sent,
            failed=self._on_failed,
        )

    def _on_sent(self, sent: Sent) -> None:
        self.printed.emit(sent)
        if not sent.refused:
            self.accept()
            return
        self._ids = []
        self.said.say(" ".join(sent.refused[:3]), bad=True)
        self.cancel.set_text(_("Close"))

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self._may_print(bool(self._printers))
            self.said.say(str(error), bad=True)
        else:
            self.reject()
            self._work.failed.emit(self.parent(), error)

    def _may_print(self, may: bool) -> None:
        self._fields.setEnabled(may)
        self.go.setEnabled(may)
