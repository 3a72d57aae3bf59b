"""How papers look, on the settings page: the fields, and the page that they lead to."""

from pathlib import Path

from PySide6.QtCore import QSize, QTimer, Slot
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from mcsys_desktop.core.errors import StaleRecord, UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import companies, invoice_settings, looks
from mcsys_desktop.services.invoice_settings import Chosen
from mcsys_desktop.ui import painting
from mcsys_desktop.ui.looks.form import LookForm
from mcsys_desktop.ui.said import SaidLine
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.widgets import Button, Card, Label, column, row
from mcsys_desktop.ui.work import Task, Work

PAUSE_MS = 400  # typing rests so long before the page is drawn again
WIDE = 270  # pixels of the page on the screen
_OURS = (
    *("window", "window_right", "window_down", "letterhead", "accent", "fold_marks", "qr"),
    *("terms_nl", "terms_en", "terms_page"),
)


class SamplePage(QWidget):
    """A page of an invented invoice."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("How an invoice looks"))
        self._image = QImage()
        self.restyle()

    def show_page(self, image: QImage) -> None:
        """Show it in place of the one before."""
        self._image = image
        self.update()

    @property
    def shows(self) -> bool:
        """Whether there is a page."""
        return not self._image.isNull()

    def restyle(self) -> None:
        """Take the present text size."""
        width = style().px(WIDE)
        self.setFixedSize(QSize(width, round(width * 297 / 210)))

    # Qt's own names from here.

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painting.frame(painter, self.rect(), "line", 0, ground="surface")
        if self.shows:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self.rect().adjusted(1, 1, -1, -1), self._image)
        painter.end()


class LookCard(Card):
    """The form with the office behind it, and the page that it leads to."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._task: Task | None = None
        self._stored = Chosen()
        self._dirty = False
        self.form, self.page = LookForm(), SamplePage()
        self.choose = Button(_("Choose a letterhead"))
        self.test = Button(_("Save a test page"), "printer")
        self.save = Button(_("Save"), kind="primary")
        self.said = SaidLine()
        beside = row(self.form, column(self.page, None, gap=0), gap=20)
        beside.setStretch(0, 1)
        super().__init__(
            column(
                Label(_("How papers look"), "row"),
                beside,
                row(self.choose, self.test, None),
                row(self.save, None),
                self.said,
                margins=(16, 12, 16, 16),
                gap=10,
            )
        )
        self._soon = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._soon.timeout.connect(self._draw)
        self.form.edited.connect(self._on_edited)
        self.save.clicked.connect(self._save)
        self.choose.clicked.connect(self._choose)
        self.test.clicked.connect(self._ask_where)

    @Slot()
    def refresh(self) -> None:
        """Ask what is chosen; what is being typed stays."""
        self._work.run(self, invoice_settings.chosen, then=self._show, failed=self._on_failed)

    def take_letterhead(self, file: Path) -> None:
        """Use a file as letterhead."""
        self._work.run(
            self, _keep_letterhead, file, then=lambda _nothing: self._took(), failed=self._on_failed
        )

    def save_test_page(self, file: Path) -> None:
        """Write the page to hold against the envelope."""
        chosen = self._wanted()
        if chosen is not None:
            self._work.run(
                self,
                _test_page,
                chosen,
                file,
                then=lambda name: self.said.say(_("Saved as {file}.").format(file=name)),
                failed=self._on_failed,
            )

    def _show(self, chosen: Chosen) -> None:
        self._stored = chosen
        if not self._dirty:
            self.form.show_chosen(chosen)
            self._draw()

    @Slot()
    def _on_edited(self) -> None:
        self._dirty = True
        self.said.hide()
        self._soon.start()

    def _wanted(self) -> Chosen | None:
        try:
            return self.form.said()
        except UserError:
            return None  # it stands at its field

    @Slot()
    def _draw(self) -> None:
        chosen = self._wanted()
        if chosen is None:
            return
        if self._task is not None:
            self._task.cancel()
        width = round(self.page.width() * self.devicePixelRatioF())
        self._task = self._work.run(
            self, _page, chosen, width, then=self.page.show_page, failed=self._on_failed
        )

    @Slot()
    def _save(self) -> None:
        chosen = self._wanted()
        if chosen is None:
            return
        changes = {
            name: getattr(chosen, name)
            for name in _OURS
            if getattr(chosen, name) != getattr(self._stored, name)
        }
        self._work.run(
            self,
            invoice_settings.choose,
            self._stored.version,
            changes,
            then=self._on_saved,
            failed=self._on_failed,
        )

    def _on_saved(self, chosen: Chosen) -> None:
        self._dirty = False
        self._show(chosen)
        self.said.say(_("Saved."))

    def _took(self) -> None:
        self._dirty = False
        self.refresh()
        self.said.say(_("This letterhead lies below the pages from now on."))

    @Slot()
    def _choose(self) -> None:
        chosen, _filter = QFileDialog.getOpenFileName(
            self,
            _("Choose a letterhead"),
            "",
            _("Letterheads (*.pdf *.png *.jpg *.jpeg)"),
        )
        if chosen:
            self.take_letterhead(Path(chosen))

    @Slot()
    def _ask_where(self) -> None:
        chosen, _filter = QFileDialog.getSaveFileName(
            self, _("Save a test page"), _("test page.pdf"), _("PDF (*.pdf)")
        )
        if chosen:
            self.save_test_page(Path(chosen))

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, StaleRecord):
            self.refresh()  # with the new version below what was typed, the next save is meant
        if isinstance(error, UserError):
            self.said.say(str(error), bad=True)
        else:
            self._work.failed.emit(self, error)


def _look(chosen: Chosen) -> looks.Look:
    return looks.of(chosen, companies.sign().logo, *looks.letterhead())


def _page(chosen: Chosen, width: int) -> QImage:
    """On a worker."""
    drawn = looks.sample_picture(_look(chosen), chosen.terms_nl, width)
    image = QImage(
        drawn.pixels, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGB32
    )
    return image.copy()  # the bytes go


def _test_page(chosen: Chosen, file: Path) -> str:
    """On a worker."""
    try:
        file.write_bytes(looks.envelope(_look(chosen)))
    except OSError as error:
        raise UserError(_("It could not be written there.")) from error
    return file.name


def _keep_letterhead(file: Path) -> None:
    try:
        if file.stat().st_size > looks.MOST_FILE:
            raise UserError(
                _("This file is too large for a letterhead. Take one of at most 20 MB.")
            )
        data = file.read_bytes()
    except OSError as error:
        raise UserError(_("{file} cannot be read.").format(file=file.name)) from error
    looks.keep_letterhead(data)
