"""A process that shows every hostile name in every kind of widget, for whoever watches its calls.

``python -m tests.ui.markup.shown FOLDER [--without]``: without the guard only labels are shown, and
not the pipe that would hang it.
"""

import sys
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from mcsys_desktop.ui import plain_text
from mcsys_desktop.ui.style import style
from tests.ui.markup import KINDS, RED


def main(folder: Path, *, guarded: bool) -> None:
    """Show them all, and end."""
    application = QApplication([])
    application.setStyle("Fusion")
    style().apply("light", "normal", 1.0)
    names = [
        '<img src="{0}/hostile-n.png">',
        '<img src="file://{0}/hostile-n.png">',
        '<body background="{0}/hostile-n.png"><img src="hostile-relative.png">',
        '<link rel=stylesheet href="{0}/hostile.css">'
        "<style>@import url({0}/hostile-2.css);</style>",
        '<img src="//10.9.8.7/share/hostile-n.png"> \\\\10.9.8.7\\share\\hostile-n.png',
        '<img src="http://10.9.8.7/hostile-n.png"><a href="file://{0}/hostile-n.png">x</a>',
    ]
    kinds = KINDS
    if not guarded:
        application.setStyleSheet(application.styleSheet().replace(plain_text.RULE, ""))
        kinds = {"label": KINDS["label"]}
    else:
        names.append('<img src="{0}/hostile-pipe">')
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.fill(RED)
    for make in kinds.values():
        for name in names:
            widget = make(name.format(folder))
            if widget.metaObject().className() != "QTipLabel":  # it goes away by itself
                widget.resize(400, 160)
                widget.show()
                application.processEvents()
            widget.grab()
            widget.close()
            widget.deleteLater()


if __name__ == "__main__":
    main(Path(sys.argv[1]), guarded="--without" not in sys.argv)
