"""Two customers side by side, and what is shown once they are one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLayout, QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import customers, merging
from mcsys_desktop.services.merging import Choice
from mcsys_desktop.ui import layouts, widgets
from mcsys_desktop.ui.customers import merge_words, words
from mcsys_desktop.ui.customers.bars import MARGIN
from mcsys_desktop.ui.customers.rows import clear
from mcsys_desktop.ui.scrolling import ScrollPage


class _SideCard(widgets.Card):
    """Who one of the two is, and what becomes of it."""

    def __init__(self) -> None:
        self._avatar = widgets.Avatar(size=40)
        self._name = widgets.label("", "row", wrap=True, selectable=True)
        self._about = widgets.label("", "small", wrap=True, figures=True)
        self._fate = widgets.Chip()
        line = layouts.row(layouts.column(self._avatar, None), gap=12, margins=(12, 12, 12, 12))
        fate = layouts.row(self._fate, None)
        line.addLayout(layouts.column(self._name, self._about, fate, None, gap=4), 1)
        super().__init__(line)

    def show_card(self, card: customers.CustomerCard, *, stays: bool) -> None:
        """Show who it is; ``stays``: the other one is shown as this."""
        self._avatar.show_name(card.name, card.kind is customers.CustomerKind.BUSINESS)
        self._name.setText(card.name)
        number = _("Customer {number}").format(number=card.number)
        city = next((address.city for address in card.addresses if address.city), "")
        archived = _("archived") if card.archived else ""
        self._about.setText(words.joined(number, words.kinds()[card.kind], city, archived))
        said = (_("Stays"), "ok") if stays else (_("Goes into the other"), "neutral")
        self._fate.show_chip(*said)
        self.setAccessibleName(words.joined(card.name, said[0]))


class _FieldRow(QWidget):
    """One field of both. Where both can be had, a button below each chooses."""

    def __init__(self, line: merging.FieldLine, preview: merging.Preview, chosen: Choice) -> None:
        super().__init__()
        self.line, self._chosen = line, chosen
        self._buttons = QButtonGroup(self)
        title = merge_words.fields()[line.field]
        said = [
            (Choice.HEIR, merge_words.value(line, line.heir, preview.heir.card), _("Keep")),
            (Choice.OTHER, merge_words.value(line, line.other, preview.other.card), _("Take over")),
        ]
        self._choices: list[Choice] = []
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.addWidget(widgets.label(title, "small"), 0, 0, 1, 2)
        for column, (choice, value, act) in enumerate(said):
            text = widgets.label(value or "–", wrap=True, selectable=True)
            text.setAccessibleName(f"{title}: {value or '–'}")
            grid.addWidget(text, 1, column)
            grid.setColumnStretch(column, 1)
            if line.is_open:
                below = layouts.row(self._offer(choice, act, title), gap=8)
                if choice is Choice.OTHER and Choice.BOTH in line.choices:
                    below.addWidget(self._offer(Choice.BOTH, _("Both"), title))
                below.addStretch(1)
                grid.addLayout(below, 2, column)
        self.setLayout(grid)

    def _offer(self, choice: Choice, said: str, title: str) -> widgets.Button:
        button = widgets.Button(said, kind="filter")
        button.setAccessibleName(f"{title}: {said}")
        button.setChecked(choice is self._chosen)
        self._buttons.addButton(button, len(self._choices))
        self._choices.append(choice)
        return button

    @property
    def choice(self) -> Choice:
        """What was chosen, or proposed where nobody chose."""
        at = self._buttons.checkedId()
        return self._choices[at] if at >= 0 else self.line.proposed


class MergePreview(ScrollPage):
    """All that is known of two customers. ``choices`` says what somebody made of it."""

    swap_wanted = Signal()

    def __init__(self) -> None:
        self.preview: merging.Preview | None = None
        self._rows: list[_FieldRow] = []
        self._heir, self._other = _SideCard(), _SideCard()
        self.swap = widgets.Button(_("The other way round"), icon="refresh-cw", kind="ghost")
        self._fields = layouts.column(gap=12)
        self._parts = layouts.column(gap=12)
        sides = layouts.row(gap=16)
        sides.addWidget(self._heir, 1)
        sides.addWidget(self._other, 1)
        super().__init__(
            layouts.column(
                sides,
                layouts.row(self.swap, None),
                _card(_("What is shown from then on"), self._fields),
                _card(_("What is shown together"), self._parts),
                None,
                gap=12,
                margins=(MARGIN, 12, MARGIN, 16),
            )
        )
        self.swap.clicked.connect(self.swap_wanted)
        self.setAccessibleName(_("Both customers"))

    def show_preview(self, preview: merging.Preview) -> None:
        """Show these two, with what is proposed; what somebody chose already stays chosen."""
        if preview == self.preview:
            return
        chosen = self._chosen(preview)
        self.preview = preview
        self._heir.show_card(preview.heir.card, stays=True)
        self._other.show_card(preview.other.card, stays=False)
        clear(self._fields)
        self._rows = [
            _FieldRow(line, preview, chosen.get(line.field, line.proposed))
            for line in preview.fields
            if line.is_open or line.field == "name" or line.heir or line.other
        ]
        for row in self._rows:
            self._fields.addWidget(row)
            row.show()  # at once: else the card is empty for a moment
        clear(self._parts)
        theirs = merge_words.parts(preview.other)
        for title, mine in merge_words.parts(preview.heir).items():
            if mine or theirs[title]:
                part = _together(title, mine, theirs[title])
                self._parts.addWidget(part)
                part.show()

    def _chosen(self, preview: merging.Preview) -> dict[str, Choice]:
        """What was chosen of the same two, where they still hold the same."""
        before = self.preview
        if before is None or _ids(before) != _ids(preview):
            self.verticalScrollBar().setValue(0)
            return {}
        same = set(before.fields) & set(preview.fields)
        return {row.line.field: row.choice for row in self._rows if row.line in same}

    def choices(self) -> dict[str, Choice]:
        """What was chosen of the fields where there is something to choose."""
        return {row.line.field: row.choice for row in self._rows if row.line.is_open}


def _ids(preview: merging.Preview) -> tuple[int, int]:
    return preview.heir.card.id, preview.other.card.id


def _together(title: str, mine: list[str], theirs: list[str]) -> QWidget:
    """What both have of one kind, beside each other."""
    part = QWidget()
    columns = layouts.row(gap=16)
    for said in (mine, theirs):
        text = widgets.label("\n".join(said) or "–", wrap=True, selectable=True)
        text.setAccessibleName(f"{title}: {', '.join(said) or '–'}")
        columns.addLayout(layouts.column(text, None, gap=0), 1)
    part.setLayout(layouts.column(widgets.label(title, "small"), columns, gap=4))
    return part


def _card(title: str, body: QLayout) -> widgets.Card:
    heading = widgets.label(title, "row", wrap=True)
    return widgets.Card(layouts.column(heading, body, gap=12, margins=(16, 12, 16, 16)))
