"""A colleague takes over a locked desk: who it is, and their own password."""

from collections.abc import Mapping

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QPushButton

from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui import painting, tokens
from mcsys_desktop.ui.lock.asking import Asking
from mcsys_desktop.ui.offices.question import secret, wrapped
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.widgets import Button, Label, Labelled, LineField, column, row

TILE = 96
PER_ROW = 4
MOST_TILES = 8  # whoever is not among them types a login
LONGEST_LOGIN = 63  # characters, as PostgreSQL has it


class PersonTile(QPushButton):
    """One colleague, to press."""

    def __init__(self, login: str, name: str) -> None:
        super().__init__()
        self.login, self.name = login, name
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(self.sizeHint())

    # Qt's own names from here.

    def sizeHint(self) -> QSize:
        return QSize(style().px(TILE), style().px(TILE))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, rect = QPainter(self), self.rect()
        on = self.isChecked()
        if on:
            painting.fill(painter, rect, "accent_soft", tokens.RADIUS)
        elif self.underMouse():
            painting.fill(painter, rect, "sunken", tokens.RADIUS)
        if self.hasFocus():
            painting.frame(painter, rect, "accent", tokens.RADIUS, 2)
        size = rect.height() // 2
        circle = QRect((rect.width() - size) // 2, rect.height() // 8, size, size)
        painting.draw_avatar(painter, circle, self.name, False, "surface" if on else "sunken")
        words = QRect(4, circle.bottom() + 4, rect.width() - 8, rect.height() - circle.bottom() - 8)
        painting.write(painter, words, self.name, "small", "text", align=painting.CENTER)
        painter.end()


class TakeOver(Asking):
    """Asks who takes over; ``given`` carries login and password."""

    given = Signal(str, str)
    left = Signal()

    def __init__(self, people: Mapping[str, str], sentence: str) -> None:
        super().__init__()
        self.login = LineField()
        self.login.limit = LONGEST_LOGIN
        self.password = secret()
        self.submit = Button(_("Take over"), kind="primary")
        self.back = Button(_("Back"), kind="link")
        self.tiles = [
            PersonTile(login, name)
            for login, name in sorted(people.items(), key=lambda each: each[1].casefold())
        ][:MOST_TILES]
        self.setLayout(
            column(
                Label(_("Who takes over this desk?"), "title"),
                wrapped(sentence),
                self._grid(),
                Labelled(_("Login"), self.login),
                Labelled(_("Password"), self.password),
                self.error,
                2,
                row(self.back, None, self.submit),
                gap=10,
            )
        )
        self.submit.clicked.connect(self._give)
        self.login.returnPressed.connect(self.password.setFocus)
        self.login.textEdited.connect(self._on_login)
        self.password.returnPressed.connect(self._give)
        self.back.clicked.connect(self.left)

    def focus_first(self) -> None:
        """Put the focus where it begins: on a colleague, or in the field for a login."""
        first = self.tiles[0] if self.tiles else self.login
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, sentence: str) -> None:
        """Say why it did not work; the password is typed anew."""
        super().refuse(sentence)
        self.password.clear()
        if sentence:
            self.password.setFocus()

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(8)
        self._group = QButtonGroup(self)
        for number, tile in enumerate(self.tiles):
            self._group.addButton(tile)
            tile.clicked.connect(self._on_tile)
            grid.addWidget(tile, number // PER_ROW, number % PER_ROW)
        grid.setColumnStretch(PER_ROW, 1)
        return grid

    @Slot()
    def _on_tile(self) -> None:
        tile = self._group.checkedButton()
        if isinstance(tile, PersonTile):
            self.login.setText(tile.login)
            self.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_login(self, typed: str) -> None:
        self._group.setExclusive(False)
        for tile in self.tiles:
            tile.setChecked(tile.login == typed.strip())
        self._group.setExclusive(True)

    @Slot()
    def _give(self) -> None:
        login = self.login.text().strip()
        if not login:
            self.login.setFocus()
        elif not self.password.text():
            self.password.setFocus()
        elif not self.is_waiting:
            self.set_busy(True)
            self.given.emit(login, self.password.text())

    # Qt's own names from here.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
