"""How the rows of a search are drawn: under headings, one line each, with why they are there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from mcsys_desktop.ui import painting, tokens
from mcsys_desktop.ui.delegates import Index, List, RowLook
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.tables import ROW, PagedList

ENTER = "↵"
_State = QStyle.StateFlag


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above the rows of one kind."""

    title: str


@dataclass(frozen=True, slots=True)
class Result:
    """Something that was found: where it leads ("customer:12") and how its row looks.

    ``group`` is the heading that it stands under, ``reason`` why it was found, ``key`` the key
    that does the same. What is ``offered`` nobody looked for: it is never chosen by itself.
    """

    target: str
    look: RowLook
    group: str = ""
    reason: str = ""
    key: str = ""
    offered: bool = False

    def spoken(self) -> str:
        """The row in words."""
        parts = (self.look.spoken(), self.reason, self.key)
        return ", ".join(part for part in parts if part)


class ResultRows(PagedList):
    """Results under their headings, which nobody can choose."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(
            lambda _last, _limit, deliver: deliver([]), _title, _spoken, key=_key, parent=parent
        )

    def show_results(self, results: Sequence[Result]) -> None:
        """Show these, with a heading above the first of each group."""
        rows: list[Heading | Result] = []
        group = ""
        for result in results:
            if result.group != group:
                group = result.group
                rows.append(Heading(group))
            rows.append(result)
        self.show(rows)

    @property
    def results(self) -> list[Result]:
        """What can be chosen."""
        return [row for row in self.rows if isinstance(row, Result)]

    @property
    def likeliest(self) -> QModelIndex:
        """Where Enter leads while nobody has chosen: to what was found first, or nowhere."""
        found = (at for at, result in enumerate(self.results) if not result.offered)
        return self.place(next(found, -1))

    def place(self, number: int) -> QModelIndex:
        """Where the result ``number`` (from 0) stands."""
        places = [at for at, row in enumerate(self.rows) if isinstance(row, Result)]
        return self.index(places[number]) if 0 <= number < len(places) else QModelIndex()

    def number(self, index: Index) -> int:
        """Which result stands at ``index``; -1 for a heading or nothing."""
        if not index.isValid() or not isinstance(self.rows[index.row()], Result):
            return -1
        return sum(isinstance(row, Result) for row in self.rows[: index.row()])

    # Qt's own names from here.

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self.rows[index.row()], Heading):
            return Qt.ItemFlag.ItemNeverHasChildren
        return super().flags(index)


class ResultList(List):
    """The list of results. The focus stays in the field."""

    def __init__(self, *, name: str) -> None:
        super().__init__(_look, name=name)
        self.setItemDelegate(ResultDelegate(self))
        self.setUniformItemSizes(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)


class ResultDelegate(QStyledItemDelegate):
    """A heading, or one line: icon, title, what else is known, and the key at the right.

    What else is known gives way before a phone number does.
    """

    # Qt's own names from here.

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        if isinstance(index.data(ROW), Heading):
            return QSize(0, style().px(28))
        return QSize(0, max(style().metrics.control, style().px(36)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW)
        rect: QRect = option.rect.adjusted(8, 0, -8, 0)
        painter.save()
        if isinstance(row, Heading):
            painting.write(painter, rect.adjusted(4, 4, -4, 0), row.title, "caption")
        else:
            chosen = bool(option.state & _State.State_Selected)
            if chosen:
                painting.fill(painter, rect, "sunken", tokens.RADIUS)
            elif option.state & _State.State_MouseOver:
                painting.fill(painter, rect, "bg", tokens.RADIUS)
            _paint(painter, row, rect, chosen)
        painter.restore()


def _paint(painter: QPainter, row: Result, rect: QRect, chosen: bool) -> None:
    look, middle = row.look, rect.center().y()
    left, right = rect.left() + 12, rect.right() - 12
    icon, ink = _icon(look)
    painting.draw_icon(painter, left, middle, icon, ink, style().px(18))
    left += style().px(18) + 12
    key = row.key or (ENTER if chosen else "")
    if key:
        painting.draw_key(painter, right, middle, key)
        right -= painting.key_width(key) + 12
    if look.chip is not None:
        text, tone = look.chip
        width = min(painting.chip_width(text), (right - left) // 2)
        painting.draw_chip(painter, right - width, middle, text, tone, width)
        right -= width + 12
    known = " · ".join(part for part in (look.detail, row.reason) if part)
    wanted = painting.width_of(look.title, "row") + 1
    most = right - left if not (known or look.kept) else (right - left) * 3 // 5
    width = min(wanted, most)
    height = rect.height()
    painting.write(painter, QRect(left, rect.top(), width, height), look.title, "row",
                   fits=wanted <= most)  # fmt: skip
    left += width + 12
    whole = " · ".join(part for part in (known, look.kept) if part)
    if painting.width_of(whole, "small") < right - left:
        room = QRect(left, rect.top(), right - left, height)
        painting.write(painter, room, whole, "small", fits=True)
        return
    kept = f" · {look.kept}" if known and look.kept else look.kept
    most = max(0, right - left - painting.width_of(kept, "small") - 1)
    width = min(painting.width_of(known, "small") + 1, most)
    painting.write(painter, QRect(left, rect.top(), width, height), known, "small")
    rest = QRect(left + width, rect.top(), max(0, right - left - width), height)
    painting.write(painter, rest, kept, "small")


def _icon(look: RowLook) -> tuple[str, str]:
    if look.avatar is not None:
        business = look.avatar[1]
        return ("building-2", "accent") if business else ("user", "text2")
    return look.icon or "search", tokens.TONES[look.tone][0]


def _look(row: Heading | Result) -> RowLook:
    return RowLook(row.title) if isinstance(row, Heading) else row.look


def _title(row: Heading | Result) -> str:
    return row.title if isinstance(row, Heading) else row.look.title


def _spoken(row: Heading | Result) -> str:
    return row.title if isinstance(row, Heading) else row.spoken()


def _key(row: Any) -> object:
    return ("heading", row.title) if isinstance(row, Heading) else row.target
