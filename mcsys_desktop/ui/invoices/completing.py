"""Articles below the field while a description is typed: chosen with the arrows and Enter."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QStringListModel, Qt, QTimer, Signal
from PySide6.QtWidgets import QCompleter, QListView

from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.money import amounts
from mcsys_desktop.services import articles
from mcsys_desktop.services.articles import Article, Price
from mcsys_desktop.ui.fields import LineField
from mcsys_desktop.ui.work import Task, Work

_PAUSE = 80  # ms: shorter than the gap between two words
Asked = Callable[[], tuple[int | None, Any, str]]  # the customer, the mode, the language
Found = list[tuple[Article, Price]]


class Completing(QObject):
    """Offers articles in a field. ``chosen`` carries one and its price for this customer."""

    chosen = Signal(object)

    def __init__(self, field: LineField, work: Work, asked: Asked) -> None:
        super().__init__(field)
        self._field, self._work, self._asked = field, work, asked
        self._task: Task | None = None
        self.found: Found = []
        self._words = QStringListModel(self)
        completer = QCompleter(self._words, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setWidget(field)
        self._popup = QListView()
        self._popup.setAccessibleName(_("Articles"))
        self._popup.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._popup.setSpacing(4)
        completer.setPopup(self._popup)
        completer.activated[QModelIndex].connect(self._on_chosen)  # type: ignore[index]
        self.completer = completer
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._ask)
        field.textEdited.connect(lambda _text: self._pause.start())

    def _ask(self) -> None:
        if self._task is not None:
            self._task.cancel()
        typed = self._field.text().strip()
        if not typed:
            self._popup.hide()
            return
        customer_id, mode, language = self._asked()

        def come(found: Found) -> None:
            self._show(found, language)

        self._task = self._work.run(self, _find, typed, customer_id, mode, then=come)

    def _show(self, found: Found, language: str) -> None:
        self.found = found
        self._words.setStringList([_said(*one, language) for one in found])
        if found and self._field.hasFocus():
            self.completer.complete()
        else:
            self._popup.hide()

    def _on_chosen(self, index: QModelIndex) -> None:
        if index.row() < len(self.found):
            self.chosen.emit(self.found[index.row()])


def _find(typed: str, customer_id: int | None, mode: Any) -> Found:
    """Articles for what was typed, each with what this customer pays; runs on a worker."""
    return [(one, articles.price_for(one, customer_id, mode)) for one in articles.find(typed)]


def _said(article: Article, price: Price, language: str) -> str:
    return " · ".join((article.code, article.described(language), amounts.price(price.price)))
