"""How large the main window is when nobody has chosen a size yet, and how small it may become."""

from PySide6.QtGui import QGuiApplication

LEAST = (1024, 640)
_USUAL = (1600, 960)


def usual() -> tuple[int, int]:
    """Width and height that fit the main screen, in logical pixels."""
    room = QGuiApplication.primaryScreen().availableGeometry()
    return (
        min(_USUAL[0], max(LEAST[0], room.width())),
        min(_USUAL[1], max(LEAST[1], room.height())),
    )
