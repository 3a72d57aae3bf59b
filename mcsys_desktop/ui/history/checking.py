"""The button that goes through the whole log, and what it found."""

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core.i18n import _, ngettext
from mcsys_desktop.services import history
from mcsys_desktop.ui.announcing import announce
from mcsys_desktop.ui.layouts import column, row
from mcsys_desktop.ui.widgets import Button, label
from mcsys_desktop.ui.work import Work

SHOWN_AT_MOST = 5


class _Told(QObject):
    """Carries how far a worker is to the thread that paints."""

    progress = Signal(int, int)


class Checking(QWidget):
    """The button "Check the log", with a line that says how far it is and what came out."""

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self._told = _Told(self)
        self._told.progress.connect(self._on_progress, Qt.ConnectionType.QueuedConnection)
        self.button = Button(_("Check the log"), "shield-check")
        self.said = label("", "small", wrap=True)
        self.said.hide()
        self.setLayout(column(row(self.button, None), self.said, gap=4))
        self.button.clicked.connect(self.check)

    @Slot()
    def check(self) -> None:
        """Go through it on a worker."""
        if not self.button.isEnabled():
            return
        self.button.setEnabled(False)
        self._say(_("The log is being checked."), "text2")
        told = self._told
        self._work.run(self, _check, told, then=self._on_checked, failed=self._on_failed)

    @Slot(int, int)
    def _on_progress(self, seen: int, of: int) -> None:
        if not self.button.isEnabled():
            self._say(_("{seen} of {count} entries.").format(seen=seen, count=of), "text2")

    def _on_checked(self, found: tuple[list[history.Flaw], int]) -> None:
        flaws, count = found
        self.button.setEnabled(True)
        if not flaws:
            sentence = ngettext(
                "The log is whole: {count} entry, each as it was written.",
                "The log is whole: {count} entries, each as it was written.",
                count,
            )
            self._say(sentence.format(count=count), "ok", aloud=True)
            return
        lines = [
            _("Entry {number}: {sentence}").format(number=flaw.seq, sentence=flaw.sentence)
            for flaw in flaws[:SHOWN_AT_MOST]
        ]
        if len(flaws) > SHOWN_AT_MOST:
            more = len(flaws) - SHOWN_AT_MOST
            lines.append(
                ngettext("and {count} place more", "and {count} places more", more).format(
                    count=more
                )
            )
        head = _("The log was changed. Ask whoever looks after the office, and keep a backup.")
        self._say("\n".join([head, *lines]), "bad", aloud=True)

    def _on_failed(self, error: Exception) -> None:
        self.button.setEnabled(True)
        self.said.hide()
        self._work.failed.emit(self, error)

    def _say(self, sentence: str, ink: str, *, aloud: bool = False) -> None:
        self.said.set_ink(ink)
        self.said.setText(sentence)
        self.said.show()
        if aloud:
            announce(self, sentence)


def _check(told: _Told) -> tuple[list[history.Flaw], int]:
    flaws = history.verify(progress=told.progress.emit)
    return flaws, history.last_link().seq
