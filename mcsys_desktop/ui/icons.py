"""Lucide's icons, drawn in the colours of the theme and at the sharpness of the screen.

Each drawing is made when it is first needed and kept by (name, colour, size, sharpness).
"""

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPixmap

from mcsys_desktop.core import resources
from mcsys_desktop.ui import tokens

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

_STROKE = 'stroke-width="2"'
_FINER = 'stroke-width="1.75"'


def pixmap(name: str, ink: str = "text2", size: int = 18, ratio: float = 0.0) -> QPixmap:
    """The icon ``name`` in the colour ``ink``, ``size`` logical pixels wide and high.

    ``ratio`` is the device pixel ratio; 0 takes the sharpest screen's. Raises FileNotFoundError
    for a name that is not in resources/icons.
    """
    colour: str = getattr(tokens.current(), ink)
    return _drawn(name, colour, size, ratio or _sharpest())


def icon(name: str, ink: str = "text2", size: int = 18) -> "QIcon":
    """The same as a QIcon, for Qt's own actions, fields and menus."""
    from PySide6.QtGui import QIcon  # our own widgets paint pixmaps

    return QIcon(pixmap(name, ink, size))


def _sharpest() -> float:
    application = QGuiApplication.instance()
    return application.devicePixelRatio() if isinstance(application, QGuiApplication) else 1.0


@cache
def _source(name: str) -> str:
    return resources.path("icons", f"{name}.svg").read_text(encoding="utf-8")


@cache
def _drawn(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer  # loaded with the first icon

    svg = _source(name).replace("currentColor", colour).replace(_STROKE, _FINER)
    drawing = QPixmap(QSize(size, size) * ratio)
    drawing.setDevicePixelRatio(ratio)
    drawing.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawing)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return drawing
