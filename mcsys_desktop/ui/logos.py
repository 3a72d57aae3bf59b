"""A picture that somebody chose as the logo: read with care, made small, and written anew.

Only the picture itself is kept: places, cameras and names that hide in a file stay behind. Run it
on a worker; a large photograph takes a while.
"""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _

MOST_FILE = 10_000_000  # bytes
MOST_SIDE = 8000  # pixels of the file's picture
SIDE = 512  # pixels of what is kept: four times what a screen or a letterhead shows
MOST_KEPT = 384 * 1024  # bytes, which are 512 kB in base64
_KINDS = {b"\x89PNG\r\n\x1a\n": b"png", b"\xff\xd8\xff": b"jpeg"}


def read(file: Path) -> bytes:
    """The logo in ``file`` as a small PNG. Raises UserError with what to take instead."""
    try:
        if file.stat().st_size > MOST_FILE:
            raise UserError(_("This file is too large for a logo. Take one of at most 10 MB."))
        data = file.read_bytes()
    except OSError as error:
        raise UserError(_("{file} cannot be read.").format(file=file.name)) from error
    return small(_picture(data, file.name))


def _picture(data: bytes, name: str) -> QImage:
    # What a file says it is counts, and not its name: Qt would try every reader that it has.
    kind = next((kind for start, kind in _KINDS.items() if data.startswith(start)), b"")
    wrong = UserError(
        _("{file} is no picture that can be used as a logo. Take a PNG or a JPEG.").format(
            file=name
        )
    )
    if not kind:
        raise wrong
    held = QByteArray(data)
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)  # a photograph that was taken on its side
    size = reader.size()
    if not size.isValid() or max(size.width(), size.height()) > MOST_SIDE:
        raise wrong
    reader.setScaledSize(_fitting(size, SIDE))
    image = reader.read()
    if image.isNull():
        raise wrong
    return image


def small(image: QImage) -> bytes:
    """``image`` as a PNG that is small enough to keep, with nothing in it but its points."""
    side = SIDE
    while True:
        size = _fitting(image.size(), side)
        drawn = QImage(size, QImage.Format.Format_ARGB32)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(0, 0, size.width(), size.height()), image)
        painter.end()
        written = QBuffer()
        written.open(QIODevice.OpenModeFlag.WriteOnly)
        drawn.save(written, "PNG")  # type: ignore[call-overload]  # Qt takes the name as it is
        png = bytes(written.data().data())
        if len(png) <= MOST_KEPT:
            return png
        side = side * 3 // 4


def shown(png: bytes) -> QImage | None:
    """A kept logo to draw; None for none, or for what is no PNG of ours after all."""
    if not png or len(png) > MOST_KEPT:
        return None
    try:
        return _picture(png, "")
    except UserError:
        return None


def _fitting(size: QSize, side: int) -> QSize:
    """``size``, made smaller until both sides are at most ``side``."""
    if max(size.width(), size.height()) <= side:
        return size
    return size.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))
