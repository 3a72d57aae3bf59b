"""All articles in a list, and the one that is changed beside it."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from mcsys_desktop.core import text
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.money import amounts
from mcsys_desktop.core.money.units import written
from mcsys_desktop.services import articles
from mcsys_desktop.services.articles import Article
from mcsys_desktop.services.invoices import keeping
from mcsys_desktop.ui.articles import words
from mcsys_desktop.ui.articles.form import ArticleForm
from mcsys_desktop.ui.buttons import Button
from mcsys_desktop.ui.choices import Switch
from mcsys_desktop.ui.delegates import TableView
from mcsys_desktop.ui.labels import Pane
from mcsys_desktop.ui.layouts import column, row
from mcsys_desktop.ui.search_field import SearchField
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.tables import RIGHT, Column, Table
from mcsys_desktop.ui.texts import Label
from mcsys_desktop.ui.work import Task, Work

_BOTH = 1120  # pixels that list and form need beside each other


class ArticlesView(QWidget):
    """``left``: back to where somebody came from. ``said`` is a sentence for them."""

    left = Signal()
    said = Signal(str)

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self._task: Task | None = None
        self._all: Sequence[Article] = ()
        self._why = ""
        self.back = Button("", "chevron-left", "ghost", name=_("Back to the invoices"))
        self.search = SearchField(_("Code or description"), name=_("Search in this list"))
        self.archived = Switch(_("In the archive"))
        self.new = Button(_("New article"), "plus", "primary")
        self.nothing = Label(_("No articles here."), "meta")
        self.nothing.setContentsMargins(24, 8, 24, 8)
        self.model = Table(_columns(), parent=self)
        self.view = TableView(name=_("Articles"))
        self.view.setModel(self.model)
        self.form = ArticleForm()
        self.form.hide()
        head = row(
            *(self.back, Label(_("Articles"), "title"), None, self.search, self.archived, self.new),
            margins=(24, 16, 24, 8),
        )
        ground = self._ground = Pane("surface")
        body = column(head, self.nothing, self.view, gap=0)
        body.setStretch(2, 1)
        ground.setLayout(body)
        whole = row(ground, self.form, gap=0)
        whole.setStretch(0, 3)
        whole.setStretch(1, 2)
        self.setLayout(whole)
        self._connect()
        self.restyle()

    def refresh(self) -> None:
        """Fetch what is shown again."""
        if self._task is not None:
            self._task.cancel()
        archived = self.archived.isChecked()
        self._task = self._work.run(self, _listed, archived, then=self._come)
        self._work.run(self, keeping.treatments, then=self.form.offer)

    def start_new(self) -> None:
        """Begin a new article."""
        self.view.clearSelection()
        self.form.show_article(Article(""))
        self.form.show()
        self._make_room()
        self.form.code.setFocus()

    def save(self) -> None:
        """Save what is typed."""
        if not self.form.isHidden() and not self._why:
            self.form.give()

    def set_only_reads(self, why: str) -> None:
        """Let who may only read do nothing else."""
        self._why = why
        self.new.setVisible(not why)
        for button in (self.form.save, self.form.archive):
            button.setDisabled(bool(why))

    def restyle(self) -> None:
        """Take the present text size."""
        header = self.view.horizontalHeader()
        for at, width in enumerate((130, 0, 80, 120, 110, 120)):
            if width:
                header.resizeSection(at, style().px(width))
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.form.setMinimumWidth(style().px(340))

    def _come(self, found: Sequence[Article]) -> None:
        self._all = found
        self._narrow()

    def _narrow(self) -> None:
        wanted = text.fold(self.search.text()).split()
        shown = [one for one in self._all if all(word in _found_by(one) for word in wanted)]
        self.model.show(shown)
        self.nothing.setVisible(not shown)

    def _open(self, index: QModelIndex) -> None:
        found: Article | None = self.model.row(index)
        if found is not None:
            self.form.show_article(found)
            self.form.show()
            self._make_room()
            self.form.nl.setFocus()

    def _save(self, article: Article) -> None:
        self.form.save.setDisabled(True)
        self._work.run(self, articles.save, article, then=self._saved, failed=self._refuse)

    def _saved(self, _id: int) -> None:
        self.form.save.setEnabled(not self._why)
        self.said.emit(_("The article is saved."))
        self._leave()
        self.refresh()

    def _archive(self, article: Article) -> None:
        def job() -> None:
            articles.archive(article.id, article.version, archived=article.archived_at is None)

        self._work.run(self, job, then=lambda _none: self._archived(), failed=self._refuse)

    def _archived(self) -> None:
        self._leave()
        self.refresh()

    def _refuse(self, error: Exception) -> None:
        self.form.save.setEnabled(not self._why)
        if isinstance(error, UserError):
            self.form.say(str(error))
        else:
            self._work.failed.emit(self, error)

    def _leave(self) -> None:
        self.form.hide()
        self._make_room()
        self.view.setFocus()

    def _make_room(self) -> None:
        """Where there is no room for both, the form stands in place of the list."""
        narrow = self.width() < style().px(_BOTH)
        self._ground.setVisible(self.form.isHidden() or not narrow)

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.new.clicked.connect(self.start_new)
        self.search.searched.connect(lambda _text: self._narrow())
        self.search.left.connect(self.view.setFocus)
        self.archived.toggled.connect(lambda _on: self.refresh())
        self.view.activated.connect(self._open)
        self.view.clicked.connect(self._open)
        self.form.save_wanted.connect(self._save)
        self.form.archive_wanted.connect(self._archive)
        self.form.left.connect(self._leave)

    # Qt's own names from here.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()


def _listed(archived: bool) -> list[Article]:
    return articles.listing(archived=archived)


def _found_by(article: Article) -> str:
    return text.fold(" ".join((article.code, *article.descriptions.values())))


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Code"), lambda one: one.code),
        Column(_("Description"), lambda one: one.described("nl")),
        Column(_("Unit"), lambda one: written(one.unit, "nl")),
        Column(_("Price"), lambda one: amounts.price(one.price), RIGHT),
        Column(_("VAT"), lambda one: words.treatment(one.treatment), RIGHT),
        Column(
            _("Cost price"),
            lambda one: "" if one.cost is None else amounts.price(one.cost),
            RIGHT,
        ),
    )
