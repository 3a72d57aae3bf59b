"""What tests of the main window put in it, and how they touch it."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from mcsys_desktop.ui.main_window import MainWindow

CONTROL = Qt.KeyboardModifier.ControlModifier


class Part(QWidget):
    """A page or panel with two buttons."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.one, self.two = QPushButton(f"{name} one"), QPushButton(f"{name} two")
        layout = QVBoxLayout(self)
        layout.addWidget(self.one)
        layout.addWidget(self.two)


def bring_up(window: MainWindow) -> None:
    """Show the window and give it the keyboard."""
    painted = QSignalSpy(window.first_painted)
    window.show()
    assert painted.count() or painted.wait(5000)  # keys work from the first frame on
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)


def press(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    """Press a key where the keyboard is."""
    target = QApplication.focusWidget() or window
    QTest.keyClick(target, key, modifier or Qt.KeyboardModifier.NoModifier)
