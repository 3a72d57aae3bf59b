"""Two people, one customer: what it was, what each made of it, and the choice between them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import customers
from mcsys_desktop.ui import layouts, widgets
from mcsys_desktop.ui.announcing import announce
from mcsys_desktop.ui.customers import words
from mcsys_desktop.ui.customers.edits import Difference, Values, by_id
from mcsys_desktop.ui.customers.fields import NoteField
from mcsys_desktop.ui.customers.groups import FieldGroup, FieldRow
from mcsys_desktop.ui.customers.section import Editor, Section

Chosen = Mapping[str, Mapping[tuple[int, str], object]]


@dataclass(frozen=True, slots=True)
class Worded:
    """One difference as people read it."""

    facet: str
    difference: Difference
    title: str
    base: str
    mine: str
    theirs: str
    joins: bool = False  # a note: both can stand below each other


def word(sections: Iterable[Section], fresh: customers.CustomerCard) -> list[Worded]:
    """The differences between what stands in open fields and what is stored now, in words."""
    found = []
    for section in sections:
        if section.base is None:
            continue
        for editor in section.editors:
            differences = editor.differences(section.base, fresh)
            if not differences:
                continue
            row = editor.fields.prototype()
            for difference in differences:
                found.append(_word(editor, row, difference, section.base, fresh))
            if isinstance(editor.fields, FieldGroup):
                row.deleteLater()
    return found


def _word(
    editor: Editor,
    row: FieldRow,
    difference: Difference,
    base: customers.CustomerCard,
    fresh: customers.CustomerCard,
) -> Worded:
    was = by_id(editor.facet.stored(base))[difference.row].values
    title = _row_title(editor, row, was)
    if difference.field:
        field = row.fields[difference.field]
        return Worded(
            editor.facet.key,
            difference,
            words.joined(title, field.title),
            field.worded(difference.base) or "–",
            field.worded(difference.mine) or "–",
            field.worded(difference.theirs) or "–",
            isinstance(field, NoteField),
        )
    now = by_id(editor.facet.stored(fresh)).get(difference.row)
    here = next((each for each in editor.fields.typed() if each.id == difference.row), None)
    return Worded(
        editor.facet.key,
        difference,
        title,
        _whole(row, was),
        _whole(row, here.values) if here else _("Removed"),
        _whole(row, now.values) if now else _("Removed"),
    )


def _row_title(editor: Editor, row: FieldRow, was: Values) -> str:
    if not isinstance(editor.fields, FieldGroup):
        return ""
    name, field = next(iter(row.fields.items()))
    return words.joined(editor.fields.accessibleName(), field.worded(was.get(name, "")))


def _whole(row: FieldRow, values: Values) -> str:
    return words.joined(*(f.worded(values[n]) for n, f in row.fields.items() if values.get(n)))


class _Choice(QWidget):
    """One difference: three texts beside each other, and a button below each that can be had.

    Nothing is chosen beforehand where mail or money goes.
    """

    def __init__(self, worded: Worded, who: str) -> None:
        super().__init__()
        self.worded = worded
        self._values: list[object] = []
        self._buttons = QButtonGroup(self)
        title = widgets.label(worded.title, "row", wrap=True)
        columns = layouts.row(gap=16)
        for about, said in (
            (_("It was"), worded.base),
            (_("You"), worded.mine),
            (who, worded.theirs),
        ):
            text = widgets.label(said, wrap=True, selectable=True)
            text.setAccessibleName(f"{worded.title}, {about}: {said}")
            columns.addLayout(layouts.column(widgets.label(about, "small"), text, None, gap=2), 1)
        choices = layouts.row(gap=8)
        difference = worded.difference
        options = [(_("Keep mine"), difference.mine), (_("Take theirs"), difference.theirs)]
        if worded.joins:
            options.append((_("Both"), f"{difference.mine}\n{difference.theirs}"))
        for said, value in options:
            button = widgets.Button(said, kind="filter")
            button.setAccessibleName(f"{worded.title}: {said}")
            self._buttons.addButton(button, len(self._values))
            self._values.append(value)
            choices.addWidget(button)
        choices.addStretch(1)
        if not difference.guarded:
            self._buttons.button(0).setChecked(True)
        self.setLayout(layouts.column(title, columns, choices, gap=6))

    @property
    def is_made(self) -> bool:
        """Whether somebody chose."""
        return self._buttons.checkedId() >= 0

    def value(self) -> object:
        """What was chosen."""
        return self._values[self._buttons.checkedId()]

    def chain(self) -> list[QWidget]:
        """What Tab goes through; the arrow keys choose."""
        return list(self._buttons.buttons())


class Differences(widgets.Card):
    """All differences of a card. ``settled`` carries what was chosen; ``left`` goes back."""

    settled = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.choices: list[_Choice] = []
        self._title = widgets.label("", "row", wrap=True)
        self._rows = layouts.column(gap=16)
        self._error = widgets.label("", "small", ink="bad", wrap=True)
        self.save = widgets.Button(_("Save this way"), kind="primary", key="Ctrl S")
        self.save.clicked.connect(self.apply)
        self.back = widgets.Button(_("Back to typing"), kind="ghost")
        self.back.clicked.connect(self.left)
        buttons = layouts.row(self._error, gap=8)
        buttons.setStretch(0, 1)
        buttons.addWidget(self.back)
        buttons.addWidget(self.save)
        self.setLayout(
            layouts.column(self._title, self._rows, buttons, gap=12, margins=(16, 12, 16, 16))
        )
        self.setAccessibleName(_("Differences"))
        self.hide()

    def show_these(self, worded: Iterable[Worded], who: str) -> None:
        """Ask about these; ``who`` is the other person."""
        for choice in self.choices:
            self._rows.removeWidget(choice)
            choice.hide()
            choice.deleteLater()
        self.choices = [_Choice(each, who) for each in worded]
        for choice in self.choices:
            self._rows.addWidget(choice)
        said = _(
            "You and {name} changed the same. Choose what stays; the rest is joined by itself."
        )
        self._title.setText(said.format(name=who))
        self._error.setText("")
        self.show()
        self.choices[0].chain()[0].setFocus()
        announce(self, self._title.text())

    def apply(self) -> None:
        """Take what was chosen; says what is still to be chosen."""
        open_ = [choice for choice in self.choices if not choice.is_made]
        if open_:
            sentence = _("Choose for {field} first.").format(field=open_[0].worded.title)
            self._error.setText(sentence)
            announce(self, sentence)
            open_[0].chain()[0].setFocus()
            return
        chosen: dict[str, dict[tuple[int, str], object]] = {}
        for choice in self.choices:
            difference = choice.worded.difference
            of_facet = chosen.setdefault(choice.worded.facet, {})
            of_facet[difference.row, difference.field] = choice.value()
        self.settled.emit(chosen)

    def chain(self) -> list[QWidget]:
        """What Tab goes through, in the order in which it is seen."""
        return [*(one for choice in self.choices for one in choice.chain()), self.back, self.save]
