"""All tags of the office: renamed, coloured and removed, each in its own line."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core.i18n import _, ngettext
from mcsys_desktop.services.tags import Colour, TagLine
from mcsys_desktop.ui import layouts, widgets
from mcsys_desktop.ui.scrolling import ScrollPage
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.tags import words


class _TagRow(QWidget):
    """One tag: what it is called, its colour, and how many bear it."""

    changed = Signal(object, str, object)  # the TagLine, its name and Colour from now on
    remove_wanted = Signal(object)

    def __init__(self, tag: TagLine, count: int) -> None:
        super().__init__()
        self.tag = tag
        self.chip = widgets.Chip(tag.name, tag.colour.value)
        self.name = widgets.LineField(
            tag.name, name=_("Name of the tag {name}").format(name=tag.name)
        )
        self.colour = widgets.ChoiceField(
            words.colours().items(), name=_("Colour of the tag {name}").format(name=tag.name)
        )
        self.colour.choose(tag.colour)
        said = ngettext("{count} customer", "{count} customers", count).format(count=count)
        self.remove = widgets.Button(
            "", icon="x", kind="ghost", name=_("Remove the tag {name}").format(name=tag.name)
        )
        self.remove.clicked.connect(lambda: self.remove_wanted.emit(self.tag))
        self.error = widgets.label("", "small", ink="bad", wrap=True)
        self.error.hide()
        self.name.editingFinished.connect(self._tell)
        self.colour.activated.connect(self._tell)
        line = layouts.row(gap=12)
        line.addWidget(self.name, 3)
        line.addWidget(self.colour, 2)
        counted = widgets.label(said, "small", figures=True)
        counted.setMinimumWidth(style().px(80))
        line.addWidget(counted, 1)
        shown = QWidget()
        shown.setLayout(layouts.row(self.chip, None))
        line.addWidget(shown, 2)
        line.addWidget(self.remove)
        self.setLayout(layouts.column(line, self.error, gap=4))

    def complain(self, sentence: str) -> None:
        """Say why it was not changed; what was typed stays."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        self.name.set_wrong(bool(sentence))

    def _tell(self) -> None:
        name, colour = self.name.text().strip(), Colour(str(self.colour.value()))
        if (name, colour) != (self.tag.name, self.tag.colour):
            self.changed.emit(self.tag, name, colour)
        else:
            self.complain("")


class AllTags(widgets.Pane):
    """`left` goes back; the others ask for what their names say."""

    left = Signal()
    change_wanted = Signal(object, str, object)
    remove_wanted = Signal(object)
    make_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__("bg")
        self.rows: list[_TagRow] = []
        self.new = widgets.LineField(name=_("Name of a new tag"), placeholder=_("New tag"))
        self.make = widgets.Button(_("Make"), icon="plus")
        self.make.clicked.connect(self._make)
        self.new.returnPressed.connect(self._make)
        self.back = widgets.Button(_("Back"), key="Esc")
        self.back.clicked.connect(self.left)
        self.error = widgets.label("", "small", ink="bad", wrap=True)
        self.error.hide()
        self.nothing = widgets.label(_("There are no tags yet."), "meta", wrap=True)
        self._lines = layouts.column(gap=8)
        head = layouts.row(widgets.label(_("Tags"), "title"), None, self.back)
        about = _("Tags group customers in the words of your office: a contract, a route.")
        making = layouts.row(gap=8)
        making.addWidget(self.new, 1)
        making.addWidget(self.make)
        body = layouts.column(
            making, self.error, self.nothing, self._lines, gap=12, margins=(16, 16, 16, 16)
        )
        page = layouts.column(
            head,
            widgets.label(about, "meta", wrap=True),
            widgets.Card(body),
            None,
            gap=12,
            margins=(24, 20, 24, 16),
        )
        self.setLayout(layouts.column(ScrollPage(page), gap=0))
        self.setAccessibleName(_("Tags"))

    def show_tags(self, tags: Sequence[TagLine], counts: Mapping[int, int]) -> None:
        """Show these. A line that somebody types in, and whose tag is as it was, stays."""
        known = {row.tag: row for row in self.rows}
        self.nothing.setVisible(not tags)
        for row in self.rows:
            self._lines.removeWidget(row)
        self.rows = []
        for tag in tags:
            row = known.pop(tag) if tag in known else self._row(tag, counts.get(tag.id, 0))
            self.rows.append(row)
            self._lines.addWidget(row)
        for row in known.values():
            row.hide()
            row.deleteLater()

    def complain(self, sentence: str, tag: TagLine | None = None) -> None:
        """Say why something did not work, at the line that it is about."""
        row = next((each for each in self.rows if each.tag == tag), None)
        if row is not None:
            row.complain(sentence)
        else:
            self.error.setText(sentence)
            self.error.setVisible(bool(sentence))

    def made(self) -> None:
        """The new tag is there: the next one may be typed."""
        self.new.clear()
        self.complain("")

    def _row(self, tag: TagLine, count: int) -> _TagRow:
        row = _TagRow(tag, count)
        row.changed.connect(self.change_wanted)
        row.remove_wanted.connect(self.remove_wanted)
        return row

    def _make(self) -> None:
        if self.new.text().strip():
            self.make_wanted.emit(self.new.text())

    # Qt's own names from here.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            event.accept()
            return
        super().keyPressEvent(event)
