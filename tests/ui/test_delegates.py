"""Rows of lists: the phone number is never shortened, and a row can be heard as well as seen."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect
from PySide6.QtGui import QFontMetrics, QHelpEvent, QImage, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QToolTip
from pytestqt.qtbot import QtBot

from mcsys_desktop.ui import painting
from mcsys_desktop.ui.delegates import List, RowLook, TableView
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.tables import Column, PagedList, Table

PHONE = "033 461 20 45"
LOOK = RowLook(
    "Stichting Ontmoeting en Gezelligheid",
    "'s-Gravenhage aan de Zee",
    PHONE,
    chip=("2 missed calls today", "bad"),
    avatar=("Stichting Ontmoeting", True),
)


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[List]:
    style().apply("light", "normal", 1.0)
    view = List(lambda row: row, name="Customers")
    qtbot.addWidget(view)
    model = PagedList(
        lambda _last, _limit, deliver: deliver([LOOK]),
        lambda look: look.title,
        RowLook.spoken,
        key=lambda look: look.title,
        parent=view,
    )
    view.setModel(model)
    model.restart()
    yield view
    style().apply("light", "normal", 1.0)


def paint(view: List, width: int, state: QStyle.StateFlag = QStyle.StateFlag.State_None) -> QImage:
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, width, 60)
    option.state = state
    image = QImage(width, 60, QImage.Format.Format_RGB32)
    image.fill(painting.colour("surface"))
    painter = QPainter(image)
    view.itemDelegate().paint(painter, option, view.model().index(0, 0))
    painter.end()
    return image


@pytest.mark.parametrize("scale", [1.0, 1.3])
@pytest.mark.parametrize("width", [260, 352, 600])
def test_the_phone_number_is_never_shortened(
    view: List, monkeypatch: pytest.MonkeyPatch, width: int, scale: float
) -> None:
    style().apply("light", "normal", scale)
    written: dict[str, QRect] = {}
    real = painting.write

    def write(painter: QPainter, rect: QRect, text: str, *rest: object, **more: object) -> None:
        written[text] = QRect(rect)
        real(painter, rect, text, *rest, **more)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(painting, "write", write)
    paint(view, width)

    text, room = next((text, rect) for text, rect in written.items() if text.endswith(PHONE))
    assert QFontMetrics(style().font("small")).horizontalAdvance(text) <= room.width()
    assert room.right() <= width


@pytest.mark.parametrize(("width", "said"), [(200, LOOK.title), (600, "")])
def test_a_title_that_is_shortened_is_said_whole_below_the_pointer(
    view: List, monkeypatch: pytest.MonkeyPatch, width: int, said: str
) -> None:
    told = [""]
    monkeypatch.setattr(QToolTip, "showText", lambda _at, text, _view: told.append(text))
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, width, 60)
    event = QHelpEvent(QEvent.Type.ToolTip, QPoint(40, 20), QPoint(40, 20))

    view.itemDelegate().helpEvent(event, view, option, view.model().index(0, 0))

    assert told[-1] == said


def test_selection_hover_and_focus_look_different(view: List) -> None:
    flags = QStyle.StateFlag
    plain = paint(view, 352)
    pictures = [
        paint(view, 352, flags.State_Selected),
        paint(view, 352, flags.State_MouseOver),
        paint(view, 352, flags.State_HasFocus),
        paint(view, 352, flags.State_Selected | flags.State_HasFocus),
    ]
    assert all(picture != plain for picture in pictures[:3])
    by_keys = flags.State_Selected | flags.State_HasFocus | flags.State_KeyboardFocusChange
    assert paint(view, 352, by_keys) != pictures[0]


def test_a_row_says_all_that_it_shows() -> None:
    assert LOOK.spoken() == (
        "Stichting Ontmoeting en Gezelligheid, 2 missed calls today,"
        " 's-Gravenhage aan de Zee, 033 461 20 45"
    )


def test_rows_grow_with_density_and_text(view: List) -> None:
    assert view.sizeHintForRow(0) == 60
    style().apply("light", "compact", 1.0)
    assert view.sizeHintForRow(0) == 50
    style().apply("light", "roomy", 1.3)
    assert view.sizeHintForRow(0) == 91


def test_a_list_and_a_table_can_be_drawn_in_every_theme(view: List, qtbot: QtBot) -> None:
    table = TableView(name="Calls")
    qtbot.addWidget(table)
    model = Table(
        [Column("Who", lambda look: look.title), Column("State", lambda _l: "open", tone=_warn)],
        key=lambda look: look.title,
        parent=table,
    )
    model.show([LOOK])
    table.setModel(model)
    for widget in (view, table):
        widget.resize(352, 200)
        widget.show()
        light = widget.grab().toImage()
        style().apply("dark")
        assert widget.grab().toImage() != light
        style().apply("light")


def _warn(_look: RowLook) -> str:
    return "warn"
