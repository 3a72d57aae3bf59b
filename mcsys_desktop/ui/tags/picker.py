"""The window to put tags on a customer: type to find one, Enter puts it on or takes it off."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core import text
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services.tags import TagLine
from mcsys_desktop.ui import layouts, widgets
from mcsys_desktop.ui.delegates import List, RowLook
from mcsys_desktop.ui.popup import Popup
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.tables import Column, Table

_SHOWN = 7  # rows


@dataclass(frozen=True, slots=True)
class _Row:
    """A tag to choose, or the offer to make one of what was typed (id 0)."""

    id: int
    name: str
    colour: str
    worn: bool


class TagPicker(Popup):
    """`put` and `taken` carry a tag's id, `made` the name of a new one. Esc closes it."""

    put = Signal(int)
    taken = Signal(int)
    made = Signal(str)
    manage_wanted = Signal()

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner, kept=True)
        self._tags: tuple[TagLine, ...] = ()
        self._worn: set[int] = set()
        self.setAccessibleName(_("Tags of this customer"))
        self.field = widgets.SearchField(_("Find or make a tag"))
        self.model = Table([Column(_("Tag"), _said)], parent=self)
        self.view = List(_look, name=_("Tags"), small=True)
        self.view.setModel(self.model)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrow keys work from the field
        self.said = widgets.label("", "small", wrap=True, ink="bad")
        self.said.hide()
        self.manage = widgets.Button(_("Manage tags"), kind="link")
        self.setLayout(
            layouts.column(
                self.field,
                self.view,
                self.said,
                layouts.row(self.manage, None),
                gap=8,
                margins=(12, 12, 12, 10),
            )
        )
        self.setFixedWidth(style().px(300))
        self.field.textEdited.connect(lambda _text: self._narrow())
        self.field.searched.connect(lambda _text: self._narrow())
        self.field.stepped.connect(self._step)
        self.field.returnPressed.connect(self._choose)
        self.field.left.connect(self.close)
        self.view.clicked.connect(self._on_clicked)
        self.manage.clicked.connect(self._on_manage)

    def show_tags(self, tags: Sequence[TagLine], worn: Iterable[int]) -> None:
        """Show these to choose from; ``worn`` are the ids of those that are put on."""
        self._tags, self._worn = tuple(tags), set(worn)
        self._narrow()

    def wear(self, worn: Iterable[int]) -> None:
        """Other ones are put on now."""
        self._worn = set(worn)
        self._narrow()

    def complain(self, sentence: str) -> None:
        """Say why it did not work; nothing when there is nothing to say."""
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))
        self.adjustSize()

    def open_below(self, anchor: QWidget) -> None:
        """Open below ``anchor``, inside its screen, with the cursor in the field."""
        self.field.clear()
        self.complain("")
        self._narrow()
        row = self.view.sizeHintForRow(0) if self.model.rows else style().px(44)
        self.view.setFixedHeight(_SHOWN * max(row, 1) + 2)
        self.adjustSize()
        self.hang(anchor)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _narrow(self) -> None:
        wanted = text.fold(self.field.text())
        kept = self.view.currentIndex()
        current = self.model.row(kept).id if kept.isValid() else 0
        rows = [
            _Row(tag.id, tag.name, tag.colour.value, tag.id in self._worn)
            for tag in self._tags
            if wanted in text.fold(tag.name)
        ]
        typed = text.clean(self.field.text())
        if wanted and wanted not in (text.fold(tag.name) for tag in self._tags):
            rows.append(_Row(0, typed, "grey", worn=False))
        self.model.show(rows)
        found = self.model.find(current)
        if rows:
            self.view.setCurrentIndex(found if found.isValid() else self.model.index(0, 0))

    def _step(self, by: int) -> None:
        at = self.view.currentIndex().row() + by
        if 0 <= at < len(self.model.rows):
            self.view.setCurrentIndex(self.model.index(at, 0))

    def _on_clicked(self, index: QModelIndex) -> None:
        self.view.setCurrentIndex(index)
        self._choose()

    def _choose(self) -> None:
        row = self.model.row(self.view.currentIndex())
        if row is None:
            return
        self.complain("")
        if row.id == 0:
            self.made.emit(row.name)
        elif row.worn:
            self.taken.emit(row.id)
        else:
            self.put.emit(row.id)
        self.field.selectAll()

    def _on_manage(self) -> None:
        self.close()
        self.manage_wanted.emit()


def _said(row: _Row) -> str:
    if row.id == 0:
        return _("Make the tag “{name}”").format(name=row.name)
    return _("{name}, put on").format(name=row.name) if row.worn else row.name


def _look(row: _Row) -> RowLook:
    if row.id == 0:
        return RowLook(_said(row), icon="plus", tone="accent")
    icon = "check" if row.worn else "tag"
    return RowLook(row.name, icon=icon, tone=row.colour)
