"""Reading a list in, step by step: the file, its columns, what would happen, and the result.

Whoever drops a file on the window and presses Enter three times has read it in.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QStackedWidget, QWidget

from mcsys_desktop.core import whole_files
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import imports
from mcsys_desktop.ui.announcing import announce
from mcsys_desktop.ui.imports import asking, words
from mcsys_desktop.ui.imports.bar import Bar
from mcsys_desktop.ui.imports.bringing import brought, opened, show_again
from mcsys_desktop.ui.imports.columns import Columns
from mcsys_desktop.ui.imports.dropping import DropZone
from mcsys_desktop.ui.imports.trial import Trial
from mcsys_desktop.ui.layouts import column, row
from mcsys_desktop.ui.long_work import LongTask, State
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.widgets import Button, Label, Pane, label
from mcsys_desktop.ui.work import Task, Work
from mcsys_desktop.ui.work_strip import how_far

WIDTH, HEIGHT = 900, 620


class BringIn(QDialog):
    """One file on its way in. Not modal: the telephone goes on meanwhile, and while rows are read
    in it may be put away. ``brought_in`` comes when customers were added or changed; ``afterwards``
    shows them to whoever asks for the result later.
    """

    brought_in = Signal()

    def __init__(
        self,
        work: Work,
        parent: QWidget | None = None,
        afterwards: Callable[[], object] = lambda: None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Read in customers"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._work, self._stopped = work, Event()
        self._task: Task | None = None
        self._long: LongTask | None = None  # while rows are read in
        self._afterwards = afterwards
        self._busy = False
        self._existing = imports.Existing.FILL  # as it was tried out
        self._file = Path()
        self._found = imports.Found()
        self._result: imports.Tried | None = None
        self.title = Label(_("Read in customers"), "title")
        self.ask = label(
            _(
                "Choose a list that another program saved as CSV, or an address book as vCard"
                " (.vcf). You can also drop the file on the window."
            ),
            wrap=True,
        )
        self.columns, self.trial = Columns(), Trial()
        self.told, self.errors = label("", wrap=True), label("", wrap=True)
        self.save = Button(_("Save the errors"), "file-text")
        self.bar = Bar(_("Progress"))
        self.said = label("", "small", wrap=True)
        self.back, self.cancel = Button(_("Back"), kind="link"), Button(_("Cancel"))
        self.next = Button(_("Choose a file"), kind="primary")
        result = QWidget()
        result.setLayout(column(self.told, self.errors, row(self.save, None), None, gap=12))
        start = QWidget()
        start.setLayout(column(self.ask, None))
        self.steps = QStackedWidget()
        for step in (start, self.columns, self.trial, result):
            self.steps.addWidget(step)
        self._lay_out()
        self._zone = DropZone(self)  # it lies on the window that takes files as well
        self._connect()
        self._show(0, _("Choose a file"))

    def read(self, file: Path) -> None:
        """Begin with ``file``."""
        self._file = file
        self.title.setText(file.name)
        self._begin(_("The file is being read."))
        self._task = self._work.run(
            self, opened, file, self._stopped.is_set, then=self._on_read, failed=self._on_failed
        )

    @Slot(Path)
    def take(self, file: Path) -> None:
        """A file was dropped here: another one, while nothing runs and nothing was written."""
        if not self._busy and self.steps.currentIndex() < 3:
            self.read(file)

    def save_errors(self, file: Path) -> bool:
        """Write the rows that stayed behind into ``file``; False where that is not possible."""
        if self._result is None:
            return False
        made = imports.faulty_rows(self._found, self._result.errors())
        try:
            whole_files.write_whole(file, made)
        except OSError:
            self._say(_("The file could not be written there. Choose another place."), bad=True)
            return False
        self._say(_("The errors are in {file}.").format(file=file.name))
        return True

    @Slot()
    def go_on(self) -> None:
        """The button that Enter presses: the next step from here."""
        if self._busy:
            return
        match self.steps.currentIndex():
            case 0:
                self._choose_file()
            case 1:
                self._try_out()
            case 2 if self._to_do():
                self._bring_in()
            case _:
                self.accept()

    @Slot()
    def go_back(self) -> None:
        """To the step before; what was chosen there is still chosen."""
        if self._busy:
            return
        if self.steps.currentIndex() == 2:
            self._show(1, _("Try out"))
        else:
            self.title.setText(_("Read in customers"))
            self._show(0, _("Choose a file"))

    def _try_out(self) -> None:
        self._existing = self.trial.chosen()
        self._begin(_("The rows are being compared with the customers that are here."))
        self._task = self._work.run(
            self,
            imports.try_out,
            self._found,
            self.columns.fields(),
            self._existing,
            self._stopped.is_set,
            then=self._on_tried,
            failed=self._on_failed,
        )

    def _bring_in(self) -> None:
        self._begin(_("The customers are being read in. Go on working meanwhile."))
        self._long = self._work.long.start(
            _("Read in {file}").format(file=self._file.name),
            brought,
            self._found,
            self.columns.fields(),
            self._existing,
            owner=self,
            said=lambda done: words.done(done.counts),
            back=partial(show_again, self, self._afterwards),
            then=self._on_done,
            failed=self._on_failed,
            cancelled=lambda: self._on_failed(imports.Stopped()),
        )
        self._long.changed.connect(self._on_progress)

    def _on_progress(self) -> None:
        if (task := self._long) is None or task.ended:
            return
        self.bar.show_progress(task.done, task.total)
        if task.state is State.WAITING:
            self._say(how_far(task))

    def _on_read(self, opened: tuple[imports.Found, tuple[imports.Field, ...]]) -> None:
        self._found, fields = opened
        self.columns.show_file(self._found, fields)
        self._show(1, _("Try out"))

    def _on_tried(self, tried: imports.Tried) -> None:
        if self.trial.chosen() is not self._existing:  # chosen meanwhile
            self._try_out()
            return
        self._result = tried
        self.trial.show_tried(tried)
        self._show(2, words.to_read_in(tried.counts) if self._to_do() else _("Close"))

    def _on_done(self, done: imports.Tried) -> None:
        self._result = done
        errors = len(done.errors())
        self.told.setText(words.done(done.counts))
        self.errors.setText(words.left(errors) if errors else "")
        for part in (self.errors, self.save):
            part.setVisible(errors > 0)
        self._show(3, _("Close"))
        announce(self, words.done(done.counts))
        self.brought_in.emit()

    def _on_failed(self, error: Exception) -> None:
        at = self.steps.currentIndex()
        self._show(at, self.next.text())
        if isinstance(error, imports.Stopped):
            self._say(_("Stopped. Nothing was written."))
        elif isinstance(error, UserError):
            self._say(str(error), bad=True)
        else:
            self._work.failed.emit(self, error)

    def _to_do(self) -> int:
        if self._result is None:
            return 0
        counts = self._result.counts
        return counts[imports.Outcome.NEW] + counts[imports.Outcome.UPDATE]

    def _begin(self, sentence: str) -> None:
        self._busy = True
        self._stopped.clear()
        self._say(sentence)
        self.bar.show_progress(0, 0)
        self.bar.show()

    def _show(self, step: int, onwards: str) -> None:
        self._busy, self._long = False, None
        self.bar.hide()
        self.said.hide()
        self.steps.setCurrentIndex(step)
        self.next.set_text(onwards)
        self.back.setVisible(step in (1, 2))
        self.cancel.setVisible(step < 3)

    def _say(self, sentence: str, *, bad: bool = False) -> None:
        self.said.set_ink("bad" if bad else "text2")
        self.said.setText(sentence)
        self.said.show()
        announce(self, sentence)

    @Slot()
    def _choose_file(self) -> None:
        if chosen := asking.which_list(self):
            self.read(chosen)

    @Slot()
    def _choose_place(self) -> None:
        if chosen := asking.where_errors_go(self, self._file):
            self.save_errors(chosen)

    def _connect(self) -> None:
        self.next.clicked.connect(self.go_on)
        self._zone.dropped.connect(self.take)
        self.back.clicked.connect(self.go_back)
        self.cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self._choose_place)
        self.trial.existing_changed.connect(lambda: None if self._busy else self._try_out())

    def _lay_out(self) -> None:
        ground = Pane("surface")
        foot = column(
            self.said,
            self.bar,
            row(self.back, None, self.cancel, self.next),
            gap=8,
        )
        body = column(self.title, self.steps, foot, gap=16, margins=(24, 20, 24, 20))
        body.setStretch(1, 1)
        ground.setLayout(body)
        self.setLayout(column(ground, gap=0))
        for button in (self.back, self.cancel, self.save):
            button.setAutoDefault(False)
        self.next.setDefault(True)
        self.next.setFocus()
        room = self.screen().availableGeometry().size()
        width, height = style().px(WIDTH), style().px(HEIGHT)
        self.resize(min(width, room.width() - 40), min(height, room.height() - 80))

    # Qt's own names from here.

    def reject(self) -> None:
        """Esc and Cancel: what runs stops and writes nothing; otherwise it closes."""
        if self._long is not None:
            self._long.cancel()
        elif self._busy:
            self._stopped.set()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._long is not None:
            event.ignore()  # put away while rows are read in; the bell leads back
            self.hide()
        else:
            self._stopped.set()
            super().closeEvent(event)
