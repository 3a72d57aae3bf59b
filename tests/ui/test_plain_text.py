"""Markup from outside is shown as text and never drawn, wherever it appears."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QApplication,
    QFormLayout,
    QLabel,
    QMessageBox,
    QProgressDialog,
    QPushButton,
    QToolTip,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

import mcsys_desktop
from mcsys_desktop.ui import plain_text
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.widgets import Button, Chip, ElidedLabel, FactRow, Label

RED = QColor("#FF0000")


@pytest.fixture
def payload(tmp_path: Path) -> str:
    """A name that draws a red square if anybody takes it for markup."""
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.fill(RED)
    file = tmp_path / "n.png"
    assert image.save(str(file))
    return f'<img src="{file}">'


@pytest.fixture(autouse=True)
def _styled(qapp: QApplication) -> Iterator[None]:
    style().apply("light", "normal", 1.0)
    yield
    style().apply("light", "normal", 1.0)


def _draws_the_picture(widget: QWidget) -> bool:
    image = widget.grab().toImage()
    return any(
        image.pixelColor(x, y) == RED
        for x in range(0, image.width(), 4)
        for y in range(0, image.height(), 4)
    )


def _label(text: str) -> QWidget:
    return QLabel(text)


def _label_inside(text: str) -> QWidget:
    widget = QWidget()
    QVBoxLayout(widget).addWidget(QLabel(text))
    return widget


def _label_with_own_sheet(text: str) -> QWidget:
    widget = QLabel(text)
    widget.setStyleSheet("color: blue")
    return widget


def _message(text: str) -> QWidget:
    box = QMessageBox()
    box.setText(text)
    box.setInformativeText(text)
    box.setDetailedText(text)
    return box


def _form(text: str) -> QWidget:
    widget = QWidget()
    QFormLayout(widget).addRow(text, QPushButton(text))
    return widget


def _progress(text: str) -> QWidget:
    dialog = QProgressDialog(text, text, 0, 10)
    dialog.setMinimumDuration(0)
    return dialog


def _fact(text: str) -> QWidget:
    fact = FactRow()
    fact.show_fact(text, text)
    return fact


MAKERS: list[Callable[[str], QWidget]] = [
    _label,
    _label_inside,
    _label_with_own_sheet,
    _message,
    _form,
    _progress,
    _fact,
    Label,
    ElidedLabel,
    Chip,
    Button,
    QPushButton,
]


@pytest.mark.parametrize("make", MAKERS)
def test_a_name_that_is_markup_is_shown_as_text(
    qtbot: QtBot, payload: str, make: Callable[[str], QWidget]
) -> None:
    widget = make(payload)
    qtbot.addWidget(widget)
    widget.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    widget.show()

    assert not _draws_the_picture(widget)


def test_without_the_guard_the_same_name_would_be_drawn(
    qapp: QApplication, qtbot: QtBot, payload: str
) -> None:
    guarded = qapp.styleSheet()
    qapp.setStyleSheet("")
    try:
        widget = QLabel(payload)
        qtbot.addWidget(widget)
        widget.show()
        assert _draws_the_picture(widget)
    finally:
        qapp.setStyleSheet(guarded)


def test_a_tooltip_is_text(qtbot: QtBot, payload: str) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    owner.show()
    QToolTip.showText(owner.mapToGlobal(QPoint(5, 5)), payload, owner)
    tips = [w for w in QApplication.topLevelWidgets() if w.metaObject().className() == "QTipLabel"]

    try:
        assert len(tips) == 1
        assert isinstance(tips[0], QLabel)
        assert tips[0].text() == payload
        assert not _draws_the_picture(tips[0])
    finally:
        QToolTip.hideText()
        for tip in tips:
            tip.close()


def test_the_guard_keeps_the_style_sheet_that_is_there(qapp: QApplication) -> None:
    before = qapp.styleSheet()
    qapp.setStyleSheet("QMenu { padding: 3px; }")
    try:
        plain_text.guard(qapp)
        plain_text.guard(qapp)
        assert qapp.styleSheet().count(plain_text.RULE) == 1
        assert "QMenu" in qapp.styleSheet()
    finally:
        qapp.setStyleSheet(before)


FORBIDDEN = {
    r"\bQTextEdit\b|\bQTextBrowser\b": "draws markup; QPlainTextEdit does not",
    r"\bQErrorMessage\b|\bQWizard\b|\bQWizardPage\b|\bQSplashScreen\b": "draws markup",
    r"\.setHtml\(|\.insertHtml\(|\.appendHtml\(": "draws markup",
    r"\bsetWhatsThis\(": "draws markup",
    r"TextFormat\.(RichText|MarkdownText|AutoText)": "draws markup",
}


def test_nothing_that_draws_markup_is_used() -> None:
    package = Path(mcsys_desktop.__file__).parent
    found = [
        f"{file.relative_to(package)}:{number}: {why}"
        for folder in ("ui", "app")
        for file in (package / folder).rglob("*.py")
        if file.name != "plain_text.py"  # it names what is forbidden
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        for pattern, why in FORBIDDEN.items()
        if re.search(pattern, line)
    ]
    assert found == []


def test_the_ban_would_find_them() -> None:
    for line in ("QTextEdit()", "x.setHtml(name)", "Qt.TextFormat.RichText", "QErrorMessage(w)"):
        assert any(re.search(pattern, line) for pattern in FORBIDDEN), line
