"""Names that would do something if anybody took them for markup."""

import base64
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

RED = QColor("#FF0000")
Maker = Callable[[str], QWidget]


def payloads(folder: Path, fifo: Path) -> dict[str, str]:
    """Names that draw a red square, open a file or a connection, or hang whoever opens them."""
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.fill(RED)
    file = folder / "n.png"
    image.save(str(file))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # a device will do
    inside = base64.b64encode(bytes(buffer.data().data())).decode()
    return {
        "picture": f'<img src="{file}">',
        "file address": f'<b>x</b><img src="file://{file}">',
        "share": '<img src="//10.9.8.7/share/n.png">',
        "link": '<a href="http://192.0.2.1/klik">klik hier</a>',
        "picture inside": f'<img src="data:image/png;base64,{inside}">',
        "background": f'<body background="{file}"><table background="{file}"><td>x</td></table>',
        "entities": "&lt;b&gt;Jansen &amp; zn.&#65;&nbsp;&eacute; &bij",
        "bold": "<b>vet</b> <h1>groot</h1> <font color=red>██████</font>",
        "style": f"<style>@import url({file}); p {{ color: red }}</style><p>██████</p>",
        "long": f'<img src="{file}"> ' + "<b>vet</b> " * 9_200,
        "directions": f'\u202e<img src="{file}">\u2066x\u2069\u200f\u202c',
        "nothing": f'a\x00b<img src="{file}">\x00\ufffe',
        "lines": f'<br>een<br/>\ntwee\r\n<img src="{file}">\ndrie',
        "pipe": f'<img src="{fifo}">',  # last: it hangs whoever opens it
    }


def inside(widget: QWidget) -> QWidget:
    """``widget`` in another one."""
    holder = QWidget()
    QVBoxLayout(holder).addWidget(widget)
    return holder
