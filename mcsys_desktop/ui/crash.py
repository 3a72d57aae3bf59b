"""When the program itself fails: say so, say what is safe, offer a report, and go on.

Three layers. Before Qt runs, the command line prints a sentence and writes the log. From then on
every error that nobody caught arrives here, from any thread. And what kills the interpreter is
written down by faulthandler, and told at the next start.
"""

import logging
import sys
import threading
from types import ModuleType, TracebackType
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _

log = logging.getLogger(__name__)
MOST_OPEN = 1  # an error in a paint event would otherwise open windows without end


class CrashDialog(QDialog):
    """What happened, what is safe, and a report that holds no personal data."""

    def __init__(
        self, happened: str, safe: str, report: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Something went wrong"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._report = report
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        for text in (happened, safe):
            label = QLabel(text, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
            label.setMinimumWidth(460)
            layout.addWidget(label)
        shown = QPlainTextEdit(report, readOnly=True)
        shown.setAccessibleName(_("Report"))
        shown.setMinimumHeight(180)
        layout.addWidget(shown)
        buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        copy = buttons.addButton(_("Copy report"), role.ActionRole)
        leave = buttons.addButton(_("Close the program"), role.DestructiveRole)
        go_on = buttons.addButton(_("Go on"), role.AcceptRole)
        go_on.setDefault(True)
        layout.addWidget(buttons)
        copy.clicked.connect(self.copy)
        leave.clicked.connect(self._leave)
        go_on.clicked.connect(self.accept)

    @Slot()
    def copy(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self._report)

    @Slot()
    def _leave(self) -> None:
        self.accept()
        application = QApplication.instance()
        if application is not None:
            application.quit()


class CrashHandler(QObject):
    """Takes what nobody caught, on any thread, and shows it on the UI thread.

    ``told`` carries the sentence of a UserError that nobody caught: that is not a crash.
    """

    told = Signal(str)
    _caught = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open: list[CrashDialog] = []
        self._before: tuple[Any, Any, Any] | None = None
        self._caught.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take errors from now on."""
        self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        sys.excepthook = self._from_here
        threading.excepthook = self._from_thread
        sys.unraisablehook = self._from_nowhere

    def remove(self) -> None:
        """Leave errors to whoever took them before."""
        if self._before is not None:
            sys.excepthook, threading.excepthook, sys.unraisablehook = self._before
            self._before = None

    def catch(self, error: BaseException) -> None:
        """Log ``error`` and show it; from any thread."""
        if isinstance(error, KeyboardInterrupt | SystemExit):
            application = QApplication.instance()
            if application is not None:
                application.quit()
            return
        if not isinstance(error, UserError):
            log.error("not caught: %s", _logs().trace(error))
        self._caught.emit(error)

    def show_fault(self, fault: str, parent: QWidget | None = None) -> CrashDialog:
        """Tell that the program was ended by a fault the last time."""
        from mcsys_desktop.core import faults, reports  # not before the first frame

        log.error("ended by a fault the last time:\n%s", faults.told(fault))
        return self._open_dialog(
            _("The program stopped by itself the last time."),
            _("What you had saved is safe. You can send the report below to whoever helps you."),
            reports.fault_report(fault),
            parent,
        )

    @Slot(object)
    def _show(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            self.told.emit(str(error))
            return
        if len(self._open) >= MOST_OPEN:
            return  # the log has it
        from mcsys_desktop.core import reports  # not before the first frame

        self._open_dialog(
            _("The program made a mistake. The last thing you did may not have been done."),
            _("What was saved before is safe, and what you are typing stays. You can go on."),
            reports.report(error),
            QApplication.activeWindow(),
        )

    def _open_dialog(
        self, happened: str, safe: str, report: str, parent: QWidget | None
    ) -> CrashDialog:
        dialog = CrashDialog(happened, safe, report, parent)
        self._open.append(dialog)
        dialog.finished.connect(self._forget)
        dialog.show()  # never modal: a caller must still be seen behind it
        return dialog

    @Slot()
    def _forget(self) -> None:
        sender = self.sender()
        self._open = [dialog for dialog in self._open if dialog is not sender]

    def _from_here(
        self, kind: type[BaseException], error: BaseException, where: TracebackType | None
    ) -> None:
        self.catch(error)

    def _from_thread(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            self.catch(caught.exc_value)

    def _from_nowhere(self, caught: "sys.UnraisableHookArgs") -> None:
        # Raised where nobody could catch it, as in a finaliser: nothing was broken off by it.
        if caught.exc_value is not None:
            log.error("could not be raised: %s", _logs().trace(caught.exc_value))


def _logs() -> ModuleType:
    from mcsys_desktop.core import logs  # not before the first frame

    return logs
