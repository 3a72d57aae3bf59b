"""Our own company: the fields that say who we are, and the card on the settings page."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QGridLayout, QWidget

from mcsys_desktop.core import bank_accounts
from mcsys_desktop.core.errors import StaleRecord, UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import companies
from mcsys_desktop.services.companies import Company, Sign
from mcsys_desktop.ui import logos, painting, tokens
from mcsys_desktop.ui.said import SaidLine
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.widgets import Button, Card, Label, Labelled, LineField, column, label, row
from mcsys_desktop.ui.work import Work

_CHECKED = ("kvk_number", "vat_number", "iban")


class LogoView(QWidget):
    """The logo as it is kept, or an empty place for one."""

    def __init__(self) -> None:
        super().__init__()
        self._image: QImage | None = None
        self.setAccessibleName(_("Logo"))
        self.restyle()

    def show_logo(self, png: bytes) -> None:
        """Show another one."""
        self._image = logos.shown(png)
        self.update()

    def restyle(self) -> None:
        """Take the present text size."""
        self.setFixedSize(QSize(style().px(120), style().px(56)))

    # Qt's own names from here.

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painting.frame(painter, self.rect(), "line2", tokens.RADIUS, ground="surface")
        room = self.rect().adjusted(6, 6, -6, -6)
        if self._image is None:
            painting.write(painter, room, _("No logo"), "small", "text3", painting.CENTER)
        else:
            painting.draw_picture(painter, room, self._image)
        painter.end()


class CompanyForm(QWidget):
    """The fields of a company. ``edited`` comes at every key; `said` is what they say now."""

    edited = Signal()
    logo_chosen = Signal(str)  # a file
    logo_dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._version = 0
        self._touched: set[str] = set()
        self.fields: dict[str, Labelled] = {}
        self._lines: dict[str, LineField] = {}
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        for place, (name, words) in enumerate(_words()):
            field = LineField()
            field.textEdited.connect(lambda _text, name=name: self._on_edited(name))
            field.editingFinished.connect(lambda name=name: self._tidy(name))
            self._lines[name] = field
            self.fields[name] = Labelled(words, field)
            grid.addWidget(self.fields[name], place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
        for side in (0, 1):
            grid.setColumnStretch(side, 1)
        self.logo = LogoView()
        self.choose = Button(_("Choose a logo"))
        self.drop = Button(_("Take the logo away"), kind="link")
        self.logo_said = label("", "small", ink="bad", wrap=True)
        self.logo_said.hide()
        self.drop.hide()
        self.choose.clicked.connect(self._choose)
        self.drop.clicked.connect(self.logo_dropped)
        buttons = column(row(self.choose, self.drop, None), self.logo_said, gap=4)
        self.setLayout(column(grid, row(self.logo, buttons, gap=12), gap=12))

    def first_line(self) -> LineField:
        """Where typing begins."""
        return self._lines["name"]

    def line(self, name: str) -> LineField:
        """The field for ``name``."""
        return self._lines[name]

    @property
    def is_dirty(self) -> bool:
        """Whether something was typed that is not stored."""
        return bool(self._touched)

    def show_company(self, company: Company, *, again: bool = False) -> None:
        """Show what is stored; ``again``: what was typed since stays, over the new version."""
        self._version = company.version
        if not again:
            self._touched.clear()
        for name, line in self._lines.items():
            if name not in self._touched:
                stored = str(getattr(company, name))
                line.setText(bank_accounts.shown(stored) if name == "iban" else stored)
                self._doubt(name)

    def show_logo(self, png: bytes) -> None:
        """Show the logo that is kept."""
        self.logo.show_logo(png)
        self.drop.setVisible(bool(png))
        self.say_of_logo("")

    def say_of_logo(self, sentence: str) -> None:
        """Say why a picture will not do."""
        self.logo_said.setText(sentence)
        self.logo_said.setVisible(bool(sentence))

    def said(self) -> Company:
        """What the fields say, over the version that was shown."""
        texts = {name: line.text() for name, line in self._lines.items()}
        return Company(**texts, version=self._version)

    def typed(self) -> dict[str, str]:
        """What was typed and is not stored."""
        return {name: self._lines[name].text() for name in sorted(self._touched)}

    def take_up(self, typed: dict[str, str]) -> None:
        """Go on with what was typed before the program ended."""
        for name, text in typed.items():
            if name in self._lines:
                self._lines[name].setText(text)
                self._touched.add(name)
                self._doubt(name)

    def _on_edited(self, name: str) -> None:
        self._touched.add(name)
        self.fields[name].show_error("")
        self.edited.emit()

    def _tidy(self, name: str) -> None:
        """Somebody left the field: one form, and a word when it cannot be right."""
        line = self._lines[name]
        if name in _CHECKED and name in self._touched:
            tidied = companies.tidy(name, line.text())
            shown = bank_accounts.shown(tidied) if name == "iban" else tidied
            if shown != line.text():
                line.setText(shown)
        self._doubt(name)

    def _doubt(self, name: str) -> None:
        if name in _CHECKED:
            told = companies.doubts({name: self._lines[name].text()})
            self.fields[name].show_doubt(told.get(name, ""))

    @Slot()
    def _choose(self) -> None:
        chosen, _filter = QFileDialog.getOpenFileName(
            self, _("Choose a logo"), "", _("Pictures (*.png *.jpg *.jpeg)")
        )
        if chosen:
            self.logo_chosen.emit(chosen)


class CompanyKeeper(QWidget):
    """The form with the office behind it: fetches, saves, and keeps the logo.

    ``saved`` comes when the company is stored, ``refused`` with the sentence that says why not.
    """

    saved = Signal()
    refused = Signal(str)

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self.form = CompanyForm()
        self.form.logo_chosen.connect(lambda file: self.take_logo(Path(file)))
        self.form.logo_dropped.connect(lambda: self._keep_logo(b""))
        self.setLayout(column(self.form, gap=0))

    @Slot()
    def refresh(self) -> None:
        """Ask who we are; what is being typed stays."""
        self._work.run(self, _fetched, then=self._show, failed=self._on_failed)

    def save(self) -> None:
        """Store what the fields say."""
        self._work.run(
            self, companies.save, self.form.said(), then=self._on_saved, failed=self._on_failed
        )

    def take_logo(self, file: Path) -> None:
        """Make a logo of ``file`` and keep it."""
        self._work.run(self, logos.read, file, then=self._keep_logo, failed=self._on_wrong_logo)

    def _keep_logo(self, png: bytes) -> None:
        self._work.run(
            self,
            companies.keep_logo,
            png,
            then=lambda _nothing: self.refresh(),
            failed=self._on_wrong_logo,
        )

    def _show(self, found: tuple[Company, Sign]) -> None:
        self.form.show_company(found[0], again=True)
        self.form.show_logo(found[1].logo)

    def _on_saved(self, company: Company) -> None:
        self.form.show_company(company)
        self.saved.emit()

    def _on_wrong_logo(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.form.say_of_logo(str(error))
        else:
            self._work.failed.emit(self, error)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, StaleRecord):
            self.refresh()  # with the new version below what was typed, the next save is meant
        if isinstance(error, UserError):
            self.refused.emit(str(error))
        else:
            self._work.failed.emit(self, error)


class CompanyCard(Card):
    """Who we are, on the settings page of an administrator."""

    def __init__(self, work: Work) -> None:
        self.keeper = CompanyKeeper(work)
        self.save = Button(_("Save"), kind="primary")
        self.said = SaidLine()
        super().__init__(
            column(
                Label(_("Company"), "row"),
                self.keeper,
                row(self.save, None),
                self.said,
                margins=(16, 12, 16, 16),
                gap=10,
            )
        )
        self.save.clicked.connect(self.keeper.save)
        self.keeper.saved.connect(lambda: self.said.say(_("Saved.")))
        self.keeper.refused.connect(lambda sentence: self.said.say(sentence, bad=True))
        self.keeper.form.edited.connect(self.said.hide)

    @Slot()
    def refresh(self) -> None:
        """Ask who we are."""
        self.keeper.refresh()


def _fetched() -> tuple[Company, Sign]:
    return companies.company(), companies.sign()


def _words() -> list[tuple[str, str]]:
    """The fields in the order of the screen, two on a line."""
    return [
        ("name", _("Name of the company")),
        ("phone", _("Phone number")),
        ("street", _("Street")),
        ("house_number", _("House number")),
        ("postcode", _("Postcode")),
        ("city", _("City")),
        ("email", _("E-mail address")),
        ("website", _("Website")),
        ("kvk_number", _("KvK number")),
        ("vat_number", _("VAT ID")),
        ("iban", _("IBAN")),
        ("bic", _("BIC")),
    ]
