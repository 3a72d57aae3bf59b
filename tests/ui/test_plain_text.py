"""Markup from outside is shown as text and never drawn, wherever it appears.

Every kind of widget that can show a name (`markup`) shows every hostile name in a real
window. Nothing may be opened, no picture may be seen, and each must look, pixel by pixel, like the
same widget whose labels were told by hand that they are plain.
"""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from mcsys_desktop.ui import plain_text
from mcsys_desktop.ui.style import style
from tests.ui.markup import KINDS, RED, SCROLLING, SHORT, SHORTENING, Maker, payloads

ROOT = Path(__file__).resolve().parents[2]
SEEN = QRect(0, 0, 420, 160)
OPENED = 0x00000020  # IN_OPEN
TRIES = 4  # a window may become the active one while it is drawn; markup is drawn each time

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard")  # off screen
linux = pytest.mark.skipif(sys.platform != "linux", reason="inotify and strace are Linux's")


class Watch:
    """Counts how often the files of a folder are opened, by anybody."""

    def __init__(self, folder: Path) -> None:
        self._libc = ctypes.CDLL(None)
        self._watch = self._libc.inotify_init1(os.O_NONBLOCK)
        assert self._libc.inotify_add_watch(self._watch, bytes(folder), OPENED) >= 0

    def opened(self) -> int:
        """How many times since this was last asked."""
        try:
            events = os.read(self._watch, 1 << 16)
        except BlockingIOError:
            return 0
        return events.count(b"n.png")

    def close(self) -> None:
        os.close(self._watch)


@pytest.fixture
def hostile(tmp_path: Path) -> dict[str, str]:
    fifo = tmp_path / "pipe"
    if hasattr(os, "mkfifo"):
        os.mkfifo(fifo)  # opening it hangs until somebody writes
    return payloads(tmp_path, fifo)


@pytest.fixture
def watch(tmp_path: Path, hostile: dict[str, str]) -> Iterator[Watch]:
    watch = Watch(tmp_path)
    yield watch
    watch.close()


@pytest.fixture(autouse=True)
def _styled(qapp: QApplication) -> Iterator[None]:
    style().apply("light", "normal", 1.0)
    yield
    QToolTip.hideText()
    style().apply("light", "normal", 1.0)


def _put_away(widget: QWidget) -> None:
    widget.close()
    widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _labels(widget: QWidget) -> list[QLabel]:
    own = [widget] if isinstance(widget, QLabel) else []
    return own + widget.findChildren(QLabel)


def _draw(widget: QWidget) -> QImage:
    """The widget in a real window of one size, with everything that was waiting done."""
    widget.setMinimumSize(0, 0)
    if widget.metaObject().className() != "QTipLabel":
        widget.setFixedSize(SEEN.size())
        widget.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        widget.show()
        QApplication.processEvents()
        focused = QApplication.focusWidget()
        if focused is not None:
            focused.clearFocus()  # a cursor comes and goes
    return widget.grab(SEEN).toImage().convertToFormat(QImage.Format.Format_RGB32)


def _drawn(make: Maker, text: str) -> QImage:
    widget = make(text)
    drawn = _draw(widget)
    _put_away(widget)
    return drawn


def _escaped(text: str) -> str:
    """The same to the eye, and to nobody markup: a joiner that is not drawn stands in each sign."""
    return text.replace("<", "<\u2060")


