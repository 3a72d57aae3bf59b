"""Text that is longer than its room: broken or shortened with a sign, never cut off at an edge."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mcsys_desktop.ui import lines
from mcsys_desktop.ui.facts import FactRow
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.texts import ElidedLabel, WrappedLabel

LONG = "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaftschaferswessen"
MAIL = "administratie@aannemersbedrijfbakkerbv.example"


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> Iterator[None]:
    style().apply("light", "normal", 1.0)
    yield
    style().apply("light", "normal", 1.0)


def inked(widget: QWidget, place: QRect) -> bool:
    """Whether something is written in ``place``: it has more than one colour."""
    image = widget.grab().toImage()
    seen = {
        QColor(image.pixel(x, y)).name()
        for x in range(place.left(), place.right())
        for y in range(place.top(), place.bottom())
    }
    return len(seen) > 1


@pytest.mark.parametrize("text", [LONG, "<img src=x onerror=alert(1)>" * 4, MAIL, "kort", ""])
@pytest.mark.parametrize("width", [60, 200, 700])
def test_every_line_fits_and_nothing_gets_lost(text: str, width: int) -> None:
    metrics = QFontMetrics(style().font("body"))

    found = lines.of(text, "body", width)

    assert all(metrics.horizontalAdvance(line) <= width for line in found)
    assert "".join("".join(found).split()) == "".join(text.split())


def test_of_too_many_lines_the_last_ends_in_an_ellipsis() -> None:
    words = "Laatst om 11:33, nog niemand heeft dit opgepakt en dat duurt nu al een hele tijd."

    first, second = lines.of(words, "small", 150, 2)

    assert words.startswith(first)
    assert second.endswith("…")


def test_a_word_wider_than_its_label_is_broken_into_lines(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    name = WrappedLabel(LONG, "title")
    layout.addWidget(name)
    layout.addStretch(1)
    holder.resize(300, 300)
    holder.show()

    one = QFontMetrics(name.font()).lineSpacing()
    assert name.width() <= 300
    assert name.height() >= 3 * one
    assert inked(name, QRect(0, 2 * one, 300, one))


def test_of_a_long_address_the_middle_gives_way_and_the_tooltip_says_it_whole(
    qtbot: QtBot,
) -> None:
    label = ElidedLabel(MAIL, middle=True)
    qtbot.addWidget(label)
    label.resize(180, 20)
    label.grab()
    assert label.toolTip() == MAIL
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setSelection(0, len(MAIL))
    label.grab()
    assert label.selectedText() == MAIL  # copied whole

    label.resize(600, 20)
    label.grab()
    assert label.toolTip() == ""


@pytest.mark.parametrize("scale", [1.0, 1.3])
def test_a_fact_that_must_be_read_whole_grows_with_its_words(qtbot: QtBot, scale: float) -> None:
    style().apply("light", "normal", scale)
    fact = FactRow(wraps=True)
    qtbot.addWidget(fact)
    fact.show_fact("Geen verbinding", "Kort.", icon="phone-off")
    short = fact.heightForWidth(296)
    fact.show_fact(
        "Geen verbinding met de telefooncentrale",
        "Een ander programma luistert al op 127.0.0.1, poort 8090. Kies een andere poort.",
        icon="phone-off",
    )

    assert short == style().px(48)
    assert fact.heightForWidth(296) >= short + 2 * style().px(16)
