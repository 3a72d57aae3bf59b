"""The form of one article: what is typed, read the Dutch way, with errors under the field."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.money import amounts
from mcsys_desktop.core.money.totals import PriceMode
from mcsys_desktop.core.money.treatments import Treatment
from mcsys_desktop.services.articles import Article, ArticleKind
from mcsys_desktop.ui.announcing import announce
from mcsys_desktop.ui.articles import words
from mcsys_desktop.ui.buttons import Button
from mcsys_desktop.ui.choices import ChoiceField
from mcsys_desktop.ui.fields import Labelled, LineField
from mcsys_desktop.ui.labels import Pane
from mcsys_desktop.ui.layouts import column, row
from mcsys_desktop.ui.scrolling import ScrollPage
from mcsys_desktop.ui.texts import Label, WrappedLabel


class ArticleForm(Pane):
    """``save_wanted`` carries the Article as typed, ``archive_wanted`` the one that is shown."""

    save_wanted = Signal(object)
    archive_wanted = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__("bg", "left")
        self.article = Article("")
        self.heading = Label("", "section")
        self.code = LineField()
        self.nl, self.en = LineField(), LineField()
        self.kind = ChoiceField(words.kinds())
        self.unit = ChoiceField(words.units())
        self.price, self.cost = LineField(), LineField()
        self.mode = ChoiceField(
            ((PriceMode.EXCL, _("Without VAT")), (PriceMode.INCL, _("VAT included")))
        )
        self.treatment = ChoiceField()
        self.price_row = Labelled(_("Price"), self.price)
        self.cost_row = Labelled(_("Cost price, without VAT"), self.cost)
        self.wrong = WrappedLabel("", "body", ink="bad")
        self.wrong.hide()
        self.save = Button(_("Save"), kind="primary", key="Ctrl S")
        self.archive = Button("")
        self.leave = Button(_("Do not save"), kind="ghost")
        pairs = [
            row(Labelled(_("Sort of article"), self.kind), Labelled(_("Unit"), self.unit), gap=12),
            row(self.price_row, Labelled(_("Prices"), self.mode), gap=12),
            row(Labelled(_("VAT"), self.treatment), self.cost_row, gap=12),
        ]
        for pair in pairs:
            for at in range(2):
                pair.setStretch(at, 1)
                if (item := pair.itemAt(at)) is not None:
                    item.setAlignment(Qt.AlignmentFlag.AlignTop)
        body = column(
            self.heading,
            self.wrong,
            Labelled(_("Code"), self.code),
            Labelled(_("Description"), self.nl),
            Labelled(_("Description in English"), self.en),
            *pairs,
            row(self.save, self.leave, None, self.archive),
            None,
            gap=14,
            margins=(20, 16, 20, 16),
        )
        self.setLayout(column(ScrollPage(body), gap=0, margins=(1, 0, 0, 0)))
        for field in (self.price, self.cost):
            field.textEdited.connect(lambda _text: self._understand())
        for field in (self.code, self.nl, self.en, self.price, self.cost):
            field.returnPressed.connect(self.give)
        self.save.clicked.connect(self.give)
        self.leave.clicked.connect(self.left)
        self.archive.clicked.connect(lambda: self.archive_wanted.emit(self.article))

    def offer(self, treatments: Sequence[Treatment]) -> None:
        """Offer these ways to be taxed."""
        chosen = self.treatment.value() or self.article.treatment
        self.treatment.clear()
        for one in treatments:
            self.treatment.addItem(words.treatment(one), one)
        self.treatment.choose(chosen)

    def show_article(self, article: Article) -> None:
        """Show one to change; one without an id is new."""
        self.article = article
        self.heading.setText(article.described("nl") or article.code or _("New article"))
        self.code.setText(article.code)
        self.nl.setText(article.descriptions.get("nl", ""))
        self.en.setText(article.descriptions.get("en", ""))
        self.kind.choose(article.kind)
        self.unit.choose(article.unit)
        self.price.setText(_typed(article.price) if article.id else "")
        self.cost.setText(_typed(article.cost) if article.cost is not None else "")
        self.mode.choose(article.mode)
        self.treatment.choose(article.treatment)
        away = article.archived_at is not None
        self.archive.set_text(_("Take out of the archive") if away else _("Put in the archive"))
        self.archive.setVisible(bool(article.id))
        self.say("")
        self._understand()

    def say(self, sentence: str) -> None:
        """Say why it was not saved."""
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)

    def give(self) -> None:
        """Hand over what is typed, if it can be understood."""
        if not self._understand():
            return
        texts = {"nl": self.nl.text(), "en": self.en.text()}
        self.save_wanted.emit(
            replace(
                self.article,
                code=self.code.text(),
                descriptions={language: said for language, said in texts.items() if said.strip()},
                kind=ArticleKind(str(self.kind.value())),
                unit=str(self.unit.value() or self.article.unit),
                price=_read(self.price) or 0,
                cost=_read(self.cost),
                mode=PriceMode(str(self.mode.value())),
                treatment=Treatment(str(self.treatment.value() or self.article.treatment)),
            )
        )

    def _understand(self) -> bool:
        """Say below the amounts what is understood of them; whether all of it is."""
        fine = True
        for labelled, field in ((self.price_row, self.price), (self.cost_row, self.cost)):
            try:
                found = _read(field)
                labelled.show_error("")
                labelled.note.setText(amounts.price(found) if found is not None else "")
                labelled.note.setVisible(found is not None)
            except UserError as error:
                labelled.show_error(str(error))
                fine = False
        return fine


def _read(field: LineField) -> int | None:
    """Ten-thousandths of a euro, None for nothing typed. Raises UserError."""
    return amounts.read(field.text(), amounts.PRICE) if field.text().strip() else None


def _typed(price: int) -> str:
    return amounts.number(price, amounts.PRICE, amounts.CENTS)