def _without_guard(make: Maker, text: str) -> QImage:
    """What Qt by itself draws of a text that it takes for text."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    guarded = application.styleSheet()
    application.setStyleSheet(guarded.replace(plain_text.RULE, ""))
    try:
        return _drawn(make, text)
    finally:
        application.setStyleSheet(guarded)


def _red(image: QImage) -> bool:
    """Whether a whole square of pure red is seen; letters of a font are never that large."""
    return any(
        all(image.pixelColor(x + dx, y + dy) == RED for dx in (0, 6) for dy in (0, 6))
        for x in range(0, image.width() - 8, 6)
        for y in range(0, image.height() - 8, 6)
    )


@linux
@pytest.mark.parametrize("kind", KINDS)
def test_a_name_that_is_markup_is_drawn_as_it_stands(
    qtbot: QtBot, hostile: dict[str, str], watch: Watch, kind: str
) -> None:
    make = KINDS[kind]
    wrong: list[str] = []
    for name, text in hostile.items():
        if name == "pipe" and wrong:
            break
        watch.opened()
        text = text[:400] if kind in SHORT else text
        widget = make(text)
        drawn = _draw(widget)
        if watch.opened():
            wrong.append(f"{name}: a file was opened")
        if _red(drawn) and kind != "colours":  # it has a red of its own
            wrong.append(f"{name}: a picture was drawn")
        if any(one.textFormat() is not Qt.TextFormat.PlainText for one in _labels(widget)):
            wrong.append(f"{name}: a label is not plain")
        _put_away(widget)
        # Qt guesses entities to be markup by the first alone; a joiner there would be a shortcut's.
        # And it breaks the lines of a tooltip where that might be markup.
        whole = kind in SHORTENING or (name == "long" and kind in SCROLLING)
        as_text = text if whole else _escaped(text)
        if name == "entities" or kind == "tooltip" or drawn == _without_guard(make, as_text):
            continue
        if all(_drawn(make, text) != _without_guard(make, as_text) for _again in range(TRIES)):
            wrong.append(f"{name}: it looks different")
    assert wrong == []


@linux
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "label alone"])
def test_asking_for_its_size_before_it_is_shown_opens_nothing(
    qtbot: QtBot, hostile: dict[str, str], watch: Watch, kind: str
) -> None:
    """A layout asks for heights while a window is made. (A label alone would open it: the ban.)"""
    for name in ("picture", "file address", "long", "lines"):
        widget = KINDS[kind](hostile[name])
        widget.sizeHint()
        layout = widget.layout()
        if layout is not None:
            layout.activate()
            layout.totalHeightForWidth(200)
        widget.adjustSize()
        _put_away(widget)
        assert watch.opened() == 0, name


def test_there_are_enough_kinds_and_names(hostile: dict[str, str]) -> None:
    assert len(KINDS) >= 45
    assert len(hostile) >= 12
    assert len(hostile["long"]) >= 100_000


@linux
def test_without_the_guard_the_same_names_would_do_their_work(
    qapp: QApplication, qtbot: QtBot, hostile: dict[str, str], watch: Watch
) -> None:
    guarded = qapp.styleSheet()
    qapp.setStyleSheet(guarded.replace(plain_text.RULE, ""))
    try:
        for kind in ("label", "message", "form", "progress", "asks for text", "tooltip"):
            widget = KINDS[kind](hostile["picture"])
            drawn = _draw(widget)
            assert watch.opened() > 0, kind
            assert _red(drawn), kind
            _put_away(widget)
        widget = KINDS["label"](hostile["picture inside"])
        assert _red(_draw(widget))
        _put_away(widget)
        assert not plain_text.holds()
    finally:
        qapp.setStyleSheet(guarded)
    assert plain_text.holds()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("density", ["normal", "compact"])
def test_the_guard_is_part_of_every_look(qapp: QApplication, theme: str, density: str) -> None:
    style().apply(theme, density, 1.1)  # type: ignore[arg-type]  # both are names of looks
    assert plain_text.RULE in qapp.styleSheet()
    assert plain_text.holds()


def test_a_message_box_of_ours_is_never_the_systems_own(qtbot: QtBot) -> None:
    box = plain_text.message_box()
    qtbot.addWidget(box)
    assert box.testOption(box.Option.DontUseNativeDialog)
    assert box.textFormat() is Qt.TextFormat.PlainText


def _traced(folder: Path, *arguments: str) -> str:
    """The files that a process opened, or asked about, while it showed everything to nobody."""
    trace = folder / "trace"
    calls = "open,openat,stat,lstat,newfstatat,statx,access,faccessat,faccessat2,connect"
    watched = ["strace", "-f", "-qq", "-s", "300", "-e", f"trace={calls}", "-o", str(trace)]
    platform = "xcb" if os.environ.get("DISPLAY") else "offscreen"
    subprocess.run(
        [*watched, sys.executable, "-m", "tests.ui.markup.shown", str(folder), *arguments],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": platform, "PYTHONPATH": str(ROOT)},
        check=True,
        capture_output=True,
        timeout=110,
    )
    return trace.read_text(errors="replace")


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_the_system_is_never_asked_for_what_a_name_names(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "hostile-pipe")
    guarded = _traced(tmp_path)
    asked = [line for line in guarded.splitlines() if "hostile-" in line or "10.9.8.7" in line]
    assert asked == []
    assert "Inter-Regular.ttf" in guarded  # it does see what is opened

    unguarded = _traced(tmp_path, "--without")
    for sign in ("hostile-n.png", "10.9.8.7/share"):
        assert sign in unguarded, "without the guard this test would see it"
