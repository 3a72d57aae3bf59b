"""The sheet of keys: what F1 shows. It lists every key that is declared, by where it works."""

from pathlib import Path

from PySide6.QtCore import QSize, QStandardPaths, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from mcsys_desktop.core import text as texts
from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui import painting, shortcuts
from mcsys_desktop.ui.buttons import Button
from mcsys_desktop.ui.labels import Label, Pane
from mcsys_desktop.ui.layouts import column, row
from mcsys_desktop.ui.search_field import SearchField
from mcsys_desktop.ui.shortcuts import Action, Context
from mcsys_desktop.ui.style import style

_MANY = 3  # more keys than this are said by the first and the last
_LEFT = (Context.EVERYWHERE,)  # the rest stands at the right, so that a low screen holds it all
_HIGHEST = 540  # pixels of the list; what does not fit is scrolled


class KeyCap(QWidget):
    """A key as it looks on a button."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key
        self.setAccessibleName(key)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def restyle(self) -> None:
        """Take the present text size."""
        self.updateGeometry()

    # Qt's own names from here.

    def sizeHint(self) -> QSize:
        return QSize(painting.key_width(self.key), style().px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painting.draw_key(painter, self.width(), self.height() // 2, self.key)
        painter.end()


class _Line(QWidget):
    """What one action does, and its keys."""

    def __init__(self, action: Action) -> None:
        super().__init__()
        self.words = _(action.text)
        keys = list(dict.fromkeys(shortcuts.spelled(key) for key in action.keys))
        self.keys = keys
        self._folded = texts.fold(" ".join((self.words, *keys)))
        layout = row(Label(self.words), None, *_caps(keys), gap=4)
        layout.insertSpacing(1, 12)
        self.setLayout(layout)

    def answers(self, wanted: list[str]) -> bool:
        """Whether each of the words that are looked for is in it."""
        return all(each in self._folded for each in wanted)


class KeySheet(QDialog):
    """Every key, by where it works, with a field to look one up in and a way onto paper."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setWindowTitle(_("Keys"))
        self.lines: list[_Line] = []
        self._groups: list[tuple[Label, list[_Line]]] = []
        self.search = SearchField(_("Search in the keys"))
        self.search.setMinimumWidth(style().px(280))
        self.nothing = Label(_("No key does that."), ink="text2")
        body = Pane("bg")
        body.setLayout(column(self.nothing, self._both(), None, gap=0, margins=(24, 4, 24, 12)))
        self.nothing.hide()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(body)
        wanted = body.sizeHint()
        scroll.setMinimumWidth(wanted.width() + 20)
        scroll.setMinimumHeight(min(wanted.height(), _HIGHEST))
        self.paper = Button(_("Save as PDF"), "printer")
        done = Button(_("Close"), kind="primary", key="Esc")
        self.paper.setAutoDefault(False)
        self.paper.clicked.connect(self._ask_where)
        done.clicked.connect(self.accept)
        self.setLayout(
            column(
                row(Label(_("Keys"), "section"), None, self.search, margins=(24, 16, 24, 0)),
                scroll,
                row(self.paper, None, done, margins=(24, 0, 24, 16)),
                gap=12,
            )
        )
        self.search.textChanged.connect(self._show)
        self.search.setFocus()

    def save_to(self, file: Path) -> None:
        """Write the sheet as a PDF. Raises OSError."""
        from mcsys_desktop.services import key_sheets

        groups = [
            (heading.text(), [(line.words, "   ".join(line.keys)) for line in lines])
            for heading, lines in self._groups
        ]
        file.write_bytes(key_sheets.paper(groups))

    def _both(self) -> QHBoxLayout:
        left, right = QVBoxLayout(), QVBoxLayout()
        everything = shortcuts.ACTIONS.values()
        for context in Context:
            actions = [action for action in everything if action.context is context]
            if not actions:
                continue
            side = left if context in _LEFT else right
            heading = Label(_(context.value), "caption")
            heading.setContentsMargins(0, 12, 0, 6)
            side.addWidget(heading)
            lines = [_Line(action) for action in actions]
            for line in lines:
                side.addWidget(line)
            self.lines += lines
            self._groups.append((heading, lines))
        for side in (left, right):
            side.setSpacing(5)
            side.addStretch(1)
        both = row(left, right, gap=32)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        return both

    @Slot()
    def _show(self) -> None:
        wanted = texts.fold(self.search.text()).split()
        for heading, lines in self._groups:
            found = [line for line in lines if line.answers(wanted)]
            for line in lines:
                line.setVisible(line in found)
            heading.setVisible(bool(found))
        self.nothing.setVisible(not any(line.answers(wanted) for line in self.lines))

    @Slot()
    def _ask_where(self) -> None:
        place = QStandardPaths.StandardLocation.DocumentsLocation
        folder = Path(QStandardPaths.writableLocation(place))
        chosen, _filter = QFileDialog.getSaveFileName(
            self, _("Save as PDF"), str(folder / _("keys.pdf")), _("PDF (*.pdf)")
        )
        if not chosen:
            return
        try:
            self.save_to(Path(chosen))
        except OSError:
            self.paper.set_text(_("It could not be written there."))


def _caps(keys: list[str]) -> list[QWidget]:
    """The keys of an action: each once, of many the first and the last."""
    if len(keys) > _MANY:
        return [KeyCap(keys[0]), Label("–", "small"), KeyCap(keys[-1])]
    return [KeyCap(key) for key in keys]
