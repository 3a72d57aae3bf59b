"""All that somebody before the screen, or a program that asks Qt, can read of our windows."""

from collections.abc import Iterator

from PySide6.QtGui import QAccessible, QAccessibleInterface, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

TEXTS = (
    QAccessible.Text.Name,
    QAccessible.Text.Value,
    QAccessible.Text.Description,
    QAccessible.Text.Help,
)


def spoken() -> str:
    """All texts of the accessibility tree, also of what says that it cannot be seen."""
    application = QApplication.instance()
    assert application is not None
    root = QAccessible.queryAccessibleInterface(application)
    assert root is not None
    return "\n".join(_texts(root))


def _texts(part: QAccessibleInterface) -> Iterator[str]:
    for kind in TEXTS:
        yield part.text(kind)
    for number in range(part.childCount()):
        child = part.child(number)
        if child is not None:
            yield from _texts(child)


def written() -> str:
    """The texts of all widgets that are visible, and the titles of all windows."""
    found = [window.title() for window in QGuiApplication.allWindows()]
    for widget in QApplication.allWidgets():
        if widget.isVisible():
            found += _words(widget)
    return "\n".join(found)


def _words(widget: QWidget) -> Iterator[str]:
    yield widget.windowTitle()
    yield widget.toolTip()
    for name in ("text", "toPlainText", "currentText", "placeholderText"):
        said = getattr(widget, name, None)
        if callable(said):
            yield str(said())


def shown() -> list[QWidget]:
    """The windows of ours that are on the screen."""
    return [window for window in QApplication.topLevelWidgets() if window.isVisible()]
